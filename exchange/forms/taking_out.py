"""Why everything is taken out."""

from django import forms
from django.utils.translation import gettext_lazy

from shared.fields import TypedField
from shared.layout import LaidOut


class TakeOutForm(LaidOut, forms.Form):
    """The reason, which is kept."""

    because = TypedField(
        lines=3,
        max_length=500,
        required=True,
        label=gettext_lazy("What do you need it for?"),
        help_text=gettext_lazy("The privacy officer reads this."),
        error_messages={"required": gettext_lazy("Write down what it is for.")},
    )
