"""What was saved first under the number of a form, beside the other words that came with that number now.

The app of a form says how both read: a line in the settings (`BOTH_TEXTS`) names a function that gives the form filled
with what was saved and with what was sent, or None where that is nothing of this person's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from organisation.models import Submission, User
from shared.fields import TypedField

Forms = Sequence[forms.BaseForm]
# From who sent it, what was sent, where the first answer led, and when that was: the forms as saved and as sent.
Reader = Callable[[User, QueryDict, ResolverMatch, datetime], tuple[Forms, Forms] | None]


@dataclass(frozen=True)
class Row:
    """One question of the form with what was saved and what was sent, both in words."""

    label: str
    saved: str
    sent: str


@dataclass(frozen=True)
class Before:
    """What was saved first: when, where it is ("" for who may not see it), and where the two differ."""

    at: datetime
    page: str = ""
    rows: tuple[Row, ...] = ()


def saved_before(request: HttpRequest, earlier: Submission) -> Before:
    """As far as this person may see it now: what is not theirs is as if it did not exist."""
    try:
        where = resolve(urlsplit(earlier.answer).path)
    except Resolver404:
        return Before(earlier.at)
    rule = getattr(where.func, "allowed_by", None)
    if rule is None or rule(request.user, **where.kwargs) is None:
        return Before(earlier.at)
    return Before(earlier.at, earlier.answer, _rows(request, where, earlier.at))


def _rows(request: HttpRequest, where: ResolverMatch, at: datetime) -> tuple[Row, ...]:
    name = request.resolver_match.url_name if request.resolver_match else None
    path = settings.BOTH_TEXTS.get(name, "")
    by = cast("User", request.user)  # behind the log-in
    both = _reader(path)(by, request.POST, where, at) if path else None
    if both is None:
        return ()
    saved, sent = (_fields(of) for of in both)
    return tuple(row for name in {**saved, **sent} if (row := _row(saved.get(name), sent.get(name))))


def _row(saved: forms.BoundField | None, sent: forms.BoundField | None) -> Row | None:
    """A question that reads differently. What was left open and filled in by the house itself is no difference."""
    label, before, now = str((sent or saved).label), _words(saved), _words(sent)  # type: ignore[union-attr]  # one is there
    was_text = isinstance((sent or saved).field, TypedField)  # type: ignore[union-attr]
    return None if before == now or (not now and not was_text) else Row(label, before, now)


@cache
def _reader(path: str) -> Reader:
    found: Reader = import_string(path)
    return found


def _fields(of: Forms) -> dict[str, forms.BoundField]:
    """What one can see of these forms, by name."""
    return {bound.html_name: bound for form in of for bound in form if not bound.is_hidden}


def _words(bound: forms.BoundField | None) -> str:
    """What stands in a field as people read it: of a valid form what it understood, else as it was typed."""
    if bound is None:
        return ""
    form = bound.form
    understood = form.is_bound and form.is_valid() and bound.name in form.cleaned_data
    value = form.cleaned_data[bound.name] if understood else bound.value()
    return _in_words(bound.field, value)


def _in_words(field: forms.Field, value: Any) -> str:
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(field, one) for one in value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, models.Model):
        return str(getattr(value, "label", "") or getattr(value, "name", "") or value)
    choices = getattr(field, "choices", None) or getattr(field.widget, "choices", None) or ()
    named = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
    return named.get(str(value), str(field.prepare_value(value)))
