"""Wiping words that name somebody: gone from every event, and the signal stays."""

from collections.abc import Callable

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client

from organisation.actor import acting
from organisation.models import Draft, Team, User
from signals.models import AgendaPoint, NeighbourhoodSignal, SameSignal, SignalReply, SignalText
from signals.operations.agenda import handle_point
from signals.operations.cleaning import wipe_point, wipe_signal
from tests.makers_people import DraftFactory, days_ago
from tests.registration.pages import Fields, address, fill, forms, post, send, told
from tests.signals.makers_signals import AgendaPointFactory, SignalFactory, SignalReplyFactory

ClientOf = Callable[[User], Client]
NAMED = "Mevrouw Jansen belde 06-12345678."


@pytest.fixture
def sent(professional: User, colleague: User) -> NeighbourhoodSignal:
    """Amir named somebody, in words and place, and sent it to Noor."""
    return SignalFactory(by=professional, to_person=colleague, text=NAMED, place="bij Jan Jansen", provision="Taxipas")


def test_signal_wipe(client_of: ClientOf, sent: NeighbourhoodSignal, professional: User) -> None:
    """What looks like somebody is chosen beforehand. Who and when is said; theme and provision stay."""
    browser = client_of(professional)
    fill(browser, "signal_edit", sent, seriousness="2")
    page = browser.get(address("signal_wipe", sent)).content.decode()
    assert page.count("checked") == 2
    assert "De woorden zijn gewist" in told(browser, fill(browser, "signal_wipe", sent))
    page = browser.get(address("signal", sent)).content.decode()
    assert "Jansen" not in page and "Amir Voorbeeld wiste de woorden op" in page and "Taxipas" in page
    assert not SignalText.objects.exclude(text="").exists()
    assert set(NeighbourhoodSignal.objects.values_list("place", "provision")) == {("", "Taxipas")}


def test_a_form_that_stood_open(client_of: ClientOf, sent: NeighbourhoodSignal, professional: User) -> None:
    """Wiped by somebody else meanwhile: it says so and saves nothing, and no draft gives the words back."""
    browser, here = client_of(professional), address("signal_edit", sent)
    open_form = own_form(browser, here)
    draft = DraftFactory(user=professional, path=here, fields={"words": [NAMED], "event": open_form["event"]})
    other = DraftFactory(user=professional, path=address("signal_new"), fields={"words": ["Iets anders."]})
    wipe_signal(signal=sent, what=["text"], by=sent.to_person)
    assert not Draft.objects.filter(pk=draft.pk).exists() and Draft.objects.filter(pk=other.pk).exists()
    refused = post(browser, here, open_form)
    assert refused.status_code == 422 and "zijn intussen gewist" in refused.content.decode()
    assert NAMED not in browser.get(address("signal", sent)).content.decode()
    kept_since = DraftFactory(user=professional, path=here, fields={"words": [NAMED], "event": open_form["event"]})
    assert "zijn intussen gewist" in browser.get(f"{here}?draft={kept_since.pk}").content.decode()
    assert fill(browser, "signal_edit", sent, words="Zonder naam.").status_code == 302


def team_of(person: User) -> Team:
    """The one team in which somebody works."""
    return person.memberships.get().team


def own_form(browser: Client, here: str) -> Fields:
    """What stands in the form of a page that goes to itself."""
    page = browser.get(here)
    return next(form for form in forms(page) if form.action in {"", here} and "submission_key" in form.fields).fields


def test_signal_wipe_of_nothing(client_of: ClientOf, sent: NeighbourhoodSignal, professional: User) -> None:
    """A plain sentence, and everything stands."""
    assert send(client_of(professional), "signal_wipe", sent).status_code == 422
    assert SignalText.objects.get().text == NAMED


def test_signal_wipe_is_for_who_sent_it_or_must_act(
    client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, former: User, stranger: User
) -> None:
    """A colleague who only reads it does not; another team knows nothing of it."""
    for person in (former, stranger):
        assert send(client_of(person), "signal_wipe", sent, what="text").status_code == 404
    assert send(client_of(colleague), "signal_wipe", sent, what=["text", "provision"]).status_code == 302
    sent.refresh_from_db()
    assert (sent.words.text, sent.words.wiped_by, sent.provision) == ("", colleague, "")


def test_signal_reply_wipe(client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, professional: User) -> None:
    """The words of one's own answer; what it says stays."""
    there = client_of(colleague)
    page = told(there, send(there, "signal_reply", sent, says="done", text="Gesproken met Jan Jansen."))
    reply = sent.replies.get()
    assert address("signal_reply_wipe", reply) in page
    assert client_of(professional).get(address("signal_reply_wipe", reply)).status_code == 404
    fill(there, "signal_reply_wipe", reply)
    reply.refresh_from_db()
    assert (reply.text, reply.says, reply.wiped_by) == ("", "done", colleague)
    assert "De woorden zijn gewist." in there.get(address("signal", sent)).content.decode()


