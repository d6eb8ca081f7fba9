"""What was filled in of an instrument, as pages show it: begin, the time before and now of each part, by voice."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.levels import labels, on_the_line, share, values
from catalogue.models import Instrument, InstrumentScale
from catalogue.models.instrument import Direction, Form
from registration.glass import until_in_words
from registration.models import Assessment, AssessmentItem, Goal, Plan
from registration.queries.assessments import Course, courses, standing, whose
from shared.numbers import signed

BETTER, SAME, HARDER = "better", "same", "harder"


@dataclass(frozen=True)
class Point:
    """A place on a line, in hundredths from its worst end; what it means, and on which day."""

    at: float
    words: str
    day: date
    own_words: str


@dataclass(frozen=True)
class Track:
    """One part in one voice. `way` says how now compares with begin; empty with one day alone."""

    name: str
    first: bool
    voice: str
    called: str
    begin: Point
    before: Point | None
    now: Point
    way: str
    way_in_words: str


@dataclass(frozen=True)
class Group:
    """The tracks on one scale, with its ends in words and where its levels lie (none on a line without levels)."""

    name: str
    worst: str
    best: str
    ticks: list[float]
    tracks: list[Track]


@dataclass(frozen=True)
class Low:
    """A part that asks for a goal: low, or with the resident's star; and the open goal about the same, if any."""

    item: AssessmentItem
    name: str
    words: str
    goal: Goal | None


@dataclass(frozen=True)
class Assessed:
    """Everything that stands of one instrument in one plan."""

    plan: Plan
    instrument: Instrument
    items: list[AssessmentItem]

    @property
    def read_until(self) -> str:
        """Until when whoever looks may read it, in words; empty for who is assigned to the plan."""
        until = self.plan.read_until
        return until_in_words(until) if until and not self.plan.is_own else ""

    @cached_property
    def courses(self) -> list[Course]:
        """The parts that were scored, in the order of the instrument."""
        return sorted(courses(self.items), key=lambda one: (one.part.rank, one.part.key, VOICE_ORDER[one.whose[1]]))

    @cached_property
    def groups(self) -> list[Group]:
        """The tracks by scale: two scales are never one line."""
        by_scale: dict[int, list[Course]] = {}
        for one in self.courses:
            by_scale.setdefault(one.part.scale_id, []).append(one)
        return [self._group(found[0].part.scale, found) for found in by_scale.values()]

    @cached_property
    def sentence(self) -> str:
        """How many parts got better, stayed or got harder; of how many only one day is known."""
        ways = [way(one) for one in self.courses]
        known = {kind: ways.count(kind) for kind in (BETTER, SAME, HARDER)}
        said = []
        if any(known.values()):
            said.append(
                _("Since the beginning: %(better)s better, %(same)s the same, %(harder)s harder.")
                % known
            )  # fmt: skip
        if once := ways.count(""):
            said.append(ngettext("%(n)s part was asked once.", "%(n)s parts were asked once.", once) % {"n": once})
        return " ".join(said)

    @cached_property
    def last_day(self) -> date | None:
        """The last day of which something stands."""
        return max((item.assessment.assessed_on for item in self.items), default=None)

    @cached_property
    def lows(self) -> list[Low]:
        """The parts of the last day that ask for a goal, with the goals that are there already."""
        last = {(item.part_id, whose(item)): item for item in self.items}
        asking = [
            item for item in last.values() if item.assessment.assessed_on == self.last_day and asks_for_goal(item)
        ]
        if not asking:
            return []
        goals = self.plan.goals.filter(removed_at__isnull=True, ended_on__isnull=True)
        known = {goal.life_domain_id: goal for goal in goals if goal.life_domain_id}
        asking.sort(key=lambda item: item.part.rank)
        found: dict[UUID, Low] = {}
        for item in asking:
            words = in_words(item, self.instrument) if item.score is not None else ""
            found.setdefault(item.part_id, Low(item, item.part.name, words, known.get(item.part.life_domain_id or "")))
        return list(found.values())

    @cached_property
    def filled(self) -> list[tuple[Assessment, str]]:
        """Each time that it was filled in, the last first, with whose words those are."""
        found = {item.assessment_id: item.assessment for item in self.items}
        return [(one, self._called(one)) for one in reversed(found.values())]

    @cached_property
    def own_words(self) -> list[AssessmentItem]:
        """What was said in own words, the last first."""
        return [item for item in reversed(self.items) if item.own_words]

    def _group(self, scale: InstrumentScale, found: list[Course]) -> Group:
        board = self.instrument.form == Form.BOARD
        words, ends = labels(scale), (scale.lowest, scale.highest)
        worst, best = ends if scale.direction == Direction.HIGHER else reversed(ends)
        shown = [_("hard"), _("good")] if board else [words.get(v) or signed(v, scale.lowest) for v in (worst, best)]
        ticks = [0.0, 50.0, 100.0] if board else [100 * share(value, scale) for value in values(scale)]
        tracks, before = [], None
        for one in found:
            tracks.append(self._track(one, first=one.part.pk != before))
            before = one.part.pk
        return Group(scale.name, shown[0], shown[1], ticks, tracks)

    def _track(self, one: Course, *, first: bool) -> Track:
        points = [self._point(item) if item else None for item in (one.begin, one.before, one.now)]
        found = way(one)
        said = {BETTER: _("better"), SAME: _("the same"), HARDER: _("harder"), "": ""}[found]
        voice, called = one.whose[1], self._called(one.now.assessment)
        return Track(one.part.name, first, voice, called, points[0], points[1], points[2], found, said)  # type: ignore[arg-type]  # begin and now are there

    def _point(self, item: AssessmentItem) -> Point:
        part = share(item.score or 0, item.part.scale)
        return Point(round(100 * part, 1), in_words(item, self.instrument), item.assessment.assessed_on, item.own_words)

    def _called(self, said: Assessment) -> str:
        """Whose words: a name where it is a resident, and about whom where that is somebody else."""
        about = said.resident or self.plan.resident
        if said.voice == "resident":
            return about.called if about else self.plan.called
        voice = str(said.get_voice_display())
        return (
            _("%(voice)s about %(name)s") % {"voice": voice, "name": said.resident.called} if said.resident else voice
        )


