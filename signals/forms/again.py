"""One more of the same: a small form with everything of the last time in it, but for the day and the number.

What goes along unseen has the names of the form for a new activity, so that what is sent is complete in itself.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from catalogue.queries import reasons
from organisation.models import Area
from organisation.scope import Scope
from shared.layout import LaidOut
from signals.forms.activities import HeldOnField, WholeField, alike
from signals.forms.hours import in_hours
from signals.models import Activity
from signals.models.activity import MOST_PEOPLE
from signals.queries.activities import to_begin_from


class AgainForm(LaidOut, forms.Form):
    """The day and the number; `activity` is the last one, and `along` what it gives to the next, as (name, text)."""

    held_on = HeldOnField()
    count = WholeField(max_value=MOST_PEOPLE)

    def __init__(self, activity: Activity, labels: dict[str, str]) -> None:
        super().__init__(initial={"held_on": timezone.localdate()}, auto_id=f"again_{activity.pk}_%s")
        self.activity = activity
        self.along = as_sent(activity)
        for name, field in self.fields.items():
            field.label = labels.get(f"activity.{name}", "")


def again(scope: Scope | None, user_id: UUID, series: UUID | None = None) -> list[AgainForm]:
    """The last activities of one's teams, one of each kind, one's own first; or the last one of a series."""
    found = to_begin_from(scope, user_id, timezone.localdate(), series)
    asked = reasons("activity.held_on", "activity.count") if found else {}
    labels = {key: question.label for key, question in asked.items()}
    return [AgainForm(one, labels) for one in found]


def as_sent(activity: Activity) -> list[tuple[str, str]]:
    """What the form for a new activity would send if it began as this one was."""
    return [(name, _text(name, said)) for name, said in alike(activity).items() if said not in (None, "")]


def _text(name: str, said: Any) -> str:
    if isinstance(said, Area):
        return said.label
    return in_hours(said) if name.startswith("hours_") else str(said)
