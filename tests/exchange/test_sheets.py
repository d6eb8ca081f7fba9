"""A spreadsheet of any shape: read with suspicion, matched, tried, remembered; the report speaks of the sheet."""

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.models import Theme
from exchange.bundle.shape import BY_NAME
from exchange.models import ColumnMapping, ImportedKey, ImportRun, RunState, Sheet
from exchange.sheets.converting import converted, day, split_name
from exchange.sheets.matching import guessed, likely_file
from exchange.sheets.offered import likeliest, offered, unknown_values
from exchange.sheets.reading import Unreadable, pages, rows
from organisation.models import User
from registration.models import Resident
from tests.exchange.moving import files_folder, post, send, sent, work_off
from tests.exchange.sheets import a_million_empty_rows, with_part, xlsx

Browser = Callable[[User], Client]
__all__ = ["files_folder"]
CSV = "Clientnummer;Naam;Geboortedatum;Soort\nc1;Zoë van der Bedacht;07-03-1950;a\nc2;Bas Verzonnen;31-02-1960;b\n"

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


@pytest.fixture
def browser(mover: User, client_of: Browser, files_folder: Path) -> Client:
    """Of Mehmet, who may move this week."""
    return client_of(mover)


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
        begin = time.monotonic()
        with pytest.raises(Unreadable, match="te groot"):
            pages(path)
        assert time.monotonic() - begin < 5

    def test_a_million_empty_rows(self, tmp_path: Path) -> None:
        """They are passed over, however many there are; what comes after them is read as well."""
        path = kept(tmp_path, a_million_empty_rows())
        begin = time.monotonic()
        assert all_rows(path) == [(1, ["Voornaam"]), (2, ["Bas"])]
        assert time.monotonic() - begin < 20
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


class TestMatching:
    """Guesses and conversions."""

    def test_guessed(self) -> None:
        """By what columns are called in Dutch offices; each column once."""
        match = guessed(["Cliëntnummer", "Naam", "Geb. datum", "Onbekend"], BY_NAME["residents"])
        assert {name: how["from"] for name, how in match.items()} == {
            "resident": 0,
            "whole_name": 1,
            "birth_date": 2,
        }
        assert likely_file(["Clientnummer", "Voornaam", "Achternaam", "Geboortedatum"]) == "residents"

    @pytest.mark.parametrize(
        ("cell", "order", "made"),
        [
            ("31-3-2026", "dmy", "2026-03-31"),
            ("3/31/2026", "mdy", "2026-03-31"),
            ("2026-03-31", "dmy", "2026-03-31"),
            ("31.03.2026 9:05", "dmy", "2026-03-31T09:05"),
            ("31-03-26", "dmy", "31-03-26"),
            ("ergens in mei", "dmy", "ergens in mei"),
        ],
    )
    def test_day(self, cell: str, order: str, made: str) -> None:
        """What cannot be understood stays, for the report to name."""
        assert day(cell, order) == made

    @pytest.mark.parametrize(
        ("name", "parts"),
        [
            ("Zoë van der Bedacht", ("Zoë", "van der", "Bedacht")),
            ("Bedacht, Zoë van der", ("Zoë", "van der", "Bedacht")),
            ("Bedacht, van der, Zoë Anna", ("Zoë Anna", "van der", "Bedacht")),
            ("Bas Verzonnen", ("Bas", "", "Verzonnen")),
            ("Bas", ("Bas", "", "")),
            ("", ("", "", "")),
            ("Van Dijk", ("Van", "", "Dijk")),
            ("Riet van 't Sprookje", ("Riet", "van 't", "Sprookje")),
        ],
    )
    def test_split_name(self, name: str, parts: tuple[str, str, str]) -> None:
        """With or without a comma."""
        assert tuple(split_name(name).values()) == parts

    def test_converted(self) -> None:
        """A fixed value, the number of the row, a word that means a choice."""
        match = {
            "resident": {"key": "row"},
            "language": {"fixed": "nl"},
            "law": {"from": 0, "values": {"WMO 2015": "wmo"}},
        }
        found = converted(match, 7, ["WMO 2015"], set())
        assert found == {"resident": "row-7", "language": "nl", "law": "wmo"}

    @pytest.mark.parametrize(
        ("value", "meant"),
        [
            ("WMO 2015", "wmo"),
            ("Jeugdwet (JW)", "jeugdwet"),
            ("Iets anders", "other"),
            ("Wlz", ""),
            ("wmo of jeugdwet", ""),
        ],
    )
    def test_likeliest(self, value: str, meant: str) -> None:
        """What is called the same, or the only one that is named; two of them are no guess."""
        with override("nl"):
            assert likeliest(value, offered(BY_NAME["plans"].column("law"))) == meant

    def test_unknown_values(self, db: None) -> None:
        """Of a list of the organisation: no key of it, none that came in before, and not matched already."""
        Theme.objects.create(key="honden", name_nl="Honden")
        ImportedKey.objects.create(kind="themes", key="t7", target="honden", fingerprint=uuid4())
        theme = BY_NAME["help_requests"].column("theme")
        found = unknown_values(
            theme, ["honden", "t7", "Honden", "Zorgen", "Zorgen", ""], {"values": {"Zorgen": "other"}}
        )
        assert found == ["Honden"]
        assert likeliest("De honden", offered(theme)) == "honden"


