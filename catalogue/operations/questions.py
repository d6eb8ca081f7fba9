"""Arranging questions: making them, their words, when they are asked and in which order."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from catalogue.models import AnswerType, Asking, Question, QuestionPlace, Service
from organisation.models import User
from organisation.operations.stale import Stale, reword
from shared.ranks import arranged, moved, write_ranks
from shared.text import comparable

WITH_CHOICES = frozenset({AnswerType.CHOICE, AnswerType.CHOICES})
# One choice is no choice.
FEWEST_CHOICES = 2
# The names of these are words that Dutch and English people read; the keys of own questions begin so.
OWN = "own."
LONGEST_KEY = 60


class NotReady(Exception):
    """A question cannot be asked yet. `lacks` names what is missing: why, for_whom, moment, choices."""

    def __init__(self, lacks: list[str]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks


class TypeStands(Exception):
    """How a question is answered cannot change once it was asked."""


class TooEarly(Exception):
    """The day lies before the day from which the question is asked, or before today."""


@transaction.atomic
def make_question(*, by: User, moments: Iterable[str], services: Iterable[Service], **values: Any) -> Question:
    """An own question in the making; it is not asked before `go_live`. It gets a key of its own for good."""
    rank = (Question.objects.aggregate(last=Max("rank"))["last"] or 0) + 1
    key = _free_key(values["label_nl"])
    question = Question.objects.create(key=key, rank=min(rank, 32000), changed_by=by, **values)
    _place(question, moments)
    question.services.set(services)
    return question


@transaction.atomic
def change_question(
    *, question: Question, version: int, by: User, moments: Iterable[str], services: Iterable[Service], **values: Any
) -> bool:
    """Other words, another reason, other moments or other people. Raises `Stale`, `TypeStands` or `NotReady`."""
    now = _held(question, version)
    if now.since and values.get("answer_type", now.answer_type) != now.answer_type:
        raise TypeStands
    moments, services = set(moments), set(services)
    _keep_reason(now, values, moments)
    placed = set(now.places.values_list("moment", flat=True)) != moments or set(now.services.all()) != services
    worded = reword(now, version=version, by=by, **values)
    if placed:
        _place(now, moments)
        now.services.set(services)
        if not worded:
            _touch(now, by)
    return worded or placed


@transaction.atomic
def reword_question(*, question: Question, version: int, by: User, **values: Any) -> bool:
    """Other words or another reason for a built-in question; these stay when the built-in ones are loaded again.

    Raises `Stale` or `NotReady`.
    """
    now = _held(question, version)
    _keep_reason(now, values, {now.asked_in})
    return reword(now, version=version, by=by, **values)


def lacking(question: Question, day: date) -> list[str]:
    """What is missing before a question can be asked."""
    lacks = [name for name in ("why", "for_whom") if not getattr(question, f"{name}_nl").strip()]
    lacks += [] if question.places.exists() else ["moment"]
    offered = question.choices.filter(until__isnull=True).count()
    return lacks + (["choices"] if question.answer_type in WITH_CHOICES and offered < FEWEST_CHOICES else [])


@transaction.atomic
def go_live(*, question: Question, since: date, by: User) -> bool:
    """Asks an own question from a day on; False when it is asked already. Raises `NotReady` or `TooEarly`."""
    now = Question.objects.select_for_update().get(pk=question.pk)
    today = timezone.localdate()
    if now.since and now.since <= today:
        return False
    if lacks := lacking(now, today):
        raise NotReady(lacks)
    if since < today:
        raise TooEarly
    return reword(now, version=now.version, by=by, since=since, until=None)


@transaction.atomic
def retire_question(*, question: Question, until: date, by: User) -> bool:
    """Asks an own question no more from `until` on; answers stay readable. False when that was so already.

    One that is still to be asked goes back to being made. Raises `TooEarly`.
    """
    now = Question.objects.select_for_update().get(pk=question.pk)
    today = timezone.localdate()
    if now.since is None or (now.until and now.until <= today):
        return False
    if now.since > today:
        return reword(now, version=now.version, by=by, since=None, until=None)
    if until < today:
        raise TooEarly
    return reword(now, version=now.version, by=by, until=until)


@transaction.atomic
def ask_again(*, question: Question, by: User) -> bool:
    """Takes the end of an own question back. False when it had none. Raises `NotReady`."""
    now = Question.objects.select_for_update().get(pk=question.pk)
    if now.until is None:
        return False
    if lacks := lacking(now, timezone.localdate()):
        raise NotReady(lacks)
    return reword(now, version=now.version, by=by, until=None)


@transaction.atomic
def order_questions(*, moment: str, order: list[int], by: User) -> None:
    """Puts the places of a moment in this order; places that it does not name come after them."""
    write_ranks(arranged(_places(moment), order))


@transaction.atomic
def move_question(*, place: QuestionPlace, up: bool, by: User) -> None:
    """One place up or down among those of the moment that are not retired."""
    row = list(_places(place.moment))
    gone = set(Question.objects.filter(until__lte=timezone.localdate(), places__in=row).values_list("pk", flat=True))
    write_ranks(moved(sorted(row, key=lambda one: one.question_id in gone), place, up=up))


@transaction.atomic
def hide_nice(*, hide: bool, by: User) -> None:
    """Asks no question that is nice to know any more, or all of them again."""
    Asking.objects.update_or_create(id=1, defaults={"hides_nice": hide, "changed_by": by})


def _held(question: Question, version: int) -> Question:
    """The question as it stands, held until the end of the transaction. Raises `Stale`."""
    now = Question.objects.select_for_update().get(pk=question.pk)
    if now.version != version:
        raise Stale(Question.objects.select_related("changed_by").get(pk=question.pk))
    return now


def _keep_reason(question: Question, values: dict[str, Any], moments: set[str]) -> None:
    """What is asked keeps a reason and a moment. Raises `NotReady`."""
    lacks = [name for name in ("why", "for_whom") if not values.get(f"{name}_nl", "").strip()]
    lacks += [] if moments else ["moment"]
    if question.since and lacks:
        raise NotReady(lacks)


def _touch(question: Question, by: User) -> None:
    stamps = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by}
    Question.objects.filter(pk=question.pk).update(**stamps)


def _place(question: Question, moments: Iterable[str]) -> None:
    """The moments of a question; a new one comes last there."""
    moments = set(moments)
    question.places.exclude(moment__in=moments).delete()
    for moment in sorted(moments - set(question.places.values_list("moment", flat=True))):
        last = QuestionPlace.objects.filter(moment=moment).aggregate(last=Max("rank"))["last"] or 0
        question.places.create(moment=moment, rank=min(last + 1, 32000))


def _places(moment: str) -> QuerySet[QuestionPlace]:
    """The places of a moment in order, held until the end: two people arranging them come after each other."""
    return QuestionPlace.objects.select_for_update().filter(moment=moment).order_by("rank", "pk")


def _free_key(label: str) -> str:
    """A key made of the words, with a number behind it when it was given out before."""
    # Two people making a question with the same words at one moment come after each other.
    Asking.objects.get_or_create(id=1)
    Asking.objects.select_for_update().get(id=1)
    stem = OWN + (slugify(comparable(label))[: LONGEST_KEY - len(OWN) - 4].rstrip("-") or "question")
    taken = set(Question.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in _numbered(stem) if key not in taken)


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10000))
