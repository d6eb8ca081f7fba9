"""What tests of instruments share."""

from django.utils import timezone

from catalogue import queries
from catalogue.models import Instrument
from organisation.models import User
from registration.models import Assessment, AssessmentPart, Plan


def used(instrument: Instrument, plan: Plan, by: User) -> None:
    """Somebody filled it in."""
    made = Assessment.objects.create(
        plan=plan, instrument=instrument, assessed_on=timezone.localdate(), voice="resident", recorded_by=by
    )
    AssessmentPart.objects.create(assessment=made, part=instrument.parts.all()[0], score=2)


def named(instrument: Instrument) -> list[str]:
    """Its parts in order."""
    return [part.name_nl for part in queries.parts(instrument, timezone.localdate())]
