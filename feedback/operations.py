"""Talks about questions that are hardly filled in: begun, decided, taken back, read. What is agreed about figures."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Question
from catalogue.operations.questions import ask_again, retire_question
from feedback.models import Agreement, Decision, DecisionRead, Opening, QuestionTalk, Taken
from organisation.models import Team, User
from organisation.operations.stale import Stale, reword
from outcomes.figures import Use


@transaction.atomic
def begin_talk(*, question: Question, quarter: str, use: Use, by: User) -> QuestionTalk:
    """The talk about a question in a quarter, with the counts as they are; the same one when it was begun before."""
    counts = {"offered": use.offered, "filled": use.filled, "begun_by": by, "changed_by": by}
    return QuestionTalk.objects.get_or_create(question=question, quarter=quarter, defaults=counts)[0]


@transaction.atomic
def save_talk(*, talk: QuestionTalk, version: int, said: str, decision: str, reason: str, by: User) -> bool:
    """What was said and, with a reason, what was decided; says whether it was decided just now. Raises `Stale`.

    A question that is dropped is asked no more from today on; one that was dropped and is kept after all is asked
    again. Raises `NotReady` when it cannot be.
    """
    now = QuestionTalk.objects.select_for_update().get(pk=talk.pk)
    if now.version != version:
        raise Stale(QuestionTalk.objects.select_related("changed_by").get(pk=talk.pk))
    values: dict[str, Any] = {"said": said, "decision": decision, "reason": reason}
    decides = bool(decision) and (decision, reason) != (now.decision, now.reason)
    if decides:
        values |= {"decided_by": by, "decided_at": timezone.now()}
    if not decision:
        values |= {"decided_by": None, "decided_at": None}
    _follow(now, decision, by)
    reword(now, version=version, by=by, **values)
    return decides


@transaction.atomic
def take_back_decision(*, talk: QuestionTalk, by: User) -> bool:
    """The talk is open again, and a question that was dropped is asked again. False when nothing was decided.

    Raises `NotReady` when the question cannot be asked.
    """
    now = QuestionTalk.objects.select_for_update().get(pk=talk.pk)
    if not now.decision:
        return False
    _follow(now, "", by)
    return reword(now, version=now.version, by=by, decision="", decided_by=None, decided_at=None)


def _follow(talk: QuestionTalk, decision: str, by: User) -> None:
    """What a decision, or another one, means for the question."""
    if decision == talk.decision:
        return
    if decision == Decision.DROP:
        retire_question(question=talk.question, until=timezone.localdate(), by=by)
    elif talk.decision == Decision.DROP:
        ask_again(question=talk.question, by=by)


@transaction.atomic
def put_decision_aside(*, talk: QuestionTalk, by: User) -> None:
    """This person read it."""
    DecisionRead.objects.update_or_create(talk=talk, user=by, defaults={"read_at": timezone.now()})


@transaction.atomic
def agree(
    *, question: str, kind: str, team: Team | None, key: str = "", text: str, who: str, by_when: date | None, by: User
) -> Agreement:
    """What somebody, or a team, is going to do after looking at a figure; of an area or a service with its key."""
    return Agreement.objects.create(
        question=question, kind=kind, team=team, key=key, text=text, who=who, by_when=by_when, made_by=by
    )


@transaction.atomic
def tick_agreement(*, agreement: Agreement, by: User) -> bool:
    """It was done. False when it was ticked before."""
    open_one = Agreement.objects.filter(pk=agreement.pk, done_at__isnull=True)
    return bool(open_one.update(done_at=timezone.now(), done_by=by))


@transaction.atomic
def untick_agreement(*, agreement: Agreement, by: User) -> bool:
    """It was not done after all. False when it was open already; `by` is who says so."""
    done = Agreement.objects.filter(pk=agreement.pk, done_at__isnull=False)
    return bool(done.update(done_at=None, done_by=None))


@transaction.atomic
def remove_agreement(*, agreement: Agreement, by: User) -> bool:
    """Out of sight, to be put back. False when it was removed before."""
    there = Agreement.objects.filter(pk=agreement.pk, removed_at__isnull=True)
    return bool(there.update(removed_at=timezone.now(), removed_by=by))


@transaction.atomic
def put_back_agreement(*, agreement: Agreement, by: User) -> bool:
    """In sight again. False when it was there already; `by` is who put it back."""
    gone = Agreement.objects.filter(pk=agreement.pk, removed_at__isnull=False)
    return bool(gone.update(removed_at=None, removed_by=None))


@transaction.atomic
def note_opening(*, question: str, kind: str, team: Team | None, key: str = "", period: str, by: User) -> None:
    """Somebody looked at the figures of a page; those of an area or a service have its key."""
    Opening.objects.create(question=question, kind=kind, team=team, key=key, period=period, opened_by=by)


@transaction.atomic
def note_taking(
    *, questions: Iterable[str], kind: str, team: Team | None, key: str = "", period: str, form: str, by: User
) -> None:
    """Somebody took the figures of these pages along in one form."""
    Taken.objects.bulk_create(
        Taken(question=question, kind=kind, team=team, key=key, period=period, form=form, taken_by=by)
        for question in questions
    )
