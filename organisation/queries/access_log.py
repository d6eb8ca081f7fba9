"""Reading the whole log of looks, in which there may be millions: by its own order, never counted.

The ids of the log sort by the moment they were made, so a period is a piece of the primary key.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from organisation.look_words import PRINTS
from organisation.models import AccessEvent, Membership
from shared.ids import is_uuid

ON_A_PAGE = 50
# Days back by the name of the period in the address; the first is what the page opens with.
PERIODS: dict[str, int] = {"week": 7, "month": 31, "quarter": 92, "year": 366, "all": 36_500}
PRINTING = Q(what__in=[f"{view}:write" for view in PRINTS])
KINDS: dict[str, Q] = {
    "read": Q(what__endswith=":read"),
    "write": Q(what__endswith=":write") & ~PRINTING,
    "print": PRINTING,
    "known": Q(what__endswith=":known"),
}


@dataclass(frozen=True)
class Wish:
    """Which lines of the log: of a person or the people of a team, of a period, on a ground, of a kind."""

    person: str = ""
    team: str = ""
    period: str = "week"
    ground: str = ""
    kind: str = ""
    before: str = ""

    @classmethod
    def read(cls, address: QueryDict, grounds: Container[str]) -> Self:
        """What stands in the address; nonsense counts as nothing, and so does a ground that is none of these."""
        ids = {name: address.get(name, "") for name in ("person", "team", "before")}
        period, kind, ground = (address.get(name, "") for name in ("period", "kind", "ground"))
        return cls(
            **{name: text if is_uuid(text) else "" for name, text in ids.items()},
            period=period if period in PERIODS else "week",
            ground=ground if ground in grounds else "",
            kind=kind if kind in KINDS else "",
        )

    @property
    def query(self) -> str:
        """The same as part of an address, from the newest line on."""
        kept = {name: getattr(self, name) for name in ("person", "team", "period", "ground", "kind")}
        return urlencode({name: value for name, value in kept.items() if value})


def first_id(moment: datetime) -> UUID:
    """The lowest id that a line of this moment can have."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def events(wish: Wish, today: date) -> QuerySet[AccessEvent]:
    """The lines of a wish, the latest first."""
    since = datetime.combine(
        max(date(2000, 1, 1), today - timedelta(days=PERIODS[wish.period] - 1)),
        time.min,
        tzinfo=timezone.get_current_timezone(),
    )
    found = AccessEvent.objects.filter(pk__gte=first_id(since)).select_related("user").order_by("-pk")
    if wish.person:
        found = found.filter(user=UUID(wish.person))
    if wish.team:
        found = found.filter(user__in=Membership.objects.filter(team=UUID(wish.team)).values("user"))
    if wish.ground:
        found = found.filter(ground=wish.ground)
    if wish.kind:
        found = found.filter(KINDS[wish.kind])
    return found.filter(pk__lt=UUID(wish.before)) if wish.before else found


def page_of(wish: Wish, today: date) -> tuple[list[AccessEvent], str]:
    """The lines of one page, and before which id the next page begins; empty when this is the last."""
    rows = list(events(wish, today)[: ON_A_PAGE + 1])
    more = len(rows) > ON_A_PAGE
    return rows[:ON_A_PAGE], str(rows[ON_A_PAGE - 1].pk) if more else ""
