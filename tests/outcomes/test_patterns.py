"""Patterns are read from what was published, and found when it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from organisation.actor import acting, as_system
from organisation.models import Area, User
from organisation.scope import Scope, published
from outcomes.figures import Withheld
from outcomes.models import FoundPattern, PatternSearch, Publication
from outcomes.patterns import Pattern, Patterns, followed, looked_for, patterns
from outcomes.publishing.publish import publish
from outcomes.publishing.stood_out import BOTH, counts_until, look_for_patterns
from shared.period import Period
from tests.makers_published import cells, edition
from tests.outcomes.outside import signalled
from tests.outcomes.towns import Q1

pytestmark = pytest.mark.django_db
QUARTERS = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
PLACES = ("BU99990001", "BU99990002", "GM9999", "-", "")
INSIDE = Scope("organisation", None, date(2026, 2, 1), readers="inside")


@pytest.fixture
def years(town: dict[str, Area]) -> list[Publication]:
    """Eight quarters in which each theme was signalled five times in each neighbourhood, and asked about as often."""
    made = []
    for name in QUARTERS:
        made.append(edition(name))
        for place in PLACES:
            number = 10 if place in {"GM9999", ""} else 0 if place == "-" else 5
            for theme in ("", "finance", "housing", "justice"):
                for table in ("signals", "help_requests"):
                    put(made[-1], table, number, theme, place)
        for table in ("signals", "help_requests"):
            put(made[-1], table, 1, "children", "BU99990002")
    return made


def put(made: Publication, table: str, number: int | None, theme: str, place: str) -> None:
    """One count as it was published."""
    cells(made, table, {"": number}, about=theme, place=f"area:{place}" if place else "")


def rise(made: Publication, number: int | None, *tables: str, place: str = "BU99990001") -> None:
    """A theme that nobody signalled before in this neighbourhood."""
    for table in tables:
        put(made, table, number, "children", place)


def found() -> list[tuple[str, str, str, int, bool]]:
    """What stood out, in short."""
    return [(one.figure, one.area, one.theme, one.seen, one.is_pattern) for one in patterns(INSIDE)]


@pytest.fixture(autouse=True)
def system_looks(db: None) -> Iterator[None]:
    """As the night does."""
    with as_system("a test looks"):
        yield


def test_found(years: list[Publication]) -> None:
    """In the figure in which it rose and in both together, with what was before."""
    rise(years[-1], 31, "signals")
    search = look_for_patterns(years[-1])
    assert search.judged == 3 * 10 + 2 and str(search) == f"{years[-1].pk}: 32"
    told = found()
    assert ("signals", "BU99990001", "children", 31, True) in told and (
        BOTH,
        "BU99990001",
        "children",
        31,
        True,
    ) in told
    [one] = [one for one in patterns(INSIDE) if one.figure == "signals"]
    assert isinstance(one, Pattern) and one.quarter == "2025-Q4" and one.before == (0,) * 7 and one.expected < 5
    assert str(FoundPattern.objects.get(figure="signals")) == "signals/BU99990001/children: 31"


def test_nothing_new(years: list[Publication]) -> None:
    """As many as always is nothing, and that it was looked for is remembered."""
    look_for_patterns(years[-1])
    assert found() == [] and looked_for(INSIDE).quarter == "2025-Q4" and looked_for(INSIDE).by_chance > 0


def test_withheld_is_no_pattern(years: list[Publication]) -> None:
    """Where the last count is withheld nothing stands out; where earlier ones are, they are not known."""
    rise(years[-1], None, "help_requests")
    look_for_patterns(years[-1])
    assert found() == []
    counts = counts_until(years[-1])
    assert counts["help_requests", "BU99990001", "children"] == [0] * 7 + [None]  # type: ignore[index]  # a Spot is a tuple


def test_before_it_was_in_use(years: list[Publication]) -> None:
    """Quarters without any signal, of which nothing was published, or that were left out, say nothing."""
    late = edition("2026-Q1", left_out=("help_requests",))
    counts = counts_until(late)
    assert {row[-1] for row in counts.values()} == {None}
    assert not [spot for spot in counts if spot.figure == BOTH]
    early = counts_until(years[0])
    assert {tuple(row[:-1]) for row in early.values()} == {(None,) * 7}


def test_one_part_is_the_whole(town: dict[str, Area]) -> None:
    """A town of which all lies in one neighbourhood is not judged twice; nor what lies nowhere."""
    made = edition("2025-Q4")
    for place in ("", "GM9999", "BU99990001", "-"):
        put(made, "signals", 6, "finance", place)
    assert [spot.area for spot in counts_until(made)] == ["BU99990001"]


def test_for_whom(
    years: list[Publication], professional: User, municipality_reader: User, town: dict[str, Area]
) -> None:
    """An area with the areas inside it; readers outside, caseloads and services get none; nobody changes any."""
    rise(years[-1], 31, "signals")
    look_for_patterns(years[-1])
    of = {place: Scope("area", None, INSIDE.day, key=place, readers="inside") for place in PLACES}
    assert [len(patterns(of[place])) for place in ("BU99990001", "GM9999", "BU99990002")] == [2, 2, 0]
    for scope in (
        None,
        Scope("own", professional.pk, INSIDE.day),
        Scope("service", None, INSIDE.day, readers="inside"),
    ):
        assert looked_for(scope) == Patterns()
    with acting(professional):
        assert len(patterns(published(professional, "organisation"))) == 2
        for write in (lambda: FoundPattern.objects.update(seen=1), lambda: PatternSearch.objects.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                write()
    with acting(municipality_reader):
        assert patterns(published(municipality_reader, "organisation")) == []
        assert not FoundPattern.objects.exists() and not PatternSearch.objects.exists()


def test_followed(years: list[Publication]) -> None:
    """What became of it: each quarter from then on; withheld stays withheld, and what is not there is nothing."""
    rise(years[-2], 31, "signals")
    rise(years[-1], None, "signals")
    asked: dict[str, Any] = {"area": "BU99990001", "theme": "children"}
    [(first, count), (second, hidden)] = followed(INSIDE, figure="signals", since="2025-Q3", **asked)
    assert (first, count, second, isinstance(hidden, Withheld)) == ("2025-Q3", 31, "2025-Q4", True)
    rise(years[-2], 4, "help_requests")
    assert followed(INSIDE, figure=BOTH, since="2025-Q3", **asked)[0] == ("2025-Q3", 35)
    assert followed(INSIDE, figure="help_requests", since="2025-Q4", **asked) == [("2025-Q4", 0)]
    edition("2026-Q1", left_out=("help_requests",))
    [(_quarter, left_out)] = followed(INSIDE, figure="help_requests", since="2026-Q1", **asked)
    assert isinstance(left_out, Withheld)
    assert followed(None, figure="signals", since="2025-Q4", **asked) == []


def test_looked_for_when_published(professional: User, town: dict[str, Area]) -> None:
    """Each quarter that is published is looked through; with one quarter alone nothing can be said."""
    assert looked_for(INSIDE) == Patterns()
    signalled(professional, Q1.start, area=town["1"])
    publish(Q1)
    told = looked_for(INSIDE)
    assert (told.quarter, told.found, told.judged) == ("2024-Q1", (), 0)
    assert Period.parse(told.quarter) == Q1
