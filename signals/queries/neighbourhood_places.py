"""Which area somebody means with a place in words, slips of the finger included."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat

from organisation.models import Area
from organisation.queries.areas import areas, areas_like
from shared.text import comparable

# How alike (0 to 1, pg_trgm) the name of an area must be to a part of what was typed: of one's own team, and any other.
OWN, ANY = 0.55, 0.65


@dataclass(frozen=True)
class Place:
    """A place as it is kept: the words, and the area that they mean; None where that is none or cannot be told."""

    words: str
    area: Area | None = None


def areas_of(team_ids: Collection[UUID]) -> QuerySet[Area]:
    """The areas that these teams work for, by name."""
    return Area.objects.filter(teams__in=team_ids).distinct().order_by("name", "code")


def place_meant(words: str, team_ids: Collection[UUID]) -> Place:
    """The area with the code or name in these words: of one's own teams first, whole names before alike ones.

    A label that was chosen from the suggestions becomes the plain name.
    """
    listed = areas_like(words, most=2)
    if len(listed) == 1 and words.upper().endswith(f"({listed[0].code.upper()})"):
        return Place(listed[0].name, listed[0])
    bare = comparable(words)
    if not bare:
        return Place(words)
    mine = areas_of(team_ids).select_related("parent__parent")
    found = _best(_named(mine, bare)) or _best(_alike(mine, bare, OWN))
    towns = {_town(area) for area in mine} if not found else set()
    found = found or _best(_named(areas(), bare), towns) or _best(_alike(areas(), bare, ANY), towns)
    return Place(words, found)


def _named(among: QuerySet[Area], bare: str) -> list[Any]:
    """Areas of which the whole name stands in the words, the longest name first."""
    whole_name = Concat(Value(" "), F("comparable_name"), Value(" "))
    said = among.annotate(said=Value(f" {bare} ", output_field=CharField()), whole_name=whole_name)
    found = list(said.filter(said__contains=F("whole_name")).exclude(comparable_name=""))
    longest = max((len(area.comparable_name) for area in found), default=0)
    return [area for area in found if len(area.comparable_name) == longest]


def _alike(among: QuerySet[Area], bare: str, least: float) -> list[Any]:
    """The areas with the name that is most like a part of the words."""
    likeness = TrigramWordSimilarity(F("comparable_name"), Value(bare))
    near = among.annotate(likeness=likeness).filter(likeness__gte=least).order_by("-likeness")[:20]
    found = list(near)
    return [area for area in found if area.likeness == found[0].likeness]


def _best(found: list[Any], towns: Collection[str] = ()) -> Area | None:
    """The one that was meant: the only one, or the only one in the towns of one's own teams; else nobody can tell.

    Where a district and a neighbourhood share a name, the district: that is true in any case.
    """
    near = [area for area in found if _town(area) in towns] or found
    widest = [area for area in near if not any(area.parent_id == other.pk for other in near)]
    return widest[0] if len(widest) == 1 else None


def _town(area: Area) -> str:
    """The code of the municipality that an area lies in."""
    return area.code[2:6]
