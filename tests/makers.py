"""Makers of what the tests work on, in one line each. All names are invented, and look it."""

from datetime import date, timedelta
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogue.models import InstrumentPart, Question
from organisation.models import Area, Draft, LentRight, Membership, Team, User
from organisation.roles import Right, Role
from registration.models import (
    Action,
    Appointment,
    Assessment,
    AssessmentPart,
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
    QuestionAnswer,
    Resident,
    Strength,
    TeamPhrase,
)
from registration.models.broken_glass import OPEN_FOR

PASSWORD = "een lange zin voor tests"


def days_ago(days: int) -> date:
    """The day so many days before today."""
    return timezone.localdate() - timedelta(days=days)


class AreaFactory(DjangoModelFactory):
    """A neighbourhood with a code that Statistics Netherlands never gives out (municipality 9999)."""

    code = factory.Sequence(lambda n: f"BU9999{n % 10000:04d}")
    level = "BU"
    name = factory.Sequence(lambda n: f"Verzonnen buurt {n}")
    year = 2025

    class Meta:
        model = Area


class TeamFactory(DjangoModelFactory):
    """A team without areas."""

    key = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"Team {n}")

    class Meta:
        model = Team


class UserFactory(DjangoModelFactory):
    """Somebody who can log in with `PASSWORD` and who is nothing yet."""

    name = factory.Sequence(lambda n: f"Iemand Verzonnen {n}")
    email = factory.Sequence(lambda n: f"iemand{n}@voorbeeld.example")
    discipline = "support"

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def password(self, create: bool, given: str | None, **_: object) -> None:
        """Sets the password."""
        self.set_password(given or PASSWORD)
        if create:
            self.save(update_fields=["password"])


class MembershipFactory(DjangoModelFactory):
    """A role since a year ago."""

    user = factory.SubFactory(UserFactory)
    role = Role.PROFESSIONAL
    since = factory.LazyFunction(lambda: days_ago(365))

    class Meta:
        model = Membership


class LentRightFactory(DjangoModelFactory):
    """The right to bring registrations in and out, for a week from today."""

    class Meta:
        model = LentRight

    right = Right.MOVE
    since = factory.LazyFunction(timezone.localdate)
    until = factory.LazyAttribute(lambda made: made.since + timedelta(days=6))
    because = "Vorige week uit het oude systeem gehaald."


class DraftFactory(DjangoModelFactory):
    """A note that somebody (`user`) is typing on the page `path`."""

    key = factory.LazyFunction(uuid4)
    number = 1
    fields = factory.LazyFunction(lambda: {"text": ["Half verteld"], "kind": ["phone"], "held_on": ["2026-09-01"]})
    saved_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Draft


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


class QuestionFactory(DjangoModelFactory):
    """An own question that was live for a year, answered in a few words; `at`: the moments of its places."""

    key = factory.Sequence(lambda n: f"own.question_{n}")
    label_nl = factory.Sequence(lambda n: f"Hoe gaat het op school, keer {n}?")
    why_nl = "Om te zien of school helpt."
    for_whom_nl = "de inwoner"
    purpose, need, result_kind, answer_type = "learn", "need", "outcome", "text"
    since = factory.LazyFunction(lambda: days_ago(365))
    review_on = factory.LazyFunction(lambda: days_ago(-365))

    class Meta:
        model = Question
        skip_postgeneration_save = True

    @factory.post_generation
    def at(self, create: bool, given: str | None, **_: object) -> None:
        """Its places, given as "opening contact"."""
        for rank, moment in enumerate((given or "").split(), start=1):
            self.places.create(moment=moment, rank=rank)

    @factory.post_generation
    def offers(self, create: bool, given: str | None, **_: object) -> None:
        """Its choices, given as keys with a space between."""
        for rank, key in enumerate((given or "").split(), start=1):
            self.choices.create(key=key, label_nl=f"Keuze {key}", rank=rank)


class QuestionAnswerFactory(RecordedFactory):
    """A few words at the opening of a plan."""

    question = factory.SubFactory(QuestionFactory)
    moment, state, value, voice = "opening", "filled", "Het gaat best goed", "resident"
    answered_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = QuestionAnswer


class AssessmentFactory(RecordedFactory):
    """An `instrument` that Amir filled in for a `plan` today; `scores`: {part: score}."""

    assessed_on = factory.LazyFunction(timezone.localdate)
    voice = "professional"

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    @factory.post_generation
    def scores(self, create: bool, given: dict[InstrumentPart, int] | None, **_: object) -> None:
        """Its parts."""
        for part, score in (given or {}).items():
            AssessmentPart.objects.create(assessment=self, part=part, score=score)


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