class TestPages:
    """sheet_page, sheet_columns, sheet_values."""

    def chosen(self, browser: Client, sheet: Sheet, file: str = "residents") -> None:
        """Says what the rows are."""
        post(browser, "sheet_page", sheet.pk, page=sheet.page, file=file)

    def sheet(self, browser: Client, content: bytes | str = CSV, name: str = "lijst.csv") -> Sheet:
        """A sheet that was sent."""
        send(browser, sent(name, content))
        return Sheet.objects.get(run=None)

    def matched(self, browser: Client, sheet: Sheet, **columns: str) -> None:
        """Says which column is what."""
        fields = {"resident-from": "0", "whole_name-from": "1", "birth_date-from": "2", "birth_date-days": "dmy"}
        post(browser, "sheet_columns", sheet.pk, **{**fields, **columns})

    def test_sheet_page(self, browser: Client) -> None:
        """The first rows, and a guess of what they are."""
        sheet = self.sheet(browser, xlsx(hidden=True), "lijst.xlsx")
        page = browser.get(reverse("sheet_page", args=[sheet.pk])).content.decode()
        assert "Bedacht, Zoë van der" in page
        assert '<option value="residents" selected>' in page
        assert "Eén verborgen blad" in page

    def test_sheet_page_of_a_bad_sheet(self, browser: Client) -> None:
        """Says why, and offers another file."""
        sheet = self.sheet(browser, xlsx([["Naam"], ["=1+1"]]), "lijst.xlsx")
        answer = browser.get(reverse("sheet_page", args=[sheet.pk]))
        assert (answer.status_code, "formule" in answer.content.decode()) == (422, True)

    def test_sheet_page_of_a_workbook(self, browser: Client) -> None:
        """Each sheet of it can be opened; what its rows are is guessed anew, and the form keeps to it."""
        other = [["Trajectnr", "Cliëntnr.", "Startdatum"], ["p1", "c1", "3-2-2026"]]
        sheet = self.sheet(browser, xlsx(more=other), "lijst.xlsx")
        url = reverse("sheet_page", args=[sheet.pk])
        assert '<option value="residents" selected>' in browser.get(url).content.decode()
        second = browser.get(f"{url}?number=2").content.decode()
        assert '<option value="plans" selected>' in second
        assert '<input type="hidden" name="page" value="more"' in second
        for odd in ("0", "3", "x", "²", ""):
            assert browser.get(url, {"number": odd}).status_code == 200
        post(browser, "sheet_page", sheet.pk, page="more", file="plans")
        sheet.refresh_from_db()
        assert (sheet.page, sheet.columns["resident"]["from"]) == ("more", 1)

    def test_sheet_columns(self, browser: Client) -> None:
        """Guessed ones are chosen already; without a key it is refused, and the number of the row may be one."""
        sheet = self.sheet(browser)
        self.chosen(browser, sheet)
        page = browser.get(reverse("sheet_columns", args=[sheet.pk])).content.decode()
        assert '<option value="1" selected>Naam</option>' in page
        assert post(browser, "sheet_columns", sheet.pk).status_code == 422
        assert post(browser, "sheet_columns", sheet.pk, **{"resident-from": "row"}).status_code == 302

    def test_from_sheet_to_residents(self, browser: Client) -> None:
        """An .xlsx of somebody's own making is tried and brought in."""
        sheet = self.sheet(browser, xlsx(), "lijst.xlsx")
        self.chosen(browser, sheet)
        self.matched(browser, sheet)
        post(browser, "sheet_values", sheet.pk)
        work_off()
        run = ImportRun.objects.get()
        assert (run.state, run.problems) == (RunState.DONE, [])
        post(browser, "run_start", run.pk)
        work_off()
        found = Resident.objects.order_by("first_name").values_list("first_name", "prefix", "last_name", "birth_year")
        assert list(found) == [("Bas", "", "Verzonnen", 1960), ("Zoë", "van der", "Bedacht", 1950)]

    def test_the_report_speaks_of_the_sheet(self, browser: Client) -> None:
        """Its own name, row and column."""
        sheet = self.sheet(browser, "\n" + CSV)
        self.chosen(browser, sheet)
        self.matched(browser, sheet)
        post(browser, "sheet_values", sheet.pk)
        work_off()
        run = ImportRun.objects.get()
        assert run.state == RunState.REFUSED
        report = browser.get(reverse("run_report", args=[run.pk])).content.decode("utf-8-sig").splitlines()
        assert report[1].startswith("lijst.csv;4;Geboortedatum;")

    def test_sheet_values(self, browser: Client) -> None:
        """Words that are no choice are asked for; all of it is remembered and offered for the same columns."""
        content = "Plannummer;Clientnummer;Startdatum;Wet\np1;c1;01-02-2026;WMO 2015\np2;c1;01-02-2026;wmo\n"
        sheet = self.sheet(browser, content)
        self.chosen(browser, sheet, "plans")
        fields = {
            "plan-from": "0",
            "resident-from": "1",
            "opened_on-from": "2",
            "opened_on-days": "dmy",
            "law-from": "3",
        }
        post(browser, "sheet_columns", sheet.pk, **fields)
        page = browser.get(reverse("sheet_values", args=[sheet.pk])).content.decode()
        assert "WMO 2015" in page
        assert '<option value="jeugdwet">Jeugdwet</option>' in page
        post(browser, "sheet_values", sheet.pk, **{"law-0": "wmo", "remember_as": "Uit het oude systeem"})
        assert ColumnMapping.objects.get().columns["law"]["values"] == {"WMO 2015": "wmo"}
        again = self.sheet(browser, content)
        page = browser.get(reverse("sheet_page", args=[again.pk])).content.decode()
        assert "Uit het oude systeem" in page
        self.chosen(browser, again, "plans")
        again.refresh_from_db()
        assert again.columns["law"]["values"] == {"WMO 2015": "wmo"}
