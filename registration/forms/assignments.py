"""Who walks along, from which day until which day; and handing over."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.models import Membership
from registration.forms.days import within_reach
from registration.models import Assignment, Plan
from registration.models.assignment import Kind
from shared.layout import Chips, LaidOut, WhyField

NOT_A_DAY = {
    "required": gettext_lazy("Say which day."),
    "invalid": gettext_lazy("This is not a date. Type it like 3-12-2026."),
}


class AheadField(forms.DateField):
    """A day from today on: what lies behind us is not changed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(error_messages=NOT_A_DAY, **options)

    def validate(self, value: date | None) -> None:
        """Not before today, and not a year that is surely a slip."""
        super().validate(value)
        if value and value < timezone.localdate():
            raise forms.ValidationError(_("This day lies behind us, and what was then stays. Choose today or later."))
        within_reach(value)


class ColleagueField(forms.ChoiceField):
    """A professional in a team: one's own teams first, the others by team. Gives a Membership."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.known: dict[str, Membership] = {}
        self.error_messages |= {
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": gettext_lazy("This colleague cannot be chosen any more. Choose somebody else."),
        }

    def offer(self, colleagues: Iterable[Membership], first: frozenset[Any]) -> None:
        """Sets who can be chosen."""
        self.known = {str(one.pk): one for one in colleagues}
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in sorted(self.known.values(), key=lambda one: one.team_id not in first):
            groups.setdefault(str(one.team), []).append((str(one.pk), one.user.name))
        self.choices = [("", _("Choose a colleague")), *groups.items()]

    def clean(self, value: Any) -> Membership | None:
        """The membership of who was chosen."""
        return self.known.get(super().clean(value))


class Span(forms.Form):
    """From a day, and until a day when that is known."""

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        typed = super().clean() or self.cleaned_data
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        return typed


class JoinForm(LaidOut, Span):
    """Somebody more who walks along: as a co-worker, or as a cover for a while."""

    who = ColleagueField(label=gettext_lazy("Who walks along?"))
    kind = forms.ChoiceField(
        choices=[(Kind.CO_WORKER, Kind.CO_WORKER.label), (Kind.COVER, Kind.COVER.label)],
        widget=forms.RadioSelect,
        label=gettext_lazy("As what?"),
        initial=Kind.CO_WORKER,
    )
    since = AheadField(label=gettext_lazy("From which day?"))
    until = AheadField(
        required=False,
        label=gettext_lazy("Until and including which day?"),
        help_text=gettext_lazy("For a cover that is good to know. Leave it empty when you do not know yet."),
    )

    shapes: ClassVar[dict[str, type[WhyField]]] = {"kind": Chips}

    def __init__(self, *args: Any, colleagues: Iterable[Membership], first: frozenset[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].offer(colleagues, first)


class LastDayForm(LaidOut, forms.Form):
    """The last day on which somebody walks along."""

    until = AheadField(label=gettext_lazy("What is the last day?"))

    def __init__(self, *args: Any, assignment: Assignment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.assignment = assignment

    def clean_until(self) -> date:
        """Not before the first day."""
        until: date = self.cleaned_data["until"]
        if until < self.assignment.since:
            raise forms.ValidationError(_("The last day lies before the first day."))
        return until


class HandOverForm(LaidOut, Span):
    """To whom and from when; with a last day it is a cover for a while, and the coordinator stays."""

    to = ColleagueField(label=gettext_lazy("To whom?"))
    since = AheadField(label=gettext_lazy("From which day?"))
    until = AheadField(
        required=False,
        label=gettext_lazy("For a while only? Then until and including which day"),
        help_text=gettext_lazy("With a last day this colleague stands in, and the coordinator stays the same."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Membership], first: frozenset[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].offer(colleagues, first)


class CaseloadForm(HandOverForm):
    """The same for many plans: all of them, unless some are left out."""

    plans = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=gettext_lazy("Which plans?"),
        error_messages={
            "invalid_choice": gettext_lazy("One of these plans went to somebody else. Look at the list again.")
        },
    )
    closed = forms.BooleanField(required=False)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"plans": Chips}

    def __init__(self, *args: Any, plans_of: list[Plan], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(plan.pk): plan for plan in plans_of if not plan.is_closed}
        self.over = [plan for plan in plans_of if plan.is_closed]
        self.fields["plans"].choices = [(id, plan.full_name) for id, plan in self.known.items()]
        self.fields["closed"].label = _("Also the closed plans, so that somebody can still read them (%(number)s)") % {
            "number": len(self.over)
        }
        if not self.over:
            del self.fields["closed"]
        if not self.is_bound:
            self.initial |= {"plans": list(self.known), "closed": True}

    def clean(self) -> dict[str, Any]:
        """At least one plan."""
        typed = super().clean()
        if not self.chosen() and "plans" not in self.errors:
            self.add_error("plans", _("Choose at least one plan."))
        return typed

    def chosen(self) -> list[Plan]:
        """The plans to hand over; to a cover no closed ones, for there is nothing to do in them."""
        open_plans = [self.known[id] for id in self.cleaned_data.get("plans", [])]
        with_closed = self.cleaned_data.get("closed") and not self.cleaned_data.get("until")
        return open_plans + (self.over if with_closed else [])
