"""Goals with their actions in the form of a new plan itself: written down at a table where there was no network."""

from typing import Any

from django.utils.translation import gettext as _

from catalogue.queries import reasons
from catalogue.why import explain
from registration.models.goal import GOAL_FITS
from registration.operations.table import KEEP, TypedAction, TypedGoal, TypedTable
from shared.fields import TypedField
from shared.ids import uuid7

# The hidden field by which such a form is known.
GOALS = "with_goals"
HOW_MANY = 3
LONGEST = 2000
ASKED = {"goal": "goal.own_words", "action": "action.text"}


class GoalFields:
    """The fields of up to three goals, added to a form; each line of `actions_1` is one action of `goal_1`."""

    def __init__(self, form: Any) -> None:
        self.form, self.why = form, reasons(*ASKED.values())
        for number in range(1, HOW_MANY + 1):
            goal = TypedField(lines=2, max_length=LONGEST, fits=GOAL_FITS)
            actions = TypedField(lines=3, max_length=LONGEST, help_text=_("Each step on a line of its own."))
            form.fields |= {f"goal_{number}": goal, f"actions_{number}": actions}
            for name, key in zip((f"goal_{number}", f"actions_{number}"), ASKED.values(), strict=True):
                if key in self.why:
                    explain(form, name, self.why[key])

    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields to draw: a goal and its actions."""
        return [(self.form[f"goal_{n}"], self.form[f"actions_{n}"]) for n in range(1, HOW_MANY + 1)]

    def typed(self) -> TypedTable | None:
        """What was typed, as the kitchen-table page would have it; None when no goal was."""
        said = self.form.cleaned_data
        goals = [_goal(said[f"goal_{n}"], said[f"actions_{n}"]) for n in range(1, HOW_MANY + 1)]
        found = [goal for goal in goals if goal.own_words or goal.actions]
        offered = {kind: [key] for kind, key in ASKED.items()}
        return TypedTable("", None, frozenset(), found, offered=offered) if found else None


def _goal(words: str, actions: str) -> TypedGoal:
    lines = [line.strip() for line in actions.splitlines() if line.strip()]
    return TypedGoal(uuid7(), words, None, KEEP, None, [TypedAction(uuid7(), line) for line in lines])
