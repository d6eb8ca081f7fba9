"""A signal that its sender says elsewhere: it goes on to who it belongs to, and that is no answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Theme
from organisation import scope
from organisation.actor import as_system
from organisation.models import User
from outcomes.models import SignalFact
from signals.models import NeighbourhoodSignal, SignalReply
from signals.operations.neighbourhood import Seen, correct_signal
from signals.queries.neighbourhood import answered_lately, risen, signals
from tests.makers_people import days_ago
from tests.registration.pages import address, fill
from tests.signals.makers_signals import RouteFactory, SignalFactory, SignalReplyFactory

ClientOf = Callable[[User], Client]


@pytest.fixture
def sent(professional: User) -> NeighbourhoodSignal:
    """A signal about housing that Amir sent yesterday."""
    return SignalFactory(by=professional)


def about_money(signal: NeighbourhoodSignal) -> Seen:
    """The same, about another theme."""
    return replace(Seen.of(signal), theme=Theme.objects.get(pk="finance"))


def test_signal_edit_to_another_theme(
    client_of: ClientOf, sent: NeighbourhoodSignal, professional: User, stranger: User
) -> None:
    """That belongs to somebody else: they read all of it, and must answer by the day that was said at first."""
    RouteFactory(theme_id="finance", to_person=stranger, answer_within_days=30)
    fill(client_of(professional), "signal_edit", sent, theme="finance")
    made = SignalReply.objects.get()
    assert (made.to_person, made.of_correction, made.answer_by) == (stranger, True, sent.answer_by)
    page = client_of(stranger).get(address("signal", sent)).content.decode()
    assert "Steeds meer afval" in page and "Verbeterd door de afzender" in page and "Er is nog geen antwoord." in page
    here = scope.outside(professional)
    found = signals(here).get()
    assert (found.said, found.waits, found.is_open, found.due) == ("", True, True, sent.answer_by)
    assert here and not answered_lately(here, days_ago(9))
    fill(client_of(professional), "signal_edit", sent, words="Iets anders.")
    assert SignalReply.objects.count() == 1


def test_it_restarts_no_clock(sent: NeighbourhoodSignal, professional: User, team_lead: User, stranger: User) -> None:
    """Whoever waited too long still does: the lead keeps seeing it, and figures count no answer."""
    RouteFactory(theme_id="finance", to_person=stranger)
    late = SignalFactory(by=professional, answer_by=days_ago(1))
    correct_signal(signal=late, seen=about_money(late), by=professional)
    here = scope.outside(team_lead)
    assert here and [one.root for one in risen(here, set(here.team_ids), timezone.localdate())] == [late.pk]
    with as_system("a test counts"):
        assert set(SignalFact.objects.values_list("about", "until")) == {("finance", None), ("housing", None)}


def test_after_an_answer(sent: NeighbourhoodSignal, professional: User, colleague: User, stranger: User) -> None:
    """Who gets it then has the time that their route gives; the answer that was given stays the first."""
    RouteFactory(theme_id="finance", to_person=stranger, answer_within_days=30)
    SignalReplyFactory(signal=sent, by=colleague, says="done")
    correct_signal(signal=sent, seen=about_money(sent), by=professional)
    found = signals(scope.outside(professional)).get()
    assert (found.said, found.waits, found.is_open) == ("", True, True)
    assert found.due == timezone.localdate() + timedelta(days=30)
    with as_system("a test counts"):
        assert SignalFact.objects.get().until == timezone.localdate()


def test_twice_and_after_it_was_passed_on(
    sent: NeighbourhoodSignal, professional: User, colleague: User, stranger: User
) -> None:
    """The clock is that of who must act now, however often it is said elsewhere."""
    RouteFactory(theme_id="finance", to_person=stranger)
    passed = {"says": "passed_on", "to_person": professional, "answer_by": days_ago(2)}
    SignalReplyFactory(signal=sent, by=colleague, **passed)
    once = correct_signal(signal=sent, seen=about_money(sent), by=professional)
    correct_signal(signal=once, seen=Seen.of(sent), by=professional)
    found = signals(scope.outside(professional)).get()
    assert (found.due, found.waits) == (days_ago(2), True)
