"""Numbers as people read them."""


def signed(value: int, lowest: int) -> str:
    """A value of a scale that begins at `lowest`: with its sign on a scale that goes below nought."""
    if lowest >= 0:
        return str(value)
    return f"+{value}" if value > 0 else str(value).replace("-", "−")
