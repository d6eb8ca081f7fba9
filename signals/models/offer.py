"""What is offered to many at once because many run into the same."""

from datetime import date

from django.db import models

from organisation.scope import Scope
from registration.models.base import Worded
from shared.period import Period
from shared.wordings import keeps_wordings
from signals.models.outside import Outside


class OfferQuerySet(models.QuerySet["CollectiveOffer"]):
    """Offers: they hold nothing about anybody, and every team may learn from those of another."""

    def within(self, scope: Scope | None) -> "OfferQuerySet":
        """All of them in a scope of teams; none without one."""
        return self.filter(removed_at__isnull=True) if scope and scope.kind == "teams" else self.none()


@keeps_wordings("CollectiveOfferWording", "title", "aim")
class CollectiveOffer(Worded, Outside):
    """An offer made because of a pattern. It keeps where it came from as numbers; never whose files those were."""

    title = models.CharField(max_length=120)
    aim = models.TextField(blank=True)
    theme = models.ForeignKey("catalogue.Theme", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("catalogue.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Which figure the pattern was seen in ("signals" or "help_requests"), of which closed quarter, as "2026-Q3".
    figure = models.CharField(max_length=40)
    quarter = models.CharField(max_length=7)
    # How many it was then, and how many a quarter were expected from the quarters before it.
    seen = models.PositiveIntegerField()
    expected = models.DecimalField(max_digits=8, decimal_places=1)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def seen_since(self) -> date | None:
        """The first day of the quarter in which it was seen; None where that was not brought in."""
        return Period.parse(self.quarter).start if self.quarter else None
