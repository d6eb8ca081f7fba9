"""Pages of areas, services and the organisation: what was published, in words that say what is withheld and when."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogue.models import Characteristic
from feedback.insights import QUESTIONS
from feedback.models import Opening
from organisation.models import Area, User
from outcomes.models import Publication
from shared.period import Period
from shared.text import comparable
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.makers_published import FEW, QUARTER, cells, edition, reached
from tests.outcomes.one_more import own_instrument

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
BEFORE = Period.quarter_before(Period.parse(QUARTER).start).quarter
YEAR = QUARTER[:4]
# At most so many statements make a page, however many areas, services and quarters there are.
QUERIES = 26


def area(code: str, name: str, level: str, parent: Area | None = None) -> Area:
    """An area as loading makes it."""
    return AreaFactory(code=code, name=name, level=level, comparable_name=comparable(name), parent=parent)


@pytest.fixture
def town(db: None) -> list[Area]:
    """A municipality with two districts, of which one has two neighbourhoods."""
    whole = area("GM9901", "Voorbeeldstad", "GM")
    districts = [area(f"WK99010{turn}", name, "WK", whole) for turn, name in enumerate(("Zuid", "Élan"))]
    return [whole, *districts, *(area(f"BU9901000{turn}", f"Buurt {turn}", "BU", districts[0]) for turn in range(2))]


def page_of(browser: Client, key: str, scope: str, period: str = "") -> str:
    """The page as text."""
    response = browser.get(reverse("insight", args=[key]), {"scope": scope, **({"period": period} if period else {})})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def rows_of(page: str) -> list[list[str]]:
    """The cells of every row of the tables, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    return [
        [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row)] for row in rows
    ]


def test_organisation(professional: User, client_of: Browser) -> None:
    """Question, sentence with its n, picture, table, when it was counted; no records behind it and nothing to agree."""
    reached(edition(), 44, 40, 23, 10, 7, 4)
    page = page_of(client_of(professional), "goals-reached", "organisation")
    assert "Van de 40 afgeronde doelen: 23 (58%) gehaald, 10 deels en 7 niet." in page
    assert "Van 44 afgeronde doelen kennen we van 40 het resultaat" in page
    assert re.search(r"Geteld op \d+ \w+ \d{4}\. Wat later is geregistreerd, telt mee in het volgende kwartaal", page)
    assert "/records/" not in page and "Wat gaan we doen?" not in page and page.count('class="bar"') >= 1
    assert "verschil van tien procentpunten" in page and "minder dan vijf inwoners" in page
    looked = Opening.objects.get()
    assert (looked.kind, looked.key, looked.period) == ("organisation", "", QUARTER)


def test_withheld(professional: User, client_of: Browser) -> None:
    """What is withheld is words in sentence, picture and table; what is shown beside it stays."""
    reached(edition(), 44, 40, 23, FEW, FEW, 4)
    page = page_of(client_of(professional), "goals-reached", "organisation")
    assert "40 afgeronde doelen. Gehaald: 23 (58%). Van ‘deels’ en ‘niet gehaald’ is er te weinig" in page
    row = next(row for row in rows_of(page) if "kwartaal" in row[0] and len(row) > 3)
    assert row[2:5] == ["te weinig om te laten zien", "te weinig om te laten zien", "40"]
    assert 'fill="url(#few)"' in page and row[5] == "nog niet te zeggen"


def test_all_withheld(professional: User, client_of: Browser) -> None:
    """A whole figure that is withheld, one that was left out, and a place of which nothing was counted."""
    made = edition(left_out=("goal_progress", "referrals"))
    reached(made, FEW, FEW, FEW, FEW, FEW, FEW)
    browser = client_of(professional)
    page = page_of(browser, "goals-reached", "organisation")
    assert "of een ander getal zou het verraden" in page and "<td>0" not in page
    for key in ("goal-progress", "referrals"):
        page = page_of(browser, key, "organisation")
        assert "Dit is niet gepubliceerd." in page and "te weinig om te laten zien" not in page
        assert ">niet gepubliceerd<" in page or key == "referrals"
    assert "Nog geen gegevens in deze periode." in page_of(browser, "steps-done", "organisation")


