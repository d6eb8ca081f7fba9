"""Taking in lists of areas: all of a list or nothing of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

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
    """Neighbourhood below district below municipality: of the same year, else of the year that is nearest.

    Worked out here and not in SQL: of a table that was just filled PostgreSQL has no statistics yet, and it may look
    through all of it for every row.
    """
    above: dict[str, list[tuple[int, UUID]]] = defaultdict(list)
    upper = Area.objects.filter(level__in=[Level.MUNICIPALITY, Level.DISTRICT])
    for code, year, key in upper.values_list("code", "year", "pk"):
        above[code].append((year, key))
    lower = Area.objects.filter(level__in=[Level.DISTRICT, Level.NEIGHBOURHOOD]).exclude(parent__level=Level.OWN)
    moved = []
    for area in lower.only("code", "level", "year", "parent_id"):
        parent = _parent(area, above)
        if area.parent_id != parent:
            area.parent_id = parent
            moved.append(area)
    Area.objects.bulk_update(moved, ["parent"], batch_size=BATCH)


def _parent(area: Area, above: dict[str, list[tuple[int, UUID]]]) -> UUID | None:
    """The district, else the municipality; of equally near years the later one."""
    districts = above.get(f"WK{area.code[2:8]}", []) if area.level == Level.NEIGHBOURHOOD else []
    found = districts or above.get(f"GM{area.code[2:6]}", [])
    nearest = min(found, key=lambda each: (abs(each[0] - area.year), -each[0]), default=None)
    return nearest[1] if nearest else None
