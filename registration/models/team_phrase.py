"""Actions that a team offers itself, to choose from instead of typing."""

from uuid import UUID

from django.db import models

from registration.models.base import Worded


class TeamPhraseQuerySet(models.QuerySet["TeamPhrase"]):
    """Phrases by team."""

    def of(self, team_ids: frozenset[UUID]) -> "TeamPhraseQuerySet":
        """Those in use in these teams."""
        return self.filter(team_id__in=team_ids, removed_at__isnull=True)


class TeamPhrase(Worded):
    """A small action in words that a team often uses; with a life domain it is offered there first."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=70)
    life_domain = models.ForeignKey(
        "catalogue.LifeDomain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TeamPhraseQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "id"]
        indexes = [models.Index(fields=["team", "rank"])]

    def __str__(self) -> str:
        return self.text
