"""For who has no JavaScript: a word after saving when a text seems to hold a number or address that better stays out.

With JavaScript the line under the field has asked already (static/js/nudge.js), and this message does not show. What
was saved is saved: who takes it out afterwards leaves it in the former wordings, which are never changed.
"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shared.fields import TypedField
from shared.sensitive import sensitive


def ask_to_leave_out(request: HttpRequest, *filled: forms.Form, to: str) -> None:
    """Says what a text of these forms looks like, with a way to the page `to`; the message holds none of it."""
    kinds = {
        found.kind
        for form in filled
        if form.is_bound
        for name, field in form.fields.items()
        if isinstance(field, TypedField) and not field.contact
        for found in sensitive(form.cleaned_data.get(name, ""))
    }
    words = {
        "phone": _("What you saved seems to hold a phone number. Better leave it out."),
        "email": _("What you saved seems to hold an e-mail address. Better leave it out."),
        "bsn": _("What you saved seems to hold a citizen service number. Better leave it out."),
    }
    for kind in sorted(kinds):
        messages.warning(request, words[kind], extra_tags=f"text:{to}")
