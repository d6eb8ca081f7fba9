"""What is told of a record behind a number: its words, and the goal in the plan that it belongs to."""

from collections.abc import Iterable
from uuid import UUID

from organisation.scope import Scope
from registration.models import Action, Goal, GoalScore, HelpRequest, Referral

Told = tuple[str, UUID | None]


def of_goals(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Told]:
    """The own words of goals."""
    return {one.pk: (one.own_words, one.pk) for one in Goal.objects.within(scope).filter(pk__in=ids)}


def of_scores(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Told]:
    """The own words of the goals that were scored."""
    found = GoalScore.objects.within(scope).filter(pk__in=ids).select_related("goal")
    return {one.pk: (one.goal.own_words, one.goal_id) for one in found}


def of_actions(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Told]:
    """The texts of steps."""
    return {one.pk: (one.text, one.goal_id) for one in Action.objects.within(scope).filter(pk__in=ids)}


def of_help_requests(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Told]:
    """The own words of help requests."""
    return {one.pk: (one.own_words, None) for one in HelpRequest.objects.within(scope).filter(pk__in=ids)}


def of_referrals(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Told]:
    """To whom was referred."""
    return {one.pk: (one.to, None) for one in Referral.objects.within(scope).filter(pk__in=ids)}
