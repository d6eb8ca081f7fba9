"""One question: its answer for one's own residents and one's own team, for every question that there is."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from feedback.dashboards.question_use import in_words
from feedback.insights import QUESTIONS
from feedback.models import Opening
from organisation.models import Team, User
from shared.period import Period
from tests.makers_people import MembershipFactory
from tests.outcomes.one_more import ONE_MORE
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
FEW = "minder dan drie mensen coördinator"
# What the page of each question says of one resident.
SAID = {
    "as-expected": "in 1 plan. Dat is ",
    "did-it-help": "Inwoners zeiden 1 van de 1 keer dat het hielp. Wij zeiden dat 1 van de 1 keer.",
    "experience": "1 van de 1",
    "goal-progress": "Van 1 doel: 1 vooruit, 0 gelijk en 0 nu moeilijker.",
    "goals-reached": "Van 1 afgerond doel: 1 gehaald, 0 deels en 0 niet.",
    "goes-on-alone": "Van 1 afgesloten plan: bij 1 gaat de inwoner zelf verder, bij 0 deels en bij 0 nog niet.",
    "help-requests": "1 hulpvraag. Thema: Geld (1).",
    "how-long": "In 1 plan kwam het eerste doel binnen 0 dagen.",
    "life-domains": "(1 van de 1 inwoner).",
    "plans": "Begonnen plannen: 1. Afgesloten: 1. Open op de laatste dag: 0.",
    "real-change": "Nog niet te zeggen: er zijn cijfers van 1 kwartaal.",
    "referrals": "1 verwijzing. Thema: Geld (1).",
    "seen-outside": "1 groep, 1 keer gezien. Gezien: gas (1 van de 1). 1 activiteit, met 12 deelnemers.",
    "signalled": "1 signaal. Thema: Geld (1). Beantwoord: 1. De helft daarvan binnen 0 dagen.",
    "steps-done": "Van 1 stap die klaar moest zijn: 1 gedaan en 0 nog open.",
}
# Nobody lives behind a group, an activity or a signal: of a team each of them is shown.
OUTSIDE = {"seen-outside", "signalled"}
# At most so many statements make a page; log-in, rights and the log of looks are among them.
QUERIES = {"own": 42, "team": 39}


def fill(key: str, worlds: list[World], residents: int = 1, quarter: Period = QUARTER) -> None:
    """So many residents behind each figure of a question."""
    for turn in range(residents):
        for indicator in QUESTIONS[key].indicators:
            ONE_MORE[indicator.KEY](worlds[turn % len(worlds)], quarter.last_day)


def page_of(browser: Client, key: str, query: str = "") -> str:
    """The page as text."""
    response = browser.get(f"{reverse('insight', args=[key])}{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_each_is_said() -> None:
    """No question without its sentence below."""
    assert sorted(SAID) == sorted(QUESTIONS)


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_nothing_yet(key: str, professional: User, client_of: Browser) -> None:
    """Without figures there are words, and no 0 and no picture."""
    page = page_of(client_of(professional), key)
    assert "Nog geen gegevens in deze periode." in page
    assert not re.search(r'<td class="number"[^>]*>(<a[^>]*>)?0', page) and 'class="bar"' not in page
    # Nothing is told of what is not there.
    assert not [word for word in ("Klik op", "blokje", "grijze band", "Een percentage staat er") if word in page]


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_insight(key: str, world: World, client_of: Browser) -> None:
    """Question, sentence, picture, table, how to read it, definition, and room for an agreement."""
    fill(key, [world])
    page = page_of(client_of(world.person), key)
    with override("nl"):
        question = QUESTIONS[key]
        words = [question.title, question.reading, *(one.NUMERATOR for one in question.indicators)]
        said = [str(word).replace("'", "&#x27;") for word in words]
    assert [word for word in [SAID[key], *said] if word not in page] == []
    assert page.count('class="bar"') >= 1 and "De cijfers" in page
    for heading in ("Hoe lees je dit?", "Wat telt mee?", "Wat gaan we doen?"):
        assert heading in page
    assert "%)" not in page and page.count("utrecht-button--primary-action") == 1


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_languages(key: str, world: World, client_of: Browser) -> None:
    """In English nothing of our own words is Dutch."""
    fill(key, [world])
    browser = client_of(world.person)
    browser.cookies["language"] = "en"
    page = page_of(browser, key)
    with override("en"):
        assert str(QUESTIONS[key].title) in page
    assert SAID[key] not in page or key in {"experience", "as-expected"}
    assert "Wat gaan we doen?" not in page and "The figures" in page


@pytest.mark.parametrize("key", sorted(set(QUESTIONS) - OUTSIDE))
def test_few_colleagues(key: str, world: World, colleague: User, former: User, client_of: Browser) -> None:
    """With two coordinators the whole page of a team is withheld, whatever is behind it; with three it is there."""
    two, third = [world, World(colleague)], World(former)
    for one in two:
        one.plan(opened_on=QUARTER.start)
    fill(key, two, 6)
    browser = client_of(world.person)
    page = page_of(browser, key, "?scope=team")
    assert FEW in page and "<table" not in page and 'class="bar"' not in page
    third.plan(opened_on=QUARTER.start)
    page = page_of(browser, key, "?scope=team")
    assert FEW not in page and "<table" in page
    # Of a year in which the team had nobody and nothing, that is said.
    page = page_of(browser, key, f"?scope=team&period={QUARTER.start.year - 2}")
    assert FEW not in page and ("Nog geen gegevens in deze periode." in page or key == "real-change")


@pytest.mark.parametrize(("residents", "shown"), [(4, False), (5, True)])
def test_few_residents(residents: int, shown: bool, colleagues: list[World], client_of: Browser) -> None:
    """Four residents are too few for a figure of a team, and the page says why."""
    fill("goal-progress", colleagues, residents)
    page = page_of(client_of(colleagues[0].person), "goal-progress", "?scope=team")
    assert ("Van de 5 doelen: 5 vooruit" in page) is shown
    assert ("Hier zitten minder dan vijf inwoners achter." in page) is not shown
    assert ("Van 4" in page) is False


@pytest.mark.parametrize(("residents", "said"), [(11, "11 vooruit,"), (12, "12 (100%) vooruit,")])
def test_shares_from_twelve(residents: int, said: str, world: World, client_of: Browser) -> None:
    """Below twelve residents counts, from twelve on the share beside the count."""
    fill("goal-progress", [world], residents)
    page = page_of(client_of(world.person), "goal-progress")
    assert said in page and ("(100%)" in page) is (residents == 12)


def test_own_past(world: World, client_of: Browser) -> None:
    """Eight quarters; better and less are said where twelve residents are behind both."""
    before = Period.quarter_before(QUARTER.start)
    fill("goals-reached", [world], 12)
    for _resident in range(12):
        world.goal(plan=world.plan(opened_on=before.start), ended_on=before.last_day, result="not")
    page = page_of(client_of(world.person), "goals-reached")
    assert page.count('<div class="bars__row') == 8
    assert page.count("gehaald (100%)") == 0 and "12</a>" not in page.split("<table")[0]
    assert re.search(r"<td[^>]*>beter</td>", page) and "nog niet te zeggen" not in page.split("<tbody>")[1][:900]
    fill("goals-reached", [world], 1, Period.quarter_before(before.start))
    assert "nog niet te zeggen" in page_of(client_of(world.person), "goals-reached")


OVER_QUARTERS = ["life-domains", "experience", "help-requests", "referrals"]


@pytest.mark.parametrize("key", OVER_QUARTERS)
def test_quarter_after_quarter(key: str, world: World, client_of: Browser) -> None:
    """Each part, theme and answer over eight quarters; no table of one quarter alone."""
    fill(key, [world], 2)
    browser = client_of(world.person)
    assert "wartaal na kwartaal" not in page_of(browser, key)
    fill(key, [world], 3, Period.quarter_before(Period.quarter_before(QUARTER.start).start))
    page = page_of(browser, key)
    rows = page.split("wartaal na kwartaal</summary>")[1].split("</table>")[0]
    assert rows.count('<th scope="col"') == 9 and "<details" in page
    assert len(re.findall(r"<td[^>]*>(<a[^>]*>)?(2|2 van de 2|0|<span[^>]*>nog geen)", rows)) >= 2
    assert re.search(r"<td[^>]*>(<a[^>]*>)?(3|3 van de 3)<", rows)


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_nothing_in_this_quarter(key: str, world: World, client_of: Browser) -> None:
    """Where the quarter that is asked is empty, the earlier ones stand there; what is empty is said, and never 0."""
    fill(key, [world], 2, Period.quarter_before(Period.quarter_before(QUARTER.start).start))
    page = page_of(client_of(world.person), key)
    assert "Nog geen gegevens in deze periode." in page or key == "real-change"
    across = page.split("wartaal na kwartaal</summary>")[-1].split("</table>")[0]
    if key in {*OVER_QUARTERS, "signalled"}:
        assert across.count('<th scope="col"') == 9 and len(re.findall(">nog geen gegevens<", across)) >= 7
    else:
        assert page.count("nog geen gegevens") >= 7
    with override("nl"):
        now = in_words(QUARTER.quarter)
    of_now = [row for row in re.findall(r"<tr>.*?</tr>", page) if f'"row">{now}<' in row]
    assert [row for row in of_now if re.search(r'<td class="number"[^>]*>(<a[^>]*>)?[0-9]', row)] == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?period=2026-Q9", "Die periode kennen we niet."),
        ("?period=9999", "Die periode kennen we niet."),
        ("?period=morgen", "Die periode kennen we niet."),
        ("?period=2099", "Die periode is nog niet begonnen."),
        ("?period=0001-Q1", "Die periode kennen we niet."),
        ("?first=2026-02-30&last=2026-03-01", "Die periode kennen we niet."),
        ("?first=2026-03-01&last=2026-02-01", "De laatste dag ligt voor de eerste dag."),
        ("?first=2026-03-01&last=", "Kies twee dagen: de eerste en de laatste."),
        ("?scope=team&first=2026-02-01&last=2026-02-02", "hele kwartalen en jaren"),
        ("?scope=team:oost&period=2026-02-01..2026-02-04", "hele kwartalen en jaren"),
    ],
)
def test_bad_period(query: str, said: str, colleagues: list[World], client_of: Browser) -> None:
    """A sentence, and the last quarter as if nothing was asked."""
    page = page_of(client_of(colleagues[0].person), "goal-progress", query)
    assert said in page and f'value="{QUARTER.quarter}" selected' in page


def test_two_days(world: World, client_of: Browser) -> None:
    """For one's own residents any two days, both inside."""
    day = QUARTER.last_day
    fill("goal-progress", [world])
    browser = client_of(world.person)
    assert SAID["goal-progress"] in page_of(browser, "goal-progress", f"?first={day}&last={day}")
    earlier = day - timedelta(days=1)
    assert SAID["goal-progress"] not in page_of(browser, "goal-progress", f"?first={earlier}&last={earlier}")


