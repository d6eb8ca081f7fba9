"""A spreadsheet is matched, tried, remembered; the report speaks of the sheet."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.models import Theme
from catalogue.operations.builtin import load_builtin
from exchange.bundle.shape import BY_NAME
from exchange.models import ColumnMapping, ImportedKey, ImportRun, RunState, Sheet
from exchange.sheets.converting import converted, day, split_name
from exchange.sheets.matching import guessed, likely_file
from exchange.sheets.offered import likeliest, offered, unknown_values
from organisation.models import Area, User
from registration.models import Resident
from tests.exchange.moving import files_folder, post, send, sent, work_off
from tests.exchange.sheets import xlsx

Browser = Callable[[User], Client]
__all__ = ["files_folder"]
CSV = "Clientnummer;Naam;Geboortedatum;Soort\nc1;Zoë van der Bedacht;07-03-1950;a\nc2;Bas Verzonnen;31-02-1960;b\n"


@pytest.fixture
def browser(mover: User, client_of: Browser, files_folder: Path) -> Client:
    """Of Mehmet, who may move this week."""
    return client_of(mover)


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
        found = converted(match, 7, ["WMO 2015"], set(), {})
        assert found == {"resident": "row-7", "language": "nl", "law": "wmo"}

    @pytest.mark.parametrize(
        ("header", "file"),
        [
            (["Datum", "Groep", "Aantal jongeren", "Wat gezien", "Wat gedaan", "Medewerker"], "groups_met"),
            (["Activiteit", "Datum", "Aantal deelnemers", "Vrijwilligers", "Samen met"], "activities"),
            (["Datum signaal", "Wijk", "Thema", "Signaal", "Ernst", "Beantwoord op"], "signals"),
        ],
    )
    def test_sheets_of_work_outside(self, header: list[str], file: str) -> None:
        """What organisations really keep themselves: groups, activities, signals; every column is found."""
        assert likely_file(header) == file
        assert {how["from"] for how in guessed(header, BY_NAME[file]).values()} == set(range(len(header)))

    def test_several_in_a_cell(self, db: None) -> None:
        """Each word of a cell is asked for by itself, and means what was said; areas and people go by their names."""
        load_builtin()
        met = BY_NAME["groups_met"]
        seen = met.column("characteristics")
        cells = ["Lachgas, lawaai", "nitrous_oxide;blowen", "lawaai / Lachgas"]
        assert unknown_values(seen, cells, {}) == ["Lachgas", "lawaai", "blowen"]
        assert [likeliest(word, offered(seen)) for word in ("Lachgas", "lawaai", "blowen")] == [
            "nitrous_oxide",
            "noise",
            "",
        ]
        how = {"characteristics": {"from": 0, "values": {"Lachgas": "nitrous_oxide", "lawaai": "noise", "blowen": ""}}}
        made = converted(how, 2, ["lawaai / Lachgas\nblowen"], set(), {"characteristics": seen})
        assert made == {"characteristics": "noise;nitrous_oxide"}
        area = Area.objects.create(code="BU99", name="De Kers", comparable_name="de kers", level="own", year=2025)
        assert likeliest("de kers", offered(BY_NAME["signals"].column("area"))) == "BU99"
        Area.objects.create(code="BU99", name="De Kers", comparable_name="de kers", level="own", year=2026)
        assert [key for key, name in offered(BY_NAME["signals"].column("area")) if name == area.name][0] == "BU99@2026"

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
