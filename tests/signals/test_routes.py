"""To whom signals go: the narrowest route that fits, else who leads the team; and the pages where that is arranged."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Theme
from organisation.models import Team, User
from signals.models import Route
from signals.queries.routes import goes_to
from tests.makers_people import AreaFactory, days_ago
from tests.people import somebody
from tests.registration.pages import address, fill, send, told, undo
from tests.signals.makers_signals import RouteFactory

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, information_manager: User) -> Client:
    """Ine's."""
    return client_of(information_manager)


@pytest.fixture
def housing(db: None) -> Theme:
    """A theme."""
    return Theme.objects.get(key="housing")


def today() -> date:
    """Of the tests."""
    return timezone.localdate()


def test_the_narrowest_route(east: Team, housing: Theme) -> None:
    """Theme and area, then a wider area, then the theme alone, then the area alone, then everything, then the team."""
    district = AreaFactory(code="WK999900", level="WK", name="Wijk")
    area = AreaFactory(code="BU99990001", parent=district)
    teams = [Team.objects.create(key=f"t{n}", name=f"T{n}") for n in range(6)]
    abouts = [(housing, area), (housing, district), (housing, None), (None, area), (None, district), (None, None)]
    routes = [
        RouteFactory(theme=theme, area=where, to_team=team, answer_within_days=number)
        for number, ((theme, where), team) in enumerate(zip(abouts, teams, strict=True), start=1)
    ]
    for number, route in enumerate(routes, start=1):
        to = goes_to(theme=housing, area=area, team=east, day=today())
        assert (to.team, (to.answer_by - today()).days) == (route.to_team, number)
        route.removed_at = timezone.now()
        route.save()
    assert goes_to(theme=housing, area=area, team=east, day=today()).team == east


def test_no_route_to_who_is_not_there(east: Team, west: Team, housing: Theme, stranger: User) -> None:
    """Who left and a team that closed are passed over; so is a route about something else."""
    RouteFactory(theme=housing, to_person=stranger)
    RouteFactory(theme_id="finance", to_team=west)
    assert goes_to(theme=housing, area=None, team=east, day=today()).person == stranger
    stranger.memberships.update(until=days_ago(1))
    assert goes_to(theme=housing, area=None, team=east, day=today()).team == east
    Route.objects.update(to_person=None, to_team=west)
    west.closed_on = today()
    west.save()
    assert goes_to(theme=housing, area=None, team=east, day=today()).team == east


def test_without_a_route(east: Team, housing: Theme, team_lead: User) -> None:
    """The one who leads the team; the team where two lead it."""
    assert goes_to(theme=housing, area=None, team=east, day=today()).person == team_lead
    somebody("Tweede Bedacht", "team_lead", east)
    to = goes_to(theme=housing, area=None, team=east, day=today())
    assert (to.person, to.team) == (None, east)


class TestPages:
    """Where it is arranged."""

    def test_routes(self, browser: Client) -> None:
        """Empty at first."""
        assert "Nog geen routes" in browser.get(address("routes")).content.decode()

    def test_route_new(self, browser: Client, east: Team, stranger: User) -> None:
        """For a theme, to a team or a person; with an undo."""
        area = AreaFactory(name="Verzonnenwijk", comparable_name="verzonnenwijk")
        choice = {"theme": "housing", "area": "Verzonnenwijk", "to": f"team:{east.pk}", "answer_within_days": "7"}
        page = told(browser, fill(browser, "route_new", **choice))
        assert "Wonen · Verzonnenwijk" in page and "binnen 7 dagen" in page
        made = Route.objects.get()
        assert (made.area, made.to_team, made.to_person) == (area, east, None)
        assert fill(browser, "route_new", **choice).status_code == 422
        undo(browser, fill(browser, "route_new", to=f"person:{stranger.pk}"))
        assert Route.objects.filter(removed_at__isnull=True).count() == 1

    @pytest.mark.parametrize(
        "changes",
        [{}, {"to": "team:odd"}, {"theme": "odd"}, {"area": "Nergenshuizen"}, {"answer_within_days": "0"}],
    )
    def test_route_new_of_nothing(self, browser: Client, stranger: User, changes: dict[str, str]) -> None:
        """A plain sentence, and nothing is saved."""
        chosen = {"to": f"person:{stranger.pk}", **changes} if changes else {}
        assert fill(browser, "route_new", **chosen).status_code == 422
        assert not Route.objects.exists()

    def test_route_new_to_who_cannot_act(self, browser: Client, privacy_officer: User, roleless: User) -> None:
        """Who works in no team does not stand in the list."""
        for person in (privacy_officer, roleless):
            assert fill(browser, "route_new", to=f"person:{person.pk}").status_code == 422

    def test_route_edit(self, browser: Client, east: Team, west: Team, mover: User, client_of: ClientOf) -> None:
        """Somebody else; of two at the same moment the second is told."""
        route = RouteFactory(theme_id="housing", to_team=east, answer_within_days=20)
        page = browser.get(address("route_edit", route)).content.decode()
        assert 'value="30"' in page.split("checked")[0][-200:]
        fill(browser, "route_edit", route, to=f"team:{west.pk}")
        route.refresh_from_db()
        assert (route.to_team, route.version) == (west, 2)
        refused = send(client_of(mover), "route_edit", route, to=f"team:{east.pk}", answer_within_days="7", version="1")
        assert refused.status_code == 422 and "Ine Bedacht veranderde deze route" in refused.content.decode()

    def test_route_remove_and_route_put_back(self, browser: Client, east: Team, west: Team) -> None:
        """Out of sight and back; not where another one stands in its place now."""
        route = RouteFactory(theme_id="housing", to_team=east)
        response = send(browser, "route_remove", route)
        undo(browser, response)
        route.refresh_from_db()
        assert route.removed_at is None
        send(browser, "route_remove", route)
        fill(browser, "route_new", theme="housing", to=f"team:{west.pk}")
        assert "een andere route" in told(browser, send(browser, "route_put_back", route))

    def test_routes_are_for_who_arranges(self, client_of: ClientOf, professional: User, team_lead: User) -> None:
        """Nobody else."""
        for person in (professional, team_lead):
            assert client_of(person).get(address("routes")).status_code == 404
