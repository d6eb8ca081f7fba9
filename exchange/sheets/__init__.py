"""Spreadsheets of any shape: reading them with suspicion, matching their columns, and writing a file of the bundle."""
