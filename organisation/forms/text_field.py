"""A line of text as people type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shared.text import typed


class TextField(forms.CharField):
    """Kept as typed, without characters that nobody can see; too long says how long it may be."""

    default_error_messages = {"max_length": _("This is too long: %(limit_value)d characters fit here.")}

    def __init__(self, **options: Any) -> None:
        own = {"max_length": self.default_error_messages["max_length"]}
        super().__init__(**options)
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = own["max_length"]
        # The browser cuts off without a word what is longer: better to say so and keep everything.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        """The text without invisible characters."""
        return typed(super().to_python(value) or "")
