"""Taking in lists of areas: all of a list or nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Abs, Concat, Substr

from organisation.area_file import AreaRow, Wrong
from organisation.models import Area, User
from organisation.models.area import Level

BATCH = 1000


@dataclass
class Loaded:
    """What came of a list: how many areas are in it, how many were new, and everything that is wrong with it."""

    total: int = 0
    new: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def load_areas(rows: Iterable[AreaRow | Wrong], *, by: User | None) -> Loaded:
    """Adds areas and brings known ones up to date by code and year; then hangs each below its parent.

    One wrong row and nothing is kept. `by` is None on the command line.
    """
    loaded = Loaded()
    seen: dict[tuple[str, int], AreaRow] = {}
    batch: list[Area] = []
    with transaction.atomic():
        before = Area.objects.count()
        for row in rows:
            wrong = row if isinstance(row, Wrong) else _clash(row, seen)
            if wrong:
                loaded.wrong.append(wrong)
            elif isinstance(row, AreaRow) and (row.code, row.year) not in seen:
                seen[row.code, row.year] = row
                batch.append(_area(row))
            if len(batch) == BATCH:
                _keep(batch)
        _keep(batch)
        _hang()
        loaded.total, loaded.new = len(seen), Area.objects.count() - before
        transaction.set_rollback(bool(loaded.wrong))
    return loaded


def _clash(row: AreaRow, seen: dict[tuple[str, int], AreaRow]) -> Wrong | None:
    earlier = seen.get((row.code, row.year))
    if earlier is None or earlier.name == row.name:
        return None
    return Wrong(row.line, "statnaam", row.name, f"{earlier.name!r}, as {row.code} is called on line {earlier.line}")


def _area(row: AreaRow) -> Area:
    return Area(
        code=row.code,
        year=row.year,
        level=row.level,
        name=row.name,
        comparable_name=row.comparable_name,
        outline=row.outline,
    )


def _keep(batch: list[Area]) -> None:
    """Writes a batch. A list without outlines leaves the outlines that are known as they are."""
    for fields in (["name", "comparable_name"], ["name", "comparable_name", "outline"]):
        part = [area for area in batch if bool(area.outline) == ("outline" in fields)]
        Area.objects.bulk_create(part, update_conflicts=True, unique_fields=["code", "year"], update_fields=fields)
    batch.clear()


def _hang() -> None:
    """Neighbourhood below district below municipality: of the same year, else of the year that is nearest."""
    own_parent = Q(parent__level=Level.OWN)
    for level, above, length in (
        (Level.DISTRICT, Level.MUNICIPALITY, 4),
        (Level.NEIGHBOURHOOD, Level.DISTRICT, 6),
        (Level.NEIGHBOURHOOD, Level.MUNICIPALITY, 4),
    ):
        parents = (
            Area.objects.filter(code=Concat(Value(above.value), Substr(OuterRef("code"), 3, length)))
            .annotate(apart=Abs(F("year") - OuterRef("year")))
            .order_by("apart", "-year")
            .values("pk")[:1]
        )
        known = Area.objects.filter(level=level).exclude(own_parent)
        if (level, above) == (Level.NEIGHBOURHOOD, Level.MUNICIPALITY):
            known = known.filter(parent__isnull=True)
        known.update(parent=Subquery(parents))
