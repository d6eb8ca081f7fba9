"""How many questions are asked of whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from catalogue.models import Asking, Moment, Need, Question, QuestionPlace
from catalogue.queries.own_questions import is_asked
from organisation.models import Discipline


@dataclass(frozen=True)
class Asked:
    """How many questions somebody is asked, and how many of those are needed."""

    total: int
    needed: int


def asked_of_disciplines(day: date) -> dict[str, Asked]:
    """By discipline: the built-in questions that are asked, and the own ones meant for it, whatever the service.

    What residents answer themselves is not among them.
    """
    hides = _hides()
    live = list(Question.objects.live_on(day).prefetch_related("places"))
    asked = [one for one in live if one.is_own or is_asked(one, hides_nice=hides, day=day)]
    mine = [one for one in asked if not one.is_own or _of_staff(one, hides)]
    return {key: _counted([one for one in mine if not one.disciplines or key in one.disciplines]) for key in Discipline}


def asked_of_residents(day: date) -> Asked:
    """The own questions that a resident answers about our help."""
    return _counted([one for one in _at(Moment.EXPERIENCE, day) if not _is_hidden(one, _hides())])


def _of_staff(question: Question, hides: bool) -> bool:
    moments = {place.moment for place in question.places.all()} - {Moment.EXPERIENCE}
    return bool(moments) and not _is_hidden(question, hides)


def _hides() -> bool:
    return Asking.objects.filter(hides_nice=True).exists()


def _is_hidden(question: Question, hides: bool) -> bool:
    return hides and question.need == Need.NICE


def _at(moment: Moment, day: date) -> QuerySet[Question]:
    return Question.objects.live_on(day).filter(pk__in=QuestionPlace.objects.filter(moment=moment).values("question"))


def _counted(questions: list[Question]) -> Asked:
    return Asked(len(questions), sum(one.need == Need.NEED for one in questions))