def test_agenda_wipe(client_of: ClientOf, professional: User, stranger: User) -> None:
    """Words on an agenda that name somebody are asked about and can be wiped, as those of a signal; the point stays."""
    there, team = client_of(professional), professional.memberships.get().team
    page = there.get(address("agenda")).content.decode()
    assert 'data-nudge="people"' in page
    page = told(there, send(there, "agenda_new", team, words=NAMED))
    point = AgendaPoint.objects.get()
    assert address("agenda_wipe", point) in page and "hoeft niemand genoemd" in page
    page = told(there, send(there, "agenda_handled", point, outcome="Jan Jansen gaat naar de dokter."))
    assert "hoeft niemand genoemd" in page
    assert send(there, "agenda_wipe", point).status_code == 422
    assert client_of(stranger).get(address("agenda_wipe", point)).status_code == 404
    assert there.get(address("agenda_wipe", point)).content.decode().count("checked") == 2
    page = told(there, send(there, "agenda_wipe", point, what=["words", "outcome"]))
    assert "Jansen" not in page and "De woorden zijn gewist." in page
    point.refresh_from_db()
    assert (point.words, point.outcome, point.wiped_by) == ("", "", professional) and point.handled_on


def test_signal_reply_wipe_of_who_left(
    client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, professional: User, team_lead: User
) -> None:
    """The lead of the team can, and the copy at a signal that counts with it is emptied too; another answer stays."""
    other = SignalFactory(by=professional, text="Nog eens.")
    SameSignal.objects.create(signal=other, other=sent, recorded_by=professional)
    send(client_of(colleague), "signal_reply", sent, says="working", text=NAMED)
    SignalReplyFactory(signal=sent, by=colleague, text="Wij kijken.")
    colleague.memberships.update(until=days_ago(1))
    reply, there = sent.replies.get(text=NAMED), client_of(team_lead)
    assert address("signal_reply_wipe", reply) in there.get(address("signal", sent)).content.decode()
    assert client_of(colleague).get(address("signal_reply_wipe", reply)).status_code == 404
    fill(there, "signal_reply_wipe", reply)
    assert set(SignalReply.objects.values_list("text", "wiped_by")) == {("", team_lead.pk), ("Wij kijken.", None)}


def test_agenda_said_anew_after_a_wipe(client_of: ClientOf, professional: User, colleague: User) -> None:
    """What stood in an open form is not saved; said anew, nothing says that it is wiped."""
    there, point = (
        client_of(professional),
        AgendaPointFactory(by=professional, team=team_of(professional), words="Het plein"),
    )
    handle_point(point=point, outcome=NAMED, by=professional)
    open_form = own_form(there, address("agenda_handled", point))
    wipe_point(point=point, what=["outcome"], by=colleague)
    refused = post(there, address("agenda_handled", point), open_form)
    assert refused.status_code == 422 and "intussen gewist" in refused.content.decode()
    assert "gewist" not in told(there, fill(there, "agenda_handled", point, outcome="Er komt een bank."))
    point.refresh_from_db()
    assert (point.outcome, point.wiped_at, point.wiped_by) == ("Er komt een bank.", None, None)


def test_agenda_wipe_beside_a_signal(client_of: ClientOf, professional: User) -> None:
    """Theme and area are nobody's: only what came of it can be wiped."""
    there, point = client_of(professional), _point(professional)
    page = there.get(address("agenda_wipe", point)).content.decode()
    assert "wat eruit kwam" in page and "de woorden op de agenda" not in page
    assert send(there, "agenda_wipe", point, what="words").status_code == 422


def _point(by: User) -> AgendaPoint:
    return AgendaPointFactory(by=by, team=by.memberships.get().team, signal=SignalFactory(by=by))


@pytest.mark.parametrize(
    "changing",
    [
        "UPDATE signals_neighbourhoodsignal SET place = 'elders'",
        "UPDATE signals_signaltext SET text = 'anders'",
        "UPDATE signals_signalreply SET text = 'anders'",
        "UPDATE signals_signalreply SET says = 'done'",
        "DELETE FROM signals_signaltext",
    ],
)
def test_words_are_emptied_and_never_changed(sent: NeighbourhoodSignal, professional: User, changing: str) -> None:
    """PostgreSQL itself sees to it."""
    SignalReplyFactory(signal=sent, by=professional)
    refused = (ProgrammingError, InternalError)
    with acting(professional), pytest.raises(refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(changing)
