"""Tells somebody that a text was changed meanwhile, without losing what was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from organisation.operations.stale import Stale
from shared.fields import TypedField


def mind(form: forms.Form, stale: Stale, name: str) -> None:
    """Shows beside each text what somebody else made of it (beside `name` when it is no text); saving once more then
    keeps what was typed."""
    current = stale.current
    # What came along with the program was changed by nobody.
    who = current.changed_by.first_name if current.changed_by else _("Keukentafel")
    for field in _other_texts(form, current) or [name]:
        words = {"name": who, "text": _said(current, field)}
        form.add_error(field, _("%(name)s changed this meanwhile: “%(text)s”. Save again to keep yours.") % words)
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(current.version)


def _said(current: Any, field: str) -> object:
    """What stands there now, in the words of a choice where it is one."""
    in_words = getattr(current, f"get_{field}_display", None)
    return in_words() if in_words else getattr(current, field, "")


def _other_texts(form: forms.Form, current: Any) -> list[str]:
    texts = [name for name, field in form.fields.items() if isinstance(field, TypedField) and hasattr(current, name)]
    return [name for name in texts if form.cleaned_data.get(name) != getattr(current, name)]
