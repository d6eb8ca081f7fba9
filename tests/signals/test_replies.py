"""Answering a signal: who may, what the sender sees, passing on, and rising to the team lead."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from organisation import scope
from organisation.models import Team, User
from signals.models import NeighbourhoodSignal, SignalReply
from signals.queries.neighbourhood import risen, signals
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, send, told
from tests.signals.makers_signals import SignalFactory, SignalReplyFactory

ClientOf = Callable[[User], Client]


@pytest.fixture
def sent(professional: User, colleague: User) -> NeighbourhoodSignal:
    """A signal that Amir sent to Noor."""
    return SignalFactory(by=professional, to_person=colleague)


def test_signal_reply_is_read_by_who_sent_it(
    client_of: ClientOf, sent: NeighbourhoodSignal, professional: User, colleague: User
) -> None:
    """Status and words, on the page of the signal; seen is offered first and no more."""
    there = client_of(colleague)
    page = there.get(address("signal", sent)).content.decode()
    assert 'value="seen"' in page
    response = send(there, "signal_reply", sent, says="working", text="We plaatsen een <extra> bak.")
    assert "Je antwoord staat bij Amir Voorbeeld." in told(there, response)
    assert 'value="seen"' not in there.get(address("signal", sent)).content.decode()
    page = client_of(professional).get(address("signal", sent)).content.decode()
    assert "We zijn ermee bezig" in page and "We plaatsen een &lt;extra&gt; bak." in page


def test_signal_reply_has_a_page_of_its_own(client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User) -> None:
    """Filled in as a form; it is answered by its button."""
    fill(client_of(colleague), "signal_reply", sent, says="done")
    assert SignalReply.objects.get().says == "done"


def test_signal_reply_is_for_who_must_act(
    client_of: ClientOf, sent: NeighbourhoodSignal, professional: User, team_lead: User, stranger: User
) -> None:
    """The lead of the team too; not who sent it, not another team. A colleague reads and does not answer."""
    assert send(client_of(professional), "signal_reply", sent, says="done").status_code == 404
    assert send(client_of(stranger), "signal_reply", sent, says="done").status_code == 404
    assert "Wat doe je ermee?" not in client_of(professional).get(address("signal", sent)).content.decode()
    assert send(client_of(team_lead), "signal_reply", sent, says="not_now").status_code == 302


@pytest.mark.parametrize(
    "said",
    [{}, {"says": "maybe"}, {"says": "passed_on"}, {"says": "done", "to": "self"}, {"to": "team:odd"}, {"to": "now"}],
)
def test_signal_reply_of_nothing(
    client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, former: User, said: dict[str, str]
) -> None:
    """A plain sentence; passing on names somebody else, and only then somebody is named."""
    keys = {"self": f"person:{former.pk}", "now": f"person:{colleague.pk}"}
    said = {name: keys.get(value, value) for name, value in said.items()}
    assert send(client_of(colleague), "signal_reply", sent, **said).status_code == 422
    assert not SignalReply.objects.exists()


def test_signal_reply_passes_on(
    client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, stranger: User, west: Team
) -> None:
    """Who it is with now must act, with two weeks again; who had it still reads it, and answers no more."""
    to = f"team:{west.pk}"
    here = client_of(colleague)
    response = send(here, "signal_reply", sent, text="Dit is voor jullie.", to=to)
    assert "doorgegeven aan Team West" in told(here, response)
    made = SignalReply.objects.get()
    assert (made.says, made.to_team, made.to_person) == ("passed_on", west, None)
    assert made.answer_by and (made.answer_by - timezone.localdate()).days == 14
    assert address("signal", sent) in client_of(stranger).get(address("signals") + "?show=for_me").content.decode()
    assert send(here, "signal_reply", sent, says="done").status_code == 404
    assert here.get(address("signal", sent)).status_code == 200
    assert send(client_of(stranger), "signal_reply", sent, says="done").status_code == 302


def test_signal_rises(sent: NeighbourhoodSignal, team_lead: User, professional: User, colleague: User) -> None:
    """After the day for an answer the lead of the team sees it apart; seen is no answer, working is one."""
    today = timezone.localdate()
    late = SignalFactory(by=professional, to_person=colleague, answer_by=days_ago(1))

    def apart() -> list[object]:
        here = scope.outside(team_lead)
        assert here
        return [signal.pk for signal in risen(here, set(here.team_ids), today)]

    assert apart() == [late.pk]
    SignalReplyFactory(signal=late, by=colleague, says="seen")
    assert apart() == [late.pk]
    SignalReplyFactory(signal=late, by=colleague)
    assert apart() == []
    SignalReplyFactory(signal=late, by=colleague, says="passed_on", to_person=professional, answer_by=days_ago(1))
    assert apart() == [late.pk]


def test_signals_stand_where_their_last_reply_says(sent: NeighbourhoodSignal, colleague: User) -> None:
    """Open until it is done or not done; it waits until somebody says what happens."""
    here = scope.outside(colleague)
    stands = [(None, True, True), ("seen", True, True), ("working", False, True), ("done", False, False)]
    for says, waits, is_open in stands:
        if says:
            SignalReplyFactory(signal=sent, by=colleague, says=says)
        found = signals(here).get()
        assert (found.said, found.waits, found.is_open) == (says, waits, is_open)
