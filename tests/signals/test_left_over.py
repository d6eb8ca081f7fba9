"""Forms of an older version, sent days later: what has no place any more comes back in words."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from catalogue.models import Question
from organisation.models import Team, User
from signals.models import Activity, GroupMet, NeighbourhoodSignal
from tests.organisation.sending import send
from tests.registration.pages import form_to

FORMS: list[tuple[str, str, dict[str, str]]] = [
    ("signal_new", "words", {"words": "Afval bij de vijver"}),
    ("activity_new", "own_words", {"title": "Inloop", "held_on": "2026-01-05", "own_words": "Gezellig"}),
    ("group_met_new", "own_words", {"group": "new", "place": "Station", "own_words": "Rustig"}),
]
# What stands in a form unseen: which questions were asked.
SIGNED = {"own-offered": "WyIyMDI2LTExLTIyIixbXV0:z6W0JxpzPsnQvia"}
MODELS = (NeighbourhoodSignal, Activity, GroupMet)


@pytest.fixture
def browser(client_of: Callable[[User], Client], professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


def rows() -> int:
    """How many were saved."""
    return sum(model.objects.count() for model in MODELS)


@pytest.mark.parametrize(("name", "own", "fields"), FORMS)
def test_left_over(browser: Client, name: str, own: str, fields: dict[str, str]) -> None:
    """What was typed at a question of then stands behind the own words; saved once more it is kept there."""
    answer = send(browser, name, **fields, weather_then="Koud en nat", looked_like="very_busy", empty="")
    page = answer.content.decode()
    assert answer.status_code == 422 and rows() == 0
    assert "weather then: Koud en nat" in page and "“looked like” kun je hier niet meer kiezen" in page
    here = answer.request["PATH_INFO"]
    form = form_to(answer, here)
    assert form.fields[own] == [f"{fields[own]}\nweather then: Koud en nat"]
    assert browser.post(here, form.fields).status_code == 302 and rows() == 1


def test_left_over_in_words_that_people_know(browser: Client) -> None:
    """A question that is known elsewhere is called as it is called there."""
    label = Question.objects.get(pk="signal.area").label
    page = send(browser, "signal_new", words="Afval", area="Bij de Vijverhof").content.decode()
    assert f"{label}: Bij de Vijverhof" in page and label != "area"


def test_left_over_choices(browser: Client, east: Team, west: Team) -> None:
    """A series that is not there, of others or of nobody, reads the same; one's only team is nothing to tell."""
    fields = {"title": "Inloop", "held_on": "2026-01-05"}
    page = send(browser, "activity_new", **fields, series=str(uuid4()))
    assert page.status_code == 422 and "kun je hier niet meer kiezen" in page.content.decode()
    assert "Inloop" in page.content.decode() and rows() == 0
    for name, more in (("signal_new", {"words": "Afval"}), ("activity_new", fields)):
        assert send(browser, name, **more, team=str(east.pk)).status_code == 302
        page = send(browser, name, **more, team=str(west.pk))
        assert page.status_code == 422 and west.name not in page.content.decode()


def test_left_over_of_an_activity_that_is_not_there(browser: Client) -> None:
    """What hung on something that is not there for this person comes back on a page that tells nothing of it."""
    answer = send(browser, "activity_edit", uuid4(), title="Koffie met buren", own_words="Twaalf kopjes", **SIGNED)
    page = answer.content.decode()
    assert answer.status_code == 404 and SIGNED["own-offered"] not in page
    assert "Koffie met buren</textarea>" in page and "Twaalf kopjes</textarea>" in page and "niet bewaard" in page
