"""Forms of moving in and out."""
