"""What was saved first, in words, beside what was sent now."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve
from django.utils import timezone

from organisation.models import Submission, Team, User
from organisation.saved_before import Before, saved_before
from shared.fields import TypedField


class Meal(forms.Form):
    """A few kinds of fields."""

    words = TypedField(label="Woorden")
    day = forms.DateField(label="Dag")
    warm = forms.BooleanField(required=False, label="Warm")
    with_whom = forms.MultipleChoiceField(choices=[("a", "Ann"), ("b", "Bas")], label="Met wie")
    team = forms.ModelChoiceField(Team.objects.all(), required=False, label="Team")
    kind = forms.ChoiceField(choices=[("s", "Soep")], required=False, label="Soort")


class More(forms.Form):
    """Asked since."""

    added = TypedField(label="Nieuw")


SENT = {"words": "", "day": "2026-01-05", "with_whom": ["a", "b"], "kind": "", "added": "Toetje"}


def read(user: User, posted: QueryDict, where: ResolverMatch, at: object) -> tuple[list[forms.Form], list[forms.Form]]:
    """As the function of an app does."""
    first = {"words": "Erwten", "day": date(2026, 1, 4), "warm": True, "with_whom": ["a"], "kind": "s"}
    return [Meal(initial=first)], [Meal(posted), More(posted)]


def nothing(*_: object) -> None:
    """As one does whose record this person may not see."""


def before(rf: RequestFactory, user: User, answer: str, **more: str) -> Before:
    """What the page of a new team would tell."""
    request = rf.post("/", {**SENT, **more})
    request.user, request.resolver_match = user, resolve("/teams/new/")
    return saved_before(request, Submission(user=user, answer=answer, at=timezone.now()))


@pytest.mark.django_db
def test_saved_before(rf: RequestFactory, professional: User, east: Team, settings: Any) -> None:
    """Only what differs, in words; what was left open is no difference, a text that was emptied is."""
    assert before(rf, professional, "/profile/").rows == ()
    settings.BOTH_TEXTS = {"team_new": f"{__name__}.read"}
    found = before(rf, professional, "/profile/", team=str(east.pk))
    assert found.page == "/profile/"
    assert [(row.label, row.saved, row.sent) for row in found.rows] == [
        ("Woorden", "Erwten", ""),
        ("Dag", "4 januari 2026", "5 januari 2026"),
        ("Met wie", "Ann", "Ann, Bas"),
        ("Team", "", east.name),
        ("Nieuw", "", "Toetje"),
    ]
    settings.BOTH_TEXTS = {"team_new": f"{__name__}.nothing"}
    assert before(rf, professional, "/profile/").rows == ()


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["/teams/new/", "/no/such/page/"])
def test_saved_before_where_nobody_may_look(rf: RequestFactory, professional: User, answer: str) -> None:
    """A page that is not for this person, and one that is no page any more, are the same."""
    found = before(rf, professional, answer)
    assert (found.page, found.rows) == ("", ())
