"""Which areas lie inside which, as far as plans live there; and services, which lie inside nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from organisation.models import Area
from outcomes.models import FactQuerySet, OutsideQuerySet, Over

# Plans without an area or a service; after the code of an area those of which it is not known in which area inside it.
REST = "-"


@dataclass(frozen=True)
class Ways:
    """For each value of a fact, the keys that it counts for: the finest first, "" last."""

    up: Mapping[str, tuple[str, ...]]

    @property
    def pairs(self) -> tuple[list[str], list[str]]:
        """The same as two columns: the value, and each key."""
        pairs = [(value, key) for value, way in self.up.items() for key in way]
        return [value for value, _ in pairs], [key for _, key in pairs]


def service_ways(facts: FactQuerySet | OutsideQuerySet) -> Ways:
    """Each service by itself."""
    keys = facts.order_by().values_list("service", flat=True).distinct()
    return Ways({key: (key or REST, "") for key in keys})


def area_ways(facts: FactQuerySet | OutsideQuerySet) -> Ways:
    """Each area with those that it lies in, by code; of a code of several years as it was in the last one.

    An area with others inside it has a part of its own for plans of which no more is known.
    """
    found = [pk for pk in facts.order_by().values_list("area", flat=True).distinct() if pk]
    areas = _with_those_above(Area.objects.filter(pk__in=found))
    above = _above(areas)
    split = set(Area.objects.filter(parent__in=list(areas)).values_list("parent__code", flat=True))
    up = {str(pk): _way(areas[pk].code, above, split) for pk in found}
    return Ways(up | {"": (REST, "")})


def _way(code: str, above: Mapping[str, str], split: set[str]) -> tuple[str, ...]:
    way = [code + REST, code] if code in split else [code]
    while way[-1] in above:
        way.append(above[way[-1]])
    return (*way, "")


def parts_of(keys: Iterable[str], over: Over) -> dict[str, tuple[str, ...]]:
    """Which of these keys lie directly inside which, and inside ""."""
    codes = {key.removesuffix(REST) for key in keys} - {""}
    above = _above(_with_those_above(Area.objects.filter(code__in=codes))) if over == Over.AREA else {}
    found: dict[str, set[str]] = {"": set()}
    for key in keys:
        whole = key.removesuffix(REST) if key.endswith(REST) else above.get(key, "")
        if key:
            found.setdefault(whole, set()).add(key)
    return {whole: tuple(sorted(parts)) for whole, parts in found.items()}


def inside(codes: Iterable[str], whole: str) -> set[str]:
    """Which of these areas lie in a larger one, or are it."""
    above = _above(_with_those_above(Area.objects.filter(code__in=set(codes))))
    return {code for code in codes if whole in _way(code, above, set())}


def _with_those_above(areas: QuerySet[Area]) -> dict[UUID, Area]:
    found: dict[UUID, Area] = {}
    while areas := areas.defer("outline"):
        found |= {area.pk: area for area in areas}
        areas = Area.objects.filter(pk__in={area.parent_id for area in areas if area.parent_id} - set(found))
    return found


def _above(areas: Mapping[UUID, Area]) -> dict[str, str]:
    by_year = sorted(areas.values(), key=lambda area: area.year)
    return {area.code: areas[area.parent_id].code for area in by_year if area.parent_id}
