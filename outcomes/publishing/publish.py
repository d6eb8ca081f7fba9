"""Publishes quarters that are over: counted, what may be shown to whom decided, and written once."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from organisation.actor import as_system
from outcomes.figures import ENOUGH_FOR_SHARES
from outcomes.models import CountedCell, Fact, Over, Publication, PublishedCell, Readers
from outcomes.protection.suppress import Protected, protect
from outcomes.protection.tables import INSIDE, OUTSIDE, Place
from outcomes.publishing.before import counted_before, decided_before
from outcomes.publishing.counts import Counts, count
from outcomes.publishing.declared import KNOWN
from outcomes.publishing.families import OVERS, Family, Which, declared, families
from outcomes.publishing.stood_out import look_for_patterns
from shared.period import Period
from signals.models import Activity, GroupMet, NeighbourhoodSignal

logger = logging.getLogger(__name__)
# So long after its end a quarter is published: what was done in its last days is written down by then.
GRACE = timedelta(days=14)
# So many quarters back at the first time.
QUARTERS = 12
READERS = {Readers.INSIDE: INSIDE, Readers.OUTSIDE: OUTSIDE}
AT_A_TIME = 5000
# Where the first thing that was registered may be found, and its day; read from the tables, which is quick.
BEGINNINGS = (
    (Fact.objects.all(), "day"),
    (GroupMet.objects.all(), "met_on"),
    (Activity.objects.all(), "held_on"),
    (NeighbourhoodSignal.objects.all(), "observed_on"),
)
# Nothing is withheld, unsafe or unpublished.
NOTHING = (frozenset[Place](), frozenset[Place](), dict[tuple[str, str], str](), 0)
REASON = "figures of quarters that are over are counted over everybody"


class NotSafe(Exception):
    """What was published before gives away what may not be known: nothing more is published until somebody looked."""


def due(day: date) -> list[Period]:
    """The quarters that are over and were not published yet, the first one first; none before there was anything."""
    begun = [found.aggregate(first=Min(day))["first"] for found, day in BEGINNINGS]
    first = min((one for one in begun if one), default=None)
    last = Publication.objects.filter(readers=Readers.INSIDE).order_by("-end").first()
    start = max(last.end if last else date.min, first or day)
    quarter = Period.quarter_before(day - GRACE)
    found: list[Period] = []
    while len(found) < QUARTERS and quarter.end > start:
        found.append(quarter)
        quarter = Period.quarter_before(quarter.start)
    return found[::-1]


def publish_first(day: date) -> list[str]:
    """The first quarter that is due; says of each edition how much of it can be read. Nothing where none is due."""
    with as_system(REASON):
        quarters = due(day)
        return [_in_words(edition) for edition in publish(quarters[0])] if quarters else []


def _in_words(edition: Publication) -> str:
    shown = edition.cells.exclude(count=None).count()
    said = f"{edition.period} {Readers(edition.readers).value}: {shown} of {edition.cells.count()} cells shown"
    return said + (f"; left out: {', '.join(edition.left_out)}" if edition.left_out else "")


def publish(quarter: Period) -> list[Publication]:
    """One quarter for both kinds of readers, and with the last one of a year the year; all of it or nothing.

    Runs as the system. Raises NotSafe, and IntegrityError where the quarter was published before.
    """
    made_at = timezone.now()
    with transaction.atomic():
        here = {Which(name, over): count(table, quarter, over) for name, table in declared().items() for over in OVERS}
        _write_counts(quarter, here)
        found = families({quarter.quarter: here})
        periods = [quarter]
        if earlier := counted_before(quarter):
            year = Period.parse(f"{quarter.start.year:04d}")
            periods.append(year)
            in_year = {which: count(which.published, year, which.over) for which in here if which.published.adds_up}
            found = [family for family in found if not family.adds_up]
            found += families(earlier | {quarter.quarter: here}, f"{quarter.start.year:04d}", in_year)
        made = [edition for readers in READERS for edition in _publish(readers, periods, found, made_at)]
        look_for_patterns(next(one for one in made if one.readers == Readers.INSIDE and one.period == quarter.quarter))
        return made


def _publish(readers: Readers, periods: list[Period], found: list[Family], made_at: datetime) -> list[Publication]:
    """For one kind of readers: what can be shown of each family in each period, and what had to be left out."""
    decided = [(family, _protected(family, readers)) for family in found]
    made = []
    for period in periods:
        name = period.quarter or f"{period.start.year:04d}"
        new = [(family, protected) for family, protected in decided if name in family.new]
        left_out = [str(family) for family, protected in new if _is_left_out(protected, name)]
        edition = Publication.objects.create(
            readers=readers,
            period=name,
            start=period.start,
            end=period.end,
            made_at=made_at,
            left_out=left_out,
        )
        cells = [cell for family, protected in new if protected for cell in _cells(family, edition, protected)]
        PublishedCell.objects.bulk_create(cells, AT_A_TIME)
        made.append(edition)
    return made


def _protected(family: Family, readers: Readers) -> Protected | None:
    """What may be shown; None where the counts do not agree with those that were published before, or none is safe."""
    if readers == Readers.OUTSIDE and family.only_inside:
        return None
    if readers == Readers.INSIDE and not family.of_residents:
        every = family.whole
        return Protected({place: every.count(place).records for place in every.places}, *NOTHING)
    try:
        found = protect(
            family.publication, READERS[readers], knowers=family.knowers, before=decided_before(family, readers)
        )
    except ValueError:
        logger.exception("%s is not published for readers %s.", family, readers.value)
        return None
    if found.still:
        raise NotSafe(f"{family}, for readers {readers.value}: withheld cells follow from what was published before.")
    return found


def _is_left_out(protected: Protected | None, period: str) -> bool:
    return protected is None or any(of == period for _, of in protected.unpublished)


def _cells(family: Family, edition: Publication, protected: Protected) -> Iterator[PublishedCell]:
    """Every cell of an edition; with what is measured beside the records that are known."""
    quarter = family.counted.get(edition.period, {})
    for which, table in family.layout.items():
        values = quarter[which].values if which in quarter else {}
        has_cells = any(tree.name == "cell" for tree in table.dimensions)
        for spot in family.spots(which):
            if not spot.key and which.over != OVERS[0]:
                # The same number as that of all areas together.
                continue
            place = family.place(table, edition.period, spot)
            count = protected.shown.get(place)
            # Not said of a count that is too small for shares by itself: that would tell more than it says rounded.
            few = (count or 0) >= ENOUGH_FOR_SHARES > family.whole.count(place).residents
            # Where all records are known these are one count, which stands there under both names.
            for named in [spot] if has_cells else [spot, spot._replace(cell=KNOWN)]:
                value = values.get(named) if count else None
                yield PublishedCell(
                    publication=edition,
                    table=which.table,
                    over=which.over if spot.key else Over.ORGANISATION,
                    **named._asdict(),
                    count=count,
                    value=None if value is None else round(value),
                    is_of_few=few,
                )


def _write_counts(quarter: Period, counted: dict[Which, Counts]) -> None:
    CountedCell.objects.bulk_create(
        (
            CountedCell(
                period=quarter.quarter,
                table=which.table,
                over=which.over,
                **spot._asdict(),
                count=records,
                residents=counts.residents[spot],
                largest=counts.largest[spot],
            )
            for which, counts in counted.items()
            for spot, records in counts.records.items()
        ),
        AT_A_TIME,
    )
