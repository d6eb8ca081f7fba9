"""The only way from a page to the records of residents: through a scope."""

from typing import Self, TypeVar

from django.db import models

from organisation.scope import Scope
from registration.models.reach import plan_ids

M = TypeVar("M", bound=models.Model, covariant=True)


class OfPlan(models.QuerySet[M]):
    """Records that belong to a plan."""

    path = "plan_id"

    def within(self, scope: Scope | None) -> Self:
        """Those of the plans in the scope; none without a scope."""
        if scope is None:
            return self.none()
        return self.filter(**{f"{self.path}__in": plan_ids(scope)})


class OfGoal(OfPlan[M]):
    """Records that belong to a goal of a plan."""

    path = "goal__plan_id"
