"""Pages of moving in and out, one function per address."""
