"""Forms for logging in and for a first password."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisation.forms.people import HelpedForm
from organisation.models import User


class LogInForm(LoginForm):
    """E-mail address and password, in a form that password managers know."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "type": "email", "spellcheck": "false"}
        self.fields["login"].error_messages["required"] = _("Fill in your e-mail address.")
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].error_messages["required"] = _("Fill in your password.")
        self.fields["password"].help_text = ""


class FirstPasswordForm(HelpedForm):
    """One password, once: who mistypes asks for a new link. It can be pasted and seen by the browser's own means."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Fill in a password.")},
    )

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """The rules of the settings: long enough, not well known, not like one's own name."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, self.person)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return password
