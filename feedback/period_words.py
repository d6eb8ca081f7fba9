"""Periods as they stand in addresses, and as people say them."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from feedback.dashboards.question_use import in_words
from shared.period import Period, day_in_words


def quarter_of(day: date) -> str:
    """The quarter of a day, as 2026-Q3."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def written(period: Period) -> str:
    """As it stands in an address: 2026-Q3, 2026 or 2026-07-01..2026-10-01."""
    year = Period.parse(f"{period.start.year:04d}")
    return period.quarter or (f"{year.start.year:04d}" if period == year else f"{period.start}..{period.end}")


def period_in_words(period: Period, day: date) -> str:
    """As people say it; of what is under way it says so."""
    name = written(period)
    if ".." in name:
        return _("%(first)s up to %(last)s") % {
            "first": day_in_words(period.start),
            "last": day_in_words(period.last_day),
        }
    words = in_words(name) if period.quarter else name
    return _("%(period)s, so far") % {"period": words} if period.end > day else words


def of_days(first: str, last: str) -> str:
    """Two days, both inside, as a period is written; what is no day stays what it was and is refused as a period."""
    try:
        return f"{date.fromisoformat(first)}..{date.fromisoformat(last) + timedelta(days=1)}"
    except (ValueError, OverflowError):
        return f"{first}..{last}"


def wrong_days(first: str, last: str) -> str:
    """What is wrong with two days in a sentence: one is missing, or the last one comes before the first; else ""."""
    if not first or not last:
        return _("Choose two days: the first and the last.")
    try:
        is_turned = date.fromisoformat(last) < date.fromisoformat(first)
    except ValueError:
        return ""
    return _("The last day lies before the first day. Choose a later last day.") if is_turned else ""
