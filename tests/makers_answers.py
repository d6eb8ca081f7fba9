"""Makers of own questions asked in a plan, their answers, and instruments filled in. All of it is invented."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogue.models import InstrumentPart, Question
from registration.models import Assessment, AssessmentPart, QuestionAnswer
from tests.makers import RecordedFactory
from tests.makers_people import days_ago


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
