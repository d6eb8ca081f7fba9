"""Rewording, scoring and ending a goal; rewording an action."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import LifeDomain
from catalogue.queries import life_domains
from catalogue.why import WithReasons, hide
from registration.forms.days import within_reach
from registration.forms.who import EVERYBODY, GONE, Around, whose_id
from registration.models import Action, Goal, GoalResult, Voice
from registration.models.action import ACTION_FITS, Who
from registration.models.goal import GOAL_FITS
from registration.queries import Stairs
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, DateChips, DayField, Ladder, LaidOut, Tiles, WhyField
from shared.numbers import signed
from shared.period import day_in_words

IMPORTANCE = [
    (1, gettext_lazy("a little")),
    (2, gettext_lazy("fairly")),
    (3, gettext_lazy("very")),
    (4, gettext_lazy("most of all")),
]


class GoalForm(LaidOut, WithReasons, forms.Form):
    """The words of a goal, what it is about, how important it is and what stands in the way."""

    own_words = TypedField(
        lines=2,
        max_length=2000,
        fits=GOAL_FITS,
        required=True,
        error_messages={"required": gettext_lazy("Write down what the resident wants.")},
    )
    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    life_domain = forms.ModelChoiceField(
        LifeDomain.objects.none(), required=False, widget=forms.RadioSelect, blank=True
    )
    importance = forms.TypedChoiceField(
        choices=IMPORTANCE, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    obstacle = TypedField(lines=2, max_length=20_000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"resident": Chips, "life_domain": Tiles, "importance": Chips}
    asks: ClassVar[dict[str, str]] = {
        name: f"goal.{name}" for name in ("own_words", "resident", "life_domain", "importance", "obstacle")
    }

    def __init__(self, *args: Any, around: Around, **options: Any) -> None:
        super().__init__(*args, **options)
        around.ask_whose(self)
        domains = life_domains(timezone.localdate())
        self.fields["life_domain"].queryset = domains
        self.fields["life_domain"].icons = {domain.key: domain.icon for domain in domains}
        self.fields["own_words"].after = "registration/_hints.html"
        self.give_reasons()

    @staticmethod
    def initial_of(goal: Goal) -> dict[str, Any]:
        """The form's first values."""
        return {
            "own_words": goal.own_words,
            "resident": str(goal.resident_id or EVERYBODY),
            "life_domain": goal.life_domain_id,
            "importance": goal.importance,
            "obstacle": goal.obstacle,
            "version": goal.version,
        }

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation; whose goal it is only where that was asked."""
        typed = dict(self.cleaned_data)
        if typed.pop("resident", ""):
            typed["resident_id"] = whose_id(self.cleaned_data)
        return typed


class ScoreForm(LaidOut, WithReasons, forms.Form):
    """Where the resident stands, who says so, and on which day."""

    value = forms.TypedChoiceField(
        choices=[],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a step of the stairs.")},
    )
    voice = forms.ChoiceField(
        choices=Voice.choices, required=False, widget=forms.RadioSelect, label=gettext_lazy("Who says so?")
    )
    scored_on = PastDayField(required=False, label=gettext_lazy("On which day?"))

    shapes: ClassVar[dict[str, type[WhyField]]] = {"value": Ladder, "voice": Chips}
    asks: ClassVar[dict[str, str]] = {"value": "goal.score"}

    def __init__(self, *args: Any, stood: Stairs, called: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if called:
            self.fields["voice"].choices = [(Voice.RESIDENT, called), *Voice.choices[1:]]
        # The ladder shows where it stood, so that nobody says a step without seeing the one before.
        ladder = self.fields["value"]
        ladder.choices = [(step, signed(step, stood.values[0])) for step in stood.values]
        ladder.begin, ladder.previous, ladder.now = stood.begin, stood.before, stood.now
        ladder.values, ladder.goal_at = stood.values, stood.goal_at
        self.give_reasons()

    def said(self, today: date | None = None) -> dict[str, Any]:
        """Value, voice (the resident's unless said otherwise) and day (`today` unless said otherwise)."""
        typed = self.cleaned_data
        return {
            "value": typed["value"],
            "voice": typed["voice"] or Voice.RESIDENT,
            "scored_on": typed["scored_on"] or today or timezone.localdate(),
        }


class GoalEndForm(LaidOut, WithReasons, forms.Form):
    """How a goal ended. Without a result it is just over."""

    result = forms.ChoiceField(choices=GoalResult.choices, required=False, widget=forms.RadioSelect)
    ended_on = PastDayField(required=False, label=gettext_lazy("On which day?"))
    obstacle = TypedField(lines=2, max_length=20_000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"result": Chips}
    asks: ClassVar[dict[str, str]] = {"result": "goal.result", "obstacle": "goal.obstacle"}

    def __init__(self, *args: Any, set_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_on = set_on
        self.give_reasons()

    def clean_ended_on(self) -> date:
        """Today when left empty, and never before the goal was set."""
        day: date = self.cleaned_data["ended_on"] or timezone.localdate()
        if day < self.set_on:
            words = {"day": day_in_words(self.set_on)}
            raise forms.ValidationError(_("The goal was set on %(day)s. Choose that day or a later one.") % words)
        return day


class ActionForm(LaidOut, WithReasons, forms.Form):
    """What, who, when."""

    text = TypedField(
        lines=2,
        max_length=2000,
        fits=ACTION_FITS,
        required=True,
        error_messages={"required": gettext_lazy("Write down what is going to happen.")},
    )
    who = forms.ChoiceField(choices=Who.choices, required=False, widget=forms.RadioSelect)
    who_name = TypedField(max_length=40, label=gettext_lazy("Name of somebody else"))
    due_on = DayField()
    together_with = forms.ModelChoiceField(
        Action.objects.none(),
        required=False,
        label=gettext_lazy("Belongs together with"),
        empty_label=gettext_lazy("None"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"who": Chips, "due_on": DateChips}
    asks: ClassVar[dict[str, str]] = {name: f"action.{name}" for name in ("text", "who", "due_on")}

    def __init__(self, *args: Any, others: Any, around: Around, **options: Any) -> None:
        super().__init__(*args, **options)
        self.around = around
        self.fields["together_with"].queryset = others
        self.fields["who"].choices = around.doers
        self.fields["who"].error_messages["invalid_choice"] = GONE
        self.give_reasons()
        if self.fields["who"].widget.is_hidden:
            hide(self.fields["who_name"])

    def clean_due_on(self) -> date | None:
        """Not a year that is surely a slip."""
        return within_reach(self.cleaned_data["due_on"])

    @staticmethod
    def initial_of(action: Action, around: Around) -> dict[str, Any]:
        """The form's first values."""
        names = ("text", "due_on", "together_with", "version")
        who, who_name = around.choice_of(action)
        return {name: getattr(action, name) for name in names} | {"who": who, "who_name": who_name}

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation."""
        typed = self.cleaned_data
        return typed | self.around.doer(typed["who"], typed["who_name"]).as_fields()
