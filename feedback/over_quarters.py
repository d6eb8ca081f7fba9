"""What changes from quarter to quarter in each thing that a page tells apart: things down, quarters across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.asked import Asked
from feedback.insight import Column, Number, Row, Table, Words, behind, instead, number, of_all, share, total_of
from feedback.reading import Group, Told
from outcomes.figures import Withheld
from shared.period import Period


@dataclass(frozen=True)
class Thing:
    """A part, a theme or an answer: its name, its group in the figure, and what is counted of it.

    Without a `cell` the whole of the group is counted: of a quarter in which anything was counted, none is 0 then.
    """

    words: Words
    group: str
    cell: str = ""


def over_quarters(
    asked: Asked, told: Mapping[Period, Told], things: Sequence[Thing], words: tuple[str, str], at: tuple[str, str]
) -> tuple[Table, ...]:
    """A table of the last quarters, the latest first, also of those that are empty; none where the period that is asked
    is the only one with anything in it.

    `words` are the title and what stands in the rows, `at` the page and the figure behind the numbers.
    """
    if not things or not has_past(asked, {of: one.state for of, one in told.items()}):
        return ()
    quarters = asked.quarters
    columns = tuple(Column(asked.of(of).of_period, asked.of(of).period_words) for of in quarters)
    rows = tuple(
        Row(thing.words, tuple(_number(asked.of(of), told[of], thing, at) for of in quarters)) for thing in things
    )
    return (Table(words[0], words[1], columns, rows, is_over_quarters=True),)


def has_past(asked: Asked, states: Mapping[Period, str]) -> bool:
    """Whether there is anything in another quarter than the period itself; a list of answers tells of none."""
    quarters = [] if asked.is_brief else [of for of in asked.quarters if of != asked.period]
    return any(states[of] not in {"unpublished", "empty"} for of in quarters)


def _number(asked: Asked, one: Told, thing: Thing, at: tuple[str, str]) -> Number:
    about = asked.period_words
    group = one.of(thing.group)
    if group is None and one.state == "shown":
        return Number(None if thing.cell else 0, instead("empty") if thing.cell else "", about=about)
    state = group.state if group else one.state
    if group is None or state != "shown":
        return Number(None, instead(state), about=about, is_withheld=state in {"withheld", "left_out"})
    if not thing.cell:
        return number(group.total, 0, 0, "", about)
    return _of_known(group, thing, behind(at[0], asked, at[1], f"{thing.group}/{thing.cell}"), about)


def _of_known(group: Group, thing: Thing, url: str, about: str) -> Number:
    count = group.count(thing.cell)
    if isinstance(count, Withheld):
        return number(count, 0, 0, "", about)
    words, part = of_all(count, group.known), share(count, group.known, group.people)
    return Number(count, words, part, url if count else "", about, of=total_of(group.known))
