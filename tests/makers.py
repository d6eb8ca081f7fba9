"""Makers of what the tests work on, in one line each. All names are invented, and look it."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from registration.models import (
    Action,
    Appointment,
    Assignment,
    BrokenGlass,
    Closing,
    Goal,
    GoalScore,
    HelpRequest,
    Household,
    HouseholdMember,
    NetworkPerson,
    Note,
    Plan,
    Resident,
    Strength,
    TeamPhrase,
)
from registration.models.broken_glass import OPEN_FOR
from tests.makers_people import days_ago


class RecordedFactory(DjangoModelFactory):
    """Something recorded `by` somebody."""

    recorded_by = factory.SelfAttribute("by")

    class Meta:
        abstract = True

    class Params:
        by = None


class WordedFactory(RecordedFactory):
    """Something with texts, last changed `by` the same person."""

    changed_by = factory.SelfAttribute("by")

    class Meta:
        abstract = True


class ResidentFactory(WordedFactory):
    """A resident of whom only a name is known."""

    first_name = factory.Sequence(lambda n: f"Verzonnen{n}")
    prefix = "van der"
    last_name = "Bedacht"

    class Meta:
        model = Resident


class AssignmentFactory(RecordedFactory):
    """The coordinator of a plan since it was opened."""

    professional = factory.SelfAttribute("by")
    team = factory.LazyAttribute(lambda made: made.by.memberships.exclude(team=None).latest("since").team)
    since = factory.LazyAttribute(lambda made: made.plan.opened_on)

    class Meta:
        model = Assignment


class BrokenGlassFactory(RecordedFactory):
    """Somebody opened a plan with a reason an hour ago, for a day."""

    reason = "De collega is ziek en er is een afspraak vandaag."
    recorded_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    until = factory.LazyAttribute(lambda made: made.recorded_at + OPEN_FOR)

    class Meta:
        model = BrokenGlass


class HouseholdFactory(WordedFactory):
    """A family of which only the name is known."""

    name = factory.Sequence(lambda n: f"Gezin Bedacht {n}")

    class Meta:
        model = Household


class HouseholdMemberFactory(RecordedFactory):
    """Somebody new who belongs to a household since half a year."""

    resident = factory.SubFactory(ResidentFactory, by=factory.SelfAttribute("..by"))
    since = factory.LazyFunction(lambda: days_ago(183))

    class Meta:
        model = HouseholdMember


class PlanFactory(WordedFactory):
    """A plan opened 60 days ago, with `by` as coordinator from `coordinated_since` (or from the opening) on."""

    resident = factory.SubFactory(ResidentFactory, by=factory.SelfAttribute("..by"))
    opened_on = factory.LazyFunction(lambda: days_ago(60))

    class Meta:
        model = Plan

    @classmethod
    def _create(cls, model_class: type[Plan], *args: object, **kwargs: object) -> Plan:
        since = kwargs.pop("coordinated_since", kwargs["opened_on"])
        made = super()._create(model_class, *args, **kwargs)
        AssignmentFactory(plan=made, by=made.recorded_by, since=since)
        return made


class GoalFactory(WordedFactory):
    """An open goal of a plan."""

    own_words = factory.Sequence(lambda n: f"Ik wil weer buiten komen, keer {n}")
    set_on = factory.LazyAttribute(lambda made: made.plan.opened_on)
    rank = factory.LazyAttribute(lambda made: made.plan.goals.count() + 1)

    class Meta:
        model = Goal


class ActionFactory(WordedFactory):
    """An open action of a goal."""

    text = factory.Sequence(lambda n: f"Naar de buurvrouw gaan, keer {n}")
    who = "resident"
    rank = factory.LazyAttribute(lambda made: made.goal.actions.count() + 1)

    class Meta:
        model = Action


class StepFactory(RecordedFactory):
    """A step on the ladder of a goal, said by the resident today."""

    scored_on = factory.LazyFunction(timezone.localdate)
    value = 2
    voice = "resident"

    class Meta:
        model = GoalScore


class HelpRequestFactory(WordedFactory):
    """What was asked on the first day."""

    own_words = "Ik zit veel alleen."
    asked_on = factory.LazyAttribute(lambda made: made.plan.opened_on)

    class Meta:
        model = HelpRequest


class NoteFactory(WordedFactory):
    """A note of a talk yesterday, on one `plan`."""

    held_on = factory.LazyFunction(lambda: days_ago(1))
    text = "We dronken koffie en keken naar de trap."

    class Meta:
        model = Note
        skip_postgeneration_save = True

    @factory.post_generation
    def plan(self, create: bool, given: Plan | None, **_: object) -> None:
        """Hangs the note on its plan."""
        if create and given:
            self.plans.add(given)


class StrengthFactory(WordedFactory):
    """Something that goes well, said by everybody."""

    own_words = factory.Sequence(lambda n: f"Wij koken graag samen, keer {n}")

    class Meta:
        model = Strength


class NetworkPersonFactory(WordedFactory):
    """Somebody who helps, of whom only the name is known."""

    name = factory.Sequence(lambda n: f"Buur Bedacht {n}")

    class Meta:
        model = NetworkPerson


class AppointmentFactory(WordedFactory):
    """The day after tomorrow, at home."""

    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))
    place = "Thuis"

    class Meta:
        model = Appointment


class ClosingFactory(RecordedFactory):
    """Closed since yesterday."""

    closed_on = factory.LazyFunction(lambda: days_ago(1))
    reason = "done"

    class Meta:
        model = Closing


class TeamPhraseFactory(WordedFactory):
    """An action that a `team` offers, for every part of life."""

    text = factory.Sequence(lambda n: f"We bellen samen, keer {n}")
    rank = factory.Sequence(lambda n: n + 1)

    class Meta:
        model = TeamPhrase
