"""Answers to own questions as people read them: in words, the newest first, with what was said before."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import localize
from django.utils.translation import gettext as _

from catalogue.models import AnswerType, Moment, Question, State
from catalogue.queries.own_questions import asks_at
from registration.models import Experience, Plan, QuestionAnswer
from registration.models.question_answer import Way
from registration.queries.answers import all_of, latest_experience
from shared.period import day_in_words
from shared.smiley import face_in_words


def in_words(answer: QuestionAnswer) -> str:
    """What an answer says, in the language of the page; retired choices are named with that word."""
    if answer.state != State.FILLED:
        return str(State(answer.state).label)
    said = "" if answer.value is None else _value_in_words(answer.question, answer.value)
    return " · ".join(part for part in (said, answer.own_words) if part)


def _value_in_words(question: Question, value: Any) -> str:
    kind = question.answer_type
    if kind in (AnswerType.CHOICE, AnswerType.CHOICES):
        return ", ".join(_choice_in_words(question, key) for key in ([value] if isinstance(value, str) else value))
    if kind == AnswerType.YES_NO:
        return {"yes": _("yes"), "no": _("no")}.get(value, str(value))
    if kind == AnswerType.SMILEY and isinstance(value, int | float):
        return face_in_words(value)
    if kind == AnswerType.DATE and isinstance(value, str) and (day := parse_date(value)):
        return day_in_words(day)
    return localize(value) if kind == AnswerType.NUMBER else str(value)


def _choice_in_words(question: Question, key: str) -> str:
    """The label of a choice, also of a retired one; a key of which nothing is left says itself."""
    found = next((choice for choice in question.choices.all() if choice.key == key), None)
    if found is None:
        return key
    retired = found.until is not None and found.until <= timezone.localdate()
    return _("%(choice)s (retired)") % {"choice": found.label} if retired else found.label


@dataclass
class Line:
    """A question with what was said to it: the newest answer, and earlier ones (corrected or of before)."""

    question: Question
    now: QuestionAnswer
    earlier: list[QuestionAnswer] = field(default_factory=list)

    @property
    def said(self) -> str:
        """The newest answer in words."""
        return in_words(self.now)

    @property
    def before(self) -> list[tuple[QuestionAnswer, str]]:
        """Earlier answers, the latest first, each in words."""
        return [(answer, in_words(answer)) for answer in self.earlier]

    @property
    def is_retired(self) -> bool:
        """Whether the question is not asked any more."""
        return self.question.until is not None and self.question.until <= timezone.localdate()


@dataclass(frozen=True)
class Measured:
    """One question asked at the opening and at the closing: what was said at each, and on which day."""

    question: Question
    begin: str
    begin_on: date
    end: str
    end_on: date


@dataclass
class Answered:
    """What was answered in one plan."""

    lines: list[Line]
    measured: list[Measured]
    latest: Experience | None = None
    # Whether there are own questions for the beginning.
    asks_opening: bool = False

    @property
    def waits(self) -> Experience | None:
        """The last round about our help, when it was put off."""
        return self.latest if self.latest and self.latest.way == Way.LATER else None

    @property
    def refused_on(self) -> date | None:
        """The day on which the resident would rather not."""
        return self.latest.asked_on if self.latest and self.latest.way == Way.NOT else None


def answered(plan: Plan) -> Answered:
    """The answers of a plan for its page, in at most four queries."""
    every, today = all_of(plan), timezone.localdate()
    return Answered(_lines(every), _measured(every), latest_experience(plan), asks_at(Moment.OPENING, today))


def _lines(every: list[QuestionAnswer]) -> list[Line]:
    of: dict[str, list[QuestionAnswer]] = {}
    for answer in every:
        of.setdefault(answer.question_id, []).append(answer)
    replaced = {answer.replaces_id for answer in every}
    lines = []
    for said in of.values():
        standing = [a for a in said if a.pk not in replaced and a.state != State.EMPTY]
        if standing:
            now = standing[-1]
            lines.append(Line(now.question, now, _earlier(said, now)))
    return sorted(lines, key=lambda line: (line.question.rank, line.question.key))


def _earlier(said: list[QuestionAnswer], now: QuestionAnswer) -> list[QuestionAnswer]:
    """The others, the latest first. What only went along when its assessment was corrected was not said twice."""
    by_former = {answer.replaces_id: answer for answer in said}
    return [a for a in reversed(said) if a.pk != now.pk and not _says_the_same(a, by_former.get(a.pk))]


def _says_the_same(answer: QuestionAnswer, later: QuestionAnswer | None) -> bool:
    if later is None:
        return False
    return (answer.state, answer.value, answer.own_words, answer.voice) == (
        later.state, later.value, later.own_words, later.voice,
    )  # fmt: skip


def _measured(every: list[QuestionAnswer]) -> list[Measured]:
    """Questions with a filled answer at the opening and one at the closing: a measurement of before and after."""
    replaced = {answer.replaces_id for answer in every}
    stands = [a for a in every if a.pk not in replaced and a.state == State.FILLED]
    begin = {a.question_id: a for a in reversed(stands) if a.moment == Moment.OPENING}
    end = {a.question_id: a for a in stands if a.moment == Moment.CLOSING}
    return [
        Measured(a.question, in_words(a), a.answered_on, in_words(end[key]), end[key].answered_on)
        for key, a in begin.items()
        if key in end
    ]
