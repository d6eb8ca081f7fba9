"""What is told of a record of work outside that is behind a number: its name, and the page it stands on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from organisation.scope import Scope
from signals.models import GroupMet
from signals.queries import neighbourhood
from signals.queries.activities import activities

# The name, and the address of the page.
Named = tuple[str, str]


def names_outside(scope: Scope | None, facts: Iterable[Any]) -> dict[UUID, Named]:
    """Of meetings with a group, activities and signals, each told by its kind: those within the scope."""
    ids: dict[str, list[UUID]] = {}
    for fact in facts:
        ids.setdefault(fact.kind, []).append(fact.record)
    met = GroupMet.objects.within(scope).filter(pk__in=ids.get("group_met", ())).select_related("group")
    found = {one.pk: (one.group.name, reverse("group", args=[one.group_id])) for one in met}
    held = activities(scope).filter(pk__in=ids.get("activity", ()))
    found |= {one.pk: (one.title, reverse("activity", args=[one.pk])) for one in held}
    seen = neighbourhood.signals(scope).filter(pk__in=ids.get("signal", ()))
    return found | {one.pk: (str(one.theme.name), reverse("signal", args=[one.root])) for one in seen}
