"""Signals on the first page: for who sent one, for who must answer, and late ones for who leads the team."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from organisation.models import User
from tests.makers_people import days_ago
from tests.signals.makers_signals import SignalFactory, SignalReplyFactory

Browser = Callable[[User], Client]


def home(client_of: Browser, person: User) -> str:
    """The first page of somebody."""
    return client_of(person).get(reverse("home")).content.decode()


def test_what_happened_with_a_signal(client_of: Browser, professional: User, colleague: User) -> None:
    """Nothing until there is an answer; then what was said, for two weeks, to who sent it alone."""
    signal = SignalFactory(by=professional, to_person=colleague)
    question = "Wat gebeurde er met jouw signaal?"
    assert question not in home(client_of, professional)
    SignalReplyFactory(signal=signal, by=colleague, text="We plaatsen een bak.")
    page = home(client_of, professional)
    assert question in page and "We plaatsen een bak." in page and "we zijn ermee bezig" in page
    assert question not in home(client_of, colleague)


def test_an_answer_of_long_ago_is_on_its_page_alone(client_of: Browser, professional: User, colleague: User) -> None:
    """After two weeks it leaves the first page."""
    signal = SignalFactory(by=professional, to_person=colleague)
    SignalReplyFactory(signal=signal, by=colleague, replied_on=days_ago(15))
    assert "Wat gebeurde er" not in home(client_of, professional)


def test_signals_that_wait(client_of: Browser, professional: User, colleague: User, former: User) -> None:
    """For who must answer, until something is said; not for others, nor for who sent it."""
    signal = SignalFactory(by=professional, to_person=colleague)
    assert home(client_of, colleague).count(reverse("signal", args=[signal.pk])) == 1
    for person in (professional, former):
        assert "Signalen die op jou wachten" not in home(client_of, person)
    SignalReplyFactory(signal=signal, by=colleague, says="done")
    assert "Signalen die op jou wachten" not in home(client_of, colleague)


def test_late_signals(client_of: Browser, professional: User, colleague: User, team_lead: User) -> None:
    """Counted for who leads the team, with the way to them; for nobody else."""
    signal = SignalFactory(by=professional, to_person=colleague, answer_by=days_ago(1))
    page = home(client_of, team_lead)
    assert "1 signaal wacht langer op antwoord dan afgesproken" in page
    late = client_of(team_lead).get(reverse("signals"), {"state": "late"}).content.decode()
    assert reverse("signal", args=[signal.pk]) in late
    assert "langer op antwoord" not in home(client_of, colleague)
