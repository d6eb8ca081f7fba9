"""One's own caseload: what the list shows, finding somebody, what is to be done, and names for cover."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisation.models import Team, User
from registration.models import Plan
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    AssignmentFactory,
    ClosingFactory,
    GoalFactory,
    NoteFactory,
    PlanFactory,
)
from tests.makers_people import days_ago

Browser = Callable[[User], Client]
PLAN = re.compile(r'href="/plans/[0-9a-f-]+/">([^<]+)</a>')


def shown(browser: Client, **asked: str) -> list[str]:
    """The names on the list, in order."""
    return PLAN.findall(browser.get(reverse("residents"), asked).content.decode())


def found(browser: Client, words: str, name: str = "residents") -> str:
    """The page after looking for a name."""
    return browser.post(reverse(name), {"q": words, "submission_key": str(uuid4())}).content.decode()


def somebody(by: User, first_name: str, last_name: str = "", prefix: str = "", **fields: object) -> Plan:
    """An open plan with a goal and a talk last week."""
    named = {"resident__first_name": first_name, "resident__prefix": prefix, "resident__last_name": last_name}
    made = PlanFactory(by=by, **named, **fields)
    GoalFactory(plan=made, by=by)
    NoteFactory(plan=made, by=by, held_on=days_ago(7))
    return made


@pytest.fixture
def late(professional: User) -> Plan:
    """A plan with a step whose day has passed."""
    made = somebody(professional, "Laat")
    ActionFactory(goal=made.goals.get(), by=professional, due_on=days_ago(1))
    return made


@pytest.fixture
def quiet(professional: User) -> Plan:
    """A plan without a talk since it was opened, ten weeks ago."""
    made = PlanFactory(by=professional, opened_on=days_ago(70), resident__first_name="Stil", resident__prefix="")
    GoalFactory(plan=made, by=professional)
    return made


def test_residents(browser: Client, professional: User, late: Plan, quiet: Plan) -> None:
    """What asks for attention stands on top, each reason in words; the rest follows."""
    calm = somebody(professional, "Kalm")
    AppointmentFactory(plan=calm, by=professional)
    empty = PlanFactory(by=professional, opened_on=days_ago(1), resident__first_name="Leeg", resident__prefix="")
    page = browser.get(reverse("residents")).content.decode()
    names = [name.split()[0] for name in PLAN.findall(page)]
    assert names == ["Stil", "Laat", "Leeg", "Kalm"]
    for words in ("Een stap is later dan afgesproken", "Nog geen doel", "Nog niet gesproken"):
        assert page.count(words) == 1
    assert calm.goals.get().own_words in page and "icons.svg#calendar-event" in page
    assert "4 plannen" in page and empty.resident.full_name in page


def test_filters_and_orders(browser: Client, professional: User, late: Plan, quiet: Plan) -> None:
    """Open, asking for attention, closed; by name or by the last talk."""
    somebody(professional, "Aad")
    closed = somebody(professional, "Dicht")
    ClosingFactory(plan=closed, by=professional)
    first = [name.split()[0] for name in shown(browser, sort="name")]
    assert first == ["Aad", "Laat", "Stil"]
    assert {name.split()[0] for name in shown(browser, show="attention")} == {"Laat", "Stil"}
    assert [name.split()[0] for name in shown(browser, show="closed")] == ["Dicht"]
    assert shown(browser, sort="contact")[0].startswith("Stil")
    assert shown(browser, show="<b>", sort="nonsense", page="x") == shown(browser)


def test_no_attention_for_what_is_over(browser: Client, professional: User) -> None:
    """Done, cancelled and removed steps, and those of an ended goal, ask for nothing."""
    made = somebody(professional, "Klaar")
    ended = GoalFactory(plan=made, by=professional, ended_on=days_ago(2), result="reached")
    due = {"by": professional, "due_on": days_ago(9)}
    ActionFactory(goal=made.goals.all()[0], done_on=days_ago(3), **due)
    ActionFactory(goal=made.goals.all()[0], cancelled_on=days_ago(3), **due)
    ActionFactory(goal=made.goals.all()[0], removed_at=timezone.now(), **due)
    ActionFactory(goal=ended, **due)
    assert shown(browser, show="attention") == []
    assert "Niets vraagt nu aandacht" in browser.get(reverse("residents"), {"show": "attention"}).content.decode()


@pytest.mark.parametrize("words", ["Sjaan", "sjaan voorbeeld", "voorbeld", "VOORB", "van der Voorbeeld", "Sjaen"])
def test_finding(browser: Client, professional: User, stranger: User, words: str) -> None:
    """Part of a name, other capitals and typing errors find the plan, open or closed; never somebody else's."""
    somebody(professional, "Sjaan", "Voorbeeld", "van der")
    closed = somebody(professional, "Sjaan", "Voorbeeld")
    ClosingFactory(plan=closed, by=professional)
    somebody(professional, "Kees", "Zomaar")
    somebody(stranger, "Sjaan", "Voorbeeld", "ter")
    names = PLAN.findall(found(browser, words))
    assert sorted(names) == ["Sjaan Voorbeeld", "Sjaan van der Voorbeeld"]


