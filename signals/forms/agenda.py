"""Points of an agenda, and what came of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from shared.fields import TypedField
from shared.layout import LaidOut


class PointForm(LaidOut, forms.Form):
    """A few words."""

    words = TypedField(
        max_length=200,
        about_nobody=True,
        required=True,
        label=gettext_lazy("What do you want to talk about?"),
        error_messages={"required": gettext_lazy("Say in a few words what you want to talk about.")},
    )


class OutcomeForm(LaidOut, forms.Form):
    """What came of it; without words it was only talked about."""

    outcome = TypedField(lines=2, max_length=20_000, about_nobody=True, label=gettext_lazy("What did you agree?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The one thing that this page asks.
        self.fields["outcome"].widget.attrs["autofocus"] = not self.is_bound
