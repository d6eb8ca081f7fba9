"""Wiping words that name somebody in work outside: what stands there, and what stood there before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client

from organisation.actor import acting
from organisation.models import Draft, User
from signals.models import Activity, GroupMet
from signals.operations.cleaning_outside import wipe_group_met, wipe_words
from signals.operations.group_met import Seen, correct_group_met
from tests.makers_activities import ActivityFactory, OfferFactory
from tests.makers_groups import GroupFactory, GroupGoalFactory, GroupMetFactory
from tests.makers_people import DraftFactory
from tests.registration.pages import address, fill, forms, post, send, told

ClientOf = Callable[[User], Client]
NAMED = "Mevrouw Jansen belde 06-12345678."


def test_activity_wipe(client_of: ClientOf, professional: User, colleague: User, team_lead: User) -> None:
    """Taken out by somebody, it stood under "before" still; the lead wipes it there, and a name in the title too."""
    held = ActivityFactory(by=professional, title="Koffie met Jansen", own_words=NAMED)
    browser, there = client_of(professional), client_of(team_lead)
    fill(browser, "activity_edit", held, title="Koffie", own_words="")
    assert NAMED in there.get(address("activity", held)).content.decode()
    assert client_of(colleague).get(address("activity_wipe", held)).status_code == 404
    open_form = fields_of(browser, address("activity_edit", held))
    draft = DraftFactory(user=professional, path=address("activity_edit", held), fields={"own_words": [NAMED]})
    assert address("activity_wipe", held) in there.get(address("activity", held)).content.decode()
    page = told(there, fill(there, "activity_wipe", held))
    assert "Jansen" not in page and "gewist" in page and "Koffie" in page
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert post(browser, address("activity_edit", held), open_form, own_words=NAMED).status_code == 422
    assert send(there, "activity_wipe", held).status_code == 422


def test_activity_wipe_of_what_stands_now(professional: User) -> None:
    """The words of now go, and do not stay behind as former ones."""
    held = ActivityFactory(by=professional, own_words=NAMED)
    wipe_words(record=held, what=["own_words", "answers"], by=professional)
    held.refresh_from_db()
    assert (held.own_words, held.version) == ("", 2)
    assert set(held.former_wordings.values_list("own_words", flat=True)) == {""}


def test_group_met_wipe(client_of: ClientOf, professional: User, colleague: User, team_lead: User) -> None:
    """In what was corrected too; a form that stood open brings nothing back."""
    met = GroupMetFactory(by=professional, own_words=NAMED)
    last = correct_group_met(met=met, group=met.group, seen=Seen(met.met_on, own_words=NAMED), by=professional)
    browser, there = client_of(professional), client_of(team_lead)
    open_form = fields_of(browser, address("group_met_edit", last))
    assert client_of(colleague).get(address("group_met_wipe", last)).status_code == 404
    assert address("group_met_wipe", last) in there.get(address("group", met.group)).content.decode()
    assert "Jansen" not in told(there, fill(there, "group_met_wipe", last))
    assert set(GroupMet.objects.values_list("own_words", "professional")) == {("", professional.pk)}
    refused = post(browser, address("group_met_edit", last), open_form)
    assert refused.status_code == 422 and "zijn intussen gewist" in refused.content.decode()
    assert fill(browser, "group_met_edit", last, own_words="Zonder naam.").status_code == 302


def test_group_met_wipe_of_the_first(professional: User) -> None:
    """From any event all of them are reached."""
    met = GroupMetFactory(by=professional, own_words=NAMED)
    correct_group_met(met=met, group=met.group, seen=Seen(met.met_on, own_words=NAMED), by=professional)
    wipe_group_met(met=met, what=["own_words", "answers"], by=professional)
    assert set(GroupMet.objects.values_list("own_words", flat=True)) == {""}


def test_group_goal_wipe(client_of: ClientOf, professional: User, colleague: User) -> None:
    """Reworded first, then wiped from what stood before."""
    goal = GroupGoalFactory(by=professional, group=GroupFactory(by=professional), own_words=NAMED)
    browser = client_of(professional)
    fill(browser, "group_goal_edit", goal, own_words="Een rustig plein")
    assert client_of(colleague).get(address("group_goal_wipe", goal)).status_code == 404
    assert address("group_goal_wipe", goal) in browser.get(address("group_goal", goal)).content.decode()
    page = told(browser, fill(browser, "group_goal_wipe", goal))
    assert "Jansen" not in page and "Een rustig plein" in page


def test_offer_wipe(client_of: ClientOf, professional: User, colleague: User) -> None:
    """What it is for, and all that stood before."""
    offer, browser = OfferFactory(by=professional, aim=NAMED), client_of(professional)
    assert client_of(colleague).get(address("offer_wipe", offer)).status_code == 404
    assert address("offer_wipe", offer) in browser.get(address("offer_edit", offer)).content.decode()
    assert "Jansen" not in told(browser, fill(browser, "offer_wipe", offer))
    assert set(offer.former_wordings.values_list("aim", flat=True)) == {""}


@pytest.mark.parametrize(
    "changing",
    [
        "UPDATE signals_groupmet SET own_words = 'anders'",
        "UPDATE signals_groupmet SET size = 3",
        "UPDATE signals_activitywording SET title = 'anders'",
        "UPDATE signals_activitywording SET count = 3",
    ],
)
def test_words_outside_are_emptied_and_never_changed(professional: User, changing: str) -> None:
    """PostgreSQL itself sees to it."""
    GroupMetFactory(by=professional, own_words=NAMED)
    held = ActivityFactory(by=professional, own_words=NAMED)
    Activity.objects.filter(pk=held.pk).update(own_words="Anders.")
    refused = (ProgrammingError, InternalError)
    with acting(professional), pytest.raises(refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(changing)


def fields_of(browser: Client, here: str) -> dict[str, Any]:
    """What stands in the form of a page that goes to itself."""
    page = browser.get(here)
    return next(form for form in forms(page) if form.action in {"", here} and "submission_key" in form.fields).fields
