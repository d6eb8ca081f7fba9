"""Forms for logging in and for passwords: those of allauth without text inside the boxes, and one of our own."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn.forms import EditWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from organisation.forms.people import HelpedForm
from organisation.models import User

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Password that you have now"),
    "password1": _("New password"),
    "password2": _("The same new password again"),
    "code": _("Code"),
    "name": _("Name"),
}
EMPTY = {
    "login": _("Fill in your e-mail address."),
    "email": _("Fill in your e-mail address."),
    "code": _("Fill in the code."),
    "name": _("Fill in a name."),
}


class InOurWords(forms.BaseForm):
    """Labels above the boxes and nothing inside them, for forms that allauth makes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in LABELS.keys() & self.fields.keys():
            field = self.fields[name]
            field.label = LABELS[name]
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = EMPTY.get(name, _("Fill in a password."))
            # Where a forgotten password goes is said by the page.
            field.help_text = " ".join(password_validators_help_texts()) if name == "password1" else ""


class LogInForm(InOurWords, account.LoginForm):
    """E-mail address and password, in a form that password managers know."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """Another password, by who knows the one of now."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Where to mail a link for a new password."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    """The new password, by who holds the link."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    """The password once more."""


class Counted(forms.Form):
    """A wrong code counts as a wrong password does: who has the password could otherwise try all codes there are."""

    user: User

    def clean_code(self) -> str:
        """The code. After too many wrong ones axes answers in place of the page, as it does for passwords."""
        request, whose = context.request, {"email": self.user.email}
        if not AxesProxyHandler.is_allowed(request, whose):
            request.axes_locked_out = True
            raise forms.ValidationError(_("Too many wrong codes."))
        try:
            return str(super().clean_code())  # type: ignore[misc]  # of the form of allauth that comes after this one
        except forms.ValidationError:
            AxesProxyHandler.user_login_failed(type(self), whose, request)
            raise


class CodeForm(InOurWords, Counted, mfa.AuthenticateForm):
    """The second step of logging in."""


class CodeAgainForm(InOurWords, Counted, mfa.ReauthenticateForm):
    """The second step once more."""


class FirstCodeForm(InOurWords, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


class PasskeyNameForm(InOurWords, EditWebAuthnForm):
    """How a passkey is called."""


class FirstPasswordForm(HelpedForm):
    """One password, once: who mistypes asks for a new link. It can be pasted, and seen by the browser's own means."""

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
        validate_password(password, self.person)
        return password
