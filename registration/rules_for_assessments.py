"""Who may fill in instruments and look at what was filled in. A rule fetches and checks in one step."""

from dataclasses import replace
from uuid import UUID

from catalogue.models import Instrument
from catalogue.models.instrument import Form
from organisation import scope
from organisation.access import Grant
from organisation.models import User
from registration import rules
from registration.queries.assessments import assessments, standing


def seen_instrument(user: User, plan: UUID, instrument: UUID) -> Grant | None:
    """What was filled in of an instrument in a plan that may be read; also of one that was switched off since."""
    return _with_instrument(rules.seen_plan(user, plan), instrument)


def own_instrument(user: User, plan: UUID, instrument: UUID) -> Grant | None:
    """An instrument to fill in for a plan to which the professional is assigned today and that is not closed."""
    return _with_instrument(rules.own_open_plan(user, plan), instrument)


def own_assessment(user: User, assessment: UUID) -> Grant | None:
    """What was filled in for such a plan."""
    found = assessments(scope.own(user)).filter(pk=assessment).first()
    plan = rules.own_open_plan(user, found.plan_id) if found else None
    if found is None or plan is None:
        return None
    found.plan = plan.objects[0]
    return replace(plan, objects=(found,))


def own_assessed_part(user: User, assessment: UUID, part: UUID) -> Grant | None:
    """One part of what was filled in for such a plan and still stands."""
    grant = own_assessment(user, assessment)
    if grant is None:
        return None
    found = standing(grant.objects[0].plan).filter(assessment=assessment, part=part).first()
    if found is None:
        return None
    found.assessment = grant.objects[0]
    return replace(grant, objects=(found,))


def _with_instrument(plan: Grant | None, id: UUID) -> Grant | None:
    """The plan with the instrument, on or switched off: who was filling it in is told, and keeps what was typed."""
    found = Instrument.objects.filter(pk=id).exclude(form=Form.GOALS).prefetch_related("scales").first()
    return replace(plan, objects=(*plan.objects, found)) if plan and found else None
