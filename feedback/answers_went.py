"""Where the answers to a question went: which figures read them, which pages show these, and what came of that.

Nobody types this: indicators say what they read, pages which indicators they show, and the logs who opened them, took
them along or agreed on something.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import ModuleType

from django.utils import timezone

from catalogue.models import Question as Asks
from feedback import queries
from feedback.insight import Question
from feedback.insights import QUESTIONS
from feedback.queries import Times
from feedback.taking.goals_now import KEY as GOALS_NOW
from feedback.taking.goals_now import GoalsNow
from outcomes.indicators import INDICATORS

YEAR = timedelta(days=365)
# All pages with figures, by the name that the logs have for them.
PAGES: dict[str, Question] = {GOALS_NOW: GoalsNow(), **QUESTIONS}
NEVER = Times(0, None)


@dataclass(frozen=True)
class Logs:
    """How often each page was opened, taken along and agreed on in the last year; `since` we count, None: never yet."""

    opened: Mapping[str, Times]
    taken: Mapping[str, Times]
    agreed: Mapping[str, Times]
    since: date | None

    @classmethod
    def of(cls, day: date) -> "Logs":
        """Up to a day. Four statements."""
        begin = day - YEAR
        since = queries.counted_since()
        found = (queries.openings(begin), queries.takings(begin), queries.agreed_since(begin))
        return cls(*found, timezone.localdate(since) if since else None)

    def go_back_a_year(self, day: date) -> bool:
        """Whether it can be said of a page that nobody looked at it for a year."""
        return self.since is not None and self.since <= day - YEAR

    def tell_of(self, page: str) -> bool:
        """Whether anything came of a page in the last year."""
        return any(page in log for log in (self.opened, self.taken, self.agreed))


@dataclass(frozen=True)
class Shown:
    """A page that shows figures made of the answers, and what came of it in the last year."""

    key: str
    page: Question
    figures: list[ModuleType]
    opened: Times
    taken: Times
    agreed: Times

    @property
    def is_of_own(self) -> bool:
        """Whether it is about one's own residents alone."""
        return self.key == GOALS_NOW


@dataclass(frozen=True)
class Went:
    """Where the answers to one question went."""

    figures: list[ModuleType]
    pages: list[Shown]
    talks: Times
    logs: Logs
    # Nothing came of it for a year, though it was asked all that time.
    is_nowhere: bool


@dataclass(frozen=True)
class Nowhere:
    """Questions that were asked for a year and of which nothing came back; `unread` by any figure, and `unseen`."""

    unread: list[Asks]
    unseen: list[Asks] = field(default_factory=list)
    since: date | None = None
    # Without a year of logs it cannot be said which figures nobody looks at.
    can_tell: bool = False
    # No question was asked for a year yet, so that nothing can be said of any.
    is_early: bool = False


def readers(question: Asks) -> list[ModuleType]:
    """The indicators that read the answers; some read whatever an organisation asks at a moment of its own choice."""
    moments = {place.moment for place in question.places.all()} if question.is_own else set()
    return [
        one
        for _key, one in sorted(INDICATORS.items())
        if question.key in one.READS or moments & getattr(one, "READS_AT", frozenset())
    ]


def showing(figures: list[ModuleType]) -> dict[str, list[ModuleType]]:
    """The pages that show any of these indicators, with which."""
    found = {key: [one for one in page.indicators if one in figures] for key, page in PAGES.items()}
    return {key: shown for key, shown in found.items() if shown}


def went(question: Asks, day: date) -> Went:
    """Of one question. Six statements."""
    logs, figures = Logs.of(day), readers(question)
    pages = [
        Shown(key, PAGES[key], shown, *(log.get(key, NEVER) for log in (logs.opened, logs.taken, logs.agreed)))
        for key, shown in showing(figures).items()
    ]
    return Went(figures, pages, queries.talks_about(question), logs, _goes_nowhere(question, logs, day))


def nowhere(day: date) -> Nowhere:
    """Of all questions that were asked for a year. Six statements, however many there are."""
    logs = Logs.of(day)
    live = Asks.objects.live_on(day).filter(since__lte=day - YEAR).prefetch_related("places")
    asked = list(live.order_by("rank", "key"))
    found = [question for question in asked if _goes_nowhere(question, logs, day)]
    unread = [question for question in found if not readers(question)]
    unseen = [question for question in found if readers(question)]
    return Nowhere(unread, unseen, logs.since, logs.go_back_a_year(day), is_early=not asked)


def _goes_nowhere(question: Asks, logs: Logs, day: date) -> bool:
    """Asked for a year, and no figure reads it, or nothing came of the pages that show those in a year."""
    if question.since is None or question.since > day - YEAR or (question.until and question.until <= day):
        return False
    pages = showing(readers(question))
    return not pages or (logs.go_back_a_year(day) and not any(logs.tell_of(key) for key in pages))
