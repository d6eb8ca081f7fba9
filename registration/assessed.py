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
from registration.models import Assessment, AssessmentPart, Goal, Plan
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

    answer: AssessmentPart
    name: str
    words: str
    goal: Goal | None


@dataclass(frozen=True)
class Assessed:
    """Everything that stands of one instrument in one plan."""

    plan: Plan
    instrument: Instrument
    answers: list[AssessmentPart]

    @property
    def read_until(self) -> str:
        """Until when whoever looks may read it, in words; empty for who is assigned to the plan."""
        until = self.plan.read_until
        return until_in_words(until) if until and not self.plan.is_own else ""

    @cached_property
    def courses(self) -> list[Course]:
        """The parts that were scored, in the order of the instrument."""
        return sorted(courses(self.answers), key=lambda one: (one.part.rank, one.part.key, VOICE_ORDER[one.whose[1]]))

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
        return max((answer.assessment.assessed_on for answer in self.answers), default=None)

    @cached_property
    def lows(self) -> list[Low]:
        """The parts of the last day that ask for a goal, with the goals that are there already."""
        last = {(answer.part_id, whose(answer)): answer for answer in self.answers}
        asking = [
            answer
            for answer in last.values()
            if answer.assessment.assessed_on == self.last_day and asks_for_goal(answer)
        ]
        if not asking:
            return []
        goals = self.plan.goals.filter(removed_at__isnull=True, ended_on__isnull=True)
        known = {goal.life_domain_id: goal for goal in goals if goal.life_domain_id}
        asking.sort(key=lambda answer: answer.part.rank)
        found: dict[UUID, Low] = {}
        for answer in asking:
            words = in_words(answer, self.instrument) if answer.score is not None else ""
            found.setdefault(
                answer.part_id, Low(answer, answer.part.name, words, known.get(answer.part.life_domain_id or ""))
            )
        return list(found.values())

    @cached_property
    def filled(self) -> list[tuple[Assessment, str]]:
        """Each time that it was filled in, the last first, with whose words those are."""
        found = {answer.assessment_id: answer.assessment for answer in self.answers}
        return [(one, self._called(one)) for one in reversed(found.values())]

    @cached_property
    def own_words(self) -> list[AssessmentPart]:
        """What was said in own words, the last first."""
        return [answer for answer in reversed(self.answers) if answer.own_words]

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
        points = [self._point(answer) if answer else None for answer in (one.begin, one.before, one.now)]
        found = way(one)
        said = {BETTER: _("better"), SAME: _("the same"), HARDER: _("harder"), "": ""}[found]
        voice, called = one.whose[1], self._called(one.now.assessment)
        return Track(one.part.name, first, voice, called, points[0], points[1], points[2], found, said)  # type: ignore[arg-type]  # begin and now are there

    def _point(self, answer: AssessmentPart) -> Point:
        part = share(answer.score or 0, answer.part.scale)
        return Point(
            round(100 * part, 1), in_words(answer, self.instrument), answer.assessment.assessed_on, answer.own_words
        )

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
    found: dict[UUID, list[AssessmentPart]] = {}
    for answer in standing(plan).select_related("assessment__instrument"):
        found.setdefault(answer.assessment.instrument_id, []).append(answer)
    pages = [Assessed(plan, answers[0].assessment.instrument, answers) for answers in found.values()]
    return sorted(pages, key=lambda page: page.instrument.rank)


def way(one: Course) -> str:
    """Whether now is better, the same or harder than begin; empty when there is one day alone."""
    if not one.has_moved:
        return ""
    scale = one.part.scale
    begin, now = (share(answer.score or 0, scale) for answer in (one.begin, one.now))
    return SAME if begin == now else BETTER if now > begin else HARDER


def asks_for_goal(answer: AssessmentPart) -> bool:
    """At or under what its scale calls low, or with the star of the resident."""
    low, higher = answer.part.scale.low_to, answer.part.scale.direction == Direction.HIGHER
    if answer.works_on or low is None or answer.score is None:
        return answer.works_on
    return answer.score <= low if higher else answer.score >= low


def in_words(answer: AssessmentPart, instrument: Instrument) -> str:
    """A score in words: the label of its level; on a board where the token lies, and never a number."""
    scale = answer.part.scale
    if instrument.form == Form.BOARD:
        return on_the_line(share(answer.score or 0, scale))
    shown, label = signed(answer.score or 0, scale.lowest), labels(scale).get(answer.score or 0, "")
    return f"{shown}, {label}" if label else shown