@pytest.mark.parametrize(
    "wanted",
    ["team:west", "team:nergens", "organisation:x", "area:oost", "service:", "service:oost", "team:", "own:oost"],
)
def test_not_ones_own(wanted: str, professional: User, stranger: User, client_of: Browser) -> None:
    """Another team is not there, and neither is what nobody may ask."""
    assert client_of(professional).get(reverse("insight", args=["plans"]) + f"?scope={wanted}").status_code == 404


def test_team_lead(team_lead: User, east: Team, client_of: Browser) -> None:
    """Who has no caseload sees the team, by its key and its id alike, and no link behind a number."""
    browser = client_of(team_lead)
    for wanted in ("", "?scope=team", "?scope=team:oost", f"?scope=team:{east.pk}"):
        assert "Team Oost" in page_of(browser, "plans", wanted)
    assert browser.get(reverse("insight", args=["plans"]) + "?scope=own").status_code == 404


def test_several_teams(team_lead: User, west: Team, client_of: Browser) -> None:
    """Who is in two teams chooses one; nothing is counted before."""
    MembershipFactory(user=team_lead, team=west, role="team_lead")
    page = page_of(client_of(team_lead), "plans")
    assert "Kies een team." in page and "De cijfers" not in page and "Team West" in page
    assert not Opening.objects.exists()