VOICE_ORDER = {"resident": 0, "professional": 1, "carer": 2}


def assessed(plan: Plan, instrument: Instrument) -> Assessed:
    """What stands of one instrument; one query, and one more for goals when a part asks for one."""
    return Assessed(plan, instrument, list(standing(plan, instrument)))


def all_assessed(plan: Plan) -> list[Assessed]:
    """What stands of every instrument in a plan, in their order; one query."""
    found: dict[UUID, list[AssessmentItem]] = {}
    for item in standing(plan).select_related("assessment__instrument"):
        found.setdefault(item.assessment.instrument_id, []).append(item)
    pages = [Assessed(plan, items[0].assessment.instrument, items) for items in found.values()]
    return sorted(pages, key=lambda page: page.instrument.rank)


def way(one: Course) -> str:
    """Whether now is better, the same or harder than begin; empty when there is one day alone."""
    if not one.has_moved:
        return ""
    scale = one.part.scale
    begin, now = (share(item.score or 0, scale) for item in (one.begin, one.now))
    return SAME if begin == now else BETTER if now > begin else HARDER


def asks_for_goal(item: AssessmentItem) -> bool:
    """At or under what its scale calls low, or with the star of the resident."""
    low, higher = item.part.scale.low_to, item.part.scale.direction == Direction.HIGHER
    if item.works_on or low is None or item.score is None:
        return item.works_on
    return item.score <= low if higher else item.score >= low


def in_words(item: AssessmentItem, instrument: Instrument) -> str:
    """A score in words: the label of its level; on a board where the token lies, and never a number."""
    scale = item.part.scale
    if instrument.form == Form.BOARD:
        return on_the_line(share(item.score or 0, scale))
    shown, label = signed(item.score or 0, scale.lowest), labels(scale).get(item.score or 0, "")
    return f"{shown}, {label}" if label else shown
