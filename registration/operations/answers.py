"""Answers to the organisation's own questions: given, corrected and taken back. None is ever changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from catalogue.models import State
from catalogue.operations.offered import offered_set
from organisation.models import User
from registration.models import Assessment, Note, Plan, QuestionAnswer


@dataclass(frozen=True)
class Said:
    """What was said to one question. `stood` is the answer that the form showed, if there was one.

    A state of "left empty" with `stood` takes that answer back; without it there is nothing to keep.
    """

    question: str
    state: str = State.EMPTY
    value: Any = None
    own_words: str = ""
    stood: UUID | None = None

    def says_as(self, answer: QuestionAnswer) -> bool:
        """Whether it is what the answer says already."""
        return (self.state, self.value, self.own_words) == (answer.state, answer.value, answer.own_words)


class AnsweredMeanwhile(Exception):
    """Somebody else answered or corrected a question since the form was made. `answers` are theirs."""

    def __init__(self, answers: Sequence[QuestionAnswer]) -> None:
        super().__init__("answered meanwhile")
        self.answers = answers


@transaction.atomic
def save_answers(
    *,
    plan: Plan,
    moment: str,
    said: Sequence[Said],
    voice: str,
    answered_on: date,
    by: User,
    stood_with: Assessment | None = None,
    **record: Any,
) -> list[QuestionAnswer]:
    """Keeps what is new or other than before, with the record (`note=`, `closing=`...) in whose form it was said.

    What was left as it stood in the form stays as it is, whatever somebody else made of it meanwhile. Raises
    `AnsweredMeanwhile` when a correction does not name the answer that stands; nothing is saved then. Where the record
    corrects another, `stood_with` is that other, with which the answers stood until now.
    """
    _one_after_the_other(plan, record)
    of = {"assessment": stood_with} if stood_with else _of(plan, record)
    before = {answer.pk: answer for answer in QuestionAnswer.objects.filter(moment=moment, **of)}
    replaced = {answer.replaces_id for answer in before.values()}
    standing = {answer.question_id: answer for answer in before.values() if answer.pk not in replaced}
    changed = [one for one in said if not _as_it_was(one, before, standing.get(one.question))]
    behind = [former for one in changed if (former := standing.get(one.question)) and former.pk != one.stood]
    if behind:
        raise AnsweredMeanwhile(behind)
    given = {"plan": plan, "moment": moment, "voice": voice, "answered_on": answered_on, "recorded_by": by, **record}
    return QuestionAnswer.objects.bulk_create(
        QuestionAnswer(
            question_id=one.question,
            state=one.state,
            value=one.value,
            own_words=one.own_words,
            replaces=standing.get(one.question),
            **given,
        )
        for one in changed
    )


@transaction.atomic
def carry_answers(*, former: Assessment, to: Assessment, by: User) -> None:
    """What still stands with an assessment goes along to the one that corrects it; what it says stays the same."""
    _follow(former, to, by, lambda answer: answer if answer.state != State.EMPTY else None)


@transaction.atomic
def empty_answers(*, former: Assessment, to: Assessment, by: User) -> None:
    """Takes back what stands with an assessment, by answers of the one that takes it back."""
    _follow(former, to, by, lambda answer: answer if answer.state != State.EMPTY else None, is_empty=True)


@transaction.atomic
def restore_answers(*, former: Assessment, to: Assessment, by: User) -> None:
    """Undoes that: what was taken back with `former` is said again with `to`."""
    _follow(former, to, by, lambda answer: answer.replaces)


def _follow(
    former: Assessment,
    to: Assessment,
    by: User,
    say: Callable[[QuestionAnswer], QuestionAnswer | None],
    *,
    is_empty: bool = False,
) -> None:
    _one_after_the_other(to.plan, {})
    standing = former.answers.filter(replaced_by=None).select_related("replaces")
    said = [(answer, again) for answer in standing if (again := say(answer))]
    QuestionAnswer.objects.bulk_create(
        QuestionAnswer(
            plan=to.plan,
            moment=answer.moment,
            assessment=to,
            question_id=answer.question_id,
            state=State.EMPTY if is_empty else again.state,
            value=None if is_empty else again.value,
            own_words="" if is_empty else again.own_words,
            voice=again.voice,
            answered_on=to.assessed_on,
            replaces=answer,
            recorded_by=by,
        )
        for answer, again in said
    )


def _one_after_the_other(plan: Plan, record: dict[str, Any]) -> None:
    """Two who answer in the same form at the same moment do so one after the other. A note may hang on more plans."""
    note = record.get("note")
    lock: QuerySet[Any] = Note.objects.filter(pk=note.pk) if note else Plan.objects.filter(pk=plan.pk)
    lock.select_for_update().get()


def _of(plan: Plan, record: dict[str, Any]) -> dict[str, Any]:
    return record or {"plan": plan}


def _as_it_was(said: Said, before: dict[UUID, QuestionAnswer], now: QuestionAnswer | None) -> bool:
    """What stood in the form was left alone, or somebody else said the same meanwhile."""
    shown = before.get(said.stood) if said.stood else None
    alone = said.says_as(shown) if shown else said.state == State.EMPTY
    return alone or (now is not None and said.says_as(now))


@transaction.atomic
def offered_at_opening(*, plan: Plan, keys: Sequence[str], by: User) -> None:
    """Adds what was asked at the opening to what stood in the form with which the plan was started."""
    known = plan.offered.keys if plan.offered else []
    if not set(keys) <= set(known):
        plan.offered = offered_set(known, keys)
        plan.save(update_fields=["offered"])


@transaction.atomic
def take_back_answer(*, answer: QuestionAnswer, by: User) -> QuestionAnswer | None:
    """Takes an answer back by a new, empty one that names it; None when it was replaced already."""
    record = {name: getattr(answer, name) for name in ("note", "closing", "assessment", "experience")}
    empty = Said(answer.question_id, stood=answer.pk)
    try:
        made = save_answers(
            plan=answer.plan,
            moment=answer.moment,
            said=[empty],
            voice=answer.voice,
            answered_on=answer.answered_on,
            by=by,
            **{name: given for name, given in record.items() if given},
        )
    except AnsweredMeanwhile:
        return None
    return made[0] if made else None