@pytest.mark.parametrize("words", ["Ødegård", "odegard", "Đặng", "dang"])
def test_finding_without_marks(browser: Client, professional: User, words: str) -> None:
    """Letters with marks are found without, and the other way round."""
    somebody(professional, "Đặng", "Ødegård")
    assert PLAN.findall(found(browser, words)) == ["Đặng Ødegård"]


@pytest.mark.parametrize("words", ["Nergenshuizen", "%", "'; DROP TABLE", "!!"])
def test_nobody_found(browser: Client, professional: User, words: str) -> None:
    """Words for an empty answer; what was typed stays as typed."""
    somebody(professional, "Kees", "Zomaar")
    assert "Niemand gevonden" in found(browser, words)


def test_a_name_stays_out_of_the_address(browser: Client, professional: User) -> None:
    """Looking for a name is sent in the body; in the address it does nothing."""
    somebody(professional, "Kees", "Zomaar")
    page = browser.get(reverse("residents"), {"q": "Nergenshuizen"}).content.decode()
    assert PLAN.findall(page) == ["Kees Zomaar"]
    assert '<form method="post" role="search"' in page


def test_co_worked_plans(browser: Client, professional: User, colleague: User) -> None:
    """A plan that somebody else coordinates is there too, and says so."""
    made = somebody(colleague, "Samen")
    AssignmentFactory(plan=made, by=professional, since=days_ago(3), kind="co_worker")
    assert browser.get(reverse("residents")).content.decode().count("Je helpt mee") == 1


@pytest.mark.parametrize(
    ("show", "says"), [("open", "Nog geen open plannen"), ("closed", "Nog geen afgesloten plannen")]
)
def test_empty(browser: Client, show: str, says: str) -> None:
    """A first day."""
    assert says in browser.get(reverse("residents"), {"show": show}).content.decode()


