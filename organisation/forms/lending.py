"""Lending somebody a right for some days."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.forms.people import DateInput, HelpedForm
from organisation.models import User
from organisation.operations.lending import AT_MOST, REASON_FROM
from organisation.queries.lending import borrowers, lasting
from organisation.roles import Right
from shared.fields import TypedField
from shared.period import day_in_words

# How far ahead a first day may lie: lending is for work that is being planned, not for some day.
AHEAD = timedelta(days=30)
WRONG_DAY = gettext_lazy("Fill in a date, for example 1-9-2026.")


class LendForm(HelpedForm):
    """To whom, from when until when, and why. There is one right to lend: moving registrations."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who may move registrations?"),
        empty_label=gettext_lazy("Choose somebody"),
        error_messages={"required": gettext_lazy("Choose who may do this.")},
    )
    since = forms.DateField(
        label=gettext_lazy("First day"),
        widget=DateInput,
        error_messages={"invalid": WRONG_DAY, "required": gettext_lazy("Fill in the first day.")},
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("At most 14 days, the first and the last included."),
        widget=DateInput,
        error_messages={"invalid": WRONG_DAY, "required": gettext_lazy("Fill in the last day.")},
    )
    because = TypedField(
        lines=3,
        max_length=2000,
        required=True,
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Say what is moved and what for. Who reads this list later must understand it."),
        error_messages={"required": gettext_lazy("Say why in at least 20 characters.")},
    )

    # The browser must not mark an empty field as wrong before anything was sent.
    use_required_attribute = False
    right = Right.MOVE

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = timezone.localdate()
        self.initial = {"since": self.today, "until": self.today + timedelta(days=6), **self.initial}
        self.fields["user"].queryset = borrowers(by, self.today)

    def clean_since(self) -> date:
        """Not a day that has passed, and not far ahead."""
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        if since > self.today + AHEAD:
            raise ValidationError(_("This day is more than a month ahead. Lend it when the time has come."))
        return since

    def clean_because(self) -> str:
        """Long enough to say something."""
        because: str = self.cleaned_data["because"]
        if len(because) < REASON_FROM:
            raise ValidationError(_("Say why in at least 20 characters."))
        return because

    def clean(self) -> dict[str, Any]:
        """At most two weeks, and not twice at the same time."""
        typed = super().clean() or self.cleaned_data
        since, until, user = (typed.get(name) for name in ("since", "until", "user"))
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        elif since and until and until >= since + AT_MOST:
            words = {"day": day_in_words(since + AT_MOST - timedelta(days=1))}
            self.add_error("until", _("At most 14 days: choose %(day)s or an earlier day.") % words)
        elif since and until and user and (already := lasting(user, self.right, since, until)):
            words = {"day": day_in_words(already.until)}
            self.add_error("user", _("This person may do this already, until and including %(day)s.") % words)
        return typed
