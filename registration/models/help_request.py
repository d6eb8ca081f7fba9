"""What a resident asks, in the resident's own words."""

from django.db import models

from registration.models.base import Asked, Worded
from registration.models.scoped import OfPlan
from shared.wordings import keeps_wordings


@keeps_wordings("HelpRequestWording", "own_words")
class HelpRequest(Worded, Asked):
    """ "What is going on?" - with a theme where that helps."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="help_requests")
    theme = models.ForeignKey(
        "catalogue.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    own_words = models.TextField(blank=True)
    asked_on = models.DateField()
    # Taken back: out of sight and out of every figure, and to be put back.
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfPlan["HelpRequest"].as_manager()

    class Meta:
        ordering = ["asked_on", "id"]

    def __str__(self) -> str:
        return self.own_words
