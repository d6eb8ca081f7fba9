"""Arranging the choices of an own question. Nothing is deleted: what was chosen once stays readable."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from catalogue.models import Question, QuestionChoice
from catalogue.operations.questions import FEWEST_CHOICES
from organisation.models import User
from shared.ranks import arranged, moved, write_ranks
from shared.text import comparable

# More than these nobody reads at a table.
AT_MOST = 30


class Twice(Exception):
    """The question has a choice with these very words; `choice` is that one."""

    def __init__(self, choice: QuestionChoice) -> None:
        super().__init__(choice.key)
        self.choice = choice


class NoRoom(Exception):
    """The question has as many choices as it may have."""


class TooFew(Exception):
    """A question that is asked would be left without a choice to make."""


class ChangedMeanwhile(Exception):
    """Somebody else reworded the choice; `current` is how it stands now."""

    def __init__(self, current: QuestionChoice) -> None:
        super().__init__(current.key)
        self.current = current


@transaction.atomic
def add_choice(*, question: Question, label_nl: str, label_en: str, by: User) -> QuestionChoice:
    """A choice at the end, under a key that this question never used. Raises `Twice` or `NoRoom`."""
    row = _row(question)
    if len([one for one in row if one.until is None]) >= AT_MOST:
        raise NoRoom
    _once(row, label_nl)
    stem = slugify(comparable(label_nl))[:36].rstrip("-") or "choice"
    taken = {one.key for one in row}
    key = next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 999))) if key not in taken)
    rank = max((one.rank for one in row), default=0) + 1
    return question.choices.create(key=key, label_nl=label_nl, label_en=label_en, rank=rank)


@transaction.atomic
def change_choice(*, choice: QuestionChoice, was: str, label_nl: str, label_en: str, by: User) -> None:
    """Other words for the same choice; `was` are the words that were changed. Raises `ChangedMeanwhile` or `Twice`."""
    row = _row(choice.question)
    current = next(one for one in row if one.pk == choice.pk)
    if was != wording_of(current):
        raise ChangedMeanwhile(current)
    _once([one for one in row if one.pk != choice.pk], label_nl)
    QuestionChoice.objects.filter(pk=choice.pk).update(label_nl=label_nl, label_en=label_en)


@transaction.atomic
def remove_choice(*, choice: QuestionChoice, by: User) -> bool:
    """Offers a choice no more; answers with it stay. False when that was so already. Raises `TooFew`."""
    row = _row(choice.question)
    offered = [one for one in row if one.until is None]
    if choice.pk not in {one.pk for one in offered}:
        return False
    question = Question.objects.get(pk=choice.question_id)
    if question.since and len(offered) <= FEWEST_CHOICES:
        raise TooFew
    QuestionChoice.objects.filter(pk=choice.pk).update(until=timezone.localdate())
    return True


@transaction.atomic
def put_back_choice(*, choice: QuestionChoice, by: User) -> None:
    """Offers a choice again, under the key that it had. Raises `NoRoom`."""
    if len([one for one in _row(choice.question) if one.until is None and one.pk != choice.pk]) >= AT_MOST:
        raise NoRoom
    QuestionChoice.objects.filter(pk=choice.pk).update(until=None)


@transaction.atomic
def move_choice(*, choice: QuestionChoice, up: bool, by: User) -> None:
    """One place up or down among the choices that are offered."""
    row = sorted(_row(choice.question), key=lambda one: one.until is not None)
    write_ranks(moved(row, choice, up=up))


@transaction.atomic
def order_choices(*, question: Question, order: list[int], by: User) -> None:
    """Puts the choices in this order; those that it does not name come after them."""
    write_ranks(arranged(_row(question), order))


def wording_of(choice: QuestionChoice) -> str:
    """Both wordings of a choice, as one text."""
    return f"{choice.label_nl}\n{choice.label_en}"


def _row(question: Question) -> list[QuestionChoice]:
    """The choices in order; two people arranging them at one moment come after each other."""
    Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    return list(QuestionChoice.objects.filter(question=question).order_by("rank", "pk"))


def _once(row: list[QuestionChoice], label: str) -> None:
    for one in row:
        if one.label_nl.casefold() == label.casefold():
            raise Twice(one)