def test_never_published(professional: User, client_of: Browser) -> None:
    """Before the first publication there is no quarter, and one in between that is not there says so; neither is 0."""
    made, before = edition(), edition(BEFORE)
    reached(made, 44, 40, 23, 10, 7, 4)
    cells(made, "help_requests", {"": 9, "known": 9})
    browser = client_of(professional)
    page = page_of(browser, "goals-reached", "organisation")
    said = [row[1] for row in rows_of(page) if len(row) > 1 and "kwartaal" in row[0] and "(" not in row[1]]
    assert said == ["nog geen gegevens"]
    assert f"Het eerste kwartaal dat is gepubliceerd, is het {before.period[-1]}e kwartaal {BEFORE[:4]}." in page
    old = page_of(browser, "goals-reached", "organisation", BEFORE)
    assert "Nog geen gegevens in deze periode." in old and "niet gepubliceerd" not in old
    edition("2020-Q1")
    rows = rows_of(page_of(browser, "goals-reached", "organisation"))
    assert [row[1] for row in rows if "kwartaal" in row[0]].count("niet gepubliceerd") == 6


def test_counts_below_twelve(professional: User, client_of: Browser) -> None:
    """Below twelve no percentage and no better or less; from twelve on both."""
    browser, now, before = client_of(professional), edition(), edition(BEFORE)
    for made, counts in ((now, (11, 11, 9, 2, 0)), (before, (20, 20, 4, 10, 6))):
        reached(made, *counts)
    page = page_of(browser, "goals-reached", "organisation")
    assert "Van de 11 afgeronde doelen: 9 gehaald, 2 deels en 0 niet." in page
    assert rows_of(page)[1][-1] == "nog niet te zeggen" and rows_of(page)[2][1] == "4 (20%)"
    for made, counts in ((now, (12, 12, 10, 2, 0)), (before, (20, 20, 4, 10, 6))):
        reached(made, *counts, table="goal_progress")
    cells(now, "goal_progress", {"up": 10, "same": 2, "down": 0})
    cells(before, "goal_progress", {"up": 4, "same": 10, "down": 6})
    assert rows_of(page_of(browser, "goal-progress", "organisation"))[1][-1] == "beter"


def test_periods(professional: User, client_of: Browser) -> None:
    """Only published ones can be chosen; another one is said in a sentence; a year where it adds up."""
    browser = client_of(professional)
    assert "Er is nog niets gepubliceerd." in page_of(browser, "plans", "organisation")
    for period in (QUARTER, BEFORE, YEAR):
        reached(edition(period), 44, 40, 23, 10, 7, 4)
    page = page_of(browser, "goals-reached", "organisation")
    assert re.findall(r'<option value="([^"]+)"', page) == [QUARTER, BEFORE, YEAR]
    assert f'<option value="{QUARTER}" selected' in page
    for wanted in ("1999-Q1", "2020-Q1", "2026-01-01..2026-02-01"):
        assert "Over die periode is niets gepubliceerd" in page_of(browser, "plans", "organisation", wanted) or (
            wanted == "1999-Q1"
        )
    assert f'<option value="{YEAR}"' not in page_of(browser, "goal-progress", "organisation")
    # What cannot be added up to a year says so: beside its quarters, and where all questions of a year are asked.
    assert "tonen we kwartalen, en geen hele jaren" not in page
    assert "tonen we kwartalen, en geen hele jaren" in page_of(browser, "goal-progress", "organisation")
    paper = browser.get("/insights/print/", {"scope": "organisation", "period": YEAR}).content.decode()
    assert "tonen we kwartalen, en geen hele jaren" in paper and "Opgeteld zou het in een jaar dubbel tellen" in paper
    year = page_of(browser, "goals-reached", "organisation", YEAR)
    assert rows_of(year)[1][0] == YEAR or f"{YEAR}, tot nu toe" in year


@pytest.mark.parametrize("who", ["professional", "privacy_officer", "information_manager", "key_user", "team_lead"])
def test_inside(who: str, request: pytest.FixtureRequest, town: list[Area], client_of: Browser) -> None:
    """Everybody of the staff reads areas and services; no place without a name here."""
    browser, service = client_of(request.getfixturevalue(who)), ServiceFactory()
    made = edition()
    for place, total in ((f"area:{town[1].code}", 30), (f"service:{service.key}", 20)):
        reached(made, total, total, total, 0, 0, place=place)
        assert f"Van de {total} afgeronde doelen" in page_of(browser, "goals-reached", place)
    for place in ("area:", "area:BU99999999", "service:nowhere", "area", "planet:x"):
        assert browser.get(reverse("insight", args=["plans"]), {"scope": place}).status_code == 404
        assert browser.get(reverse("insights"), {"scope": place}).status_code == 404


