"""What tests of handing over share: who stands for a choice, who coordinates on a day, plans with a history."""

from datetime import date, timedelta

from organisation.models import User
from organisation.scope import Scope
from outcomes.populations import coordinated_plans
from registration.models import Plan
from tests.makers import AssignmentFactory, GoalFactory, NoteFactory, PlanFactory, StepFactory
from tests.makers_people import days_ago


def named(person: User) -> str:
    """What stands for somebody in the choice of colleagues."""
    return str(person.memberships.get().pk)


def who_on(plan: Plan, day: date) -> list[str]:
    """Who coordinates a plan on a day, by name."""
    held = plan.assignments.on(day).coordinating().select_related("professional")
    return [one.professional.name for one in held]


def figures(person: User, day: date) -> set[Plan]:
    """The plans that the figures of a day give to somebody."""
    return set(coordinated_plans(Scope("own", person.pk, day), day))


def with_history(by: User, number: int, years: int) -> list[Plan]:
    """Plans with a note and a step for every month, and a line of former coordinators."""
    made = PlanFactory.create_batch(number, by=by, opened_on=days_ago(365 * years), coordinated_since=days_ago(20))
    for plan in made:
        goal = GoalFactory(plan=plan, by=by)
        for month in range(12 * years):
            NoteFactory(plan=plan, by=by, held_on=days_ago(30 * month + 1))
            StepFactory(goal=goal, by=by, scored_on=days_ago(30 * month + 1))
            last = days_ago(30 * month + 21)
            AssignmentFactory(plan=plan, by=by, since=last - timedelta(days=29), until=last)
    return made
