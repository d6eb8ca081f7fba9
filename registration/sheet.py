"""Which goal and actions of a plan stand on the sheet for the fridge, and in which words."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from catalogue.builtin_languages import LANGUAGES
from catalogue.models import SheetLanguage
from organisation.models import User
from registration import sheet_words
from registration.models import Action, Appointment, Goal, Plan, Resident, Voice
from registration.models.action import ACTIONS_ON_SHEET, Who
from registration.paper import Caller, Group, Meeting, Row, Sheet, Step, Wish, written_in
from registration.queries import Stairs, stairs
from registration.sheet_words import DUTCH, Said, said
from shared.numbers import signed

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
# So many goals stand small under the large one on the sheet of a family.
OTHERS_ON_SHEET = 3
CODES = frozenset(code for code, _name, _on in LANGUAGES)


@dataclass(frozen=True)
class Choice:
    """What is chosen beside goal and actions. It travels in the address, for nothing in it says anything of a person.

    `also`: goals of a family that stand on the sheet as well, though no action of theirs was chosen.
    """

    appointment: bool = True
    phone: bool = True
    done: bool = False
    language: str = ""
    also: tuple[UUID, ...] = ()

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Choice":
        """From an address; anything strange in it counts as not said."""
        language = given.get("language", "")
        return cls(
            appointment=given.get("appointment") != "no",
            phone=given.get("phone") != "no",
            done=given.get("done") == "yes",
            language=language if language in CODES else "",
            also=_ids(given.get("also", "")),
        )

    @property
    def query(self) -> str:
        """As the end of an address, "?phone=no"; empty when nothing differs from what is usual."""
        said = {
            "appointment": "" if self.appointment else "no",
            "phone": "" if self.phone else "no",
            "done": "yes" if self.done else "",
            "language": self.language,
            "also": " ".join(map(str, self.also)),
        }
        kept = {name: value for name, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True)
class Languages:
    """What the sheet of a plan can be in: the languages that are on, and the one that its people speak."""

    offered: Sequence[SheetLanguage]
    spoken: str

    def chosen(self, choice: Choice) -> str:
        """The language of the sheet: the one chosen, else the one spoken, as far as they are on; else Dutch."""
        on = {language.code for language in self.offered}
        return next((code for code in (choice.language, self.spoken) if code in on), DUTCH)


def spoken_in(people: Iterable[Resident]) -> str:
    """The language that all people of a plan speak; Dutch when there is no such language."""
    languages = {person.language for person in people}
    return languages.pop() if len(languages) == 1 else DUTCH


@dataclass(frozen=True)
class Source:
    """Where a sheet is made from: the plan with its people of that day, the goal, the appointment and coordinator.

    `others`: the goals that stand small under it, on the sheet of a family.
    """

    plan: Plan
    people: Sequence[Resident]
    goal: Goal
    day: date
    language: str
    choice: Choice = field(default_factory=Choice)
    appointment: Appointment | None = None
    coordinator: User | None = None
    others: Sequence[Goal] = ()

    @property
    def of_household(self) -> bool:
        """Whether it is the sheet of a family."""
        return self.plan.household_id is not None


def goals_to_choose(plan: Plan, day: date) -> list[Goal]:
    """The goals that may stand on the sheet: the open ones, or all when none is open any more."""
    goals = list(plan.goals.all())
    return [goal for goal in goals if not _is_over(goal.ended_on, day)] or goals


def goal_on_sheet(plan: Plan, day: date) -> Goal | None:
    """The goal chosen for the sheet if it can still be, else the first one."""
    goals = goals_to_choose(plan, day)
    chosen = [goal for goal in goals if goal.pk == plan.sheet_goal_id]
    return next(iter(chosen or goals), None)


def stands_by_itself(goal: Goal, chosen: Sized) -> bool:
    """Whether a goal of a family stands small on the sheet without anybody saying so: an action of it was chosen."""
    return goal.fits_sheet and len(chosen) > 0


def others_on_sheet(plan: Plan, goal: Goal, day: date, also: Sequence[UUID]) -> list[Goal]:
    """The first three of the other goals of a family that stand under `goal`; none for the plan of one resident."""
    if plan.household_id is None:
        return []
    others = [other for other in goals_to_choose(plan, day) if other.pk != goal.pk]
    return [o for o in others if o.pk in also or stands_by_itself(o, _marked(o, day))][:OTHERS_ON_SHEET]


def actions_to_choose(goal: Goal, day: date) -> list[Action]:
    """The actions that may be chosen for the sheet, by rank: those neither done nor cancelled."""
    return [
        action
        for action in goal.actions.all()
        if not _is_over(action.cancelled_on, day) and not _is_over(action.done_on, day)
    ]


def actions_on_sheet(goals: Sequence[Goal], day: date, *, done: bool) -> list[Action]:
    """The first five chosen of these goals, by goal and rank; with `done` what was done takes the places left."""
    known = [action for goal in goals for action in goal.actions.all()]
    chosen = [a for goal in goals for a in actions_to_choose(goal, day) if a.on_sheet][:ACTIONS_ON_SHEET]
    ticked = [action for action in known if _is_over(action.done_on, day)] if done else []
    kept = {action.pk for action in [*chosen, *ticked[: ACTIONS_ON_SHEET - len(chosen)]]}
    return [action for action in known if action.pk in kept]


def fill(source: Source) -> Sheet:
    """The sheet of a plan, in the language that is active. No name of a household is on it: mostly a last name."""
    goal, day, choice = source.goal, source.day, source.choice
    domain, caller = goal.life_domain, source.coordinator
    goals = [goal, *source.others]
    goal_of = {action.pk: each for each in goals for action in each.actions.all()}
    actions = actions_on_sheet(goals, day, done=choice.done)
    where = stairs([score for score in goal.scores.all() if score.voice == Voice.RESIDENT], goal.scale)
    return Sheet(
        language=source.language,
        people=[person.called for person in source.people],
        of_household=source.of_household,
        goal_of=_member(source, goal) if source.of_household else "",
        day=day,
        words=goal.own_words,
        icon=domain.icon if domain and domain.key in PLAIN_DOMAINS else STAR,
        words_fit=goal.fits_sheet,
        others=[_wish(other, source) for other in source.others],
        groups=[Group([_row(a, goal_of[a.pk], source) for a in group]) for group in together(actions)],
        steps=steps(where, of_all=source.of_household and not goal.resident_id),
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


def steps(where: Stairs, *, of_all: bool = False) -> list[Step]:
    """The steps of the goal's own scale. Only the resident's own word is asked for it: "I" on paper, "we" for `of_all`.

    Where begin is now, only now is said.
    """
    begin = None if where.begin == where.now else where.begin
    return [
        Step(
            signed(number, where.values[0]), _above(number, where, begin, of_all), begin == number,
            where.now == number, place,
        )
        for place, number in enumerate(where.values, start=1)
    ]  # fmt: skip


def _above(number: int, where: Stairs, begin: int | None, of_all: bool) -> list[Said]:
    goal, here = (
        (sheet_words.OUR_GOAL, sheet_words.WE_ARE_HERE) if of_all else (sheet_words.MY_GOAL, sheet_words.I_AM_HERE)
    )
    words = [goal] if number == where.goal_at else []
    words += [sheet_words.BEGIN] if number == begin else []
    words += [here] if number == where.now else []
    return [said(word) for word in words]


def _wish(goal: Goal, source: Source) -> Wish:
    language = written_in(goal.own_words, source.language)
    return Wish(goal.own_words, _member(source, goal), fits=goal.fits_sheet, language=language)


def _row(action: Action, goal: Goal, source: Source) -> Row:
    return Row(
        text=action.text,
        names=_names(action, goal, source),
        due=action.due_on,
        done=_is_over(action.done_on, source.day),
        fits=action.fits_sheet,
        language=written_in(action.text, source.language),
    )


def _names(action: Action, goal: Goal, source: Source) -> list[str]:
    """Who does it, as said at the table: "Sjaan", "Amir"."""
    professional, doer = source.coordinator.first_name if source.coordinator else "", _doer(action, goal, source)
    names = {
        Who.RESIDENT: [doer],
        Who.PROFESSIONAL: [action.who_name or professional],
        Who.TOGETHER: [doer, action.who_name or professional],
        Who.CARER: [action.who_name or str(sheet_words.SOMEBODY_ELSE)],
    }
    found = names.get(Who(action.who), []) if action.who else [action.who_name]
    return [name for name in found if name]


def _doer(action: Action, goal: Goal, source: Source) -> str:
    """The resident; of a household the member who does it, or whose goal it is, or all of them."""
    if not source.of_household:
        return source.plan.called
    return _member(source, action) or _member(source, goal) or str(sheet_words.WE)


def _member(source: Source, about: Action | Goal) -> str:
    """What the member is called whom this is about; nothing for all of them. Members of today need no query."""
    if about.resident_id is None:
        return ""
    person = next((person for person in source.people if person.pk == about.resident_id), None) or about.resident
    return person.called if person else ""


def _marked(goal: Goal, day: date) -> list[Action]:
    """What is chosen of a goal, also what was done meanwhile: a goal does not leave the sheet by its last tick."""
    return [action for action in goal.actions.all() if action.on_sheet and not _is_over(action.cancelled_on, day)]


def _ids(given: str) -> tuple[UUID, ...]:
    """Ids from an address, as many as can stand on a sheet."""
    found = []
    for part in given.split()[:OTHERS_ON_SHEET]:
        with suppress(ValueError):
            found.append(UUID(part))
    return tuple(found)


def _meeting(appointment: Appointment | None) -> Meeting:
    return Meeting(appointment.starts_at, appointment.place) if appointment else Meeting()


def _is_over(ended: date | None, day: date) -> bool:
    return ended is not None and ended <= day


def _linked(one: Action, other: Action) -> bool:
    ids: tuple[Any, Any] = (one.together_with_id, other.together_with_id)
    return ids[0] == other.pk or ids[1] == one.pk or (ids[0] is not None and ids[0] == ids[1])
