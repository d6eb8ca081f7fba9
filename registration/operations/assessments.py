"""Filling in an instrument: adding, correcting and taking back. Nothing that was filled in is ever changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from catalogue.models import Instrument, OfferedSet
from organisation.models import User
from registration.models import Assessment, AssessmentPart, Goal, Plan, Voice
from registration.models.assessment import PartState
from registration.operations.answers import empty_answers, restore_answers


class Replaced(Exception):
    """Somebody else corrected this assessment, or took it back, a moment ago."""


@dataclass(frozen=True)
class Said:
    """What was said about one part."""

    part: UUID
    state: PartState = PartState.SCORED
    score: int | None = None
    own_words: str = ""
    works_on: bool = False


@dataclass(frozen=True)
class Sheet:
    """Whom it is about (None: all of a household, or the one of the plan), who says it, and on which day."""

    resident: UUID | None
    voice: Voice | str
    day: date


@transaction.atomic
def add_assessment(
    *,
    plan: Plan,
    instrument: Instrument,
    sheet: Sheet,
    parts: Iterable[Said],
    by: User,
    offered: OfferedSet | None = None,
    replaces: Assessment | None = None,
) -> Assessment:
    """Keeps what was said on a day in one voice. One that `replaces` another takes its place; raises `Replaced`.

    Answers to own questions that stand with the other do not come along by themselves: see `carry_answers`.
    """
    try:
        with transaction.atomic():
            made = Assessment.objects.create(
                plan=plan, instrument=instrument, resident_id=sheet.resident, voice=sheet.voice,
                assessed_on=sheet.day, offered=offered, replaces=replaces, recorded_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Replaced from error
    AssessmentPart.objects.bulk_create(
        AssessmentPart(
            assessment=made, part_id=one.part, state=one.state, score=one.score,
            own_words=one.own_words, works_on=one.works_on,
        )
        for one in parts
    )  # fmt: skip
    return made


@transaction.atomic
def take_back_assessment(*, assessment: Assessment, by: User) -> Assessment:
    """Takes it back by one without parts that names it. Raises `Replaced` when that was done already.

    Answers to own questions that were given with it are taken back with it.
    """
    empty = _again(assessment, [], by)
    empty_answers(former=assessment, to=empty, by=by)
    return empty


@transaction.atomic
def put_back_assessment(*, assessment: Assessment, by: User) -> Assessment:
    """Undoes a taking back (`assessment` is the one without parts): the same parts once more. Raises `Replaced`."""
    taken = assessment.replaces
    if taken is None or assessment.parts.exists():
        raise Replaced
    kept = [Said(i.part_id, PartState(i.state), i.score, i.own_words, i.works_on) for i in taken.parts.all()]
    again = _again(assessment, kept, by, taken.offered)
    restore_answers(former=assessment, to=again, by=by)
    return again


def _again(former: Assessment, parts: list[Said], by: User, offered: OfferedSet | None = None) -> Assessment:
    sheet = Sheet(former.resident_id, former.voice, former.assessed_on)
    return add_assessment(
        plan=former.plan,
        instrument=former.instrument,
        sheet=sheet,
        parts=parts,
        by=by,
        offered=offered,
        replaces=former,
    )


@transaction.atomic
def goal_of_part(*, answer: AssessmentPart, by: User) -> Goal:
    """A goal about what a part is about, with the words that were said about it; without words it waits for them."""
    said, plan = answer.assessment, answer.assessment.plan
    last = plan.goals.aggregate(last=Max("rank"))["last"] or 0
    return Goal.objects.create(
        plan=plan,
        life_domain=answer.part.life_domain,
        resident_id=said.resident_id,
        own_words=answer.own_words,
        voice=said.voice if answer.own_words else Voice.RESIDENT,
        rank=last + 1,
        set_on=timezone.localdate(),
        recorded_by=by,
        changed_by=by,
    )
