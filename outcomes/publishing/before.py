"""What was published before of the year that a quarter ends: it stays as it was, and is protected together with it."""

from collections import defaultdict

from outcomes.models import CountedCell, Over, Publication, PublishedCell, Readers
from outcomes.protection.suppress import Protected
from outcomes.protection.tables import Place
from outcomes.publishing.counts import Counts, Spot, count
from outcomes.publishing.families import OVERS, Family, Which, declared
from shared.period import Period


def counted_before(quarter: Period) -> dict[str, dict[Which, Counts]]:
    """The other quarters of the year that a quarter ends, as they were counted; none unless all were published."""
    quarters = [Period.quarter_before(quarter.start)]
    while len(quarters) < 3:
        quarters.insert(0, Period.quarter_before(quarters[0].start))
    names = [one.quarter for one in quarters]
    published = Publication.objects.filter(period__in=names, readers=Readers.INSIDE)
    if quarter.end.month != 1 or published.count() < len(names):
        return {}
    return {one.quarter: _counted(one) for one in quarters}


def decided_before(family: Family, readers: Readers) -> Protected | None:
    """What was decided about the earlier quarters of a family; None where there are none."""
    names = [name for name in family.counted if name not in family.new]
    if not names:
        return None
    shown: dict[Place, int] = {}
    withheld: set[Place] = set()
    cells = PublishedCell.objects.filter(
        publication__readers=readers, publication__period__in=names, table__in=family.tables
    ).select_related("publication")
    for cell in cells.filter(about=family.about) if family.about else cells:
        which = Which(cell.table, Over(cell.over) if cell.key else OVERS[0])
        place = family.place(family.layout[which], cell.publication.period, Spot(cell.key, cell.about, cell.cell))
        if cell.count is None:
            withheld.add(place)
        else:
            shown[place] = cell.count
    return Protected(shown, frozenset(withheld), frozenset(), {}, 0)


def _counted(quarter: Period) -> dict[Which, Counts]:
    """The counts as they were; what teams have of their own as far as it is known now."""
    # A table that is declared no more was counted as well.
    found: defaultdict[Which, Counts] = defaultdict(Counts)
    for cell in CountedCell.objects.filter(period=quarter.quarter):
        counts, spot = found[Which(cell.table, Over(cell.over))], Spot(cell.key, cell.about, cell.cell)
        counts.records[spot] = cell.count
        counts.residents[spot] = cell.residents
        counts.largest[spot] = cell.largest
    for name, table in declared().items():
        for over in OVERS if table.adds_up else ():
            found[Which(name, over)].own.update(count(table, quarter, over).own)
    return found
