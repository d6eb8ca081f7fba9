"""Periods: half-open, of the calendar, and only in the three ways of writing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.period import Period, day_in_words

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 30))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 10, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-07-01..2026-07-02", date(2026, 7, 1), date(2026, 7, 2)),
        ("2024-02-29..2024-03-01", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_parse(text: str, start: date, end: date) -> None:
    """A year, a quarter, two days."""
    assert Period.parse(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-7-1..2026-8-1",
        "2026-02-30..2026-03-01",
        "2026-01-01",
        "2026 ",
        "0000",
    ]
    + [
        "2026-03-01..2026-03-01",
        "2026-03-02..2026-03-01",
        "9999",
        "9999-Q4",
        "2026-Q1\n",
        "2026\n",
        "٢٠٢٦",
        "2026-W01",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """Other ways of writing, impossible days, periods without a day."""
    with pytest.raises(ValueError, match="."):
        Period.parse(text)


@given(st.text())
def test_parse_never_breaks_otherwise(text: str) -> None:
    """Whatever is typed: a period with at least one day, or ValueError."""
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.start < period.end


@given(st.integers(1901, 2199))
def test_quarters_make_the_year(year: int) -> None:
    """Four quarters follow each other without gap or overlap, and together are the year."""
    quarters = [Period.parse(f"{year}-Q{number}") for number in range(1, 5)]
    assert [q.end for q in quarters[:-1]] == [q.start for q in quarters[1:]]
    assert Period(quarters[0].start, quarters[-1].end) == Period.parse(str(year))


@given(DAYS)
def test_up_to(day: date) -> None:
    """The quarter so far holds the day itself and not the next one, and begins on the first of a quarter."""
    period = Period.up_to(day)
    assert day in period and day + timedelta(days=1) not in period
    assert period.last_day == day
    assert period.start.day == 1 and period.start.month in {1, 4, 7, 10} and (day - period.start).days < 92


@given(DAYS, st.integers(1, 4000))
def test_end_is_outside(start: date, length: int) -> None:
    """The first day is in, the end day is out, and the last day is the one before the end."""
    period = Period(start, start + timedelta(days=length))
    assert start in period and period.last_day in period
    assert period.end not in period and start - timedelta(days=1) not in period


@given(DAYS, st.integers(0, 4000))
def test_no_day_no_period(start: date, back: int) -> None:
    """A period that ends where or before it starts does not exist."""
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(start, start - timedelta(days=back))


def test_day_in_words() -> None:
    """In the language of the page, which is Dutch."""
    assert day_in_words(date(2026, 9, 7)) == "7 september 2026"


@given(DAYS)
def test_quarter_before(day: date) -> None:
    """The last one that is over: it ends on or before the day, and the next one does not."""
    quarter = Period.quarter_before(day)
    assert quarter.end <= day < Period.parse(quarter.quarter).end + timedelta(days=93)
    assert Period.up_to(day).start == quarter.end and Period.parse(quarter.quarter) == quarter


@pytest.mark.parametrize("text", ["2026", "2026-07-01..2026-09-30", "2026-07-02..2026-10-01", "2026-07-01..2027-01-01"])
def test_no_quarter(text: str) -> None:
    """Other periods have no such name."""
    assert Period.parse(text).quarter == ""
