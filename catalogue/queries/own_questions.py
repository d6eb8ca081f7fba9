"""Which own questions are asked of whom at a moment, and which built-in ones are not asked any more."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from catalogue.models import Asking, Moment, Need, Question, QuestionPlace

# What a record is nothing without: these are asked whatever is hidden.
ESSENTIAL = frozenset(
    {
        "action.text",
        "activity.title",
        "appointment.starts_at",
        "goal.own_words",
        "goal.resident",
        "goal.score",
        "help_request.own_words",
        "household.members",
        "household.name",
        "network_person.name",
        "note.text",
        "offer.title",
        "resident.first_name",
        "strength.own_words",
    }
)


def is_asked(question: Question, *, hides_nice: bool, day: date) -> bool:
    """Whether a built-in question still stands in its form on a day. One without which a record is nothing does."""
    if question.key in ESSENTIAL:
        return True
    retired = question.until is not None and question.until <= day
    return not retired and not (hides_nice and question.need == Need.NICE)


def own_questions(moment: Moment | str, *, discipline: str, service: str | None, day: date) -> list[Question]:
    """The own questions asked at a moment, in the order of their places, each with its `choices`.

    `discipline` is of who fills in ("" for somebody without one), `service` the key of the plan's service. 3 queries.
    """
    ours = QuestionPlace.objects.filter(
        Q(question__until__isnull=True) | Q(question__until__gt=day),
        Q(question__disciplines=[]) | Q(question__disciplines__contains=[discipline]),
        moment=moment,
        question__answer_type__gt="",
        question__since__lte=day,
    )
    services = Question.services.through.objects.filter(question=OuterRef("question"))
    ours = ours.filter(~Exists(services) | Exists(services.filter(service=service)))
    ours = ours.filter(Q(question__need=Need.NEED) | ~Exists(Asking.objects.filter(hides_nice=True)))
    return questions_with_choices(ours.values_list("question", flat=True))


def asks_at(moment: Moment | str, day: date) -> bool:
    """Whether anybody is asked anything of our own at a moment."""
    live = Question.objects.live_on(day).filter(answer_type__gt="", places__moment=moment)
    return live.exists()


def questions_with_choices(keys: Iterable[str]) -> list[Question]:
    """The own questions with these keys, in this order, each with all its choices, retired ones too. Two queries."""
    wanted = list(dict.fromkeys(keys))
    found = Question.objects.filter(answer_type__gt="").prefetch_related("choices").in_bulk(wanted)
    return [found[key] for key in wanted if key in found]
