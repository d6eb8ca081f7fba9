"""A field for time spent, as people write it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

MOST = 6_000
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
HOURS = re.compile(r"\d{1,3}([.,]\d{1,2})?")


class HoursField(forms.Field):
    """Gives minutes, from "2", "1,5" or "1:30"; None when nothing was typed. `initial` is minutes."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=box, **options)

    def prepare_value(self, value: Any) -> Any:
        """Minutes as hours: 90 is 1:30."""
        return in_hours(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """At most 100 hours."""
        text = (value or "").strip()
        if not text:
            return None
        minutes = _minutes(text)
        if minutes is None:
            raise forms.ValidationError(_("Type hours like 2, 1,5 or 1:30."))
        if minutes > MOST:
            raise forms.ValidationError(_("This is more than 100 hours. Check the number."))
        return minutes


def in_hours(minutes: int) -> str:
    """Minutes as people write them: 90 is "1:30"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _minutes(text: str) -> int | None:
    if clock := CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    if HOURS.fullmatch(text):
        return round(float(text.replace(",", ".")) * 60)
    return None
