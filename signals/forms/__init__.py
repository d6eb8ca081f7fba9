"""Forms of work outside."""
