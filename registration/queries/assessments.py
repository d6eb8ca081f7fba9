"""Instruments that were filled in: what stands, by part, by whom and in which voice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from catalogue.models import Instrument, InstrumentPart
from catalogue.models.instrument import Form
from catalogue.queries.instruments import instruments
from organisation.scope import Scope
from registration.models import Assessment, AssessmentPart, Plan
from registration.models.assessment import PartState

# Whose words these are: the resident they are about (None: all of a household, or the one of the plan), and the voice.
Whose = tuple[UUID | None, str]


def assessments(scope: Scope | None) -> QuerySet[Assessment]:
    """The assessments of a scope, also those that were replaced."""
    return Assessment.objects.within(scope).select_related(
        "plan__resident", "plan__household", "instrument", "resident", "replaced_by"
    )


def to_fill_in(plan: Plan, day: date) -> QuerySet[Instrument]:
    """The instruments to fill in for a plan, in order: those that are on, and those that stand in it already."""
    known = standing(plan).values("assessment__instrument")
    return Instrument.objects.filter(Q(pk__in=instruments(day).values("pk")) | Q(pk__in=known)).exclude(form=Form.GOALS)


def standing(plan: Plan, instrument: Instrument | None = None) -> QuerySet[AssessmentPart]:
    """The parts that stand, the first day first; of one day the one recorded last comes last."""
    about = Q(assessment__instrument=instrument) if instrument else Q()
    found = AssessmentPart.objects.filter(about, assessment__plan=plan, assessment__replaced_by__isnull=True)
    return found.select_related("assessment__resident", "part__scale", "part__life_domain").order_by(
        "assessment__assessed_on", "assessment__recorded_at", "assessment_id"
    )


def last_answers(answers: Iterable[AssessmentPart]) -> dict[Whose, dict[UUID, AssessmentPart]]:
    """The last answer to each part, by whose words; of parts that were scored."""
    found: dict[Whose, dict[UUID, AssessmentPart]] = {}
    for answer in answers:
        if answer.score is not None:
            found.setdefault(whose(answer), {})[answer.part_id] = answer
    return found


def whose(answer: AssessmentPart) -> Whose:
    """Whose words a part is."""
    return answer.assessment.resident_id, answer.assessment.voice


@dataclass(frozen=True)
class Course:
    """How one part went in one voice: begin, the time before, and now. Each is the last of its day."""

    part: InstrumentPart
    whose: Whose
    begin: AssessmentPart
    before: AssessmentPart | None
    now: AssessmentPart

    @property
    def has_moved(self) -> bool:
        """Whether there is something to compare."""
        return self.begin is not self.now


def courses(answers: Iterable[AssessmentPart]) -> list[Course]:
    """From the parts that stand, in order of day and entry. Voices, and members of a household, are never mixed."""
    by_day: dict[tuple[UUID, Whose], dict[date, AssessmentPart]] = {}
    for answer in answers:
        if answer.state == PartState.SCORED and answer.score is not None:
            by_day.setdefault((answer.part_id, whose(answer)), {})[answer.assessment.assessed_on] = answer
    return [_course(who, list(days.values())) for (_part, who), days in by_day.items()]


def _course(who: Whose, points: list[AssessmentPart]) -> Course:
    return Course(points[-1].part, who, points[0], points[-2] if len(points) > 2 else None, points[-1])
