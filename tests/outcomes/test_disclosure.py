"""The one door: who sees small numbers, and who does not."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.scope import Scope
from outcomes.disclosure import FEWEST, Row, measure, spread, spreads, tally
from outcomes.figures import Measure, Spread, Spreads, Tally, Uses, Withheld
from tests.makers_people import days_ago

OWN, TEAMS, TEAM = (Scope(kind, uuid4(), days_ago(0)) for kind in ("own", "teams", "team"))


@pytest.mark.parametrize(("residents", "shown"), [(0, True), (1, False), (4, False), (5, True), (6, True)])
def test_too_few(residents: int, shown: bool) -> None:
    """One to four residents are withheld outside one's own caseload; nobody at all is simply zero."""
    figure = spread("k", TEAMS, residents=residents, cells={"a": residents}, outside={})
    assert isinstance(figure, Spread) is shown
    assert shown or figure == Withheld("k")


@pytest.mark.parametrize(
    ("people", "records", "shown"),
    [
        (None, 0, False), (0, 0, True), (0, 9, False), (1, 0, False), (2, 0, False), (2, 9, False), (3, 0, True),
        (3, 9, True),
    ],
)  # fmt: skip
def test_too_few_coordinators(people: int | None, records: int, shown: bool) -> None:
    """One or two are withheld, also without any record; nobody and no record is nothing, nobody and a record is not."""
    told = {"residents": records, "people": people}
    row = Row("a", records, {"x": records}, {})
    found = [
        spread("k", TEAM, cells={"x": records}, outside={}, **told),
        spread("k", TEAM, cells={"x": 0}, outside={"y": records}, **(told | {"residents": 0})),
        tally("k", TEAM, counts={"x": records}, **told),
        measure("k", TEAM, values={"x": None}, known=0, total=records, **told),
        spreads("k", TEAM, [row] if records else [], people=people),
    ]
    assert [isinstance(one, Withheld) for one in found] == [not shown] * len(found)


@given(st.integers(0, 3 * FEWEST), st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 9))
def test_own_caseload(residents: int, counted: list[int], unknown: int) -> None:
    """In one's own caseload nothing is withheld, and the parts make the whole."""
    cells = {str(n): count for n, count in enumerate(counted)}
    figure = spread("k", OWN, residents=residents, cells=cells, outside={"unknown": unknown})
    assert isinstance(figure, Spread)
    assert figure.known == sum(counted)
    assert figure.total == sum(counted) + unknown
    assert all(cell.of == figure.known for cell in figure.cells)
    assert figure.count("unknown") == unknown


def test_parts_by_name() -> None:
    """What a figure tells apart is found by name; what there is not is nothing, and no value is an error."""
    few, one = Withheld("b"), spread("a", OWN, residents=1, cells={"x": 1}, outside={})
    assert isinstance(one, Spread)
    parts, used = Spreads("k", (one, few)), Uses("k", (few,))
    assert (parts.of("a"), parts.of("b"), parts.of("c")) == (one, few, None)
    assert (used.of("b"), used.of("c")) == (few, None)
    days = measure("k", OWN, residents=1, values={"days": 3.5}, known=1, total=2)
    assert isinstance(days, Measure) and days.value("days") == 3.5
    with pytest.raises(KeyError):
        days.value("weeks")
    counts = tally("k", OWN, residents=1, counts={"opened": 2})
    assert isinstance(counts, Tally) and counts.count("opened") == 2


def test_no_such_cell() -> None:
    """A cell that there is not is an error, not a zero."""
    figure = spread("k", OWN, residents=1, cells={"a": 1}, outside={})
    assert isinstance(figure, Spread)
    with pytest.raises(KeyError):
        figure.count("b")
