"""Activities and series of one's own teams. Everything starts with `within(scope)`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, NullIf

from catalogue.models import Service
from organisation.scope import Scope
from shared.ids import is_uuid
from shared.text import comparable, typed
from signals.models import Activity, Attendance, Invited, Series

# Of so many of the last activities the ones to begin from are taken, and so many of these are offered.
LATELY, OFFERED = 30, 3
# The name of an area tells its municipality.
LABELLED = ("area__parent__parent",)


def activities(scope: Scope | None) -> QuerySet[Activity]:
    """Activities that were not removed, each with `came` (how many by name) and `participants`.

    `participants` is the larger of the head count and those who came by name; None where neither was said.
    """
    by_name = Attendance.objects.filter(activity=OuterRef("pk"), state=Invited.CAME, removed_at__isnull=True)
    came = by_name.order_by().values("activity").annotate(number=Count("pk")).values("number")
    found = Activity.objects.within(scope).filter(removed_at__isnull=True)
    found = found.select_related("series", "service", "area", "theme", "team", "offer", "professional")
    found = found.annotate(came=Coalesce(Subquery(came), 0))
    return found.annotate(participants=Greatest(F("count"), NullIf(F("came"), 0)))


@dataclass(frozen=True)
class Wish:
    """What a list of activities shows: those with some words, of a series, of a service, or all."""

    words: str = ""
    series: str = ""
    service: str = ""

    @classmethod
    def read(cls, asked: dict[str, str], words: str) -> "Wish":
        """From an address; what is no id or key leaves nothing out."""
        series, service = asked.get("series", ""), asked.get("service", "")
        return cls(typed(words)[:80], series if is_uuid(series) else "", service[:40])

    def of(self, found: QuerySet[Activity]) -> QuerySet[Activity]:
        """What is wished of these; each word must stand in the title, the series, the service or the own words."""
        if self.series:
            found = found.filter(series=self.series)
        if self.service:
            found = found.filter(service=self.service)
        for word in comparable(self.words).split():
            texts = ("title", "series__title", "service__name_nl", "service__name_en", "own_words", "partners__name")
            found = found.filter(Q(*((f"{text}__unaccent__icontains", word) for text in texts), _connector=Q.OR))
        return found.distinct()


def series_of(scope: Scope | None) -> QuerySet[Series]:
    """Series, each with how often it was held until today (`times`) and the last time (`last_on`)."""
    held = Q(activities__removed_at__isnull=True)
    if scope:
        held &= Q(activities__held_on__lte=scope.day)
    found = Series.objects.within(scope).select_related("team")
    found = found.annotate(times=Count("activities", filter=held), last_on=Max("activities__held_on", filter=held))
    return found.order_by("title", "pk")


def open_series(scope: Scope | None, day: date) -> QuerySet[Series]:
    """Series that go on."""
    return Series.objects.within(scope).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def used_services(scope: Scope | None) -> QuerySet[Service]:
    """The services of which these teams held an activity."""
    return Service.objects.filter(pk__in=activities(scope).values("service")).order_by("rank", "key")


def to_begin_from(scope: Scope | None, user_id: UUID, day: date, series: UUID | None = None) -> list[Activity]:
    """The last activities up to a day, one of each series or title; one's own first. To hold one more of the same.

    With `series` the last one of that series alone; a series that ended has no next one.
    """
    lately = activities(scope).filter(held_on__lte=day).filter(Q(series__isnull=True) | _goes_on(day))
    if series:
        lately = lately.filter(series=series)
    found = list(lately.select_related(*LABELLED).prefetch_related("partners", "hours")[:LATELY])
    found.sort(key=lambda one: one.professional_id != user_id)
    return _first_of_each(found)[:OFFERED]


def _goes_on(day: date) -> Q:
    return Q(series__ended_on__isnull=True) | Q(series__ended_on__gt=day)


def _first_of_each(found: Iterable[Activity]) -> list[Activity]:
    kept: dict[object, Activity] = {}
    for one in found:
        kept.setdefault(one.series_id or comparable(one.title), one)
    return list(kept.values())


@dataclass(frozen=True)
class Sums:
    """What was held until a day, together: activities, participants, how many of them have no number, partners."""

    activities: int
    participants: int
    uncounted: int
    partners: int


def sums(found: QuerySet[Activity], day: date) -> Sums:
    """Each partner counts once, however often it helped."""
    held = found.filter(held_on__lte=day)
    counted = held.aggregate(
        activities=Count("pk"),
        people=Coalesce(Sum("participants"), 0),
        without=Count("pk", Q(participants__isnull=True)),
    )
    partners = held.exclude(partners=None).order_by().values("partners").distinct().count()
    return Sums(counted["activities"], counted["people"], counted["without"], partners)
