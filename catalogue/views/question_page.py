"""What stands on the page of one question."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from catalogue.forms.questions import LiveForm, RetireForm
from catalogue.forms.remarks import RemarkForm
from catalogue.models import Question
from catalogue.models.remark import Trouble
from catalogue.operations.questions import WITH_CHOICES, lacking
from catalogue.queries import questions as queries
from catalogue.queries.wordings import former_of
from organisation.models import Discipline
from organisation.roles import Right
from organisation.scope import standing


def about(request: HttpRequest, question: Question, **forms: Any) -> dict[str, Any]:
    """The context of the page; `forms` are those that were sent and were not right (said, live, retire)."""
    today, here = timezone.localdate(), standing(request.user)
    arranges = here.may(Right.ARRANGE_CATALOGUE)
    formers, pauses = former_of(question)
    return {
        "arranges": arranges,
        "choices": list(question.choices.all()),
        "disciplines": [label for key, label in Discipline.choices if key in question.disciplines],
        "formers": formers,
        "has_choices": question.answer_type in WITH_CHOICES,
        "is_always": question.pk in queries.ESSENTIAL,
        "is_draft": question.since is None,
        "is_hidden": question.need == "nice" and queries.hides_nice() and question.pk not in queries.ESSENTIAL,
        "is_retired": bool(question.until and question.until <= today),
        "lacks": lacking(question, today) if arranges and question.is_own and question.since is None else [],
        "live": LiveForm(auto_id="live_%s"),
        "part": next((part.label for part in queries.PARTS.values() if question.asked_in in part.asked_in), ""),
        "pauses": pauses,
        "people": queries.people_to_ask(today),
        "places": list(question.places.all()),
        "question": question,
        "remarks": queries.remarks_about(question),
        "retire": RetireForm(auto_id="retire_%s"),
        "said": RemarkForm(proposes=here.may(Right.PROPOSE_CHANGES)),
        "services": list(question.services.all()),
        "today": today,
        "troubles": [(Trouble(key).label, number) for key, number in queries.troubles(question)],
        **forms,
    }
