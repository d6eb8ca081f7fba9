"""All facts worked out again from their source, compared with what is kept, and written right where that is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from organisation.actor import as_system
from outcomes.models import FactCheck

REASON = "facts are compared with everybody's registrations"
# Plans at a time: what is worked out stays in memory, and nobody waits long for one that is mended.
AT_A_TIME = 1000


@dataclass(frozen=True)
class Difference:
    """A fact that is not as its source says: by bare keys, without anything about anybody.

    `fault` is "missing", "too many" or the names of what differs.
    """

    plan: UUID
    kind: str
    record: UUID
    about: str
    fault: str

    def __str__(self) -> str:
        return " ".join(str(word) for word in (self.kind, self.record, self.about) if word) + f": {self.fault}"


def verify(*, mend: bool = False) -> Iterator[Difference]:
    """Names every difference between the facts and their source; with `mend` it is gone afterwards.

    At its end, when all was compared, a `FactCheck` remembers what was found.
    """
    began_at, differences = timezone.now(), 0
    plans = plans_with_facts()
    for first in range(0, len(plans), AT_A_TIME):
        for found in compared(plans[first : first + AT_A_TIME], mend=mend):
            differences += 1
            yield found
    with as_system(REASON):
        kept = {"plans": len(plans), "differences": differences, "is_mended": mend and differences > 0}
        FactCheck.objects.create(began_at=began_at, **kept)


def plans_with_facts() -> list[UUID]:
    """Every plan, and those that are gone and of which facts were left behind."""
    with as_system(REASON), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM registration_plan UNION SELECT plan FROM outcomes_fact ORDER BY 1")
        return [plan for (plan,) in cursor.fetchall()]


def compared(plans: list[UUID], *, mend: bool) -> list[Difference]:
    """The differences in some plans, in a transaction of its own."""
    with as_system(REASON), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM different_facts(%s) ORDER BY 1, 2, 3, 4", [plans])
        found = [Difference(*row) for row in cursor.fetchall()]
        if mend and found:
            cursor.execute("SELECT mend_facts(%s)", [sorted({one.plan for one in found})])
    return found
