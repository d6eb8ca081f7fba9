"""The page about the bundle says what the code holds."""

from pathlib import Path

from exchange.bundle.shape import FILES, table


def test_page() -> None:
    """The same table."""
    assert table() in Path("docs/exchange.md").read_text()


def test_order() -> None:
    """A file stands below those that it refers to."""
    seen: set[str] = set()
    for file in FILES:
        seen.add(file.name)
        assert {column.to for column in file.columns if column.to} <= seen, file.name
