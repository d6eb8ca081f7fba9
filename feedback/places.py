"""Areas and services of which something was published: to choose from, and those inside the place that is read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from catalogue.models import Service
from feedback.asked import Asked, Reader
from feedback.models import FiguresOf
from organisation.models import Area
from organisation.queries.areas import areas
from outcomes import published
from outcomes.models import Over
from shared.text import comparable


@dataclass(frozen=True)
class Place:
    """An area or a service, with the areas inside it by name."""

    over: Over
    key: str
    name: str
    level: str = ""
    inside: tuple["Place", ...] = ()

    @property
    def value(self) -> str:
        """As it stands in an address."""
        return f"{self.over.value}:{self.key}"


@dataclass(frozen=True)
class Part:
    """Places of one kind, beside each other by name: never in the order of their figures."""

    title: str
    first: str
    over: Over
    places: tuple[Place, ...]


def all_areas() -> tuple[Place, ...]:
    """All areas, each with those inside it; two statements."""
    there = list(areas().filter(code__in=published.keys(Over.AREA)).defer("outline"))
    codes = {area.code for area in there}
    below: dict[str, list[Area]] = {}
    for area in there:
        above = area.parent.code if area.parent else ""
        below.setdefault(above if above in codes else "", []).append(area)
    return _tree(below, "")


def _tree(below: dict[str, list[Area]], code: str) -> tuple[Place, ...]:
    found = sorted(below.get(code, []), key=lambda area: (comparable(area.name), area.code))
    return tuple(
        Place(Over.AREA, one.code, one.name, str(one.get_level_display()), _tree(below, one.code)) for one in found
    )


def all_services() -> tuple[Place, ...]:
    """All services; two statements."""
    found = Service.objects.filter(key__in=published.keys(Over.SERVICE))
    named = sorted(found, key=lambda service: (comparable(str(service.name)), service.key))
    return tuple(Place(Over.SERVICE, one.key, str(one.name)) for one in named)


def named(places: Iterable[Place], typed: str) -> list[Place]:
    """Those with these words in the name, or with this code, without what lies inside them; by name."""
    words = comparable(typed)
    found = []
    for one in places:
        if words in comparable(one.name) or typed.strip().upper() == one.key.upper():
            found.append(replace(one, inside=()))
        found += named(one.inside, typed)
    return sorted(found, key=lambda one: (comparable(one.name), one.key))


def parts(asked: Asked) -> list[Part]:
    """What lies directly inside the place that is read; of the organisation its areas, and its services."""
    if asked.is_brief or not asked.whose.is_published or asked.whose.kind == FiguresOf.SERVICE:
        return []
    found = [Part(_("Per area"), _("Area"), Over.AREA, inside_of(all_areas(), asked.whose.key))]
    if asked.whose.kind == FiguresOf.ORGANISATION:
        found.append(Part(_("Per service"), _("Service"), Over.SERVICE, all_services()))
    # One place beside the whole says nothing.
    return [part for part in found if len(part.places) > 1]


def inside_of(places: tuple[Place, ...], key: str) -> tuple[Place, ...]:
    """What lies inside an area; of everything the first level that has several."""
    if not key:
        return inside_of(places[0].inside, "") if len(places) == 1 and places[0].inside else places
    for one in places:
        if one.key == key:
            return one.inside
        if found := inside_of(one.inside, key):
            return found
    return ()


def place_of_teams(reader: Reader) -> str:
    """The area that all areas of one's own teams lie in, or the only one there is; else the whole organisation."""
    whole = FiguresOf.ORGANISATION.value
    codes = published.keys(Over.AREA)
    found = list(areas().filter(teams__in=reader.team_ids, code__in=codes).select_related("parent").defer("outline"))
    if len(found) == 1:
        return f"{Over.AREA.value}:{found[0].code}"
    above = {area.parent.code if area.parent else "" for area in found}
    one = above.pop() if len(above) == 1 else ""
    return f"{Over.AREA.value}:{one}" if one in codes else whole
