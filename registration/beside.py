"""What a page shows beside a plan: where somebody was referred to, what was applied for, and what was decided."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registration.models import Application, Decision, Plan, Referral
from registration.models.referral import Decided
from registration.queries.provisions import TOLD_AFTER, WARN_BEFORE, gather_beside


@dataclass(frozen=True)
class Ruling:
    """A decision as it stands on a day. `is_last`: no other one on the same application came after it."""

    decision: Decision
    day: date
    is_last: bool

    @property
    def runs(self) -> bool:
        """Granted and not over: it runs, or begins later."""
        until = self.decision.valid_until
        return self.decision.outcome == Decided.GRANTED and (until is None or until >= self.day)

    @property
    def is_over(self) -> bool:
        """Granted, and its last day has passed."""
        return self.decision.outcome == Decided.GRANTED and not self.runs

    @property
    def ends_soon(self) -> bool:
        """It ends in the coming weeks or ended lately, and nothing was decided since."""
        until = self.decision.valid_until
        if not self.is_last or until is None or self.decision.outcome != Decided.GRANTED:
            return False
        return self.day - TOLD_AFTER < until <= self.day + WARN_BEFORE


@dataclass(frozen=True)
class Applied:
    """An application with what was decided on it, the latest first."""

    application: Application
    day: date

    @cached_property
    def rulings(self) -> list[Ruling]:
        """Every decision on it."""
        decided: list[Decision] = self.application.decided  # type: ignore[attr-defined]  # hung on by gather_beside
        return [Ruling(one, self.day, is_last=place == 0) for place, one in enumerate(decided)]

    @property
    def told(self) -> list[Ruling]:
        """What matters today: the latest decision, and an earlier one that still runs."""
        return [ruling for ruling in self.rulings if ruling.is_last or ruling.runs]

    @property
    def ending(self) -> Ruling | None:
        """The decision that ends soon or ended lately, if nothing was decided since."""
        return next((ruling for ruling in self.rulings if ruling.ends_soon), None)

    @property
    def matters(self) -> bool:
        """Whether it runs, ends, or waits for a decision or for what it says."""
        waits = not self.rulings or not self.rulings[0].decision.outcome
        return waits or self.ending is not None or any(ruling.runs for ruling in self.rulings)


@dataclass(frozen=True)
class Beside:
    """Everything of one plan."""

    referrals: list[Referral]
    applications: list[Applied]

    @property
    def provisions(self) -> list[Applied]:
        """What runs, ends or waits for a decision; the first to end on top."""
        matters = [applied for applied in self.applications if applied.matters]
        return sorted(
            matters, key=lambda one: (one.ending is None, str(one.ending and one.ending.decision.valid_until))
        )

    def __bool__(self) -> bool:
        return bool(self.referrals or self.applications)


def gathered(plan: Plan, day: date) -> Beside:
    """Of a plan on which `gather_beside` hung its rows."""
    applied: list[Application] = plan.applied  # type: ignore[attr-defined]  # hung on by gather_beside
    referred: list[Referral] = plan.referred  # type: ignore[attr-defined]  # the same
    return Beside(referred, [Applied(one, day) for one in applied])


def beside(plan: Plan, day: date) -> Beside:
    """Of one plan, in three queries."""
    gather_beside([plan])
    return gathered(plan, day)
