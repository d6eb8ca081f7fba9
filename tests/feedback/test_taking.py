"""Figures taken along: what stands in the files and on paper is what stands on the page, and each taking is noted."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from feedback.insights import QUESTIONS
from feedback.models import Opening, Taken
from organisation.models import Team, User
from tests.feedback.test_insight import fill
from tests.makers_people import MembershipFactory
from tests.makers_published import FEW as TOO_FEW
from tests.makers_published import edition, reached
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
FEW, NOTHING = "te weinig om te laten zien", "Nog geen gegevens in deze periode."
FORMS = ["xlsx", "csv", "print"]


def taken(browser: Client, form: str, query: str = "") -> HttpResponse:
    """The file, or the page for paper."""
    address = reverse("insights_print") if form == "print" else reverse("insights_file", args=[form])
    return browser.get(f"{address}?{query}")


def rows(sheet: Worksheet) -> list[list[object]]:
    """The rows of a sheet, without empty cells at the end."""
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [row[: max((at + 1 for at, cell in enumerate(row) if cell is not None), default=0)] for row in found]


def sheets(response: HttpResponse) -> dict[str, Worksheet]:
    """The sheets of a workbook by their name."""
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(response.content)).worksheets}


def lines(response: HttpResponse) -> list[list[str]]:
    """The lines of a CSV file, which says that it is UTF-8."""
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def words(response: HttpResponse, form: str) -> str:
    """All that stands in it as one text."""
    if form == "xlsx":
        return " ".join(str(cell) for sheet in sheets(response).values() for row in rows(sheet) for cell in row)
    text = response.content.decode("utf-8-sig")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_insights_file(world: World, client_of: Browser) -> None:
    """Native numbers and shares, a native chart, the answer, and a sheet that says what it is."""
    fill("goals-reached", [world], 12)
    response = taken(client_of(world.person), "xlsx", "question=goals-reached&scope=own")
    assert response["Content-Disposition"] == f'attachment; filename="{QUARTER.quarter}_own_goals_reached.xlsx"'
    found = sheets(response)
    sheet = found["Hoeveel doelen zijn gehaald"]
    assert list(found) == ["Hoeveel doelen zijn gehaald", "Over deze cijfers"]
    told = rows(sheet)
    assert told[0] == ["Hoeveel doelen zijn gehaald?"]
    assert told[2] == ["Van de 12 afgeronde doelen: 12 (100%) gehaald, 0 deels en 0 niet."]
    heads = ["Periode", "Gehaald", "Gehaald (%)", "Deels", "Deels (%)", "Niet gehaald", "Niet gehaald (%)", "Samen"]
    assert told[5][:8] == heads
    assert told[6][1:8] == [12, 1, 0, 0, 0, 0, 12] and sheet["C7"].number_format == "0%"
    assert told[7][1:8] == ["nog geen gegevens"] * 7
    chart = sheet._charts[0]
    assert [one.val.numRef.f for one in chart.series] == [f"'{sheet.title}'!${at}$7:${at}$14" for at in "BDF"]
    assert "nog geen gegevens" in chart.series[0].cat.strLit.pt[1].v
    about = dict(row for row in rows(found["Over deze cijfers"]) if len(row) == 2)
    assert about["Cijfers van wie"] == "Mijn inwoners" and about["Waar rust dit op?"].startswith("Van 12 afgeronde")
    assert about["Wat telt mee?"] and about["Gemaakt op"] and about["Periode"]


def test_lines(world: World, client_of: Browser) -> None:
    """A line for each number, with its share as it stands on the page."""
    fill("goals-reached", [world], 12)
    fill("how-long", [world])
    browser = client_of(world.person)
    found = lines(taken(browser, "csv", "question=goals-reached&scope=own"))
    assert found[0][-2:] == ["Wat", "Getal of woorden"]
    numbers = {line[5]: line[6] for line in found if line[4] and line[4] == line[2]}
    assert (numbers["Gehaald"], numbers["Gehaald (%)"], numbers["Samen"]) == ("12", "100%", "12")
    values = [line[6] for line in lines(taken(browser, "csv", "question=how-long&scope=own")) if line[5] == "Waarde"]
    assert "0" in values and "nog geen gegevens" in values


@pytest.mark.parametrize("form", FORMS)
def test_insights_print(form: str, world: World, client_of: Browser) -> None:
    """All questions of one's own residents in one file, and on paper each on a sheet of its own."""
    fill("goals-reached", [world])
    response = taken(client_of(world.person), form, "scope=own")
    text = words(response, form)
    with override("nl"):
        assert [key for key, one in QUESTIONS.items() if str(one.title) not in text] == []
    assert "Waar staan de doelen van mijn inwoners nu?" in text
    assert "Van 1 afgerond doel: 1 gehaald, 0 deels en 0 niet." in text
    if form == "print":
        assert response.content.decode().count('class="leaf"') == len(QUESTIONS) + 1
    else:
        assert "_own_all_questions." in response["Content-Disposition"]


# Behind groups, activities and signals there are no residents to be recognised.
OF_RESIDENTS = sorted(
    key for key, one in QUESTIONS.items() if all(getattr(each, "OF_RESIDENTS", True) for each in one.indicators)
)


