"""Who walks along with a plan, as the page about it shows."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from organisation.models import User
from registration.models import Assignment
from registration.models.assignment import Kind


@dataclass(frozen=True)
class Walker:
    """One assignment, and what `me` may do with it."""

    assignment: Assignment
    today: date
    may_end: bool
    may_remove: bool


@dataclass(frozen=True)
class Walking:
    """Everybody of a plan, now, later and before, for one who looks."""

    assignments: list[Assignment]
    today: date
    me: User
    arranges: bool

    @property
    def now(self) -> list[Walker]:
        """Who walks along today, the coordinator first."""
        held = [one for one in self.assignments if one.since <= self.today and not self._over(one)]
        return [self._walker(one) for one in sorted(held, key=lambda one: one.kind != Kind.COORDINATOR)]

    @property
    def later(self) -> list[Walker]:
        """Who will, the first to come first."""
        return [self._walker(one) for one in reversed(self.assignments) if one.since > self.today]

    @property
    def before(self) -> list[Walker]:
        """Who did, the last one first."""
        return [self._walker(one) for one in self.assignments if self._over(one)]

    @property
    def has_coordinator(self) -> bool:
        """Whether somebody coordinates it today."""
        return any(one.assignment.kind == Kind.COORDINATOR for one in self.now)

    def _over(self, one: Assignment) -> bool:
        return one.until is not None and one.until < self.today

    def _walker(self, one: Assignment) -> Walker:
        helps = one.kind != Kind.COORDINATOR and not self._over(one)
        may_end = helps and (self.arranges or one.professional_id == self.me.pk)
        fresh = timezone.localdate(one.recorded_at) == self.today or one.since > self.today
        return Walker(one, self.today, may_end, helps and self.arranges and fresh)