def test_outside(municipality_reader: User, town: list[Area], client_of: Browser) -> None:
    """A reader of the municipality finds what was published outside, rounded, and nothing of inside."""
    reached(edition(), 44, 40, 23, 10, 7)
    browser = client_of(municipality_reader)
    assert "Er is nog niets gepubliceerd." in page_of(browser, "goals-reached", "")
    reached(edition(readers="outside"), 45, 40, 25, 10, FEW, FEW)
    page = page_of(browser, "goals-reached", "")
    assert "Gehaald: 25 (62%)." in page and "Aantallen zijn afgerond op vijf." in page and "minder dan tien" in page
    assert not {"23", "44"} & {word for row in rows_of(page) for cell in row for word in cell.split()}
    for scope in ("own", "team", "team:oost"):
        assert browser.get(reverse("insight", args=["plans"]), {"scope": scope}).status_code == 404
    agree = reverse("agreement_new", args=["plans"])
    assert [browser.get(agree).status_code, browser.get(reverse("goals_now")).status_code] == [404, 404]


def test_inside_an_area(professional: User, town: list[Area], client_of: Browser) -> None:
    """The areas inside a place stand by name, never by their figures; each leads to its own page."""
    made = edition()
    for turn, one in enumerate(town):
        reached(made, 20 + turn, 20 + turn, 20, turn, 0, place=f"area:{one.code}")
        cells(made, "plans:opened", {"": 10 + turn, "known": 10 + turn}, place=f"area:{one.code}")
        cells(made, "plan_duration", {"": 20, "known": 20}, place=f"area:{one.code}", value=30 + turn)
    browser = client_of(professional)
    for key in ("goals-reached", "plans", "how-long"):
        page = page_of(browser, key, "organisation")
        inside = [row[0] for row in rows_of(page) if row[0] in {"Zuid", "Élan", "Buurt 0", "Voorbeeldstad"}]
        assert (
            inside == ["Élan", "Zuid"] * (2 if key == "how-long" else 1)
            and f"/insights/{key}/?scope=area:{town[1].code}&amp;period={QUARTER}" in page
        )
    page = page_of(browser, "goals-reached", f"area:{town[1].code}")
    assert [row[0] for row in rows_of(page) if row[0].startswith("Buurt")] == ["Buurt 0", "Buurt 1"]
    assert "Per gebied" not in page_of(browser, "goals-reached", f"area:{town[3].code}")


def full(period: str, place: str) -> None:
    """Something of every figure in a period of a place."""
    made = edition(period)
    for table in ("goals_reached",):
        reached(made, 44, 40, 23, 10, 7, 4, place=place, table=table)
    answers = {"": 40, "known": 38, "yes": 30, "partly": 5, "no": 3, "no_answer": 2}
    for table in ("helped", "helped_professional", "continues_independently"):
        cells(made, table, answers, place=place)
    cells(made, "goal_progress", {"": 40, "known": 38, "up": 30, "same": 5, "down": 3, "once": 2}, place=place)
    cells(made, "actions_done", {"": 40, "known": 38, "done": 30, "open": 8, "cancelled": 2}, place=place)
    cells(made, "plans:opened", {"": 40, "known": 40}, place=place)
    cells(made, "plans:closed", {"": 40, "known": 40}, place=place)
    cells(made, "plan_duration", {"known": 40}, place=place, value=34)
    cells(made, "time_to_first_goal", {"": 40, "known": 38, "no_goal": 2}, place=place, value=6)
    cells(made, "gas_t_score", {"": 14, "known": 14}, about="gas", place=place, value=52.4)
    cells(made, "help_requests", {"": 60, "known": 60}, place=place)
    cells(made, "referrals", {"": 60, "first": 40, "second": 20, "none": 0}, place=place)
    cells(made, "referrals:ours", {"": 60, "yes": 15, "other": 45}, place=place)
    for theme, count in (("finance", 40), ("housing", FEW), ("health", 0)):
        cells(made, "help_requests", {"": count, "known": count}, about=theme, place=place)
        cells(made, "referrals", {"": count, "first": count, "second": 0, "none": 0}, about=theme, place=place)
    experience = {"": 40, "known": 38, "yes": 30, "no": 8, "no_answer": 2}
    cells(made, "experience", experience, about="experience.effect", place=place)
    parts = {"": 40, "known": 38, "up": 30, "same": 5, "down": 3, "once": 2}
    cells(made, "domain_change", parts, about=part_of_own(), place=place)
    outside(made, place)


