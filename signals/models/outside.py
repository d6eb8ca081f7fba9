"""What records of work outside share: whose they are, and the only way from a page to them, through a scope."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from organisation.scope import Scope

M = TypeVar("M", bound=models.Model, covariant=True)


class OfTeam(models.QuerySet[M]):
    """Records that belong to a team: whoever works there or leads it reads them."""

    path = "team_id"

    def within(self, scope: Scope | None) -> Self:
        """Those of the teams in the scope; none without a scope, and none in a scope that is not of teams."""
        if scope is None or scope.kind != "teams":
            return self.none()
        return self.filter(Q(**{f"{self.path}__in": scope.team_ids}))


class Outside(models.Model):
    """Done or seen by whom, for which team. Figures count it for this person, this team and the area it carries."""

    professional = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisation.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class CameIn(models.Model):
    """When the row came into this installation; what is brought in was recorded long before, elsewhere.

    From this moment follows what came too late for the quarter that was published. It never leaves with a bundle.
    """

    came_in_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
