"""Tells somebody that a text was changed meanwhile, without losing what was typed."""

from django import forms
from django.utils.translation import gettext as _

from registration.operations.stale import Stale


def mind(form: forms.Form, stale: Stale, name: str) -> None:
    """Shows beside field `name` what somebody else made of it; saving once more then keeps what was typed."""
    current = stale.current
    words = {"name": current.changed_by.first_name, "text": getattr(current, name, "")}
    form.add_error(name, _("%(name)s changed this meanwhile: “%(text)s”. Save again to keep yours.") % words)
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(current.version)
