"""Which area somebody means with a place in words, slips of the finger included."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat

from organisation.models import Area
from organisation.models.area import Level
from organisation.queries.areas import areas, areas_like
from shared.text import comparable

# Names that are worth a closer look (likeness of pg_trgm, 0 to 1), at most so many; and from where on a name is close
# enough to be a slip of the finger (difflib, 0 to 1): one wrong letter in a name of five is, two are not.
NEAR, MOST, CLOSE = 0.25, 50, 0.8


@dataclass(frozen=True)
class Place:
    """A place as it is kept: the words, and the area that they mean; None where that is none or cannot be told."""

    words: str
    area: Area | None = None


def areas_of(team_ids: Collection[UUID]) -> QuerySet[Area]:
    """The areas that these teams work for, by name."""
    return Area.objects.filter(teams__in=team_ids).distinct().order_by("name", "code")


def place_meant(words: str, team_ids: Collection[UUID]) -> Place:
    """The area with the code or name in these words: of one's own teams, then of their municipalities, then any.

    A label that was chosen from the suggestions becomes the plain name.
    """
    listed = areas_like(words, most=2)
    if len(listed) == 1 and words.upper().endswith(f"({listed[0].code.upper()})"):
        return Place(listed[0].name, listed[0])
    bare = comparable(words)
    if not bare:
        return Place(words)
    mine = areas_of(team_ids).select_related("parent__parent")
    near = areas().filter(code__regex=f"^..({'|'.join(towns)})") if (towns := _towns(mine)) else areas().none()
    found = _best(_named(mine, bare)) or _best(_alike(mine, bare)) or _best(_named(near, bare))
    # Elsewhere half a name is likelier a word ("de flat") than a place: only a whole text counts there.
    return Place(words, found or _best(_alike(near, bare)) or _best(list(areas().filter(comparable_name=bare))))


def _named(among: QuerySet[Area], bare: str) -> list[Any]:
    """Areas of which the whole name stands in the words, the longest name first."""
    whole_name = Concat(Value(" "), F("comparable_name"), Value(" "))
    said = among.annotate(said=Value(f" {bare} ", output_field=CharField()), whole_name=whole_name)
    found = list(said.filter(said__contains=F("whole_name")).exclude(comparable_name=""))
    longest = max((len(area.comparable_name) for area in found), default=0)
    return [area for area in found if len(area.comparable_name) == longest]


def _alike(among: QuerySet[Area], bare: str) -> list[Any]:
    """The areas with the name that is most like some of the words, a slip of the finger away."""
    likeness = TrigramWordSimilarity(F("comparable_name"), Value(bare))
    near = among.annotate(likeness=likeness).filter(likeness__gte=NEAR).order_by("-likeness", "pk")[:MOST]
    close = [(_closeness(area.comparable_name, bare), area) for area in near]
    closest = max((closeness for closeness, _area in close), default=0.0)
    return [area for closeness, area in close if closeness == closest >= CLOSE]


def _closeness(name: str, bare: str) -> float:
    """How close (0 to 1) a name is to as many words in a row as it has itself."""
    words, length = bare.split(), len(name.split())
    rows = (" ".join(words[start : start + length]) for start in range(max(len(words) - length, 0) + 1))
    return max((SequenceMatcher(None, name, row, autojunk=False).ratio() for row in rows), default=0.0)


def _best(found: list[Any]) -> Area | None:
    """The one that was meant, where it can only be one.

    Where a district and a neighbourhood share a name, the district: that is true in any case.
    """
    widest = [area for area in found if not any(area.parent_id == other.pk for other in found)]
    return widest[0] if len(widest) == 1 else None


def _towns(among: Iterable[Area]) -> list[str]:
    """The codes of the municipalities that these areas lie in."""
    return sorted({area.code[2:6] for area in among if area.level != Level.OWN})
