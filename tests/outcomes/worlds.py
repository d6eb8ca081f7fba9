"""Small worlds for figures: each indicator has one in which its numbers were counted by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

from organisation.models import User
from organisation.scope import Scope, own
from registration.models import Goal, Plan
from shared.period import Period
from tests.makers import GoalFactory, PlanFactory, StepFactory, days_ago

# A period that lies wholly in the past; its last day is 31 days ago, its end day 30 days ago.
PERIOD = Period(days_ago(120), days_ago(30))
LAST, END = PERIOD.last_day, PERIOD.end


@dataclass(frozen=True)
class World:
    """Somebody with a caseload, and ways to add to it."""

    person: User

    @property
    def scope(self) -> Scope:
        """This person's own caseload."""
        found = own(self.person)
        assert found is not None
        return found

    def plan(self, **fields: object) -> Plan:
        """A plan that this person coordinates, opened within the period unless said otherwise."""
        return PlanFactory(**{"by": self.person, "opened_on": before(69), **fields})

    def goal(self, *steps: tuple[int, str, date], plan: Plan | None = None, **fields: object) -> Goal:
        """A goal with scores given as (value, voice, day)."""
        made = GoalFactory(plan=plan or self.plan(), by=self.person, **fields)
        for value, voice, day in steps:
            StepFactory(goal=made, by=self.person, value=value, voice=voice, scored_on=day)
        return made


def before(days: int) -> date:
    """So many days before the last day of the period."""
    return LAST - timedelta(days=days)
