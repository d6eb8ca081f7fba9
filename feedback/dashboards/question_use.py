"""How often is each question filled in? The rows of a quarter, and which questions ask for a talk."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalogue.models import Question
from catalogue.models.remark import Trouble
from catalogue.queries.questions import troubles
from feedback.models import QuestionTalk
from feedback.queries import talks_of
from organisation.scope import Scope
from outcomes.figures import ENOUGH_FOR_SHARES, Use, Uses, Withheld
from outcomes.indicators import question_use
from outcomes.question_fields import NOT_COUNTED
from shared.period import Period

# The length of a bar, and how many quarters can be chosen.
BAR = 96
QUARTERS = 4


@dataclass(frozen=True)
class Line:
    """A question with its use in a quarter; None when it stood in no form then."""

    question: Question
    use: Use | Withheld | None

    @property
    def seen(self) -> Use | None:
        """The use, where enough people are behind it to say something."""
        return self.use if isinstance(self.use, Use) else None

    @property
    def uncounted(self) -> str | Promise:
        """Why this question is never counted; empty for all others."""
        return NOT_COUNTED.get(self.question.key, "")

    @property
    def share(self) -> str:
        """In hundredths, where enough residents are behind it."""
        if self.seen is None or self.seen.filled is None or self.seen.residents < ENOUGH_FOR_SHARES:
            return ""
        return f"{100 * self.seen.filled // self.seen.offered}%"

    @property
    def bar(self) -> int:
        """How long the bar is."""
        return round(BAR * self.seen.filled / self.seen.offered) if self.seen and self.seen.filled else 0


@dataclass(frozen=True)
class Hardly:
    """A question that asks for a talk: its use, what colleagues say by one tap, and the talk when it was begun."""

    line: Line
    quarter: str
    troubles: list[tuple[str | Promise, int]]
    talk: QuestionTalk | None


@dataclass(frozen=True)
class Page:
    """All questions that are asked, or were in a quarter, in the order of the talk."""

    period: Period
    lines: list[Line]
    quarters: list[tuple[str, str]]

    @property
    def definition(self) -> tuple[Promise, Promise]:
        """Of what, and what is counted, as the indicator itself says it."""
        return question_use.DENOMINATOR, question_use.NUMERATOR


def in_words(quarter: str) -> str:
    """As people say it: the third quarter of 2026."""
    year, number = quarter.split("-Q")
    names = {"1": _("1st quarter"), "2": _("2nd quarter"), "3": _("3rd quarter"), "4": _("4th quarter")}
    return f"{names[number]} {year}"


def quarters_before(day: date) -> list[Period]:
    """The last quarters that are over, the latest first."""
    found = [Period.quarter_before(day)]
    while len(found) < QUARTERS:
        found.append(Period.quarter_before(found[-1].start))
    return found


def page(scope: Scope, day: date, wanted: str) -> Page:
    """Of the wanted quarter, else of the last one that is over. Two queries."""
    quarters = quarters_before(day)
    period = next((quarter for quarter in quarters if quarter.quarter == wanted), quarters[0])
    uses = question_use.compute(scope, period)
    asked = Question.objects.filter(since__lte=day).exclude(until__lte=period.start)
    lines = [Line(question, uses.of(question.key)) for question in asked.order_by("rank", "key")]
    return Page(period, lines, [(quarter.quarter, in_words(quarter.quarter)) for quarter in quarters])


def hardly_filled(scope: Scope, day: date) -> list[Hardly]:
    """Questions that are asked, were hardly filled in in the last quarter, and about which nothing was decided yet."""
    period = Period.quarter_before(day)
    uses, talks = question_use.compute(scope, period), talks_of(period.quarter)
    found = _still_asked(uses, day)
    waiting = [line for line in found if not (line.question.key in talks and talks[line.question.key].decision)]
    return [
        Hardly(line, period.quarter, troubles_in_words(line.question), talks.get(line.question.key)) for line in waiting
    ]


def hardly(scope: Scope, day: date, question: Question) -> tuple[str, Use] | None:
    """Quarter and use of a question that asks for a talk; None for any other."""
    period = Period.quarter_before(day)
    use = question_use.compute(scope, period).of(question.key)
    return (period.quarter, use) if isinstance(use, Use) and use.is_hardly_filled else None


def _still_asked(uses: Uses, day: date) -> list[Line]:
    keys = [use.key for use in uses.questions if isinstance(use, Use) and use.is_hardly_filled]
    asked = Question.objects.live_on(day).filter(key__in=keys).order_by("rank", "key")
    return [Line(question, uses.of(question.key)) for question in asked]


def troubles_in_words(question: Question) -> list[tuple[str | Promise, int]]:
    """What colleagues say by one tap, with how many, the most said first."""
    return [(Trouble(key).label, number) for key, number in troubles(question)]
