"""Residents that may be there twice, but for those of whom somebody said that they are two; and who was merged."""

from datetime import date

from django.db.models import QuerySet

from exchange.models import Merge, TwoPeople
from registration.queries.doubles import Compared, likely_doubles

# So many pairs stand on the page; who works them away sees the next ones.
SHOWN = 25


def doubles(day: date) -> list[Compared]:
    """The likeliest pairs."""
    said = TwoPeople.objects.values_list("one", "other")
    return likely_doubles(besides=said, most=SHOWN, day=day)


def merges_of() -> QuerySet[Merge]:
    """What was merged, the latest first."""
    return Merge.objects.select_related("merged_by")[:SHOWN]
