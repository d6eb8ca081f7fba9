"""Groups: the list, one with its history, noting down, changing, ending and reopening."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisation.models import Team, User
from shared.period import Period
from signals.models import Group
from tests.makers_groups import GroupFactory, GroupGoalFactory, GroupMetFactory, GroupStepFactory
from tests.makers_people import AreaFactory, days_ago
from tests.registration.pages import address, fill, form_to, post, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def group(youth_worker: User) -> Group:
    """At the skate park, orange."""
    return GroupFactory(by=youth_worker, name="Café-skaters", place="Skatebaan", colour="orange", age_band="16-18")


def named(page: str) -> list[str]:
    """The groups that a page lists, in order."""
    return re.findall(r'<a class="link strong" href="/groups/[^"]+">([^<]+)</a>', page)


def test_groups_of_nobody(browser: Client) -> None:
    """An empty place says what one can do."""
    page = browser.get("/groups/").content.decode()
    assert "Nog geen groepen" in page and 'href="/group-met/new/"' in page


def test_groups_in_order(browser: Client, group: Group, youth_worker: User, stranger: User) -> None:
    """By name or by when they were met last; with colour in words, age, and the day; never those of another team."""
    first = GroupMetFactory(by=youth_worker, group__name="Bankje", met_on=days_ago(3)).group
    met = GroupMetFactory(by=youth_worker, group=group, met_on=days_ago(2))
    # What was taken back does not count as met.
    GroupMetFactory(
        by=youth_worker,
        group=first,
        replaces=GroupMetFactory(by=youth_worker, group=first, met_on=days_ago(0)),
        is_taken_back=True,
    )
    GroupFactory(by=youth_worker, name="Aanloop")
    GroupFactory(by=stranger, name="Van West")
    page = browser.get("/groups/").content.decode()
    assert named(page) == ["Aanloop", "Bankje", "Café-skaters"]
    assert "oranje: overlast" in page and "16 tot en met 18" in page and "Nog niet gezien" in page
    assert named(browser.get("/groups/?sort=met").content.decode()) == ["Café-skaters", "Bankje", "Aanloop"]
    assert met.group == group


def test_groups_search(browser: Client, group: Group, youth_worker: User) -> None:
    """A part of the name or the place, without its accents; nobody found is said."""
    GroupFactory(by=youth_worker, name="Bankje")
    for words in ("cafe", "SKATEBAAN", "é-sk"):
        assert named(send(browser, "groups", q=words).content.decode()) == ["Café-skaters"]
    assert "Geen groep gevonden" in send(browser, "groups", q="<nergens>").content.decode()


def test_groups_forty_with_one_query_more_than_one(browser: Client, youth_worker: User) -> None:
    """As many queries as for one."""
    GroupMetFactory(by=youth_worker)
    browser.get("/groups/")
    with CaptureQueriesContext(connection) as for_one:
        browser.get("/groups/")
    for _turn in range(30):
        GroupMetFactory(by=youth_worker)
    with CaptureQueriesContext(connection) as for_many:
        page = browser.get("/groups/").content.decode()
    assert len(for_many) == len(for_one) and len(named(page)) == 25 and "Pagina 1 van 2" in page


def test_group_history(browser: Client, group: Group, youth_worker: User, colleague: User) -> None:
    """When it was met and by whom, and how often what was seen this quarter, in words."""
    start = Period.up_to(timezone.localdate()).start
    for by, seen, done in ((youth_worker, ["nitrous_oxide", "noise"], ["talk"]), (colleague, ["nitrous_oxide"], [])):
        GroupMetFactory(by=by, group=group, met_on=start, size=7, mood="tense", seen=seen, done=done)
    before = Period.quarter_before(start).last_day
    GroupMetFactory(by=youth_worker, group=group, met_on=before, seen=["alcohol"], own_words="Nog <rustig>")
    page = browser.get(address("group", group)).content.decode()
    quarter = page.split('id="h-quarter"')[1].split("</section>")[0]
    assert "2 keer gezien" in quarter and "Lachgas: 2 keer." in quarter and "Lawaai: één keer." in quarter
    assert "Alcohol" not in quarter
    for words in ("Nog &lt;rustig&gt;", "ongeveer 7 mensen", "gespannen", "Gesprek gevoerd", "Noor"):
        assert words in page
    # One's own are to be changed, those of a colleague are not.
    assert page.count("/edit/") == 2 + 1


def test_group_page_with_forty_times_met(browser: Client, group: Group, youth_worker: User) -> None:
    """As many queries as with one."""
    GroupGoalFactory(group=group, by=youth_worker)
    GroupMetFactory(by=youth_worker, group=group, seen=["noise"])
    browser.get(address("group", group))
    with CaptureQueriesContext(connection) as for_one:
        browser.get(address("group", group))
    for _turn in range(30):
        GroupMetFactory(by=youth_worker, group=group, seen=["noise"])
    with CaptureQueriesContext(connection) as for_many:
        browser.get(address("group", group))
    assert len(for_many) == len(for_one)


def test_group_new(browser: Client, east: Team, youth_worker: User) -> None:
    """A name is enough; with everything it stands on the page."""
    fill(browser, "group_new", name="Bankje")
    made = Group.objects.get()
    assert (made.team, made.recorded_by, made.place, made.colour, made.area) == (east, youth_worker, "", "", None)
    area = AreaFactory()
    response = fill(
        browser, "group_new", name="Plein", place="Bij de <trap>", area=area.label, colour="red", age_band="mixed"
    )
    page = told(browser, response)
    assert all(words in page for words in ("Bij de &lt;trap&gt;", area.name, "rood: grote zorgen", "gemengd"))


@pytest.mark.parametrize(
    "changes",
    [{"name": " "}, {"name": "x" * 121}, {"name": "Bank", "colour": "blue"}, {"name": "B", "area": "Nergens"}],
)
def test_group_new_of_nothing_or_too_much(browser: Client, changes: dict[str, str]) -> None:
    """A plain sentence, and nothing is saved."""
    assert fill(browser, "group_new", **changes).status_code == 422
    assert not Group.objects.exists()


def test_group_edit(browser: Client, group: Group) -> None:
    """Another colour; the former one stays readable, with since when. Of two at once the second is told."""
    here = address("group_edit", group)
    fields = form_to(browser.get(here)).fields
    page = told(browser, post(browser, here, fields, submission_key=str(uuid4()), colour="green"))
    colours = page.split('id="h-colours"')[1]
    assert colours.index("groen: gezellig") < colours.index("oranje: overlast")
    refused = post(browser, here, fields, submission_key=str(uuid4()), name="Skaters")
    assert refused.status_code == 422
    assert all(words in refused.content.decode() for words in ("Café-skaters", "Skaters"))
    group.refresh_from_db()
    assert (group.name, group.colour, group.version) == ("Café-skaters", "green", 2)


def test_group_end_and_group_reopen(browser: Client, group: Group) -> None:
    """Out of the list, readable under its own, and back with one tap."""
    page = told(browser, fill(browser, "group_end", group))
    assert "Niet meer gezien sinds" in page and "group_new" not in page
    assert named(browser.get("/groups/").content.decode()) == []
    assert named(browser.get("/groups/?show=ended").content.decode()) == ["Café-skaters"]
    send(browser, "group_reopen", group)
    assert named(browser.get("/groups/").content.decode()) == ["Café-skaters"]
    undo(browser, fill(browser, "group_end", group))
    group.refresh_from_db()
    assert group.ended_on is None
    stale = send(browser, "group_end", group, version="1")
    assert stale.status_code == 422
    assert send(browser, "group_end", group, ended_on="2100-01-01").status_code == 422


def test_group_of_another_team(client_of: ClientOf, stranger: User, group: Group) -> None:
    """As if it did not exist, and nothing changes."""
    other = client_of(stranger)
    for name in ("group", "group_edit", "group_end"):
        assert other.get(address(name, group)).status_code == 404
    for name in ("group_edit", "group_end", "group_reopen"):
        assert send(other, name, group, name="Weg", version="1").status_code == 404
    group.refresh_from_db()
    assert group.version == 1


def test_home_with_the_last_places(browser: Client, youth_worker: User, colleague: User) -> None:
    """The last three places as large buttons: one's own before those of colleagues; then an activity and a signal."""
    assert 'href="/group-met/new/"' in browser.get("/").content.decode()
    for name, by, days in (
        ("Eerst", youth_worker, 9),
        ("Toen", youth_worker, 5),
        ("Van Noor", colleague, 0),
        ("Oud", colleague, 20),
    ):
        GroupMetFactory(
            by=by, group__name=name, met_on=days_ago(days), recorded_at=timezone.now() - timedelta(days=days)
        )
    page = browser.get("/").content.decode()
    large = re.findall(r'href="/group-met/new/\?group=[0-9a-f-]{36}">.*?</svg>([^<]+)</a>', page)
    assert large == ["Toen", "Eerst", "Van Noor"]
    assert 'href="/activities/new/"' in page


class TestGoals:
    """The goals of a group on its page."""

    def test_shown(self, browser: Client, group: Group, youth_worker: User) -> None:
        """Those worked on first, with their steps; finished ones with how they ended; removed ones not."""
        ended = {"ended_on": timezone.localdate(), "result": "partly"}
        GroupGoalFactory(group=group, by=youth_worker, own_words="Klaar", **ended)
        goal = GroupGoalFactory(group=group, by=youth_worker, own_words="Een eigen plek")
        GroupStepFactory(goal=goal, by=youth_worker, text="Bankje plaatsen")
        GroupStepFactory(goal=goal, by=youth_worker, text="Uit zicht", removed_at=timezone.now())
        GroupGoalFactory(group=group, by=youth_worker, own_words="Weg", removed_at=timezone.now())
        page = browser.get(address("group", group)).content.decode()
        goals = page.split('id="goals"')[1].split("</section>")[0]
        assert goals.index("Een eigen plek") < goals.index("Bankje plaatsen") < goals.index("Klaar")
        assert "deels" in goals and "Weg" not in goals and "Uit zicht" not in goals
