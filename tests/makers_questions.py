"""Makers of own questions, their choices and places, and what is said about them. All of it is invented."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogue.models import Moment, Question, QuestionChoice, QuestionPlace, QuestionRemark, SetupGuide, WantedResult
from feedback.models import Agreement, QuestionTalk


def in_days(days: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


class OwnQuestionFactory(DjangoModelFactory):
    """A question of the organisation, asked after a talk since a month; `since=None` for one in the making."""

    key = factory.Sequence(lambda n: f"own.vraag-{n}")
    label_nl = factory.Sequence(lambda n: f"Hoe bereikte je ons, keer {n}?")
    label_en = factory.Sequence(lambda n: f"How did you reach us, time {n}?")
    why_nl = "Om te zien welke weg mensen vinden."
    for_whom_nl = "het team"
    visible_to_nl = "wie aan dit plan werkt"
    answer_type = "text"
    purpose = "improve"
    need = "nice"
    result_kind = "process"
    since = factory.LazyFunction(lambda: in_days(-30))
    review_on = factory.LazyFunction(lambda: in_days(300))
    rank = factory.Sequence(lambda n: 1000 + n)

    class Meta:
        model = Question
        skip_postgeneration_save = True

    @factory.post_generation
    def at(self, create: bool, given: str | None, **_: object) -> None:
        """The moment at which it is asked; "" for none."""
        if create and given != "":
            QuestionPlaceFactory(question=self, moment=given or Moment.CONTACT)


class QuestionPlaceFactory(DjangoModelFactory):
    """A moment of a question, after the others there."""

    moment = Moment.CONTACT
    rank = factory.Sequence(lambda n: n + 1)

    class Meta:
        model = QuestionPlace


class QuestionChoiceFactory(DjangoModelFactory):
    """A choice of a question, after the others."""

    key = factory.Sequence(lambda n: f"keuze-{n}")
    label_nl = factory.Sequence(lambda n: f"Langs de weg, keer {n}")
    rank = factory.Sequence(lambda n: n + 1)

    class Meta:
        model = QuestionChoice


class QuestionRemarkFactory(DjangoModelFactory):
    """Something that somebody (`written_by`) says about a `question`."""

    text = "Dit vragen we al ergens anders."

    class Meta:
        model = QuestionRemark


class QuestionTalkFactory(DjangoModelFactory):
    """A talk (`begun_by` somebody) about a `question` that is kept as it is, decided a moment ago by `decided_by`."""

    quarter, offered, filled = "2026-Q3", 40, 6
    changed_by = factory.SelfAttribute("begun_by")
    said, decision, reason = "Het past niet altijd.", "keep", "Wie het invult, heeft er veel aan."
    decided_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = QuestionTalk


class SetupGuideFactory(DjangoModelFactory):
    """A walk through the seven steps, of which nothing is written yet."""

    title = "Wat we van 2027 willen weten"

    class Meta:
        model = SetupGuide


class WantedResultFactory(DjangoModelFactory):
    """A result that is wanted in a `guide`, with its reason."""

    guide = factory.SubFactory(SetupGuideFactory)
    words, why = "Mensen hebben iemand om op terug te vallen", "Om te zien of de kring sterker wordt."
    for_whom, purpose, result_kind = "de inwoner en het team", "improve", "outcome"

    class Meta:
        model = WantedResult


class AgreementFactory(DjangoModelFactory):
    """What a team agreed about its figures (or, with `kind="own", team=None`, somebody alone)."""

    question = "goal-progress"
    kind = "team"
    text = factory.Sequence(lambda n: f"Elke maand samen terugkijken, keer {n}")
    who = "Noor en Amir"
    by_when = factory.LazyFunction(lambda: in_days(30))

    class Meta:
        model = Agreement
