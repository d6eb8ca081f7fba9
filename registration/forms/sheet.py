"""The form with which goal, actions and foot of the sheet are chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.builtin_languages import LANGUAGES
from catalogue.models import SheetLanguage
from registration import sheet
from registration.models import Action, Goal, Plan
from registration.models.action import ACTIONS_ON_SHEET

GONE = _("This choice is no longer in the plan. Look at the list and choose again.")
BOOLEANS = ("appointment", "phone", "done")


@dataclass(frozen=True)
class ActionPick:
    """An action to choose, whether it is chosen, and whether it waits because there are five before it."""

    pk: UUID
    text: str
    fits: bool
    checked: bool
    later: bool


@dataclass(frozen=True)
class GoalPick:
    """A goal to choose with its actions; of a family also whose it is, and whether it stands small on the sheet."""

    goal: Goal
    checked: bool
    actions: list[ActionPick]
    whose: str = ""
    also: bool = False


class SheetForm(forms.Form):
    """Everything that can be chosen for the sheet of one plan, with what is on it now."""

    goal = forms.ChoiceField(
        label=_("Goal"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": GONE, "required": _("Choose the goal that stands on the sheet.")},
    )
    actions = forms.MultipleChoiceField(
        label=_("Actions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )
    also = forms.MultipleChoiceField(
        label=_("Also on the sheet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )
    appointment = forms.BooleanField(label=_("Next appointment"), required=False)
    phone = forms.BooleanField(label=_("Whom to call"), required=False)
    done = forms.BooleanField(label=_("What is done already"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the sheet"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose one of these languages.")},
    )

    def __init__(
        self,
        plan: Plan,
        day: date,
        before: sheet.Choice,
        languages: sheet.Languages,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.before, self.languages = before, languages
        self.goals = sheet.goals_to_choose(plan, day)
        self.offered = {goal: sheet.actions_to_choose(goal, day) for goal in self.goals}
        # Only on the sheet of a family stand several goals; on a phone there is one, of a family too.
        self.several = "also" in self.base_fields and plan.household_id is not None and len(self.goals) > 1
        self.called = {person.pk: person.called for person in plan.people_on(day)} if self.several else {}
        initial = {name: getattr(before, name) for name in BOOLEANS} | self._standing(plan, day)
        initial |= {"language": languages.chosen(before)}
        super().__init__(data, initial=initial)
        goals = [(str(goal.pk), goal.own_words) for goal in self.goals]
        self.fields["goal"].choices = goals  # type: ignore[attr-defined]  # a ChoiceField
        if self.several:
            self.fields["also"].choices = goals  # type: ignore[attr-defined]  # the same
        else:
            self.fields.pop("also", None)
        self.fields["actions"].choices = [(str(a.pk), a.text) for found in self.offered.values() for a in found]  # type: ignore[attr-defined]  # the same
        self.fields["language"].choices = [(each.code, _language(each)) for each in languages.offered]  # type: ignore[attr-defined]  # the same

    @property
    def picks(self) -> list[GoalPick]:
        """Every goal with its actions, as chosen or as typed."""
        goal, actions = str(self["goal"].value()), {str(pk) for pk in self["actions"].value() or []}
        also = {str(pk) for pk in self["also"].value() or []} if self.several else set()
        return [
            GoalPick(
                goal=each,
                checked=str(each.pk) == goal,
                actions=[self._action_pick(action, actions) for action in found],
                whose=self._whose(each),
                also=str(each.pk) in also,
            )
            for each, found in self.offered.items()
        ]

    @property
    def has_done(self) -> bool:
        """Whether there is anything done to show."""
        return any(action.done_on for goal in self.goals for action in goal.actions.all())

    @property
    def has_unchecked(self) -> bool:
        """Whether a language is on offer whose words nobody who speaks it has read."""
        return not all(language.is_checked for language in self.languages.offered)

    @property
    def spoken_but_off(self) -> tuple[str, str] | None:
        """The language that the people of the plan read, (code, name), when Keukentafel has it and it is off."""
        on = {language.code for language in self.languages.offered}
        known = {code: name for code, name, _on in LANGUAGES if code not in on}
        spoken = self.languages.spoken
        return (spoken, known[spoken]) if spoken in known else None

    def clean(self) -> dict[str, Any]:
        """At most five actions of the chosen goal, or of all goals on the sheet of a family: three beside the large."""
        cleaned = super().clean() or {}
        if cleaned.get("goal") and len(self._others(cleaned)) > sheet.OTHERS_ON_SHEET:
            self.add_error("also", _("Too much for one sheet. Choose 3 other goals."))
        if cleaned.get("goal") and len(self._picked(cleaned)) > ACTIONS_ON_SHEET:
            self.add_error("actions", _("Too much for one sheet. Choose 5."))
        return cleaned

    @property
    def chosen_goal(self) -> Goal:
        """The goal chosen, of a valid form."""
        return self._goal(self.cleaned_data)

    @property
    def other_goals(self) -> list[Goal]:
        """The goals of a family whose actions could be picked as well, on the sheet or off it; of a valid form."""
        return [goal for goal in self.goals if goal != self.chosen_goal] if self.several else []

    @property
    def on_sheet(self) -> set[UUID]:
        """The actions to mark as on the sheet: those picked, and marked ones of its goals that could not be picked."""
        standing = self._goals_on_sheet(self.cleaned_data)
        offered = {action.pk for goal in standing for action in self.offered[goal]}
        kept = {a.pk for goal in standing for a in goal.actions.all() if a.on_sheet and a.pk not in offered}
        return self._picked(self.cleaned_data) | kept

    @property
    def choice(self) -> sheet.Choice:
        """The rest of the choice, of a valid form; of the goals only what does not follow from the actions."""
        marked, cleaned = self.on_sheet, self.cleaned_data
        chosen = {goal: [a for a in goal.actions.all() if a.pk in marked] for goal in self._others(cleaned)}
        also = tuple(goal.pk for goal, actions in chosen.items() if not sheet.stands_by_itself(goal, actions))
        return sheet.Choice(**{name: cleaned[name] for name in (*BOOLEANS, "language")}, also=also)

    def _action_pick(self, action: Action, chosen: set[str]) -> ActionPick:
        checked = str(action.pk) in chosen
        return ActionPick(action.pk, action.text, action.fits_sheet, checked, action.on_sheet and not checked)

    def _goal(self, cleaned: dict[str, Any]) -> Goal:
        return next(goal for goal in self.goals if str(goal.pk) == cleaned["goal"])

    def _others(self, cleaned: dict[str, Any]) -> list[Goal]:
        wanted = set(cleaned.get("also", []))
        return [goal for goal in self.goals if str(goal.pk) in wanted and str(goal.pk) != cleaned["goal"]]

    def _goals_on_sheet(self, cleaned: dict[str, Any]) -> list[Goal]:
        return [self._goal(cleaned), *self._others(cleaned)]

    def _picked(self, cleaned: dict[str, Any]) -> set[UUID]:
        wanted = set(cleaned.get("actions", []))
        on_offer = (action for goal in self._goals_on_sheet(cleaned) for action in self.offered[goal])
        return {action.pk for action in on_offer if str(action.pk) in wanted}

    def _standing(self, plan: Plan, day: date) -> dict[str, Any]:
        """What is on the sheet now: one goal and its actions; of other goals what would be there if they were chosen.

        On that of a family the others stand as well, and share the room for actions.
        """
        large = sheet.goal_on_sheet(plan, day)
        if large is None:
            return {"goal": "", "actions": []}
        small = sheet.others_on_sheet(plan, large, day, self.before.also) if self.several else []
        together = [[large, *small]] if self.several else [[goal] for goal in self.goals]
        actions = [str(a.pk) for goals in together for a in sheet.actions_on_sheet(goals, day, done=False)]
        return {"goal": str(large.pk), "actions": actions, "also": [str(goal.pk) for goal in [large, *small]]}

    def _whose(self, goal: Goal) -> str:
        """What the member is called whose goal it is; words for all of them; nothing where there is no such choice."""
        if not self.several:
            return ""
        if goal.resident_id is None:
            return gettext("All of them")
        # Who is a member today was fetched with the plan.
        return self.called.get(goal.resident_id) or str(goal.resident and goal.resident.called)


def _language(language: SheetLanguage) -> str:
    """A language in itself, with what a professional must know before printing it."""
    name = format_html('<bdi lang="{}">{}</bdi>', language.code, language.name)
    return name if language.is_checked else format_html("{} <small>{}</small>", name, gettext("not checked yet"))