def outside(made: Publication, place: str) -> None:
    """Groups, activities and signals of a place."""
    Characteristic.objects.get_or_create(key="gas", defaults={"name_nl": "lachgas"})
    cells(made, "groups_met", {"": 5, "known": 5}, about="characteristic:gas", place=place)
    for table, count in (("groups", 10), ("times", 34)):
        cells(made, f"groups_met:{table}", {"": count, "known": count}, place=place)
    cells(made, "reach", {"": 12, "known": 11, "uncounted": 1}, place=place)
    cells(made, "reach:participants", {"": 140, "known": 140}, place=place)
    cells(made, "signals", {"": 60, "known": 60}, place=place)
    for theme, count in (("finance", 40), ("housing", 20)):
        cells(made, "signals", {"": count, "known": count}, about=theme, place=place)
    cells(made, "signals:answered", {"": 60, "known": 30, "waiting": 30}, place=place, value=6)


def part_of_own() -> str:
    """A part of an instrument, as tables name it."""
    instrument = own_instrument()
    return f"{instrument.key}:{instrument.edition}:{instrument.parts.all()[0].key}"


# What the page of each question says of it.
SAID = {
    "as-expected": "T is gemiddeld 52,4",
    "did-it-help": "Inwoners zeiden 30 (79%) van de 38 keer dat het hielp.",
    "experience": "30 (79%) van de 38",
    "goal-progress": "Van de 38 doelen: 30 (79%) vooruit, 5 gelijk en 3 nu moeilijker.",
    "goals-reached": "Van de 40 afgeronde doelen: 23",
    "goes-on-alone": "bij 30 (79%) gaat de inwoner zelf verder",
    "help-requests": "60 hulpvragen. Het vaakst: Geld (40). Van andere thema&#x27;s is er te weinig",
    "how-long": "die begonnen en een doel kregen, had de helft dat doel binnen 6 dagen.",
    "life-domains": "(30 (79%) van de 38 inwoners).",
    "plans": "Begonnen plannen: 40. Afgesloten: 40.",
    "real-change": "Nog niet te zeggen: er zijn cijfers van 1 kwartaal.",
    "referrals": "60 verwijzingen. Het vaakst: Geld (40).",
    "seen-outside": "10 groepen, samen 34 keer gezien. Gezien: lachgas (5 van de 10). 12 activiteiten, met 140 ",
    "signalled": "60 signalen. Thema&#x27;s: Geld (40), Wonen (20). Beantwoord: 30. De helft daarvan binnen 6",
    "steps-done": "Van de 38 stappen die klaar moesten zijn: 30 (79%) gedaan en 8 nog open.",
}


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_each(key: str, professional: User, town: list[Area], client_of: Browser) -> None:
    """Every question says it of a place, in as many statements however many areas and quarters there are."""
    full(QUARTER, "area:GM9901")
    browser = client_of(professional)
    page = page_of(browser, key, "area:GM9901")
    assert SAID[key] in page and 'class="bar"' in page
    with CaptureQueriesContext(connection) as few:
        page_of(browser, key, "area:GM9901")
    full(BEFORE, "area:GM9901")
    made = edition(Period.quarter_before(Period.parse(BEFORE).start).quarter)
    for turn in range(6):
        code = area(f"WK99011{turn}", f"Wijk {turn}", "WK", town[0]).code
        reached(made, 44, 40, 23, 10, 7, 4, place=f"area:{code}")
    with CaptureQueriesContext(connection) as many:
        page_of(browser, key, "area:GM9901")
    assert len(many) <= min(len(few) + 1, QUERIES)


def test_list(municipality_reader: User, client_of: Browser) -> None:
    """All questions of a place, with the answer of the first ones and the day of the count."""
    reached(edition(readers="outside"), 45, 40, 25, 10, 5)
    page = client_of(municipality_reader).get(reverse("insights")).content.decode()
    assert "25 (62%) gehaald" in page and "Geteld op" in page and reverse("goals_now") not in page
    for key in QUESTIONS:
        assert f'href="/insights/{key}/?scope=organisation&amp;period={QUARTER}"' in page
