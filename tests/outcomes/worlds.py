"""Small worlds for figures: each indicator has one in which its numbers were counted by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.operations.offered import offered_set
from organisation.models import User
from organisation.scope import Scope, organisation, own, team
from registration.models import Goal, Note, Plan, Resident
from shared.period import Period
from tests.makers import GoalFactory, NoteFactory, PlanFactory, StepFactory
from tests.makers_people import days_ago

# A period that lies wholly in the past; its last day is 31 days ago, its end day 30 days ago.
PERIOD = Period(days_ago(120), days_ago(30))
LAST, END = PERIOD.last_day, PERIOD.end
# The last quarter of the calendar that is over.
QUARTER = Period.quarter_before(days_ago(0))


@dataclass(frozen=True)
class World:
    """Somebody with a caseload, and ways to add to it; with `resident` all of it is about this one."""

    person: User
    resident: Resident | None = None

    @property
    def scope(self) -> Scope:
        """This person's own caseload."""
        found = own(self.person)
        assert found is not None
        return found

    @property
    def team(self) -> Scope:
        """The team in which this person works."""
        found = team(self.person, self.person.memberships.get().team_id)
        assert found is not None
        return found

    @property
    def organisation(self) -> Scope:
        """Everything that this person's organisation wrote down."""
        found = organisation(self.person)
        assert found is not None
        return found

    def asked_note(self, day: date, *keys: str, **fields: object) -> Note:
        """A talk with a new resident, in whose form these questions stood (the text alone unless said otherwise)."""
        offered = offered_set(keys or ["note.text"])
        return NoteFactory(plan=self.plan(opened_on=day), held_on=day, offered=offered, by=self.person, **fields)

    def plan(self, **fields: object) -> Plan:
        """A plan that this person coordinates, opened within the period unless said otherwise."""
        about = {"resident": self.resident} if self.resident else {}
        return PlanFactory(**{"by": self.person, "opened_on": before(69), **about, **fields})

    def goal(self, *steps: tuple[int, str, date], plan: Plan | None = None, **fields: object) -> Goal:
        """A goal with scores given as (value, voice, day)."""
        made = GoalFactory(plan=plan or self.plan(), by=self.person, **fields)
        for value, voice, day in steps:
            StepFactory(goal=made, by=self.person, value=value, voice=voice, scored_on=day)
        return made


def before(days: int) -> date:
    """So many days before the last day of the period."""
    return LAST - timedelta(days=days)
