"""What the page of a plan shows, worked out from a gathered plan without another query."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.scope import Scope
from registration.glass import until_in_words
from registration.models import Action, Closing, Goal, HelpRequest, Note, Plan, Resident
from registration.models.action import Who
from registration.queries import Stairs, next_appointment, partly_elsewhere, stairs, timeline

TIMELINE = 20
VOICES_OF = {
    Who.RESIDENT: ["resident"],
    Who.PROFESSIONAL: ["professional"],
    Who.TOGETHER: ["resident", "professional"],
    Who.CARER: ["carer"],
}


@dataclass(frozen=True)
class Row:
    """An action as a row: whose voices, who in words, and when."""

    action: Action
    voices: list[str]
    who: str

    @property
    def late(self) -> bool:
        """Its day has passed and it is not done."""
        action = self.action
        return bool(action.due_on and not action.done_on and action.due_on < timezone.localdate())


@dataclass(frozen=True)
class Card:
    """A goal with its stairs and its rows."""

    goal: Goal
    stairs: Stairs
    rows: list[Row]
    # Whose goal, in a household: a name, or "all of us"; empty in the plan of one resident.
    whose: str = ""

    @property
    def done(self) -> int:
        """How many of the rows are done."""
        return sum(row.action.done_on is not None for row in self.rows)


@dataclass
class Overview:
    """A plan at a glance."""

    plan: Plan
    scope: Scope | None = None

    @cached_property
    def cards(self) -> list[Card]:
        """Goals that are being worked on, in order."""
        return [self._card(goal) for goal in self.plan.goals.all() if goal.ended_on is None]

    @cached_property
    def ended(self) -> list[Card]:
        """Goals that ended, with their result."""
        return [self._card(goal) for goal in self.plan.goals.all() if goal.ended_on is not None]

    @cached_property
    def request(self) -> HelpRequest | None:
        """What the resident asked."""
        return next((request for request in self.plan.help_requests.all() if not request.theme_id), None)

    @property
    def story(self) -> str:
        """What is going on, in the resident's own words."""
        return self.request.own_words if self.request else ""

    @cached_property
    def former_stories(self) -> list[object]:
        """How it was said before."""
        return list(self.request.former_wordings.select_related("changed_by")) if self.request else []

    @cached_property
    def themes(self) -> list[str]:
        """What it is about."""
        return [request.theme.name for request in self.plan.help_requests.all() if request.theme]

    @cached_property
    def notes(self) -> list[Note]:
        """What happened, latest talk first."""
        return list(timeline(self.plan, TIMELINE, self.scope, timezone.localdate()))

    @cached_property
    def shared_notes(self) -> set[UUID]:
        """The ids of those that also stand in a plan of others: to be read here, not to be changed."""
        return partly_elsewhere(self.notes)

    @cached_property
    def appointment(self) -> object:
        """The next one."""
        return next_appointment(self.plan, timezone.now())

    @cached_property
    def closings(self) -> list[Closing]:
        """Every closing, the latest first."""
        found = self.plan.closings.select_related("recorded_by", "reopened_by")
        return list(found.order_by("-closed_on", "-reopened_on"))

    @property
    def closing(self) -> Closing | None:
        """The closing that holds today."""
        today = timezone.localdate()
        return next((closing for closing in self.closings if closing.holds_on(today)), None)

    @property
    def reopened(self) -> list[Closing]:
        """Former closings after which it went on, the latest first; one that was undone at once is none."""
        return [closing for closing in self.closings if closing.reopened_because]

    @property
    def is_open(self) -> bool:
        """Whether whoever looks can still write in it."""
        return self.closing is None and self.plan.is_own

    @property
    def read_until(self) -> str:
        """Until when whoever looks may read it, in words; empty for who is assigned to it."""
        until = self.plan.read_until
        return until_in_words(until) if until and not self.plan.is_own else ""

    @cached_property
    def names(self) -> dict[UUID, str]:
        """What the members of the household are called, by id; empty for the plan of one resident."""
        if self.plan.household is None:
            return {}
        return {member.resident_id: member.resident.called for member in self.plan.household.members.all()}

    def whose(self, goal: Goal) -> str:
        """Whose goal it is, in a household; empty in the plan of one resident."""
        if self.plan.household is None:
            return ""
        return self.names.get(goal.resident_id, "") if goal.resident_id else _("all of us")

    @cached_property
    def members(self) -> list[Resident]:
        """Who belongs to the household today, the eldest first; empty for the plan of one resident."""
        if self.plan.household is None:
            return []
        today = timezone.localdate()
        held = self.plan.household.members.all()
        now = [m.resident for m in held if m.since <= today and (m.until is None or m.until >= today)]
        # Who has no birth date comes last, in the order of joining.
        return sorted(
            now, key=lambda one: tuple(part or 9999 for part in (one.birth_year, one.birth_month, one.birth_day))
        )

    @cached_property
    def people(self) -> list[object]:
        """Who walks along today."""
        today = timezone.localdate()
        return [a for a in self.plan.assignments.all() if a.since <= today and (a.until is None or a.until >= today)]

    @property
    def still_open(self) -> list[str]:
        """What may come later; never a fault and never counted."""
        asked = {request.theme_id: request.theme for request in self.plan.help_requests.all() if request.theme_id}
        with_goal = {card.goal.life_domain_id for card in self.cards + self.ended}
        lacks = [
            _("a goal for %(theme)s") % {"theme": theme.name} for key, theme in asked.items() if key not in with_goal
        ]
        lacks += [_("an action for “%(goal)s”") % {"goal": card.goal.own_words} for card in self.cards if not card.rows]
        return lacks + ([] if self.appointment else [_("the next appointment")])

    def card(self, id: UUID) -> Card | None:
        """The card of one goal; None when it was removed."""
        return next((card for card in self.cards + self.ended if card.goal.pk == id), None)

    def _card(self, goal: Goal) -> Card:
        actions = [action for action in goal.actions.all() if action.cancelled_on is None]
        rows = [self._row(action) for action in in_order(actions)]
        return Card(goal, stairs(list(goal.scores.all()), goal.scale), rows, self.whose(goal))

    def _row(self, action: Action) -> Row:
        return Row(action, VOICES_OF.get(action.who, []), self._who(action))

    def _who(self, action: Action) -> str:
        if action.who_name:
            return action.who_name
        if action.resident_id and action.resident_id in self.names:
            return self.names[action.resident_id]
        if action.who == Who.RESIDENT:
            return self.plan.called
        if action.who == Who.PROFESSIONAL:
            return next((a.professional.first_name for a in self.people), str(Who.PROFESSIONAL.label))
        return str(Who(action.who).label) if action.who else ""


def in_order(actions: list[Action]) -> list[Action]:
    """By rank; one that belongs together with another comes right after it."""
    follows: dict[object, list[Action]] = {}
    known = {action.pk for action in actions}
    for action in actions:
        if action.together_with_id in known:
            follows.setdefault(action.together_with_id, []).append(action)
    ordered: list[Action] = []
    for action in actions:
        if action not in ordered and action.together_with_id not in known:
            ordered += [action, *follows.get(action.pk, [])]
    return ordered + [action for action in actions if action not in ordered]


def overview(plan: Plan, scope: Scope | None = None) -> Overview:
    """The page of a gathered plan; within the scope, notes name the other plans that they are about."""
    return Overview(plan, scope)
