"""A span of days in the database."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import F, Func, Q


class Days(Func):
    """The days from `since` to `until`, both included, as a range of PostgreSQL; no `until` is without end."""

    function = "daterange"
    output_field = DateRangeField()


def span() -> Days:
    """The columns `since` and `until` as such a range."""
    return Days(F("since"), F("until"), RangeBoundary(True, True))


def holds_on(day: date) -> Q:
    """Rows with `since` and `until` that hold on `day`; the first and last day are both included."""
    return (Q(until__isnull=True) | Q(until__gte=day)) & Q(since__lte=day)