def test_pages_and_queries(browser: Client, professional: User) -> None:
    """Twenty-five on a page, and as many queries with 200 plans as with 10."""
    counted = []
    for number in (10, 190):
        for _turn in range(number):
            PlanFactory(by=professional)
        browser.get(reverse("residents"))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("residents"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert len(shown(browser)) == 25 and len(shown(browser, page="8")) == 25


def test_open_actions(browser: Client, professional: User, late: Plan, stranger: User) -> None:
    """By day, those without a day last, with whose plan it is; a tick leads back to the list."""
    goal = late.goals.get()
    ActionFactory(goal=goal, by=professional, text="Later", who="together")
    soon = ActionFactory(goal=goal, by=professional, text="Morgen", due_on=days_ago(-1), who="professional")
    done = ActionFactory(goal=goal, by=professional, text="Gedaan", done_on=days_ago(1))
    ActionFactory(goal=GoalFactory(plan=PlanFactory(by=stranger), by=stranger), by=stranger, text="Van Bas")
    page = browser.get(reverse("open_actions")).content.decode()
    texts = re.findall(r'class="action__text">([^<]+)<', page)
    assert texts[1:] == ["Morgen", "Later"] and done.text not in page and "Van Bas" not in page
    assert "was voor" in page and "Amir" in page and "3 open stappen" in page
    sent = {"submission_key": str(uuid4()), "done": "1", "next": reverse("open_actions")}
    answer = browser.post(reverse("tick", args=[soon.pk]), sent)
    assert answer.url == reverse("open_actions")
    assert "Morgen" not in browser.get(reverse("open_actions")).content.decode().split("<main")[1]


def test_open_actions_of_closed_plans(browser: Client, professional: User, late: Plan) -> None:
    """What was left open when a plan was closed is no longer to be done."""
    ClosingFactory(plan=late, by=professional)
    assert "Geen open stappen" in browser.get(reverse("open_actions")).content.decode()


def test_team_residents(browser: Client, professional: User, colleague: User, stranger: User, west: Team) -> None:
    """Names and who coordinates, of the own team alone; into the file of a colleague with a reason only."""
    other = somebody(colleague, "Vervang", "Mij")
    handed_over = somebody(professional, "Overgedragen", coordinated_since=days_ago(2))
    AssignmentFactory(plan=handed_over, by=colleague, since=handed_over.opened_on, until=days_ago(3))
    somebody(stranger, "Van", "West")
    closed = somebody(colleague, "Voorbij")
    ClosingFactory(plan=closed, by=colleague)
    page = browser.get(reverse("team_residents")).content.decode()
    rows = re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>([^<]+)</td>', page)
    assert [(name.strip(), who.strip()) for name, who in rows] == [
        ("Overgedragen", "Amir Voorbeeld"),
        ("Vervang Mij", "Noor Voorbeeld"),
    ]
    assert f'href="/plans/{other.pk}/"' not in page
    assert "Vervang Mij" in found(browser, "vervagn", "team_residents")
    assert "Niemand gevonden" in found(browser, "Nergenshuizen", "team_residents")


def test_team_without_open_plans(team_lead: User, client_of: Browser) -> None:
    """Words instead of an empty table."""
    assert "Geen open plannen in je team" in client_of(team_lead).get(reverse("team_residents")).content.decode()


def test_a_plan_without_coordinator(browser: Client, professional: User, colleague: User) -> None:
    """It still stands in the list of the team, for somebody must take it up."""
    made = PlanFactory(by=colleague, resident__first_name="Wacht", coordinated_since=days_ago(40))
    made.assignments.update(until=days_ago(2))
    AssignmentFactory(plan=made, by=professional, since=days_ago(9), kind="co_worker")
    page = browser.get(reverse("team_residents")).content.decode()
    assert "Wacht" in page and "vandaag niemand" in page


def test_today_is_included(browser: Client, professional: User) -> None:
    """An appointment of today still counts as the next one, and a step of today is not late."""
    made = somebody(professional, "Vandaag")
    noon = timezone.localtime().replace(hour=12, minute=0)
    AppointmentFactory(plan=made, by=professional, starts_at=noon)
    AppointmentFactory(plan=made, by=professional, starts_at=noon - timedelta(days=3))
    ActionFactory(goal=made.goals.get(), by=professional, due_on=days_ago(0))
    page = browser.get(reverse("residents")).content.decode()
    assert "12.00" in page and "Een stap is later dan afgesproken" not in page


class TestQuiet:
    """Nothing happened for so many weeks: each person's own choice."""

    @pytest.mark.parametrize(("weeks", "ago", "told"), [(6, 42, False), (6, 43, True), (4, 28, False), (4, 29, True)])
    def test_boundary_day(self, browser: Client, professional: User, weeks: int, ago: int, told: bool) -> None:
        """Exactly so many weeks ago is not longer than that; the day after it is."""
        User.objects.filter(pk=professional.pk).update(quiet_weeks=weeks)
        made = somebody(professional, "Grens")
        made.notes.update(held_on=days_ago(ago))
        assert bool(shown(browser, show="quiet")) is told
        assert bool(shown(browser, show="attention")) is told
        assert ("Lang niet gesproken, laatst op" in browser.get(reverse("home")).content.decode()) is told

    def test_off(self, browser: Client, professional: User, quiet: Plan) -> None:
        """No reason, no filter, nowhere; the same address shows the open plans."""
        assert "Nog niet gesproken" in browser.get(reverse("home")).content.decode()
        User.objects.filter(pk=professional.pk).update(quiet_weeks=None)
        page = browser.get(reverse("residents")).content.decode()
        assert "Nog niet gesproken" not in page and "Lang niet gesproken" not in page
        assert shown(browser, show="attention") == [] and len(shown(browser, show="quiet")) == 1
        assert "Nog niet gesproken" not in browser.get(reverse("home")).content.decode()

    @pytest.mark.parametrize(("kind", "counts"), [("work", False), ("message", True), ("", True)])
    def test_what_is_a_contact(self, browser: Client, professional: User, quiet: Plan, kind: str, counts: bool) -> None:
        """Work without a talk is kept, and is no contact; a removed note is none either."""
        NoteFactory(plan=quiet, by=professional, kind=kind)
        NoteFactory(plan=quiet, by=professional, removed_at=timezone.now())
        assert (shown(browser, show="quiet") == []) is counts

    def test_nobody_waits(self, browser: Client, late: Plan) -> None:
        """Words instead of an empty list; what asks for attention for another reason is not in it."""
        assert (
            "Niemand wacht langer dan 6 weken." in browser.get(reverse("residents"), {"show": "quiet"}).content.decode()
        )
