"""The scale of a goal, how heavy it weighs, and words for each level."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from registration.forms.goal import IMPORTANCE
from registration.models import Goal, GoalLevel
from registration.models.goal import VALUES, Scale
from registration.operations.goal_scale import Meaning
from registration.operations.stale import Stale
from shared.fields import TypedField
from shared.numbers import signed
from shared.unfinished import Unjudged

EVERY = range(-3, 3)
# What each level means by itself; the words of resident and professional say it for this goal.
MEANS: dict[TextChoices, dict[int, Any]] = {
    Scale.GAS: {
        -2: gettext_lazy("much less than expected"),
        -1: gettext_lazy("less than expected"),
        0: gettext_lazy("as expected"),
        1: gettext_lazy("more than expected"),
        2: gettext_lazy("much more than expected"),
    },
    Scale.GAS_PSW: {
        -1: gettext_lazy("worse than at the start"),
        0: gettext_lazy("the start"),
        1: gettext_lazy("better than at the start"),
        2: gettext_lazy("reached"),
    },
}
MEANS[Scale.GAS_START] = MEANS[Scale.GAS] | {-3: gettext_lazy("worse than at the start"), -2: gettext_lazy("the start")}


@dataclass(frozen=True)
class Level:
    """A value with its field, and what it means on each scale that has it."""

    value: int
    shown: str
    field: Any
    version: Any
    means: list[tuple[str, str]]


class GoalScaleForm(WithReasons, Unjudged, forms.Form):
    """One of four scales, words for its levels, and the weight."""

    scale = forms.ChoiceField(choices=Scale.choices, widget=forms.RadioSelect, label=gettext_lazy("Which scale?"))
    importance = forms.TypedChoiceField(
        choices=IMPORTANCE, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {"importance": "goal.importance"}

    def __init__(self, *args: Any, goal: Goal, is_kept: bool, **options: Any) -> None:
        known = {level.value: level for level in goal.levels.all()}
        initial = {"scale": goal.scale, "importance": goal.importance, "version": goal.version}
        for value in EVERY:
            level = known.get(value)
            initial |= {
                f"level_{value}": level.text if level else "",
                f"version_{value}": level.version if level else 0,
            }
        super().__init__(*args, initial=initial, **options)
        for value in EVERY:
            self.fields[f"level_{value}"] = TypedField(lines=2, max_length=2000, label=signed(value, -3))
            self.fields[f"version_{value}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        for name in ("scale", "importance"):
            self.fields[name].shape = "chips"
        # A goal with a score keeps the scale that it was said on.
        self.is_kept = is_kept
        if is_kept:
            self.fields["scale"].choices = [(goal.scale, Scale(goal.scale).label)]
            self.fields["scale"].error_messages["invalid_choice"] = _(
                "This goal has a score already, so it keeps its scale."
            )
        self.give_reasons()

    @property
    def levels(self) -> list[Level]:
        """From the highest to the lowest, as stairs are read."""
        return [
            Level(
                value, signed(value, -3), self[f"level_{value}"], self[f"version_{value}"],
                [(scale.value, str(means[value])) for scale, means in MEANS.items() if value in means],
            )
            for value in reversed(EVERY)
        ]  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Scale, weight, version and the words of the levels of that scale."""
        typed, scale = self.cleaned_data, Scale(self.cleaned_data["scale"])
        low, high = VALUES[scale]
        asked = [value for value in EVERY if low <= value <= high and scale != Scale.LADDER]
        meanings = [Meaning(v, typed[f"level_{v}"], typed[f"version_{v}"] or 0) for v in asked]
        return {"meanings": meanings} | {name: typed[name] for name in ("scale", "importance", "version")}


def mind_scale(form: GoalScaleForm, stale: Stale) -> None:
    """Tells what somebody else made of it meanwhile; what was typed stays, and can be saved once more."""
    current = stale.current
    is_level = isinstance(current, GoalLevel)
    at = f"_{current.value}" if is_level else ""
    words = {"name": current.changed_by.first_name, "text": current.text if is_level else ""}
    said = _("%(name)s changed this meanwhile: “%(text)s”. Save again to keep yours.") % words
    if not is_level:
        said = _("%(name)s changed this goal meanwhile. Save again to keep yours.") % words
    form.add_error(f"level{at}" if is_level else "scale", said)
    form.data = form.data.copy()
    form.data[f"version{at}"] = str(current.version)
