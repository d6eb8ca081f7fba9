"""Own questions with a group met, an activity and a signal: asked, shown, corrected, taken back, wiped, and locked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Question
from organisation import scope
from organisation.actor import acting
from organisation.models import User
from organisation.offline import mark_of
from signals.models import Activity, GroupMet, NeighbourhoodSignal, OutsideAnswer
from tests.makers_activities import ActivityFactory
from tests.makers_catalogue import ServiceFactory
from tests.makers_groups import GroupFactory, GroupMetFactory
from tests.makers_questions import OwnQuestionFactory, QuestionChoiceFactory
from tests.registration.pages import address, fill, forms, send, told, undo
from tests.signals.makers_signals import SignalFactory

ClientOf = Callable[[User], Client]
DAY = (timezone.localdate() - timedelta(days=3)).isoformat()
# The moment, its form, its empty form without a network, and what is sent.
ASKED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "group_met": ("group_met_new", "offline_group_met", {"group": "new", "place": "Station", "size": "6"}),
    "activity": ("activity_new", "offline_activity", {"title": "Koffie", "held_on_chip": DAY}),
    "signal": ("signal_new", "offline_signal", {"words": "De lift is stuk."}),
}
# Said by the maker of each, and the form in which it is changed.
MADE: dict[str, tuple[Callable[[User], Any], str]] = {
    "group_met": (lambda by: GroupMetFactory(by=by, group=GroupFactory(by=by)), "group_met_edit"),
    "activity": (lambda by: ActivityFactory(by=by), "activity_edit"),
    "signal": (lambda by: SignalFactory(by=by), "signal_edit"),
}


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


def question(moment: str, **more: Any) -> Question:
    """Asked at a moment of everybody."""
    return OwnQuestionFactory(at=moment, **more)


def page_of(browser: Client, record: Any) -> str:
    """Where the answers with a record are read."""
    name = {GroupMet: "group", Activity: "activity", NeighbourhoodSignal: "signal"}[type(record)]
    key = {"group": getattr(record, "group_id", None), "signal": getattr(record, "first_pk", None)}.get(name)
    return browser.get(reverse(name, args=[key or record.pk])).content.decode()


@pytest.mark.parametrize("moment", ASKED)
class TestAsked:
    """With each of the three."""

    def test_at_the_office(self, moment: str, browser: Client, youth_worker: User) -> None:
        """Folded in the form, kept with the record, and shown on its page; what was asked stands with it."""
        here, _without, said = ASKED[moment]
        one, many = question(moment), question(moment, answer_type="choices")
        choice = QuestionChoiceFactory(question=many)
        other = question("contact")
        shown = browser.get(reverse(here)).content.decode()
        assert one.label_nl in shown and other.label_nl not in shown
        answer = fill(
            browser, here, **said, **{"own-0": "Via de <school>", "own-1": [choice.key], "own-1-words": "Ook"}
        )
        seen = told(browser, answer)
        assert "Via de &lt;school&gt;" in seen and f"{choice.label_nl} · Ook" in seen
        kept = {one.question_id: one for one in OutsideAnswer.objects.within(scope.outside(youth_worker))}
        assert kept[one.key].value == "Via de <school>" and kept[one.key].moment == moment
        assert (kept[many.key].value, kept[many.key].own_words) == ([choice.key], "Ook")
        record = getattr(kept[one.key], moment)
        assert {one.key, many.key} < set(record.offered.keys)

    def test_without_a_network(self, moment: str, client_of: ClientOf, youth_worker: User) -> None:
        """The empty form that a device keeps asks them as well, and comes in as it is; also when one was retired."""
        here, without, said = ASKED[moment]
        one, gone = question(moment), question(moment)
        narrow = question(moment, disciplines=["nursing"])
        shown = Client().get(reverse(without))
        assert narrow.label_nl not in shown.content.decode()
        fields = next(form for form in forms(shown) if form.action == reverse(here)).fields
        Question.objects.filter(pk=gone.pk).update(until=timezone.localdate() - timedelta(days=1))
        sent = {**{name: value for name, value in fields.items() if name.startswith("own-")}, **said}
        sent |= {"own-0": "Gehoord", "own-1": "Ook gehoord", "submission_key": str(uuid4())}
        answer = client_of(youth_worker).post(reverse(here), sent, headers={"X-Kept-For": mark_of(youth_worker)})
        assert answer.status_code == 201, answer.content.decode()[:2000]
        values = dict(OutsideAnswer.objects.values_list("question_id", "value"))
        assert values == {one.pk: "Gehoord", gone.pk: "Ook gehoord"}

    def test_nothing_is_filled_in(self, moment: str, browser: Client) -> None:
        """Nothing blocks: no answer is kept, and that it was asked is."""
        here, _without, said = ASKED[moment]
        asked = question(moment)
        assert fill(browser, here, **said).status_code == 302
        assert not OutsideAnswer.objects.exists()
        record = {"group_met": GroupMet, "activity": Activity, "signal": NeighbourhoodSignal}[moment].objects.get()
        assert asked.pk in record.offered.keys

    def test_wrong(self, moment: str, browser: Client) -> None:
        """A plain sentence, the part is open, and nothing is kept at all."""
        here, _without, said = ASKED[moment]
        question(moment, answer_type="number")
        answer = fill(browser, here, **said, **{"own-0": "veel"})
        assert answer.status_code == 422 and "Dit is geen getal" in answer.content.decode()
        assert not {GroupMet, Activity, NeighbourhoodSignal} & {type(one) for one in GroupMet.objects.all()}
        assert not OutsideAnswer.objects.exists() and not Activity.objects.exists()

    def test_changed(self, moment: str, browser: Client, youth_worker: User) -> None:
        """Another answer takes its place; what is not asked any more stays; what is left alone stays."""
        make, edit = MADE[moment]
        one, two = question(moment), question(moment)
        record = make(youth_worker)
        fill(browser, edit, record, **{"own-0": "Eerst", "own-1": "Blijft"})
        Question.objects.filter(pk=two.pk).update(until=timezone.localdate())
        assert "Eerst" in browser.get(address(edit, _key(record))).content.decode()
        fill(browser, edit, _key(record), **{"own-0": "Later"})
        seen = page_of(browser, _last(record))
        assert "Later" in seen and "Blijft" in seen and "niet meer gesteld" in seen and "Eerst" not in seen
        fill(browser, edit, _key(record), **{"own-0": ""})
        seen = page_of(browser, _last(record))
        assert "Later" not in seen and "Blijft" in seen
        assert {one.pk, two.pk} <= set(_last(record).offered.keys)


def _key(record: Any) -> Any:
    """What stands in the address of its form."""
    last = _last(record)
    return getattr(last, "first_pk", last)


def _last(record: Any) -> Any:
    """The event that stands, of a record that is corrected by events."""
    if isinstance(record, Activity):
        return Activity.objects.get(pk=record.pk)
    return type(record).objects.get(replaced_by=None)


@pytest.mark.parametrize("moment", ["group_met", "signal"])
def test_taken_back_and_put_back(moment: str, browser: Client, youth_worker: User) -> None:
    """Answers go with the event, and come back with it."""
    here, _without, said = ASKED[moment]
    question(moment)
    undone = undo(browser, fill(browser, here, **said, **{"own-0": "Even terug"}))
    assert undone.status_code == 302
    last = _last(GroupMet.objects.first() or NeighbourhoodSignal.objects.first())
    assert last.is_taken_back and not last.answers.exists()
    undo(browser, undone)
    assert "Even terug" in page_of(browser, _last(last))


def test_of_a_service(browser: Client, youth_worker: User) -> None:
    """A question for some services is asked with an activity of one of these."""
    service = ServiceFactory(reach="group") if hasattr(ServiceFactory._meta.model, "reach") else ServiceFactory()
    asked = question("activity")
    asked.services.add(service)
    assert asked.label_nl not in browser.get(reverse("activity_new")).content.decode()
    held = ActivityFactory(by=youth_worker, service=service)
    assert asked.label_nl in browser.get(address("activity_edit", held)).content.decode()


def test_signal_wipe(browser: Client, youth_worker: User) -> None:
    """What was typed is wiped in every event; what was chosen stays, and the question counts as filled in."""
    one, choice = question("signal"), question("signal", answer_type="choice")
    chosen = QuestionChoiceFactory(question=choice)
    typed = {"own-0": "Mevrouw Jansen, 06-12345678", "own-1": chosen.key, "own-1-words": "haar zoon Piet"}
    seen = told(browser, fill(browser, "signal_new", words="Iets.", **typed))
    assert "telefoonnummer" in seen and 'data-nudge="people"' in browser.get(reverse("signal_new")).content.decode()
    sent = NeighbourhoodSignal.objects.get()
    fill(browser, "signal_edit", sent, **{"own-0": "Mevrouw Jansen"})
    page = browser.get(address("signal_wipe", sent)).content.decode()
    assert "wat er bij eigen vragen getypt is" in page
    assert send(browser, "signal_wipe", sent, what="answers").status_code == 302
    seen = page_of(browser, sent)
    assert "Jansen" not in seen and "Piet" not in seen and chosen.label_nl in seen and "gewist" in seen
    assert set(OutsideAnswer.objects.values_list("question_id", "state", "own_words")) == {
        (one.key, "filled", ""), (choice.key, "filled", ""),
    }  # fmt: skip
    assert "eigen vragen" not in browser.get(address("signal_wipe", sent)).content.decode()


class TestLock:
    """The second lock: as the row that an answer was given with."""

    @pytest.fixture
    def answers(self, youth_worker: User) -> list[OutsideAnswer]:
        """One with each."""
        return [given(moment, make(youth_worker), youth_worker) for moment, (make, _edit) in MADE.items()]

    def test_seen_by(self, answers: list[OutsideAnswer], youth_worker: User, stranger: User) -> None:
        """Who reads the record reads the answer, and nobody else, by the rule and by PostgreSQL."""
        for who, number in ((youth_worker, 3), (stranger, 0)):
            with acting(who):
                assert OutsideAnswer.objects.count() == number, who
                assert OutsideAnswer.objects.within(scope.outside(who)).count() == number, who
        assert not OutsideAnswer.objects.within(None).exists()

    def test_added_by(self, answers: list[OutsideAnswer], stranger: User) -> None:
        """Nobody puts an answer with a record of another team."""
        for answer in answers:
            record = {"group_met_id": answer.group_met_id, "activity_id": answer.activity_id}
            with acting(stranger), pytest.raises(ProgrammingError), transaction.atomic():
                OutsideAnswer.objects.create(
                    question=question(answer.moment), moment=answer.moment, state="filled", value="x",
                    answered_on=answer.answered_on, recorded_by=stranger, signal_id=answer.signal_id, **record,
                )  # fmt: skip

    @pytest.mark.parametrize(
        "changing",
        [
            "UPDATE signals_outsideanswer SET state = 'empty'",
            "UPDATE signals_outsideanswer SET own_words = 'anders', wiped_at = now()",
            "UPDATE signals_outsideanswer SET value = '\"anders\"', own_words = '', wiped_at = now()",
            "UPDATE signals_outsideanswer SET own_words = '', wiped_at = NULL",
            "DELETE FROM signals_outsideanswer",
        ],
    )
    def test_emptied_and_never_changed(self, answers: list[OutsideAnswer], youth_worker: User, changing: str) -> None:
        """By nobody."""
        refused = (ProgrammingError, InternalError)
        with acting(youth_worker), pytest.raises(refused), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(changing)


def given(moment: str, record: Any, by: User) -> OutsideAnswer:
    """An answer in own words."""
    return OutsideAnswer.objects.create(
        question=question(moment, answer_type="choice"), moment=moment, state="filled", own_words="Zo",
        answered_on=timezone.localdate(), recorded_by=by, **{moment: record},
    )  # fmt: skip
