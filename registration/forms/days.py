"""Days ahead, and years that are surely a slip of the finger."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from shared.fields import EARLIEST

FARTHEST = timedelta(days=3653)


def within_reach(day: date | None) -> date | None:
    """The day, or none. Refuses one of before 1900 or of more than ten years ahead."""
    if day and day < EARLIEST:
        raise forms.ValidationError(_("This day lies very long ago. Check the year."))
    if day and day > timezone.localdate() + FARTHEST:
        raise forms.ValidationError(_("This day is more than ten years ahead. Check the year."))
    return day
