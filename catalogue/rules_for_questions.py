"""Who may read, arrange and talk about questions."""

from django.contrib.auth.models import AnonymousUser

from catalogue.models import Moment, Question, QuestionChoice, QuestionPlace, QuestionRemark
from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing

Somebody = User | AnonymousUser


def _may(user: Somebody, right: Right) -> bool:
    return isinstance(user, User) and standing(user).may(right)


def reads_question(user: Somebody, question: str) -> Grant | None:
    """Everybody of the staff: one question, its reason and what is said about it; also one in the making."""
    found = Question.objects.filter(key=question).first() if _may(user, Right.READ_QUESTIONS) else None
    return Grant((found,)) if found else None


def arranges_questions(user: Somebody) -> Grant | None:
    """Who makes questions, hides those that are nice to know, and sees the remarks that wait for an answer."""
    return Grant() if _may(user, Right.ARRANGE_CATALOGUE) else None


def arranges_moment(user: Somebody, moment: str) -> Grant | None:
    """Who puts the questions of a moment in order."""
    return Grant((moment,)) if arranges_questions(user) and moment in Moment.values else None


def arranges_question(user: Somebody, question: str) -> Grant | None:
    """Who words questions: one of them, built-in or own."""
    found = Question.objects.filter(key=question).first() if arranges_questions(user) else None
    return Grant((found,)) if found else None


def arranges_own_question(user: Somebody, question: str) -> Grant | None:
    """The same, for a question that the organisation made itself."""
    found = Question.objects.filter(key=question, asked_in="").first() if arranges_questions(user) else None
    return Grant((found,)) if found else None


def arranges_place(user: Somebody, place: int) -> Grant | None:
    """The same, with the moment at which it is asked."""
    found = QuestionPlace.objects.filter(pk=place).first() if arranges_questions(user) else None
    return Grant((found,)) if found else None


def arranges_choice(user: Somebody, choice: int) -> Grant | None:
    """The same, with one of its choices."""
    row = QuestionChoice.objects.select_related("question")
    found = row.filter(pk=choice).first() if arranges_questions(user) else None
    return Grant((found,)) if found else None


def own_remark(user: Somebody, remark: object) -> Grant | None:
    """Who wrote a remark about a question, and nobody else."""
    if not isinstance(user, User) or not _may(user, Right.READ_QUESTIONS):
        return None
    found = QuestionRemark.objects.select_related("question").filter(pk=remark, written_by=user).first()
    return Grant((found,)) if found else None


def answers_remark(user: Somebody, remark: object) -> Grant | None:
    """Who answers what is said about questions: a remark that was not taken away."""
    row = QuestionRemark.objects.select_related("question", "written_by").filter(removed_at__isnull=True, pk=remark)
    found = row.first() if arranges_questions(user) else None
    return Grant((found,)) if found else None
