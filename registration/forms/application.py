"""What was applied for, and what was decided on it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from registration.forms.days import within_reach
from registration.forms.who import EVERYBODY, Around, whose_id
from registration.models import Application, Decision
from registration.models.referral import Decided
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, LaidOut, WhyField
from shared.period import day_in_words


class ApplicationForm(LaidOut, WithReasons, forms.Form):
    """For which provision, and since when."""

    provision = TypedField(
        max_length=120,
        required=True,
        error_messages={"required": gettext_lazy("Fill in what was applied for. A few words are fine.")},
    )
    applied_on = PastDayField()
    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"resident": Chips}
    asks: ClassVar[dict[str, str]] = {
        "resident": "beside.resident",
        "provision": "application.provision",
        "applied_on": "application.applied_on",
    }

    def __init__(self, *args: Any, around: Around, **options: Any) -> None:
        super().__init__(*args, **options)
        around.ask_whose(self)
        self.give_reasons()

    @staticmethod
    def initial_of(application: Application) -> dict[str, Any]:
        """The form's first values."""
        whose = str(application.resident_id or EVERYBODY)
        return {
            "resident": whose,
            **{name: getattr(application, name) for name in ("provision", "applied_on", "version")},
        }

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation; whose it is only where that was asked."""
        typed = {name: said for name, said in self.cleaned_data.items() if name not in {"version", "resident"}}
        return typed | ({"resident_id": whose_id(self.cleaned_data)} if "resident" in self.fields else {})

    def decided_earlier(self, day: date) -> None:
        """A decision of `day` stands in the way."""
        words = {"day": day_in_words(day)}
        self.add_error("applied_on", _("There is a decision of %(day)s. Choose that day or an earlier one.") % words)


class EndField(forms.DateField):
    """A day from or until which something holds; it may lie ahead."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(required=False, widget=widget, **options)
        self.error_messages["invalid"] = gettext_lazy("This is not a date. Type it like 3-12-2026.")

    def clean(self, value: Any) -> date | None:
        """Not a year that is surely a slip."""
        return within_reach(super().clean(value))


class DecisionForm(LaidOut, WithReasons, forms.Form):
    """Granted or refused, and from when until when. Only the day of the decision is needed."""

    outcome = forms.ChoiceField(choices=Decided.choices, required=False, widget=forms.RadioSelect)
    decided_on = PastDayField()
    valid_from = EndField()
    valid_until = EndField()
    explanation = TypedField(lines=3, max_length=20_000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"outcome": Chips}
    asks: ClassVar[dict[str, str]] = {
        name: f"decision.{name}" for name in ("outcome", "decided_on", "valid_from", "valid_until", "explanation")
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.give_reasons()

    @staticmethod
    def initial_of(decision: Decision) -> dict[str, Any]:
        """The form's first values."""
        names = ("outcome", "decided_on", "valid_from", "valid_until", "explanation", "version")
        return {name: getattr(decision, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("valid_from"), typed.get("valid_until")
        if first and last and last < first:
            words = {"day": day_in_words(first)}
            self.add_error("valid_until", _("It holds from %(day)s. Choose that day or a later one.") % words)
        return typed

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation."""
        return {name: said for name, said in self.cleaned_data.items() if name != "version"}

    def applied_later(self, day: date) -> None:
        """The application is of a later day, `day`."""
        words = {"day": day_in_words(day)}
        self.add_error("decided_on", _("The application is of %(day)s. Choose that day or a later one.") % words)

    def application_removed(self) -> None:
        """A colleague removed the application while this was typed."""
        self.add_error(None, _("A colleague removed this application. What you typed is not saved."))
