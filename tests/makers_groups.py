"""Makers of groups, groups met, and goals of groups with their steps; more of `tests/makers.py`."""

import factory

from organisation.models import User
from signals.models import Group, GroupGoal, GroupMet, GroupStep
from tests.makers import RecordedFactory, WordedFactory
from tests.makers_people import days_ago


class GroupFactory(WordedFactory):
    """A group of the team where somebody (`by`) works, of which only the place is known."""

    name = factory.Sequence(lambda n: f"Plein {n}")
    place = factory.SelfAttribute("name")
    team = factory.LazyAttribute(lambda made: made.by.memberships.exclude(team=None).latest("since").team)

    class Meta:
        model = Group


class GroupMetFactory(RecordedFactory):
    """Met yesterday `by` somebody; `seen` and `done` are keys of what was tapped."""

    group = factory.SubFactory(GroupFactory, by=factory.SelfAttribute("..by"))
    professional = factory.SelfAttribute("by")
    team = factory.SelfAttribute("group.team")
    met_on = factory.LazyFunction(lambda: days_ago(1))

    class Meta:
        model = GroupMet
        skip_postgeneration_save = True

    @factory.post_generation
    def seen(self, create: bool, keys: list[str] | None, **_: object) -> None:
        """What was seen with the group."""
        self.characteristics.set(keys or [])

    @factory.post_generation
    def done(self, create: bool, keys: list[str] | None, **_: object) -> None:
        """What was done with the group."""
        self.interventions.set(keys or [])


class GroupGoalFactory(WordedFactory):
    """A goal of a `group` (or a `series`) since a week ago."""

    own_words = factory.Sequence(lambda n: f"We houden het plein schoon, keer {n}.")
    set_on = factory.LazyFunction(lambda: days_ago(7))
    team = factory.LazyAttribute(lambda made: (made.group or made.series).team)
    group = None
    series = None

    class Meta:
        model = GroupGoal


class GroupStepFactory(WordedFactory):
    """A step for some day."""

    text = factory.Sequence(lambda n: f"Samen opruimen {n}")

    class Meta:
        model = GroupStep


def met_outside(by: User) -> dict[str, object]:
    """One of everything of groups, recorded `by` somebody, by the names that addresses use."""
    met = GroupMetFactory(by=by)
    goal = GroupGoalFactory(by=by, group=met.group)
    step = GroupStepFactory(by=by, goal=goal)
    named = {"group": met.group_id, "whose": met.group_id}
    return {**named, "group_met": met.pk, "group_goal": goal.pk, "group_step": step.pk}
