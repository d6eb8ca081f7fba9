"""Answers to own questions with a group met, an activity or a signal: kept with the record, never changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Moment, State
from organisation.models import User
from registration.operations.answers import Said
from signals.models import Activity, GroupMet, NeighbourhoodSignal, OutsideAnswer
from signals.queries.answers import TYPED, standing_of


@transaction.atomic
def keep_answers(
    *,
    record: GroupMet | Activity | NeighbourhoodSignal,
    said: Sequence[Said],
    copies: GroupMet | NeighbourhoodSignal | None = None,
    by: User,
) -> list[OutsideAnswer]:
    """Keeps what was said with a new record. Of the event that it `copies` stays what was not asked again."""
    given = _given(record, by)
    asked = {one.question for one in said}
    new = [OutsideAnswer(**given, **_of(one)) for one in said if one.state != State.EMPTY]
    held = [one for one in copies.answers.all() if one.question_id not in asked] if copies else []
    same = ("question_id", "state", "value", "own_words", "wiped_at", "wiped_by_id")
    again = [OutsideAnswer(**given, **{name: getattr(one, name) for name in same}) for one in held]
    return OutsideAnswer.objects.bulk_create([*new, *again])


@transaction.atomic
def change_answers(*, activity: Activity, said: Sequence[Said], by: User) -> bool:
    """Keeps what is other than what stands with an activity. Says whether anything was."""
    standing = standing_of(activity)
    changed = [one for one in said if not _says_the_same(one, standing.get(one.question))]
    given = _given(activity, by)
    OutsideAnswer.objects.bulk_create(
        OutsideAnswer(**given, **_of(one), replaces=standing.get(one.question)) for one in changed
    )
    return bool(changed)


@transaction.atomic
def wipe_answers(*, answers: Any, by: User) -> None:
    """Empties what was typed in these answers of a signal; what was chosen stays."""
    wiped = {"own_words": "", "wiped_at": timezone.now(), "wiped_by": by}
    answers.filter(question__answer_type__in=TYPED, wiped_at=None).update(value=None, **wiped)
    answers.exclude(own_words="").update(**wiped)


def _says_the_same(said: Said, answer: Any) -> bool:
    return said.says_as(answer) if answer else said.state == State.EMPTY


def _of(said: Said) -> dict[str, Any]:
    return {"question_id": said.question, "state": said.state, "value": said.value, "own_words": said.own_words}


def _given(record: GroupMet | Activity | NeighbourhoodSignal, by: User) -> dict[str, Any]:
    moment, day = _moment_of(record)
    return {moment.value: record, "moment": moment, "answered_on": day, "recorded_by": by}


def _moment_of(record: GroupMet | Activity | NeighbourhoodSignal) -> tuple[Moment, date]:
    if isinstance(record, GroupMet):
        return Moment.GROUP_MET, record.met_on
    if isinstance(record, Activity):
        return Moment.ACTIVITY, record.held_on
    return Moment.SIGNAL, record.observed_on
