"""The set-up guide: from the results that an organisation wants to the questions that it asks."""

from django.db import models

from catalogue.models.question import Purpose, ResultKind
from catalogue.models.worded import Arranged
from shared.ids import uuid7


class SetupGuide(Arranged):
    """One walk through the seven steps; every text may be left for later. Steps 1 and 2 are its wanted results."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=120)
    # Step 3: what each group asks of it; 4: by what we choose; 5: in which form; 6: who arranges it; 7: how we learn.
    asked_of_it = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    shape = models.TextField(blank=True)
    arrangement = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.title


class WantedResult(Arranged):
    """A result that the organisation wants to see, for what and for whom; the reason of the questions made from it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    guide = models.ForeignKey(SetupGuide, on_delete=models.PROTECT, related_name="results")
    words = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, blank=True)
    why = models.TextField(blank=True)
    for_whom = models.CharField(max_length=120, blank=True)
    result_kind = models.CharField(max_length=12, choices=ResultKind.choices, blank=True)
    # By which figure it is seen, in own words.
    indicator = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=100)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.words
