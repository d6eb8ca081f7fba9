"""The reason with which a file is opened."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.glass import says_enough
from registration.models.broken_glass import REASON_FROM
from shared.fields import TypedField
from shared.layout import LaidOut


class GlassForm(LaidOut, forms.Form):
    """Why somebody needs to read a file of a colleague."""

    reason = TypedField(
        lines=3,
        max_length=1000,
        required=True,
        label=gettext_lazy("Why do you need this file now?"),
        help_text=gettext_lazy("In your own words. The coordinator, the privacy officer and the resident can read it."),
        error_messages={"required": gettext_lazy("Write down why. Without a reason the file stays shut.")},
    )

    def clean_reason(self) -> str:
        """A reason that says something; spaces, signs and the same letter over and over do not count."""
        reason: str = self.cleaned_data["reason"]
        if not says_enough(reason):
            words = _("Say a little more: at least %(number)s letters. Spaces and repeated letters do not count.")
            raise forms.ValidationError(words % {"number": REASON_FROM})
        return reason
