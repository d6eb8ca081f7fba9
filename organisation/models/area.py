"""Municipality, district, neighbourhood, and own areas built from them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.ids import uuid7

# Positions of districts and neighbourhoods can hold letters (Statistics Netherlands, explanatory notes 2022).
CBS_CODE = r"^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$"


class Level(models.TextChoices):
    """How large an area is; `own` areas are drawn by the organisation itself."""

    MUNICIPALITY = "GM", _("Municipality")
    DISTRICT = "WK", _("District")
    NEIGHBOURHOOD = "BU", pgettext_lazy("level of an area", "Neighbourhood")
    OWN = "own", _("Own area")


class Area(models.Model):
    """A place with a code of one year: codes and borders change from year to year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=20)
    level = models.CharField(max_length=3, choices=Level.choices)
    name = models.CharField(max_length=120)
    comparable_name = models.CharField(max_length=120, editable=False, default="")
    year = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    outline = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="one_area_per_code_and_year"),
            models.CheckConstraint(
                condition=models.Q(level="own") | models.Q(code__regex=CBS_CODE),
                name="area_code_is_of_cbs_or_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Name, municipality where known, and code: enough to tell two areas of one name apart."""
        above = self.parent
        while above and above.parent:
            above = above.parent
        place = f"{self.name}, {above.name}" if above else self.name
        return f"{place} ({self.code})"


cbs_code = RegexValidator(CBS_CODE, _("A code looks like GM0344, WK034401 or BU03440101."))
