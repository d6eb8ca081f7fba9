"""Saving the kitchen-table page: everything that was typed, in one go, half-filled or not."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.models import OfferedSet
from catalogue.operations.offered import offered_set
from organisation.models import User
from registration.models import Action, Goal, HelpRequest, HouseholdMember, Plan, Strength, Voice
from registration.operations.actions import Doer, tick_action
from registration.operations.goals import score_goal
from registration.operations.stale import reword
from registration.queries import highest_rank, is_on_scale
from shared.ids import uuid7


class Foreign(Exception):
    """An id that belongs to something else: a forged form."""


@dataclass(frozen=True)
class TypedAction:
    """A new action under a goal; its id was made together with the form."""

    id: UUID
    text: str
    doer: Doer = field(default_factory=Doer)
    due_on: date | None = None


@dataclass(frozen=True)
class Keep:
    """Stands for "as it was"."""


KEEP = Keep()


@dataclass(frozen=True)
class TypedGoal:
    """A goal as it stood in the form. `version` is None for one that the form itself brought."""

    id: UUID
    own_words: str
    life_domain: str | None = None
    # Whose goal, in a household; None: of all of them.
    resident: UUID | Keep | None = KEEP
    version: int | None = None
    actions: list[TypedAction] = field(default_factory=list)


@dataclass(frozen=True)
class TypedStrength:
    """Something that goes well; its id was made together with the form."""

    id: UUID
    own_words: str


@dataclass(frozen=True)
class Press:
    """The button that was pressed: a step of the ladder ("score"), or a tick that is set or taken back ("tick")."""

    kind: Literal["score", "tick"]
    id: UUID
    value: int


@dataclass(frozen=True)
class TypedTable:
    """The whole page as typed."""

    own_words: str
    own_words_version: int | None
    themes: frozenset[str]
    goals: list[TypedGoal]
    strength: TypedStrength | None = None
    # The keys of the questions that stood there, for each kind of record ("story", "strength", "goal", "action").
    offered: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def sets(self) -> "Offered":
        """The sets of these keys."""
        return Offered(self.offered)


@dataclass
class Offered:
    """The set of questions for each kind of record; looked up once, and only for what is made."""

    keys: dict[str, list[str]]
    found: dict[str, OfferedSet | None] = field(default_factory=dict)

    def of(self, kind: str) -> OfferedSet | None:
        """The set that stood before a record of this kind."""
        if kind not in self.found:
            self.found[kind] = offered_set(self.keys.get(kind, []))
        return self.found[kind]


@transaction.atomic
def save_table(*, plan: Plan, typed: TypedTable, press: Press | None, by: User, today: date | None = None) -> None:
    """Saves what was typed and does what was pressed. Ids come with the form, so that a form saved twice is saved once.

    A new goal is set on `today`, which is another day for a form that waited on a device.

    Raises `Stale` when a text was changed by somebody else and `Foreign` for an id that is not of this plan; nothing is
    saved then.
    """
    # Two who save at the same moment do so one after the other; and a plan that was gathered for a page hides what was
    # removed from it.
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    try:
        _save_story(plan, typed, by)
        _save_themes(plan, typed, by)
        _refuse_others(plan, typed.goals)
        if typed.strength:
            _save_strength(plan, typed.strength, typed.sets, by)
        for goal in typed.goals:
            _save_goal(plan, goal, typed.sets, by, today or timezone.localdate())
        if press:
            _press(plan, press, by)
    except IntegrityError as error:
        raise Foreign from error


def _refuse_others(plan: Plan, goals: list[TypedGoal]) -> None:
    """Only who is or was in the household of the plan has a goal or an action by name."""
    named = {action.doer.resident for goal in goals for action in goal.actions} - {None}
    named |= {goal.resident for goal in goals if isinstance(goal.resident, UUID)}
    if named - set(HouseholdMember.objects.filter(household=plan.household_id).values_list("resident_id", flat=True)):
        raise Foreign


def _save_strength(plan: Plan, typed: TypedStrength, sets: Offered, by: User) -> None:
    known = Strength.objects.filter(pk=typed.id, plan=plan).first()
    if known and known.own_words == typed.own_words:
        return
    # Other words under the id of one that was saved before stand beside it.
    id = uuid7() if known else typed.id
    stamps = {"offered": sets.of("strength"), "recorded_by": by, "changed_by": by}
    Strength.objects.create(id=id, plan=plan, own_words=typed.own_words, **stamps)


def _press(plan: Plan, press: Press, by: User) -> None:
    today = timezone.localdate()
    if press.kind == "score":
        goal = plan.goals.filter(pk=press.id).first()
        if goal is None or not is_on_scale(press.value, goal.scale):
            raise Foreign
        score_goal(goal=goal, value=press.value, voice=Voice.RESIDENT, scored_on=today, by=by)
        return
    action = Action.objects.filter(pk=press.id, goal__plan=plan).first()
    if action is None:
        raise Foreign
    tick_action(action=action, done=bool(press.value), day=today, by=by)


def _save_story(plan: Plan, typed: TypedTable, by: User) -> None:
    story = plan.help_requests.filter(theme=None).first()
    if story:
        version = typed.own_words_version or 0
        reword(story, version=version, by=by, own_words=_meant(story, version, typed.own_words))
    elif typed.own_words:
        HelpRequest.objects.create(plan=plan, own_words=typed.own_words, **_asked(typed, by))


def _asked(typed: TypedTable, by: User) -> dict[str, Any]:
    today = timezone.localdate()
    return {"asked_on": today, "offered": typed.sets.of("story"), "recorded_by": by, "changed_by": by}


def _meant(record: Goal | HelpRequest, version: int, typed: str) -> str:
    """The words to keep. What stood in the form and was left alone does not undo what somebody else made of it."""
    if version == record.version:
        return typed
    after = record.former_wordings.filter(version__gte=version).order_by("version").first()
    stood = "" if not version else after.own_words if after else record.own_words
    return record.own_words if typed == stood else typed


def _save_themes(plan: Plan, typed: TypedTable, by: User) -> None:
    themes = typed.themes
    asked = {request.theme_id: request for request in plan.help_requests.exclude(theme=None)}
    for theme in themes - asked.keys():
        HelpRequest.objects.create(plan=plan, theme_id=theme, **_asked(typed, by))
    for theme, request in asked.items():
        removed_at = None if theme in themes else request.removed_at or timezone.now()
        reword(request, version=request.version, by=by, removed_at=removed_at)


def _save_goal(plan: Plan, typed: TypedGoal, sets: Offered, by: User, today: date) -> None:
    goal = plan.goals.filter(pk=typed.id).first()
    if goal:
        version = typed.version or goal.version
        words = _meant(goal, version, typed.own_words) or goal.own_words
        values: dict[str, Any] = {"own_words": words, "life_domain_id": typed.life_domain}
        if not isinstance(typed.resident, Keep):
            values["resident_id"] = typed.resident
        if goal.removed_at and typed.actions:
            # Somebody removed it while this page, or its draft, stood open; who adds to it wants it.
            values["removed_at"] = None
        reword(goal, version=version, by=by, **values)
    elif typed.own_words or typed.actions:
        goal = Goal.objects.create(
            id=typed.id,
            plan=plan,
            own_words=typed.own_words,
            life_domain_id=typed.life_domain,
            resident_id=None if isinstance(typed.resident, Keep) else typed.resident,
            rank=highest_rank(plan.goals.all()) + 1,
            set_on=today,
            offered=sets.of("goal"),
            recorded_by=by,
            changed_by=by,
        )
    for action in typed.actions:
        _save_action(goal, action, sets, by)


def _save_action(goal: Goal | None, typed: TypedAction, sets: Offered, by: User) -> None:
    known = goal.actions.filter(pk=typed.id).first() if goal else None
    if goal is None or (known and known.text == typed.text):
        return
    Action.objects.create(
        # Other words under the id of a step that was saved before are a step of their own, not lost.
        id=uuid7() if known else typed.id,
        goal=goal,
        text=typed.text,
        due_on=typed.due_on,
        rank=highest_rank(goal.actions.all()) + 1,
        offered=sets.of("action"),
        recorded_by=by,
        changed_by=by,
        **typed.doer.as_fields(),
    )
