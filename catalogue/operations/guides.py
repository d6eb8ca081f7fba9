"""The seven steps from the results that an organisation wants to the questions that it asks."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from catalogue.models import AnswerType, Need, Purpose, Question, ResultKind, SetupGuide, WantedResult
from catalogue.operations.questions import make_question
from organisation.models import User
from organisation.operations.stale import reword

# A question made today is looked at again in a year.
A_YEAR = timedelta(days=365)
LONGEST_LABEL = 120


@transaction.atomic
def begin_guide(*, title: str, by: User) -> SetupGuide:
    """A new walk through the steps, with nothing in it."""
    return SetupGuide.objects.create(title=title, changed_by=by)


@transaction.atomic
def change_guide(*, guide: SetupGuide, version: int, by: User, **texts: str) -> bool:
    """Another title, or other words at a step. Raises `Stale`."""
    return reword(guide, version=version, by=by, **texts)


@transaction.atomic
def add_result(*, guide: SetupGuide, words: str, by: User) -> WantedResult:
    """One more wanted result, after the others."""
    last = guide.results.aggregate(last=Max("rank"))["last"] or 0
    return WantedResult.objects.create(guide=guide, words=words, rank=min(last + 1, 32000), changed_by=by)


@transaction.atomic
def change_result(*, result: WantedResult, version: int, by: User, **values: Any) -> bool:
    """Other words, for what, for whom, by which figure it is seen. Raises `Stale`."""
    return reword(result, version=version, by=by, **values)


@transaction.atomic
def remove_guided(*, one: SetupGuide | WantedResult, by: User) -> None:
    """A guide, or a result of one, goes out of sight; questions made from it stay. It can be put back."""
    type(one)._default_manager.filter(pk=one.pk).update(removed_at=timezone.now(), changed_by=by)


@transaction.atomic
def put_back_guided(*, one: SetupGuide | WantedResult, by: User) -> None:
    """Undoes the removal."""
    type(one)._default_manager.filter(pk=one.pk).update(removed_at=None, changed_by=by)


@transaction.atomic
def ask_for_result(*, result: WantedResult, by: User) -> Question:
    """A question in the making whose reason is the wanted result: why, for whom, for what and of which kind."""
    return make_question(
        by=by,
        moments=[],
        services=[],
        label_nl=result.words[:LONGEST_LABEL],
        why_nl=result.why,
        for_whom_nl=result.for_whom,
        purpose=result.purpose or Purpose.LEARN,
        result_kind=result.result_kind or ResultKind.OUTCOME,
        need=Need.NICE,
        answer_type=AnswerType.TEXT,
        review_on=timezone.localdate() + A_YEAR,
        wanted_result=result,
    )
