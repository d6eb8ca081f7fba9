"""The title of a series."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from shared.fields import TypedField
from shared.layout import LaidOut
from signals.models import Series


class SeriesForm(LaidOut, forms.Form):
    """Another title for all that come."""

    title = TypedField(
        max_length=120,
        required=True,
        label=gettext_lazy("What is the series called?"),
        error_messages={"required": gettext_lazy("Say what it is called. A few words are enough.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def initial_of(series: Series) -> dict[str, Any]:
        """The form's first values."""
        return {"title": series.title, "version": series.version}
