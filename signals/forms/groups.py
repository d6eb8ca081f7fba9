"""What a team knows of a group; and what is wanted with one."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from organisation.forms.area_field import AreaField
from organisation.models import Team
from organisation.scope import Scope
from registration.forms.plan import TeamForm
from registration.models import GoalResult
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, LaidOut, WhyField
from shared.period import Period, day_in_words
from signals.models import AgeBand, Colour, Group, GroupGoal, GroupStep

# A plan reaches so many quarters ahead.
QUARTERS = 5


class GroupForm(WithReasons, TeamForm):
    """A name is enough."""

    name = TypedField(
        max_length=120,
        required=True,
        error_messages={"required": gettext_lazy("Give the group a name. That of the place is enough.")},
        help_text=gettext_lazy("For example the place where you meet them. No names of young people."),
    )
    place = TypedField(max_length=120)
    area = AreaField(required=False)
    colour = forms.ChoiceField(choices=Colour.choices, required=False, widget=forms.RadioSelect)
    age_band = forms.ChoiceField(choices=AgeBand.choices, required=False, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"team": Chips, "colour": Chips, "age_band": Chips}
    asks: ClassVar[dict[str, str]] = {name: f"group.{name}" for name in ("name", "place", "area", "colour", "age_band")}
    field_order = ("team",)

    def __init__(self, *args: Any, scope: Scope | None = None, known: Group | None = None, **options: Any) -> None:
        ids = [known.team_id] if known else scope.team_ids if scope else []
        super().__init__(*args, teams=Team.objects.filter(pk__in=ids), initial=self._first(known), **options)
        for name in ("name", "place"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.give_reasons()

    def _first(self, known: Group | None) -> dict[str, Any]:
        names = ("name", "place", "area", "colour", "age_band", "version")
        return {name: getattr(known, name) for name in names} if known else {}

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "team"}}


class EndForm(LaidOut, WithReasons, forms.Form):
    """From which day; today when left empty."""

    ended_on = PastDayField(required=False, label=gettext_lazy("From which day?"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_ended_on(self) -> date:
        """Today when left empty."""
        return self.cleaned_data["ended_on"] or timezone.localdate()


class GroupGoalForm(LaidOut, WithReasons, forms.Form):
    """The words of a goal."""

    own_words = TypedField(
        lines=2,
        max_length=2000,
        required=True,
        error_messages={"required": gettext_lazy("Write down what you want to reach.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {"own_words": "group_goal.own_words"}

    def __init__(self, *args: Any, known: GroupGoal | None = None, **options: Any) -> None:
        first = {"own_words": known.own_words, "version": known.version} if known else {}
        super().__init__(*args, initial=first, **options)
        self.give_reasons()


class GroupGoalEndForm(EndForm):
    """How it ended. Without a result it is just over."""

    result = forms.ChoiceField(choices=GoalResult.choices, required=False, widget=forms.RadioSelect)

    field_order = ("result", "ended_on")
    shapes: ClassVar[dict[str, type[WhyField]]] = {"result": Chips}
    asks: ClassVar[dict[str, str]] = {"result": "group_goal.result"}

    def __init__(self, *args: Any, goal: GroupGoal, **options: Any) -> None:
        self.goal = goal
        super().__init__(*args, initial={"version": goal.version}, **options)
        self.fields["ended_on"].label = _("On which day?")
        self.give_reasons()

    def clean_ended_on(self) -> date:
        """Never before the goal was set."""
        day = super().clean_ended_on()
        if day < self.goal.set_on:
            words = {"day": day_in_words(self.goal.set_on)}
            raise forms.ValidationError(_("The goal was set on %(day)s. Choose that day or a later one.") % words)
        return day


class GroupStepForm(LaidOut, WithReasons, forms.Form):
    """A step, for a quarter or for later."""

    text = TypedField(
        max_length=200,
        required=True,
        error_messages={"required": gettext_lazy("Write down what you are going to do.")},
    )
    quarter = forms.TypedChoiceField(required=False, empty_value=None, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"quarter": Chips}
    asks: ClassVar[dict[str, str]] = {"text": "group_step.text", "quarter": "group_step.quarter"}

    def __init__(self, *args: Any, known: GroupStep | None = None, **options: Any) -> None:
        held = known.quarter if known else None
        first = {"text": known.text, "quarter": str(held or ""), "version": known.version} if known else {}
        super().__init__(*args, initial=first, **options)
        days = quarters(timezone.localdate(), also=held)
        quarter = self.fields["quarter"]
        quarter.choices = [*((str(day), quarter_in_words(day)) for day in days), ("", _("later"))]  # type: ignore[attr-defined]
        quarter.coerce = date.fromisoformat  # type: ignore[attr-defined]  # of a TypedChoiceField
        self.give_reasons()


def quarters(day: date, also: date | None = None) -> list[date]:
    """The first days of the quarter of this day and of those after it; and `also`, where it stands already."""
    start = Period.up_to(day).start
    found = [start]
    while len(found) < QUARTERS:
        last = found[-1]
        found.append(date(last.year + (last.month == 10), (last.month + 2) % 12 + 1, 1))
    return sorted({*found, also} if also else found)


def quarter_in_words(first: date) -> str:
    """Quarter 4 of 2026."""
    return _("quarter %(number)s of %(year)s") % {"number": (first.month + 2) // 3, "year": first.year}
