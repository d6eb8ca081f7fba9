"""What the tests about families share."""

ELSEWHERE = "hoort op die dag al bij een ander gezin. Kies een andere dag of beëindig dat eerst."


def row(at: int = 0, **typed: str) -> dict[str, str]:
    """What is typed in one row of people."""
    return {f"person-{at}-{name}": text for name, text in typed.items()}
