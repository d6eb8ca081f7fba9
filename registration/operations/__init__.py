"""Writes: verbs with keyword-only arguments and `by`, one transaction each."""
