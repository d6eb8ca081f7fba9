"""Partners: an organisation is one row, however often and however its name is typed."""

from collections.abc import Iterable

from django.db import transaction

from organisation.models import User
from shared.text import comparable_name
from signals.models import Partner

LONGEST = 120


@transaction.atomic
def named_partners(*, names: Iterable[str], by: User) -> list[Partner]:
    """The partners of these names, in their order and each once; those that were not known are made.

    Capitals, marks and spaces make no other partner, and the first way of writing stays.
    """
    wanted: dict[str, str] = {}
    for name in names:
        if name.strip():
            wanted.setdefault(comparable_name(name)[:LONGEST], " ".join(name.split())[:LONGEST])
    return [
        Partner.objects.get_or_create(comparable_name=key, defaults={"name": name, "recorded_by": by})[0]
        for key, name in wanted.items()
    ]
