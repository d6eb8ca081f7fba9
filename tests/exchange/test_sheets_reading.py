"""A spreadsheet of any shape is read with suspicion: a plain sentence for each bad one, in bounded time and memory."""

import time
import tracemalloc
from pathlib import Path

import pytest

from exchange.sheets.reading import Unreadable, pages, rows
from tests.exchange.sheets import a_million_empty_rows, with_part, xlsx

FIRST = "xl/worksheets/sheet1.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = b"<worksheet " + MAIN + b'><sheetData><row r="1">%b</row></sheetData></worksheet>'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = b'<Relationship Id="rId%d" Type="' + OFFICE + b'/%b" Target="%b"/>'
RELATIONS = b"<Relationships>%b</Relationships>" % b"".join(
    RELATION % (number, kind, part)
    for number, kind, part in (
        (1, b"worksheet", b"worksheets/sheet1.xml"),
        (2, b"styles", b"styles.xml"),
        (3, b"sharedStrings", b"/xl/sharedStrings.xml"),
    )
)
TEXTS = "<sst><si><r><t>Zoë </t></r><r><t>van Bedacht</t></r><rPh><t>zo-ee</t></rPh></si></sst>".encode()
STYLES = b'<styleSheet><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
BOMBS = {
    "cells": SHEET % (b"<c/>" * 400_000),
    "depth": SHEET % (b"<a>" * 100_000),
    "tag": SHEET % (b'<c r="' + b"A" * 6_000_000 + b'"/>'),
    "remark": SHEET % (b"<!--" + b"x" * 6_000_000 + b"-->"),
    "entities": ("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>").encode("utf-16"),
    "order": SHEET % b'</row><row r="1">',
}


def inline(place: str, text: str) -> bytes:
    """A cell with its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def kept(folder: Path, content: bytes | str, name: str = "sheet.xlsx") -> Path:
    """A file on disk."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def all_rows(path: Path, page: str = "Sheet") -> list[tuple[int, list[str]]]:
    """All of them."""
    return list(rows(path, page))


