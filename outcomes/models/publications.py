"""What was published wider than a team, and the counts as they were then. Never changed."""

from django.db import models


class Readers(models.TextChoices):
    """For whom something is published: who works here, and who reads from outside."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Publication(models.Model):
    """What was published together of one quarter, or of a whole year, for one kind of readers. Never changed."""

    id = models.BigAutoField(primary_key=True)
    readers = models.CharField(max_length=7, choices=Readers.choices)
    # As 2026-Q3 or 2026.
    period = models.CharField(max_length=7)
    start = models.DateField()
    end = models.DateField()
    made_at = models.DateTimeField()
    # Names of published tables of which nothing safe could be shown.
    left_out = models.JSONField(default=list)

    class Meta:
        ordering = ["-end", "start", "readers"]
        constraints = [models.UniqueConstraint(fields=["readers", "period"], name="published_once")]

    def __str__(self) -> str:
        return f"{self.period} {self.readers}"


class Over(models.TextChoices):
    """Of what a published count is."""

    ORGANISATION = "organisation"
    AREA = "area"
    SERVICE = "service"


class CellPlace(models.Model):
    """Where a count stands: in which table, of which area or service, about what and in which cell; "" is all."""

    id = models.BigAutoField(primary_key=True)
    # The key of an indicator, or with a name after a colon where it has several tables.
    table = models.CharField(max_length=60)
    over = models.CharField(max_length=12, choices=Over.choices)
    # The code of the area or the key of the service.
    key = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=160, blank=True)
    cell = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "/".join((self.table, self.over, self.key, self.about, self.cell))


class PublishedCell(CellPlace):
    """One count as it is shown; None is withheld. A mean or a median stands with the count that it rests on.

    `is_of_few`: twelve or more, of fewer than twelve residents, so it is shown without shares. Of what was published
    before that was kept, nobody knows: there every record counts as a resident.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cells")
    count = models.PositiveIntegerField(null=True)
    value = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    is_of_few = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["over", "key", "table", "publication"], name="published_of_a_place")]


class CountedCell(CellPlace):
    """The same count as it was when it was published, for the program that decides what may be shown, and nobody else.

    `residents` are behind it; `largest` is how many of the records are of the professional with the most of them.
    """

    period = models.CharField(max_length=7)
    count = models.PositiveIntegerField()
    residents = models.PositiveIntegerField()
    largest = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["period", "table"], name="counted_in_a_period")]
