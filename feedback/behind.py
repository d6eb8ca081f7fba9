"""The records behind a number: exactly those that were counted, each with the way to it.

A number of a team opens one's own part alone. What one handed over since, or closed for somebody else, is counted and
not named: the file is not one's own any more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from feedback.asked import Asked, Reader, Whose
from feedback.attained import in_words
from feedback.insight import Page, Question, Words, behind
from organisation.models import User
from organisation.scope import Scope, outside
from outcomes.models import Fact, Kind
from registration import queries
from registration.queries import words_behind
from registration.queries.words_behind import Told
from signals.queries.names_behind import names_outside

# What a fact is about; of all other kinds the plan says enough.
TELLS: dict[str, Callable[[Scope, Iterable[UUID]], dict[UUID, Told]]] = {
    Kind.GOAL_ENDED: words_behind.of_goals,
    Kind.GOAL_SCORED: words_behind.of_scores,
    Kind.ACTION_DUE: words_behind.of_actions,
    Kind.HELP_REQUEST: words_behind.of_help_requests,
    Kind.REFERRAL: words_behind.of_referrals,
}
# Words of a resident stand in quotes.
IN_OWN_WORDS = frozenset({Kind.GOAL_ENDED, Kind.GOAL_SCORED, Kind.HELP_REQUEST})


@dataclass(frozen=True)
class Line:
    """One record: its words, its day, and the page it stands on, with the name of that: a resident, or a group."""

    name: str
    address: str
    text: str
    is_quote: bool
    day: date


@dataclass(frozen=True)
class Records:
    """The records behind a number, by name; `elsewhere` are those that are not one's own any more."""

    question: Question
    label: Words
    lines: list[Line]
    elsewhere: int
    # Of groups, activities and signals, and not of plans.
    is_outside: bool = False


def page(question: Question, asked: Asked, reader: Reader, own: Whose, figure: str, cell: str) -> Records:
    """The part of a number that is one's own. Raises ValueError for a figure or a cell that there is not."""
    indicator = next((one for one in question.indicators if figure == one.KEY), None)
    if indicator is None:
        raise ValueError(f"There is no figure {figure} on this page.")
    found = indicator.records(own.scope, asked.period, cell)
    if asked.whose.team:
        found = found.filter(team=asked.whose.team.pk)
    facts = list(found.order_by("day", "record"))
    is_outside = not getattr(indicator, "OF_RESIDENTS", True)
    lines = _outside(reader.user, facts) if is_outside else _lines(own.scope, asked.day, facts)
    return Records(question, indicator.LABEL, lines, len(facts) - len(lines), is_outside)


def number_said(page: Page, figure: str, cell: str) -> str:
    """Which number of its page it is, with what it is of: "3e kwartaal 2026 · gehaald: 3"; "" for none of them."""
    url = behind(page.key, page.asked, figure, cell)
    for row in (row for table in page.content.tables for row in table.rows):
        for number in row.numbers:
            if number.url == url:
                return f"{row.words} · {number.about}: {number.words or number.count}"
    return ""


def _lines(scope: Scope, day: date, facts: list[Fact]) -> list[Line]:
    plans = queries.plans(scope, day).in_bulk({fact.plan for fact in facts})
    told: dict[UUID, Told] = {}
    for kind in {fact.kind for fact in facts} & set(TELLS):
        told |= TELLS[kind](scope, [fact.record for fact in facts if fact.kind == kind])
    here = [fact for fact in facts if fact.plan in plans]
    lines = [_line(plans[fact.plan], fact, told) for fact in here]
    return sorted(lines, key=lambda line: (line.name, line.day))


def _line(plan: Any, fact: Fact, told: dict[UUID, Told]) -> Line:
    text, goal = told.get(fact.record, ("", None))
    if fact.kind == Kind.PLAN_SCORED and fact.value is not None:
        t = float(fact.value)
        text = _("T is %(t)s: %(words)s") % {"t": number_format(t, 1), "words": in_words(t)}
    address = reverse("plan", args=[plan.pk]) + (f"#goal-{goal}" if goal else "")
    return Line(plan.full_name or "", address, text, fact.kind in IN_OWN_WORDS, fact.day)


def _outside(user: User, facts: list[Any]) -> list[Line]:
    """What one met, held and saw oneself, as far as one still reads the records of that team."""
    told = names_outside(outside(user), facts)
    return [Line(*told[fact.record], "", False, fact.day) for fact in facts if fact.record in told]
