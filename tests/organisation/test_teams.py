"""Pages with which teams are added, changed and closed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import Area, Team, User
from tests.makers_people import AreaFactory, TeamFactory
from tests.organisation.sending import send


@pytest.fixture
def browser(client_of: Callable[[User], Client], information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


@pytest.fixture
def area(db: None) -> Area:
    """A neighbourhood."""
    return AreaFactory(name="'t Verzonnen Zandt (noord)", comparable_name="t verzonnen zandt noord")


def test_teams(browser: Client, east: Team, professional: User, area: Area) -> None:
    """Open teams by name with their areas, then closed ones; says where nobody is."""
    TeamFactory(name="Team Eerder", closed_on=timezone.localdate())
    TeamFactory(name="Team Ålst")
    east.areas.add(area)
    answer = browser.get(reverse("teams"))
    assert [team.name for team in answer.context["open_teams"]] == ["Team Ålst", "Team Oost"]
    assert [team.has_people for team in answer.context["open_teams"]] == [False, True]
    assert [team.name for team in answer.context["closed_teams"]] == ["Team Eerder"]
    assert "&#x27;t Verzonnen Zandt (noord)" in answer.content.decode()


def test_no_teams(browser: Client) -> None:
    """An empty list says what to do."""
    assert "Nog geen team" in browser.get(reverse("teams")).content.decode()


def test_team_new(browser: Client, area: Area) -> None:
    """A name and a first area; the key follows from the name."""
    assert browser.get(reverse("team_new")).status_code == 200
    answer = send(browser, "team_new", name="Team Zúid", area="'t verzonnen zandt")
    made = Team.objects.get()
    assert answer.url == reverse("team", args=[made.pk])
    assert (made.name, made.key, list(made.areas.all())) == ("Team Zúid", "team-zuid", [area])


@pytest.mark.parametrize(("name", "key"), [("Team Oost", "team-oost-2"), ("東", "team"), ("T" * 120, "t" * 56)])
def test_team_new_keys(browser: Client, name: str, key: str) -> None:
    """Two teams of one name have two keys, and a name without latin letters has one too."""
    TeamFactory(key="team-oost")
    send(browser, "team_new", name=name)
    assert Team.objects.get(name=name).key == key


@pytest.mark.parametrize(("fields", "field"), [({"name": ""}, "name"), ({"name": "x", "area": "nergens"}, "area")])
def test_team_new_wrong(browser: Client, fields: dict[str, str], field: str) -> None:
    """No name, or an area that is not there: nothing is made."""
    answer = send(browser, "team_new", **fields)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Team.objects.exists()


def test_team(browser: Client, east: Team, professional: User, area: Area) -> None:
    """Who is in it and where it works."""
    east.areas.add(area)
    page = browser.get(reverse("team", args=[east.pk])).content.decode()
    assert "Amir Voorbeeld" in page
    assert area.code in page


def test_team_edit(browser: Client, east: Team) -> None:
    """Another name; the key stays."""
    assert browser.get(reverse("team_edit", args=[east.pk])).status_code == 200
    assert send(browser, "team_edit", east, name="").status_code == 422
    send(browser, "team_edit", east, name="Team Oosterlicht")
    east.refresh_from_db()
    assert (east.name, east.key) == ("Team Oosterlicht", "oost")


def test_team_close_and_team_reopen(browser: Client, east: Team) -> None:
    """Closing brings an undo, which opens the team again."""
    page = browser.get(send(browser, "team_close", east).url)
    east.refresh_from_db()
    assert east.closed_on == timezone.localdate()
    assert reverse("team_reopen", args=[east.pk]) in page.content.decode()
    page = browser.get(send(browser, "team_reopen", east).url)
    east.refresh_from_db()
    assert east.closed_on is None
    assert reverse("team_close", args=[east.pk]) in page.content.decode()


def test_team_area_new(browser: Client, east: Team, area: Area) -> None:
    """One more area, with an undo."""
    assert browser.get(reverse("team_area_new", args=[east.pk])).status_code == 200
    assert send(browser, "team_area_new", east, area="").status_code == 422
    page = browser.get(send(browser, "team_area_new", east, area=area.code.lower()).url)
    assert list(east.areas.all()) == [area]
    assert reverse("team_area_remove", args=[east.pk, area.pk]) in page.content.decode()


def test_team_area_remove_and_team_area_put_back(browser: Client, east: Team, area: Area) -> None:
    """Taking away brings an undo, which puts it back."""
    east.areas.add(area)
    page = browser.get(send(browser, "team_area_remove", east, area).url)
    assert not east.areas.exists()
    assert reverse("team_area_put_back", args=[east.pk, area.pk]) in page.content.decode()
    send(browser, "team_area_put_back", east, area)
    assert list(east.areas.all()) == [area]


def test_team_area_remove_of_nothing(browser: Client, east: Team) -> None:
    """An area that is not there is a page that is not here."""
    assert send(browser, "team_area_remove", east, "01890000-0000-7000-8000-000000000000").status_code == 404
