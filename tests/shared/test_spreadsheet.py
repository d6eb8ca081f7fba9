"""Text on its way to a spreadsheet program."""

import pytest

from shared.spreadsheet import csv_line, harmless, is_risky


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", '"='])
def test_no_formula_leaves(begin: str) -> None:
    """What a spreadsheet would run gets an apostrophe; a plain text does not."""
    assert is_risky(f"{begin}HYPERLINK()") and not is_risky("Zoë")
    assert harmless(f"{begin}HYPERLINK()") == f"'{begin}HYPERLINK()"
    assert harmless("Zoë") == "Zoë"


def test_csv_line() -> None:
    """Semicolons between the cells, quotes where a cell holds one, and no formula."""
    assert csv_line(["Geld; schulden", "=1+1", "3"]) == b'"Geld; schulden";\'=1+1;3\r\n'
