"""The agenda of a team: what stands on it, in which order, and what came of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import Team, User
from signals.models import AgendaPoint
from tests.makers_people import days_ago
from tests.people import somebody
from tests.registration.pages import address, fill, form_to, post, send, told, undo
from tests.signals.makers_signals import AgendaPointFactory, SignalFactory

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


def test_agenda_new(browser: Client, east: Team) -> None:
    """A few words, in the order in which they were put there; without words a plain sentence. With an undo."""
    assert "Niets op de agenda" in browser.get(address("agenda")).content.decode()
    for words in ("Rooster <zomer>", "Huisregels"):
        form = form_to(browser.get(address("agenda")), address("agenda_new", east))
        told(browser, post(browser, address("agenda_new", east), form.fields, words=words))
    page = browser.get(address("agenda")).content.decode()
    assert page.index("Rooster &lt;zomer&gt;") < page.index("Huisregels")
    assert send(browser, "agenda_new", east, words=" ").status_code == 422
    assert send(browser, "agenda_new", east, words="x" * 201).status_code == 422
    undo(browser, send(browser, "agenda_new", east, words="Toch niet"))
    assert AgendaPoint.objects.filter(removed_at__isnull=True).count() == 2


def test_agenda_signal(browser: Client, client_of: ClientOf, professional: User, east: Team, west: Team) -> None:
    """In one tap, once; not on that of another team."""
    signal = SignalFactory(by=professional)
    here = address("agenda_signal", signal, east)
    page = browser.get(address("signal", signal))
    told(browser, post(browser, here, form_to(page, here).fields))
    assert send(browser, "agenda_signal", signal, east).status_code == 302
    assert AgendaPoint.objects.count() == 1
    page = browser.get(address("agenda")).content.decode()
    assert "Steeds meer afval" in page and address("signal", signal) in page
    handled = address("agenda_handled", AgendaPoint.objects.get())
    assert "Wonen" in browser.get(handled).content.decode() and "autofocus" in browser.get(handled).content.decode()
    AgendaPoint.objects.update(words="")
    assert ": Wonen</span>" in browser.get(address("agenda")).content.decode(), "a link says what it is about"
    assert "Op de agenda van Team Oost" in browser.get(address("signal", signal)).content.decode()
    assert send(browser, "agenda_signal", signal, west).status_code == 404


def test_agenda_of_a_signal_that_the_team_may_not_read(
    client_of: ClientOf, professional: User, colleague: User, stranger: User, east: Team
) -> None:
    """Somebody put one on it that was sent to that person alone: the others see what it is about, and no words."""
    signal = SignalFactory(by=stranger, to_person=professional)
    send(client_of(professional), "agenda_signal", signal, east)
    page = client_of(colleague).get(address("agenda")).content.decode()
    assert "Wonen" in page and "Steeds meer afval" not in page and address("signal", signal) not in page


def test_agenda_handled_and_agenda_reopen(browser: Client, professional: User, east: Team) -> None:
    """With what came of it, which stays when it is talked about again."""
    point = AgendaPointFactory(team=east, by=professional)
    response = fill(browser, "agenda_handled", point, outcome="Amir belt de gemeente.")
    page = told(browser, response)
    assert "Pas besproken" in page and "Amir belt de gemeente." in page
    send(browser, "agenda_reopen", point)
    point.refresh_from_db()
    assert (point.handled_on, point.outcome) == (None, "Amir belt de gemeente.")
    undo(browser, fill(browser, "agenda_handled", point))
    point.refresh_from_db()
    assert point.handled_on is None


def test_agenda_remove_and_agenda_put_back(browser: Client, professional: User, east: Team) -> None:
    """Off it and back."""
    point = AgendaPointFactory(team=east, by=professional)
    response = send(browser, "agenda_remove", point)
    assert point.words not in browser.get(address("agenda")).content.decode()
    AgendaPoint.objects.filter(pk=point.pk).update(handled_on=None)
    send(browser, "agenda_put_back", point)
    assert point.words in browser.get(address("agenda")).content.decode()
    assert response.status_code == 302


def test_agenda_of_another_team(client_of: ClientOf, stranger: User, professional: User, east: Team) -> None:
    """Nothing of it is there for them."""
    point = AgendaPointFactory(team=east, by=professional)
    there = client_of(stranger)
    assert there.get(address("agenda_handled", point)).status_code == 404
    assert send(there, "agenda_new", east, words="Dag").status_code == 404
    assert point.words not in there.get(f"{address('agenda')}?team={east.pk}").content.decode()


def test_agenda_of_two_teams(client_of: ClientOf, east: Team, west: Team) -> None:
    """One at a time, chosen in the address."""
    both = somebody("Tom Bedacht", "professional", east)
    both.memberships.create(team=west, role="professional", since=days_ago(9))
    AgendaPointFactory(team=west, by=both, words="Van west", handled_on=timezone.localdate())
    browser = client_of(both)
    assert "Van west" not in browser.get(address("agenda")).content.decode()
    assert "Van west" in browser.get(f"{address('agenda')}?team={west.pk}").content.decode()


def test_agenda_print(browser: Client, professional: User, east: Team) -> None:
    """At most fourteen points, and said so where there are more."""
    AgendaPointFactory.create_batch(15, team=east, by=professional)
    page = browser.get(address("agenda_print")).content.decode()
    assert page.count("Openingstijden") == 14 and "eerste 14 punten" in page
