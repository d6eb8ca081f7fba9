"""The short code that ends looking together: choosing it and typing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.forms.people import HelpedForm
from shared.easy_codes import digits_of, is_easy

LEAST, MOST = 4, 6


class UnlockCodeForm(HelpedForm):
    """A new short code; left empty there is none."""

    code = forms.CharField(
        label=_("Short code"),
        required=False,
        max_length=40,
        strip=False,
        help_text=_("4 to 6 digits. Leave it empty to use your password."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """Digits only, not too few, and none that a child would try first."""
        typed = self.cleaned_data["code"]
        code = digits_of(typed)
        if typed and not LEAST <= len(code) <= MOST:
            raise forms.ValidationError(_("Choose 4 to 6 digits."))
        if code and is_easy(code):
            raise forms.ValidationError(_("This code is easy to guess. Choose another one."))
        return code


class UnlockForm(HelpedForm):
    """The short code or the password."""

    code = forms.CharField(
        label=_("Your short code or password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("Type your short code or your password.")},
    )
