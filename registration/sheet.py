"""Which goal and actions of a plan stand on the sheet for the fridge, and in which words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from organisation.models import User
from registration.models import Action, Appointment, Goal, Plan, Voice
from registration.models.action import ACTIONS_ON_SHEET, Who
from registration.paper import Caller, Group, Meeting, Row, Sheet, Step
from registration.queries import Stairs, stairs

LANGUAGES = ("nl", "en")
# The life domains whose icon tells a visitor nothing that hurts. All others, also those an organisation adds itself,
# are a star.
PLAIN_DOMAINS = frozenset(
    [
        "finance",
        "housing",
        "social_network",
        "physical_health",
        "work_education",
        "day_activity",
        "household",
        "children",
        "daily_living",
        "practical_living",
        "participation",
    ]
)
STAR = "star"
TOP = 5


@dataclass(frozen=True)
class Choice:
    """What is chosen beside goal and actions. It travels in the address, for nothing in it is about a person."""

    appointment: bool = True
    phone: bool = True
    done: bool = False
    language: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Choice":
        """From an address; anything strange in it counts as not said."""
        language = given.get("language", "")
        return cls(
            appointment=given.get("appointment") != "no",
            phone=given.get("phone") != "no",
            done=given.get("done") == "yes",
            language=language if language in LANGUAGES else "",
        )

    @property
    def query(self) -> str:
        """As the end of an address, "?phone=no"; empty when nothing differs from what is usual."""
        said = {
            "appointment": "" if self.appointment else "no",
            "phone": "" if self.phone else "no",
            "done": "yes" if self.done else "",
            "language": self.language,
        }
        kept = {name: value for name, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def language_for(self, plan: Plan) -> str:
        """The language of the sheet: the one chosen, else the resident's own if the sheet knows it, else Dutch."""
        spoken = plan.resident.language
        return self.language or (spoken if spoken in LANGUAGES else LANGUAGES[0])


@dataclass(frozen=True)
class Source:
    """Where a sheet is made from: the plan with the goal on it, its appointment and coordinator, on a day."""

    plan: Plan
    goal: Goal
    day: date
    choice: Choice = field(default_factory=Choice)
    appointment: Appointment | None = None
    coordinator: User | None = None


def goals_to_choose(plan: Plan, day: date) -> list[Goal]:
    """The goals that may stand on the sheet: the open ones, or all when none is open any more."""
    goals = list(plan.goals.all())
    return [goal for goal in goals if not _is_over(goal.ended_on, day)] or goals


def goal_on_sheet(plan: Plan, day: date) -> Goal | None:
    """The goal chosen for the sheet if it can still be, else the first one."""
    goals = goals_to_choose(plan, day)
    chosen = [goal for goal in goals if goal.pk == plan.sheet_goal_id]
    return next(iter(chosen or goals), None)


def actions_to_choose(goal: Goal, day: date) -> list[Action]:
    """The actions that may be chosen for the sheet, by rank: those neither done nor cancelled."""
    return [
        action for action in goal.actions.all() if not _is_over(action.cancelled_on, day) and not _is_done(action, day)
    ]


def actions_on_sheet(goal: Goal, day: date, *, done: bool) -> list[Action]:
    """The first five of those chosen, by rank; with `done` what was done already takes the places that are left."""
    chosen = [action for action in actions_to_choose(goal, day) if action.on_sheet][:ACTIONS_ON_SHEET]
    ticked = [action for action in goal.actions.all() if _is_done(action, day)] if done else []
    kept = {action.pk for action in [*chosen, *ticked[: ACTIONS_ON_SHEET - len(chosen)]]}
    return [action for action in goal.actions.all() if action.pk in kept]


def fill(source: Source) -> Sheet:
    """The sheet of a plan, in the language that is active."""
    goal, day, choice = source.goal, source.day, source.choice
    domain, caller = goal.life_domain, source.coordinator
    actions = actions_on_sheet(goal, day, done=choice.done)
    return Sheet(
        language=choice.language_for(source.plan),
        called=source.plan.called,
        day=day,
        words=goal.own_words,
        icon=domain.icon if domain and domain.key in PLAIN_DOMAINS else STAR,
        words_fit=goal.fits_sheet,
        groups=[Group([_row(a, source) for a in group]) for group in together(actions)],
        steps=steps(stairs([score for score in goal.scores.all() if score.voice == Voice.RESIDENT])),
        meeting=_meeting(source.appointment) if choice.appointment else None,
        caller=Caller(caller.first_name, caller.phone) if caller and choice.phone else None,
    )


def together(actions: Iterable[Action]) -> list[list[Action]]:
    """Actions in groups of those marked as belonging together, each group in the place of its first one."""
    groups: list[list[Action]] = []
    for action in actions:
        near = [group for group in groups if any(_linked(action, other) for other in group)]
        merged = [*(other for group in near for other in group), action]
        place = groups.index(near[0]) if near else len(groups)
        kept = [group for group in groups if group not in near]
        groups = [*kept[:place], merged, *kept[place:]]
    return groups


def steps(where: Stairs) -> list[Step]:
    """The five steps. Only the resident's own word is asked for it: it says "I" on paper.

    Where begin is now, only now is said.
    """
    begin = None if where.begin == where.now else where.begin
    return [_step(number, begin=begin == number, now=where.now == number) for number in range(1, TOP + 1)]


def _step(number: int, *, begin: bool, now: bool) -> Step:
    words = [_("My goal")] if number == TOP else []
    words += [_("Begin")] if begin else []
    words += [_("I am here now")] if now else []
    return Step(number, words, begin, now)


def _row(action: Action, source: Source) -> Row:
    return Row(
        text=action.text,
        who=_who(action, source),
        due=action.due_on,
        done=_is_done(action, source.day),
        fits=action.fits_sheet,
    )


def _who(action: Action, source: Source) -> str:
    """Names as said at the table: "Sjaan", "Sjaan + Amir"."""
    resident, professional = source.plan.called, source.coordinator.first_name if source.coordinator else ""
    names = {
        Who.RESIDENT: [resident],
        Who.PROFESSIONAL: [action.who_name or professional],
        Who.TOGETHER: [resident, action.who_name or professional],
        Who.CARER: [action.who_name or _("somebody else")],
    }
    return " + ".join(name for name in names.get(Who(action.who), []) if name) if action.who else action.who_name


def _meeting(appointment: Appointment | None) -> Meeting:
    return Meeting(appointment.starts_at, appointment.place) if appointment else Meeting()


def _is_done(action: Action, day: date) -> bool:
    return _is_over(action.done_on, day)


def _is_over(ended: date | None, day: date) -> bool:
    return ended is not None and ended <= day


def _linked(one: Action, other: Action) -> bool:
    ids: tuple[Any, Any] = (one.together_with_id, other.together_with_id)
    return ids[0] == other.pk or ids[1] == one.pk or (ids[0] is not None and ids[0] == ids[1])