class TestReading:
    """Every kind of bad sheet gets a plain sentence, in bounded time."""

    def test_plain(self, tmp_path: Path) -> None:
        """Texts as they are, whole numbers without a point, days as days; empty rows are left out and still count."""
        made = xlsx([["a", "b"], [], [12.0, "x\u00a0y"], [True, None]])
        assert all_rows(kept(tmp_path, made)) == [(1, ["a", "b"]), (3, ["12", "x\u00a0y"]), (4, ["yes"])]

    def test_hidden_sheets(self, tmp_path: Path) -> None:
        """Counted, and not read."""
        path = kept(tmp_path, xlsx(hidden=True))
        assert pages(path) == (["Sheet"], 1)
        with pytest.raises(Unreadable, match="verborgen"):
            all_rows(path, "geheim")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (xlsx([["Naam"], ["=1+1"]]), "In cel A2 staat een formule"),
            (xlsx(merged="A1:B2"), "A1:B2 zijn samengevoegd"),
            (with_part(xlsx(), "xl/vbaProject.bin", b"x"), "macro"),
            (with_part(xlsx(), "xl/workbook.xml", b"<!DOCTYPE a><a/>"), "geen .xlsx"),
            (with_part(xlsx(), "xl/workbook.xml", b"<a"), "beschadigd"),
            (with_part(xlsx(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "beschadigd"),
            (b"PK\x03\x04 niets", "beschadigd"),
            (xlsx([["x"] * 301]), "meer dan 300 kolommen"),
        ],
    )
    def test_bad_sheets(self, tmp_path: Path, content: bytes, words: str) -> None:
        """Formulas, merged cells, macros, tricks, damage, too many columns."""
        path = kept(tmp_path, content)
        with pytest.raises(Unreadable, match=words):
            all_rows(path, pages(path)[0][0])

    def test_too_large_when_unpacked(self, tmp_path: Path) -> None:
        """A bomb is not unpacked."""
        path = kept(tmp_path, with_part(xlsx(), "xl/sharedStrings.xml", b" " * 60_000_001))
        begin = time.process_time()
        with pytest.raises(Unreadable, match="te groot"):
            pages(path)
        assert time.process_time() - begin < 5

    def test_a_million_empty_rows(self, tmp_path: Path) -> None:
        """They are passed over, however many there are; what comes after them is read as well."""
        path = kept(tmp_path, a_million_empty_rows())
        begin = time.process_time()
        assert all_rows(path) == [(1, ["Voornaam"]), (2, ["Bas"])]
        assert time.process_time() - begin < 20
        gap = SHEET % (inline("A1", "Naam") + b'</row><row r="2000">' + inline("B2000", "Later"))
        assert all_rows(kept(tmp_path, with_part(xlsx(), FIRST, gap))) == [(1, ["Naam"]), (2000, ["", "Later"])]

    @pytest.mark.parametrize("name", BOMBS)
    def test_what_would_fill_the_memory(self, tmp_path: Path, name: str) -> None:
        """A small file that unpacks into cells without end, a tag without end or tags within tags is not held whole."""
        path = kept(tmp_path, with_part(xlsx(), FIRST, BOMBS[name]))
        tracemalloc.start()
        try:
            with pytest.raises(Unreadable, match="beschadigd"):
                all_rows(path)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 15_000_000

    def test_shared_texts_and_days(self, tmp_path: Path) -> None:
        """As spreadsheet programs write them: texts by number, days as a number with a style; not how a word sounds."""
        content = with_part(xlsx(), "xl/_rels/workbook.xml.rels", RELATIONS)
        content = with_part(content, "xl/sharedStrings.xml", TEXTS)
        content = with_part(content, "xl/styles.xml", STYLES)
        cells = b'<c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46112</v></c><c r="D1" s="1"><v>46112.5</v></c>'
        path = kept(tmp_path, with_part(content, FIRST, SHEET % (cells + b'<c r="E1"><v>46112</v></c>')))
        assert all_rows(path) == [(1, ["Zoë van Bedacht", "2026-03-31", "", "2026-03-31T12:00", "46112"])]
        wrong = SHEET % b'<c r="A1" t="s"><v>7</v></c>'
        with pytest.raises(Unreadable, match="beschadigd"):
            all_rows(kept(tmp_path, with_part(content, FIRST, wrong)))

    def test_a_cell_that_is_a_book(self, tmp_path: Path) -> None:
        """Named by its place; nothing of it is cut off in silence."""
        path = kept(tmp_path, with_part(xlsx(), FIRST, SHEET % inline("C1", "x" * 100_001)))
        with pytest.raises(Unreadable, match="C1"):
            all_rows(path)

    @pytest.mark.parametrize(
        ("content", "found"),
        [
            (b"a;b\n1;2\n", ["1", "2"]),
            ("\ufeffa,b\n1,2\n".encode(), ["1", "2"]),
            ("a\tb\nZoë\t2\n".encode("cp1252"), ["Zoë", "2"]),
            (b'a;b\n"x\ny";2\n', ["x\ny", "2"]),
        ],
    )
    def test_csv(self, tmp_path: Path, content: bytes, found: list[str]) -> None:
        """Any sign between the cells, UTF-8 or the letters of Windows."""
        assert all_rows(kept(tmp_path, content, "sheet.csv"), "")[1][1] == found

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"a;b\n\x00;2\n", "geen tekst"),
            ("a;b\n1;2\n".encode("utf-16"), "UTF-8"),
            (b'a;b\n"1;2\n', "niet te lezen"),
            (b"a;b\n" + b"x" * 100_001, "niet te lezen"),
        ],
    )
    def test_bad_csv(self, tmp_path: Path, content: bytes, words: str) -> None:
        """Null bytes, other letters, an open quote, an endless cell."""
        with pytest.raises(Unreadable, match=words):
            all_rows(kept(tmp_path, content, "sheet.csv"), "")

    def test_a_csv_row_without_end(self, tmp_path: Path) -> None:
        """Cells over many lines are one row as long as a quote is open: not for ever."""
        path = kept(tmp_path, b'a;b\n"x\n' + b'";"\n' * 600_000, "sheet.csv")
        with pytest.raises(Unreadable, match="niet te lezen"):
            all_rows(path, "")
