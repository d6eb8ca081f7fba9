"""Reading work outside: each function begins with `within(scope)`."""
