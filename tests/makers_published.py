"""What was published, as the nightly job leaves it: for pages and programs that read it."""

from collections.abc import Mapping

from django.utils import timezone

from organisation.actor import as_system
from outcomes.models import Over, Publication, PublishedCell
from shared.period import Period
from tests.makers_people import days_ago

QUARTER = Period.quarter_before(days_ago(0)).quarter
# A count that is withheld.
FEW = None
Counts = Mapping[str, int | None]


def edition(period: str = QUARTER, readers: str = "inside", left_out: tuple[str, ...] = ()) -> Publication:
    """A publication of a quarter or a year, made last night."""
    span = Period.parse(period)
    with as_system("a test publishes"):
        return Publication.objects.create(
            readers=readers, period=period, start=span.start, end=span.end, made_at=timezone.now(), left_out=left_out
        )


def cells(
    made: Publication,
    table: str,
    counts: Counts,
    *,
    about: str = "",
    place: str = "",
    value: float | None = None,
    few: bool = False,
) -> None:
    """Cells of one thing in a table of a place: "", `area:<code>`, `service:<key>`. A value goes with what is known;
    with `few` fewer than twelve residents are behind all of it.
    """
    over, _colon, key = place.partition(":")
    at = "known" if "known" in counts else ""
    with as_system("a test publishes"):
        PublishedCell.objects.bulk_create(
            PublishedCell(
                publication=made, table=table, over=over or Over.ORGANISATION, key=key, about=about, cell=cell,
                count=count, value=value if cell == at else None, is_of_few=few,
            )
            for cell, count in counts.items()
        )  # fmt: skip


def reached(made: Publication, *counts: int | None, place: str = "", table: str = "goals_reached") -> None:
    """How many goals ended, ended with a result, were reached, partly and not; and were dropped or have no result."""
    names = ("", "known", "reached", "partly", "not", "dropped", "no_result")
    cells(made, table, dict(zip(names, counts, strict=False)), place=place)
