"""The questions about our help with which every organisation starts."""

from django.db import transaction

from catalogue.builtin_experience import EXPERIENCE, FOR_WHOM, VISIBLE_TO, Asked
from catalogue.builtin_questions import REVIEW_ON, SINCE
from catalogue.models import Moment, Need, Question, QuestionChoice, QuestionPlace, ResultKind


@transaction.atomic
def load_experience() -> None:
    """Adds those that are not there yet, with their choices and their place. What was changed or retired stays so."""
    known = set(Question.objects.values_list("key", flat=True))
    new = [(rank, asked) for rank, asked in enumerate(EXPERIENCE, start=1) if asked.key not in known]
    Question.objects.bulk_create([_question(asked, rank) for rank, asked in new])
    QuestionPlace.objects.bulk_create(
        [QuestionPlace(question_id=asked.key, moment=Moment.EXPERIENCE, rank=rank) for rank, asked in new]
    )
    QuestionChoice.objects.bulk_create(
        [
            QuestionChoice(question_id=asked.key, key=key, label_nl=nl, label_en=en, rank=rank)
            for _rank, asked in new
            for rank, (key, nl, en) in enumerate(asked.choices, start=1)
        ]
    )


def _question(asked: Asked, rank: int) -> Question:
    texts = {"label": asked.label, "why": asked.why, "for_whom": FOR_WHOM, "visible_to": VISIBLE_TO}
    worded = {
        f"{name}_{code}": text for name, both in texts.items() for code, text in zip(("nl", "en"), both, strict=True)
    }
    return Question(
        key=asked.key,
        answer_type=asked.answer_type,
        purpose=asked.purpose,
        need=Need.NEED,
        result_kind=ResultKind.EXPERIENCE,
        since=SINCE,
        review_on=REVIEW_ON,
        rank=200 + rank,
        **worded,
    )
