"""Two people changing one text: the second is told, and nothing is overwritten."""

from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from organisation.models import User


class Stale(Exception):
    """The text was changed by somebody else since it was read. `current` is the record as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("changed meanwhile")
        self.current = current


def reword(record: models.Model, *, version: int, by: User, **values: Any) -> bool:
    """Writes changed values if `version` is still the record's, and says whether anything changed. Raises `Stale`.

    For every model with `version`, `changed_at` and `changed_by`. The check and the write are one statement, so that of
    two at the same moment only one can win.
    """
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    if not changed:
        return False
    stamps = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by}
    written = type(record)._base_manager.filter(pk=record.pk, version=version).update(**changed, **stamps)
    if not written:
        raise Stale(type(record)._base_manager.select_related("changed_by").get(pk=record.pk))
    for name, value in changed.items():
        setattr(record, name, value)
    record.version = version + 1
    return True
