"""What stands on the sheet for the fridge. The page draws `Sheet` and nothing else: what is not in it is not on paper.

It hangs where visitors see it: no last name, no name of a life domain, no note, nobody else's file.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import User
from registration.models import Action, Appointment, Goal, Plan, Voice
from registration.models.action import ACTIONS_ON_SHEET, Who
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

# Letters on a line, and the longest word that fits one, at the size that a sheet has without JavaScript. Counted on the
# careful side: with JavaScript the page measures, and takes the largest size that fits.
GOAL_LINE, ACTION_LINE, WORD = 26, 22, 16
AIRY_LINES, EVEN_LINES, DENSE_LINES = 5, 9, 27
# What a letter of a proportional typeface takes, in widths of an average one.
WIDE, NARROW = frozenset("WMmw@%ŴŒœ—"), frozenset("iljItfr.,:;'!|()[] ")

Density = Literal["airy", "even", "dense", "tight"]


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
class Row:
    """One action on paper. `who` and `due` may be missing."""

    text: str
    who: str = ""
    due: date | None = None
    done: bool = False
    fits: bool = True


@dataclass(frozen=True)
class Group:
    """Actions that stand in one frame: one alone, or several that belong together."""

    rows: list[Row]

    @property
    def together(self) -> bool:
        """Whether the frame says that they belong together."""
        return len(self.rows) > 1


@dataclass(frozen=True)
class Step:
    """A step of the stairs, with the words that stand above it."""

    number: int
    words: list[str]
    begin: bool = False
    now: bool = False


@dataclass(frozen=True)
class Meeting:
    """The next appointment as it stands on paper; without a day there is room to write one."""

    starts_at: datetime | None = None
    place: str = ""

    @property
    def clock(self) -> str:
        """The time as one says it: "10 uur", "10.30 uur"; in English "10:00", "10:30"."""
        if self.starts_at is None:
            return ""
        here = timezone.localtime(self.starts_at)
        parts = {"hour": here.hour, "minute": f"{here.minute:02}"}
        return _("%(hour)s:%(minute)s") % parts if here.minute else _("%(hour)s:00") % parts


@dataclass(frozen=True)
class Caller:
    """Whom to call; without a number there is room to write one."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, and no more."""

    language: str
    called: str
    day: date
    words: str
    icon: str
    words_fit: bool
    groups: list[Group]
    steps: list[Step]
    meeting: Meeting | None = None
    caller: Caller | None = None

    @property
    def rows(self) -> list[Row]:
        """All actions in the order of the paper."""
        return [row for group in self.groups for row in group.rows]

    @property
    def too_long(self) -> list[str]:
        """The texts that are longer than what fits the sheet. They are kept, and said not to fit."""
        actions = [row.text for row in self.rows if not row.fits]
        return actions if self.words_fit else [self.words, *actions]

    @property
    def density(self) -> Density:
        """The size to begin with, from the length of the texts, so that paper without JavaScript is one page too."""
        lines = _lines(self.words, GOAL_LINE)
        lines += sum(max(_lines(row.text, ACTION_LINE), 2 if row.who and row.due else 1) for row in self.rows)
        lines += sum(group.together for group in self.groups)
        if lines > DENSE_LINES:
            return "tight"
        if lines > EVEN_LINES or any(_longest_word(text) > WORD for text in self._texts):
            return "dense"
        return "even" if lines > AIRY_LINES else "airy"

    @property
    def _texts(self) -> list[str]:
        return [self.words, *(row.text for row in self.rows), *(row.who for row in self.rows)]


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


def _lines(text: str, line: int) -> int:
    return max(1, math.ceil(_width(text) / line))


def _longest_word(text: str) -> float:
    return max((_width(word) for word in text.split()), default=0)


def _width(text: str) -> float:
    return sum(1.75 if letter in WIDE else 0.6 if letter in NARROW else 1.1 for letter in text)
