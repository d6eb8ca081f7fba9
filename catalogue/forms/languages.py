"""Who read the words of a language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shared.fields import PastDayField, TypedField
from shared.layout import LaidOut


class CheckForm(LaidOut, forms.Form):
    """Somebody who speaks the language, by name, and the day on which all words were read."""

    checked_by = TypedField(
        label=_("Who read the words?"),
        help_text=_("Somebody who speaks this language well. Fill in the name."),
        max_length=80,
        required=True,
        error_messages={"required": _("Fill in who read the words.")},
    )
    checked_on = PastDayField(label=_("On which day?"))
