"""Writes: starting and undoing runs, taking out, merging; one transaction each."""
