"""What stood out in a quarter that was published, looked for once, when it was published. Never changed."""

from django.db import models

from outcomes.models.publications import Publication


class PatternSearch(models.Model):
    """That patterns were looked for: in so many cells, of which about so many are worth a look by chance alone."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, primary_key=True, related_name="pattern_search"
    )
    judged = models.PositiveIntegerField()
    by_chance = models.DecimalField(max_digits=8, decimal_places=1)

    def __str__(self) -> str:
        return f"{self.pk}: {self.judged}"


class FoundPattern(models.Model):
    """One theme in one area that stood out: a count and what was expected of it, and nobody behind it."""

    id = models.BigAutoField(primary_key=True)
    search = models.ForeignKey(PatternSearch, on_delete=models.PROTECT, related_name="found")
    # signals, help_requests, or both of them counted together.
    figure = models.CharField(max_length=40)
    # The code of the area.
    area = models.CharField(max_length=40)
    theme = models.CharField(max_length=160)
    seen = models.PositiveIntegerField()
    expected = models.DecimalField(max_digits=8, decimal_places=1)
    # How often chance alone gives as many or more in this cell.
    chance = models.FloatField()
    # More than chance makes of all cells together; else it is worth a look.
    is_pattern = models.BooleanField()
    # The quarters before, the first one first; None was withheld or not published.
    before = models.JSONField(default=list)

    class Meta:
        ordering = ["chance", "id"]
        indexes = [models.Index(fields=["area"], name="found_in_an_area")]

    def __str__(self) -> str:
        return f"{self.figure}/{self.area}/{self.theme}: {self.seen}"
