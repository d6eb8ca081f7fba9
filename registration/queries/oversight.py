"""What the privacy officer reads of registration: bare ids, and the reasons with which files were opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from organisation.looks import WITH_REASON
from organisation.models import AccessEvent
from registration.models import BrokenGlass
from shared.text import comparable_name


def residents_called(*, name: str, birth: tuple[int, int, int]) -> list[UUID]:
    """The ids of residents with just this name and birth date, in any team; none for who is no privacy officer.

    A function in the database that runs past the second lock and gives nothing but ids; who calls it logs it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM residents_called(%s, %s, %s, %s)", [comparable_name(name), *birth])
        return [row[0] for row in cursor.fetchall()]


def with_merged(resident_ids: Iterable[UUID]) -> list[UUID]:
    """These, and those who were merged into them since they were there twice: who looked is kept under both ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM with_merged(%s)", [list(resident_ids)])
        return [row[0] for row in cursor.fetchall()]


def opened(since: datetime | None = None) -> QuerySet[BrokenGlass]:
    """Every opening with a reason, the latest first; without the plan, which the privacy officer may not see."""
    found = BrokenGlass.objects.select_related("recorded_by").order_by("-recorded_at", "-pk")
    return found.filter(recorded_at__gte=since) if since else found


@dataclass(frozen=True)
class Opened:
    """An opening with whose files it opened, by bare ids."""

    glass: BrokenGlass
    files: list[UUID]


def with_files(glasses: Iterable[BrokenGlass]) -> list[Opened]:
    """Each opening with the files that the log names for it; one query, through the people and the moments."""
    glasses = list(glasses)
    if not glasses:
        return []
    moments = [glass.recorded_at for glass in glasses]
    lines = AccessEvent.objects.filter(
        user__in={glass.recorded_by_id for glass in glasses},
        at__gte=min(moments) - timedelta(minutes=1),
        at__lte=max(moments) + timedelta(minutes=1),
        ground=WITH_REASON,
        what="glass:known",
    )
    files: dict[UUID, list[UUID]] = {}
    for plan, resident in sorted(set(lines.values_list("plan", "resident"))):
        files.setdefault(plan, []).append(resident)
    return [Opened(glass, files.get(glass.plan_id, [])) for glass in glasses]
