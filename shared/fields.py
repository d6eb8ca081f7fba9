"""Fields for what people type: kept as typed, and told plainly what was expected."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.layout import PastDayWidget
from shared.text import typed

EARLIEST = date(1900, 1, 1)


class TypedField(forms.CharField):
    """A text. Invisible characters go, everything else stays; longer than `max_length` is refused, never cut.

    `contact` says that a phone number or an e-mail address belongs here; elsewhere js/nudge.js asks to leave it out.
    `about_nobody`: no person belongs here at all, so it asks about names and dates of birth as well.
    """

    def __init__(
        self,
        *,
        lines: int = 1,
        fits: int | None = None,
        contact: bool = False,
        about_nobody: bool = False,
        **options: Any,
    ) -> None:
        options.setdefault("required", False)
        if lines > 1:
            options.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(**options)
        self.error_messages["max_length"] = gettext_lazy(
            "This text is %(show_value)s characters long; at most %(limit_value)s fit."
        )
        # A browser would cut what is pasted without a word; the form keeps it and says so.
        self.widget.attrs.pop("maxlength", None)
        if fits:
            self.widget.attrs["data-fit"] = fits
        self.contact = contact
        if not contact:
            self.widget.attrs["data-nudge"] = "people" if about_nobody else True

    def to_python(self, value: Any) -> str:
        """As typed, without characters that nobody can see."""
        return typed(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class PastDayField(forms.DateField):
    """A day up to today: something that happened."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", PastDayWidget())
        super().__init__(**options)
        self.error_messages["invalid"] = gettext_lazy("This is not a date. Type it like 3-12-2026.")
        self.error_messages["required"] = gettext_lazy("Say which day it was.")

    def validate(self, value: date | None) -> None:
        """Not in the future, and not before 1900."""
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Choose today or a day before."))
        if value and value < EARLIEST:
            raise forms.ValidationError(_("This day lies very long ago. Check the year."))
