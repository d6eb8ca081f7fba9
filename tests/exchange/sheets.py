"""Spreadsheets that are made for a test, good ones and bad ones."""

import io
import zipfile

from openpyxl import Workbook

ROWS = [
    ["Clientnummer", "Naam", "Geboortedatum", "Taal"],
    ["c1", "Bedacht, Zoë van der", "07-03-1950", "nl"],
    ["c2", "Bas Verzonnen", "1-2-1960", "nl"],
]


def xlsx(rows: list[list[object]] = ROWS, more: list[list[object]] | None = None, **options: object) -> bytes:
    """An .xlsx. options: merged (cells), hidden (a second sheet), more (rows of a second sheet that is called so)."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if options.get("merged"):
        sheet.merge_cells(str(options["merged"]))
    if options.get("hidden"):
        book.create_sheet("geheim").sheet_state = "hidden"
    if more:
        second = book.create_sheet("more")
        for row in more:
            second.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same .xlsx with another part in it, in place of the one of that name if there is one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return made.getvalue()


def a_million_empty_rows() -> bytes:
    """A sheet that says it has a million rows, of which the first two hold something."""
    head = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    rows = [cell % (1, 1, b"Voornaam"), cell % (2, 2, b"Bas")]
    empty = b"".join(b'<row r="%d"/>' % number for number in range(3, 1_000_001))
    return with_part(xlsx(), "xl/worksheets/sheet1.xml", head + b"".join(rows) + empty + b"</sheetData></worksheet>")