@pytest.mark.parametrize("key", OF_RESIDENTS)
def test_withheld(key: str, colleagues: list[World], client_of: Browser) -> None:
    """Four residents of a team are too few, in every form and for every question: words, no number and no 0."""
    fill(key, colleagues, 4 if key != "plans" else 0)
    browser = client_of(colleagues[0].person)
    found = {form: taken(browser, form, f"scope=team&question={key}") for form in FORMS}
    for form, response in found.items():
        text = words(response, form)
        assert FEW in text or "te weinig inwoners hebben twee scores" in text
    shown = [line[6] for line in lines(found["csv"]) if line[3] and line[4] == line[2]]
    assert not [said for said in shown if re.fullmatch(r"\d+%?|", said)]
    cells = [cell for row in rows(next(iter(sheets(found["xlsx"]).values())))[5:] for cell in row[1:]]
    assert not [cell for cell in cells if cell in (None, "") or (isinstance(cell, int | float) and cell)]


@pytest.mark.parametrize("form", FORMS)
def test_few_colleagues(form: str, world: World, colleague: User, client_of: Browser) -> None:
    """Of a team with two coordinators a file says why it holds no number."""
    fill("goals-reached", [world, World(colleague)], 8)
    text = words(taken(client_of(world.person), form, "scope=team"), form)
    assert "Minder dan drie mensen" in text or "minder dan drie mensen" in text
    assert "afgeronde doelen:" not in text


def test_published(professional: User, client_of: Browser) -> None:
    """What was published is taken as it was: a withheld count and total are words, with the day of counting."""
    reached(edition(), TOO_FEW, 40, 23, TOO_FEW, TOO_FEW, 4)
    browser = client_of(professional)
    found = {form: taken(browser, form, "scope=organisation&question=goals-reached") for form in FORMS}
    row = rows(next(iter(sheets(found["xlsx"]).values())))[6]
    assert row[1] == 23 and row[3:5] == [FEW] * 2 and row[-2] == 40
    numbers = {line[5]: line[6] for line in lines(found["csv"]) if line[4] and line[4] == line[2]}
    assert (numbers["Gehaald"], numbers["Deels"], numbers["Niet gehaald"]) == ("23", FEW, FEW)
    for said in ("Geteld op", "Wat op minder dan vijf inwoners rust, laten we niet zien."):
        assert [form for form, response in found.items() if said not in words(response, form)] == []
    assert "Geteld op " in rows(next(iter(sheets(found["xlsx"]).values())))[1][0]
    assert Taken.objects.filter(kind="organisation", key="").count() == 3
    assert NOTHING in words(taken(browser, "csv", "scope=organisation&question=plans"), "csv")


@pytest.mark.parametrize("form", FORMS)
def test_nothing(form: str, professional: User, client_of: Browser) -> None:
    """An export of nothing says so."""
    assert NOTHING in words(taken(client_of(professional), form, "question=goals-reached"), form)


def test_no_formula_leaves(world: World, east: Team, client_of: Browser) -> None:
    """A name that a spreadsheet would run is a text in both kinds of file."""
    east.name = "=HYPERLINK(1)"
    east.save()
    browser = client_of(world.person)
    about = sheets(taken(browser, "xlsx", "scope=team&question=plans"))["Over deze cijfers"]
    cell = next(row[1] for row in about.iter_rows() if row[0].value == "Cijfers van wie")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert {line[1] for line in lines(taken(browser, "csv", "scope=team&question=plans"))[1:]} == {"'=HYPERLINK(1)"}


@pytest.mark.parametrize("form", FORMS)
def test_taking_is_noted(form: str, world: World, client_of: Browser) -> None:
    """Who took which questions of whom, in which form; no opening beside it, and it cannot be changed."""
    browser = client_of(world.person)
    taken(browser, form, "scope=team:oost&period=2026&question=plans")
    noted = Taken.objects.get()
    assert (noted.question, noted.kind, noted.team.key, noted.period) == ("plans", "team", "oost", "2026")
    assert (noted.form, noted.taken_by) == (form, world.person) and not Opening.objects.exists()
    taken(browser, form, "scope=own")
    assert Taken.objects.filter(kind="own").count() == len(QUESTIONS) + 1
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Taken.objects.all().delete()


def test_not_there(world: World, stranger: User, client_of: Browser) -> None:
    """Another team, a question and a form that there are not look alike; nothing is noted."""
    browser = client_of(world.person)
    for query in ("scope=team:west", "question=nowhere", "scope=team&question=goals-now"):
        assert [taken(browser, form, query).status_code for form in FORMS] == [404] * 3
    assert taken(browser, "pdf").status_code == 404
    assert not Taken.objects.exists()


@pytest.mark.parametrize("query", ["period=2026-Q9", "scope=team&first=2026-02-01&last=2026-02-02", "period=2099"])
def test_other_period(query: str, world: World, client_of: Browser) -> None:
    """Figures of another period than was asked are not taken along: the page says what is wrong."""
    response = taken(client_of(world.person), "xlsx", query)
    assert response.status_code == 302 and response["Location"].startswith(reverse("insights"))
    assert 'class="note"' in client_of(world.person).get(response["Location"]).content.decode()
    assert not Taken.objects.exists()


def test_several_teams(team_lead: User, west: Team, client_of: Browser) -> None:
    """Who is in two teams chooses one first."""
    MembershipFactory(user=team_lead, team=west, role="team_lead")
    assert taken(client_of(team_lead), "print").status_code == 302


def test_goals_now(world: World, client_of: Browser) -> None:
    """Looking at where one's own goals stand now is noted, and the page leads to its own file."""
    browser = client_of(world.person)
    page = browser.get(reverse("goals_now")).content.decode()
    assert [(one.question, one.kind) for one in Opening.objects.all()] == [("goals-now", "own")]
    address = re.search(r'href="(/insights/file/xlsx/[^"]+)"', page)
    assert address and "question=goals-now" in address[1]
    response = browser.get(address[1].replace("&amp;", "&"))
    assert list(sheets(response)) == ["Waar staan de doelen van mijn…", "Over deze cijfers"]
