"""Who looked into a file, for the people whose file it is and those who work on it.

The log keeps a view and a way ("goal_edit:write"); what that is in words stands in `organisation/look_words.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from organisation.look_words import PRINTS, in_words
from organisation.models import AccessEvent
from organisation.roles import Role

# Opening a file with a reason, as the log calls that ground.
WITH_REASON = "broken glass"
# Others: of the privacy officer, by itself or because a resident asked; of a resident on the own phone.
OVERSIGHT, ASKED, CODE_AND_PIN = "oversight", "asked by resident", "code and PIN"
# So many days stand on one page.
DAYS = 7

Only = Literal["", "changes", "reasons"]


@dataclass(frozen=True)
class Look:
    """One person doing one kind of thing in a file on one day: how often, from when until when."""

    user_id: UUID | None
    name: str
    role: str
    what: str
    ground: str
    plan_id: UUID | None
    times: int
    first: datetime
    last: datetime

    @property
    def who(self) -> str:
        """The name of a colleague; the resident when nobody of the organisation looked."""
        return self.name if self.user_id else _("the resident")

    @property
    def role_in_words(self) -> str:
        """In which role; empty for the resident, for who has none any more, and for professionals: that goes without
        saying."""
        return str(Role(self.role).label) if self.role in Role.values and self.role != Role.PROFESSIONAL else ""

    @property
    def in_words(self) -> str | Promise:
        """What was done, in plain words."""
        return in_words(self.what)

    @property
    def kind(self) -> Literal["read", "wrote", "printed"]:
        """What was done, as coarse as it gets: for pages in languages that have few words."""
        if self.what.partition(":")[0] in PRINTS:
            return "printed"
        return "wrote" if self.what.endswith(":write") else "read"


@dataclass(frozen=True)
class Day:
    """The looks of one day, the latest first."""

    day: date
    looks: list[Look]


def chosen(typed: str) -> Only:
    """The choice that stands in an address; everything when it is none."""
    return typed if typed in ("changes", "reasons") else ""


def of_files(resident_ids: Iterable[UUID], plan_id: UUID | None = None) -> QuerySet[AccessEvent]:
    """The looks into the files of these residents; with a plan only those into that plan and into no plan."""
    found = AccessEvent.objects.filter(resident__in=list(resident_ids))
    return found.filter(Q(plan=plan_id) | Q(plan__isnull=True)) if plan_id else found


def per_day(
    resident_ids: Iterable[UUID],
    *,
    plan_id: UUID | None = None,
    only: Only = "",
    number: str | int | None = 1,
    days: int = DAYS,
) -> "Page[Day]":
    """A page of `Day`s, the latest first, `days` of them on one; a number that is no page gives the nearest.

    `only` "changes" leaves what was written or printed, "reasons" what was opened with a reason. Three queries.
    """
    found: Any = of_files(resident_ids, plan_id).annotate(day=TruncDate("at"))
    if only == "changes":
        found = found.filter(what__endswith=":write")
    if only == "reasons":
        found = found.filter(ground=WITH_REASON)
    dates = found.order_by("-day").values_list("day", flat=True).distinct()
    pages: Any = Paginator(dates, days)
    page = pages.get_page(number)
    return Page(folded(found, list(page.object_list)), page.number, pages)


def folded(found: Any, dates: list[date]) -> list[Day]:
    """The looks of these days (the latest first), the same thing by the same person on one day taken together."""
    if not dates:
        return []
    here = timezone.get_current_timezone()
    begin = datetime.combine(dates[-1], time.min, tzinfo=here)
    end = datetime.combine(dates[0] + timedelta(days=1), time.min, tzinfo=here)
    rows = (
        found.filter(at__gte=begin, at__lt=end)
        .order_by()
        .values("day", "user", "user__name", "role", "what", "ground", "plan", "resident")
        .annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
    )
    looks: dict[date, list[Look]] = {day: [] for day in dates}
    for day, look in _of_one_act(rows):
        looks[day].append(look)
    return [Day(day, sorted(of_day, key=lambda look: look.last, reverse=True)) for day, of_day in looks.items()]


def _of_one_act(rows: Iterable[dict[str, Any]]) -> Iterable[tuple[date, Look]]:
    """A look into the plan of a household stands in the log once for each member; it is one look here."""
    acts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("day", "user", "role", "what", "ground", "plan"))
        act = acts.setdefault(key, row)
        act["times"] = max(act["times"], row["times"])
        act["first"], act["last"] = min(act["first"], row["first"]), max(act["last"], row["last"])
    for act in acts.values():
        fields = {name: act[name] for name in ("role", "what", "ground", "times", "first", "last")}
        yield act["day"], Look(user_id=act["user"], name=act["user__name"] or "", plan_id=act["plan"], **fields)


def looks(resident_ids: list[UUID], limit: int, plan_id: UUID | None = None) -> list[dict[str, Any]]:
    """The last people who looked into these files, each with the latest moment: name, at, user_id, ground."""
    seen = of_files(resident_ids, plan_id).filter(user__isnull=False)
    last = seen.values("user", "user__name", "ground").annotate(at=Max("at")).order_by("-at")
    people: dict[UUID, dict[str, Any]] = {}
    for row in last[: limit * 3]:
        shown = {"user_id": row["user"], "name": row["user__name"], "at": row["at"], "ground": row["ground"]}
        people.setdefault(row["user"], shown)
    return list(people.values())[:limit]
