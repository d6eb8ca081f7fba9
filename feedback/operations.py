"""Talks about questions that are hardly filled in: begun, decided, taken back, read."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Question
from catalogue.operations.questions import ask_again, retire_question
from feedback.models import Decision, DecisionRead, QuestionTalk
from organisation.models import User
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
