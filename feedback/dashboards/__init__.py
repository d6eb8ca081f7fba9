"""What the pages with figures show: one file for each."""
