"""Looks for patterns in a quarter that is published: read from published counts alone, written beside them."""

from collections import defaultdict

from outcomes.chance import Looked, Spot, look
from outcomes.disclosure import FEWEST
from outcomes.models import FoundPattern, Over, PatternSearch, Publication, PublishedCell, Readers
from outcomes.publishing.ways import REST, parts_of
from shared.period import Period

# Both are counts per area and theme; BOTH is the sum of the two, in which something that rises in both is seen soonest.
FIGURES = ("help_requests", "signals")
BOTH = "both"
# The quarter in which something stands out, and those before it with which it is compared.
QUARTERS = 8
Series = dict[Spot, list[int | None]]


def look_for_patterns(edition: Publication) -> PatternSearch:
    """What stands out in a quarter that was just published for readers inside. Runs as the system."""
    counts = counts_until(edition)
    looked = look(counts, FEWEST)
    search = PatternSearch.objects.create(
        publication=edition, judged=looked.cells, by_chance=round(looked.by_chance, 1)
    )
    FoundPattern.objects.bulk_create(_found(search, looked, counts))
    return search


def _found(search: PatternSearch, looked: Looked, counts: Series) -> list[FoundPattern]:
    return [
        FoundPattern(
            search=search,
            figure=one.spot.figure,
            area=one.spot.area,
            theme=one.spot.theme,
            seen=one.seen,
            expected=round(one.expected, 1),
            chance=one.chance,
            is_pattern=one.is_pattern,
            before=counts[one.spot][:-1],
        )
        for one in looked.standing
    ]


def counts_until(edition: Publication) -> Series:
    """The counts of each cell in the last quarters, this one last; None is withheld, or was not published.

    A quarter in which nothing at all of a figure was counted is from before it was in use, and says nothing.
    """
    quarters = [Period.parse(edition.period)]
    while len(quarters) < QUARTERS:
        quarters.insert(0, Period.quarter_before(quarters[0].start))
    names = [one.quarter for one in quarters]
    editions = Publication.objects.filter(readers=Readers.INSIDE, period__in=names)
    known = {(one.period, figure) for one in editions for figure in FIGURES if figure not in one.left_out}
    cells = PublishedCell.objects.filter(publication__in=editions, table__in=FIGURES, over=Over.AREA, cell="")
    told: dict[Spot, dict[str, int | None]] = defaultdict(dict)
    in_use = set()
    for period, figure, area, theme, count in cells.exclude(about="").values_list(
        "publication__period", "table", "key", "about", "count"
    ):
        told[Spot(figure, area, theme)][period] = count
        if count is None or count:
            in_use.add((period, figure))
    known &= in_use
    areas = _areas({spot.area for spot in told})
    found = {
        spot: [by_name.get(name, 0) if (name, spot.figure) in known else None for name in names]
        for spot, by_name in told.items()
        if spot.area in areas
    }
    return found | _both(found)


def _areas(keys: set[str]) -> set[str]:
    """Areas, without what lies in no known part of one, and without those of which all lies in a single part."""
    parts = parts_of(keys, Over.AREA)
    return {key for key in keys - {""} if not key.endswith(REST) and len(parts.get(key, ())) != 1}


def _both(counts: Series) -> Series:
    """The sum of the two figures, where both are known; none where only one of them is in use."""
    rows = [{spot[1:]: row for spot, row in counts.items() if spot.figure == figure} for figure in FIGURES]
    # Where nothing was counted of a cell it is nothing in the quarters in which its figure is in use.
    nothing = [[_nothing(column) for column in zip(*of.values(), strict=True)] for of in rows]
    if not all(of and of[-1] is not None for of in nothing):
        return {}
    return {
        Spot(BOTH, *where): [
            None if a is None or b is None else a + b
            for a, b in zip(*(of.get(where, none) for of, none in zip(rows, nothing, strict=True)), strict=True)
        ]
        for where in rows[0].keys() | rows[1].keys()
    }


def _nothing(column: tuple[int | None, ...]) -> int | None:
    return None if all(one is None for one in column) else 0