def test_no_links_for_who_has_no_part(colleagues: list[World], team_lead: User, client_of: Browser) -> None:
    """A lead reads the numbers of the team and opens none of them."""
    fill("goal-progress", colleagues, 5)
    assert "/records/" not in page_of(client_of(team_lead), "goal-progress")
    assert "/records/" in page_of(client_of(colleagues[0].person), "goal-progress", "?scope=team")


def test_beside_a_colleague(world: World, colleague: User, client_of: Browser) -> None:
    """Plans on which one works beside a colleague are a second figure."""
    day = QUARTER.last_day
    plan = World(colleague).plan(opened_on=QUARTER.start - timedelta(days=200))
    World(colleague).goal(plan=plan, ended_on=day, result="reached")
    plan.assignments.create(
        professional=world.person, team_id=world.person.memberships.get().team_id, kind="co_worker",
        since=plan.opened_on, recorded_by=colleague,
    )  # fmt: skip
    fill("goals-reached", [world])
    page = page_of(client_of(world.person), "goals-reached")
    assert "En in plannen waar je naast een collega aan werkt: Van 1 afgerond doel: 1 gehaald" in page
    assert SAID["goals-reached"] in page


def test_opening_is_noted(world: World, client_of: Browser) -> None:
    """Who looked at which question, of whom and when; once for each look, and it cannot be changed."""
    browser = client_of(world.person)
    page_of(browser, "plans", "?scope=team:oost&period=2026")
    browser.get(reverse("insight", args=["plans"]) + "?scope=team:west")
    noted = Opening.objects.get()
    assert (noted.question, noted.kind, noted.team.key, noted.period) == ("plans", "team", "oost", "2026")
    assert noted.opened_by == world.person
    browser.head(reverse("insight", args=["plans"]))
    assert Opening.objects.count() == 2
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Opening.objects.update(period="2025")


@pytest.mark.parametrize("key", sorted(QUESTIONS))
@pytest.mark.parametrize("scope", ["own", "team"])
def test_queries(key: str, scope: str, colleagues: list[World], client_of: Browser) -> None:
    """The number of statements is fixed, however many residents there are."""
    fill(key, colleagues, 6)
    browser = client_of(colleagues[0].person)
    page_of(browser, key, f"?scope={scope}")
    with CaptureQueriesContext(connection) as few:
        page_of(browser, key, f"?scope={scope}")
    fill(key, colleagues, 6)
    with CaptureQueriesContext(connection) as many:
        page_of(browser, key, f"?scope={scope}")
    assert len(many) == len(few) <= QUERIES[scope]
