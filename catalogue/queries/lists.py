"""What stands in the lists of the catalogue, in use and retired."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import F, Q, QuerySet

from catalogue.lists import Listing
from catalogue.models import Service, ServiceCategory
from catalogue.models.service import Reach
from catalogue.models.worded import Named


@dataclass(frozen=True)
class Heading:
    """A category with its services in order; without a category at the end."""

    category: ServiceCategory | None
    services: list[Service] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The key of the category; "none" for services without one."""
        return self.category.key if self.category else "none"


def in_use(listing: Listing, day: date) -> list[Named]:
    """What is offered on a day, in order; services by category. One query."""
    return list(_rows(listing.model).filter(_used_on(day)))


def retired(listing: Listing, day: date) -> list[Named]:
    """What is not offered any more on a day, the last retired first. One query."""
    return list(_rows(listing.model).filter(until__lte=day).order_by("-until", "rank"))


def beside(listed: Named, day: date) -> list[str]:
    """The keys of what stands together with it on the page, in order: of a service those of its category."""
    rows = type(listed)._default_manager.filter(_used_on(day)).order_by("rank", "key")
    if isinstance(listed, Service):
        rows = rows.filter(category=listed.category_id)
    return list(rows.values_list("key", flat=True))


def headings(services: Sequence[Named]) -> list[Heading]:
    """Services under their categories, which must be in order already."""
    grouped = groupby(services, key=lambda service: service.category)  # type: ignore[attr-defined]
    return [Heading(category, list(under)) for category, under in grouped]  # type: ignore[arg-type]


def services(day: date, scope: str = Reach.INDIVIDUAL, also: Service | None = None) -> QuerySet[Service]:
    """The services of a scope that are offered on a day (and `also`), by category and in order; one query."""
    held = Q(pk=also.pk) if also else Q(pk__in=[])
    return _services().filter(held | (_used_on(day) & Q(scope=scope)))


def categories(day: date, also: Sequence[str | None] = ()) -> QuerySet[ServiceCategory]:
    """The categories in use on a day, and those with the keys `also`."""
    return ServiceCategory.objects.filter(_used_on(day) | Q(key__in=[key for key in also if key]))


def named_on(model: type[Named], day: date, also: Sequence[str] = ()) -> list[Named]:
    """What of a list is offered on a day, in order, and what has the keys `also`. One query."""
    return list(model._default_manager.filter(_used_on(day) | Q(key__in=also)))


def _rows(model: type[Named]) -> QuerySet[Named]:
    return _services() if model is Service else model._default_manager.all()  # type: ignore[return-value]


def _services() -> QuerySet[Service]:
    by_category = (F("category__rank").asc(nulls_last=True), "category_id", "rank", "key")
    return Service.objects.select_related("category").order_by(*by_category)


def _used_on(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)
