"""The talk about questions: saying something, proposing a change, answering."""

from django.db import transaction
from django.utils import timezone

from catalogue.models import Question, QuestionRemark
from organisation.models import User


class AnsweredMeanwhile(Exception):
    """Somebody else answered; `current` is the remark with that answer."""

    def __init__(self, current: QuestionRemark) -> None:
        super().__init__(str(current.pk))
        self.current = current


@transaction.atomic
def say_about(*, question: Question, kind: str, trouble: str, text: str, by: User) -> QuestionRemark:
    """A remark or a proposal; a trouble, a text or both."""
    return QuestionRemark.objects.create(question=question, kind=kind, trouble=trouble, text=text, written_by=by)


@transaction.atomic
def remove_remark(*, remark: QuestionRemark, by: User) -> None:
    """Takes a remark out of sight; it can be put back."""
    QuestionRemark.objects.filter(pk=remark.pk, removed_at__isnull=True).update(removed_at=timezone.now())


@transaction.atomic
def put_back_remark(*, remark: QuestionRemark, by: User) -> None:
    """Undoes the removal."""
    QuestionRemark.objects.filter(pk=remark.pk).update(removed_at=None)


@transaction.atomic
def answer_remark(*, remark: QuestionRemark, was: str, answer: str, outcome: str, by: User) -> None:
    """Answers, or answers otherwise; `was` is the answer that stood there. Raises `AnsweredMeanwhile`."""
    current = QuestionRemark.objects.select_for_update().get(pk=remark.pk)
    if current.answer.split() != was.split():
        raise AnsweredMeanwhile(current)
    current.answer, current.outcome, current.answered_by, current.answered_at = answer, outcome, by, timezone.now()
    current.save(update_fields=["answer", "outcome", "answered_by", "answered_at"])
