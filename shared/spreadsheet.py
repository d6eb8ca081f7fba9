"""Text on its way to a spreadsheet program, which would take some of it for a formula and run it."""

import csv
import io
from collections.abc import Sequence

# What a spreadsheet takes for the begin of a formula; the wide ones too, in some languages.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
# So that a spreadsheet knows that a file of text is UTF-8.
BEGIN = "\ufeff".encode()


def is_risky(text: str) -> bool:
    """Whether a spreadsheet would take it for a formula."""
    return text.startswith(RISKY) or text.lstrip(" \u00a0\u200b\ufeff'\"").startswith(RISKY)


def harmless(text: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet would take it for a formula."""
    return f"'{text}" if is_risky(text) else text


def csv_line(cells: Sequence[str]) -> bytes:
    """One line of a CSV file, with semicolons, as Dutch spreadsheets want it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode()
