"""Who looked into a file, for the people whose file it is and those who work on it."""

from uuid import UUID

from django.db.models import Max

from organisation.models import AccessEvent


def looks(resident_ids: list[UUID], limit: int) -> list[dict[str, object]]:
    """The last people who looked into the files of these residents, each with the latest moment: name, at."""
    seen = AccessEvent.objects.filter(resident__in=resident_ids, user__isnull=False)
    seen = seen.values("user__name").annotate(at=Max("at"))
    return [{"name": row["user__name"], "at": row["at"]} for row in seen.order_by("-at")[:limit]]
