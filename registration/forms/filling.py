"""The form of an instrument: which kind, with which parts, and with what was said before."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from catalogue.models import Instrument, InstrumentPart, Moment
from catalogue.models.instrument import Form
from catalogue.queries.instruments import parts
from organisation.models import User
from registration.forms.assessment import AssessmentForm
from registration.forms.assessment_rows import Filled
from registration.forms.board import BoardForm
from registration.forms.own_questions import OwnQuestions
from registration.models import Assessment, Plan
from registration.queries.assessments import last_answers, standing


def filling(typed: QueryDict | None, plan: Plan, instrument: Instrument, by: User) -> AssessmentForm | BoardForm:
    """To fill in anew, beside the last answers."""
    known = last_answers(standing(plan, instrument))
    asked = list(parts(instrument, timezone.localdate()))
    return _form(typed, Filled(plan, instrument, asked, known, by.first_name))


def correcting(typed: QueryDict | None, assessment: Assessment, by: User) -> AssessmentForm | BoardForm:
    """To correct: the parts that are in use, and those that were filled in then."""
    plan, instrument = assessment.plan, assessment.instrument
    known = last_answers(standing(plan, instrument).exclude(assessment=assessment))
    asked = parts(instrument, timezone.localdate()) | _then(assessment)
    return _form(typed, Filled(plan, instrument, list(asked.distinct()), known, by.first_name, assessment))


def _then(assessment: Assessment) -> QuerySet[InstrumentPart]:
    then = assessment.parts.values("part")
    return assessment.instrument.parts.filter(pk__in=then).select_related("scale", "life_domain")


def _form(typed: QueryDict | None, filled: Filled) -> AssessmentForm | BoardForm:
    kind = BoardForm if filled.instrument.form == Form.BOARD else AssessmentForm
    return kind(typed, filled=filled)


def asking(
    typed: QueryDict | None, plan: Plan, instrument: Instrument, by: User, corrects: Assessment | None = None
) -> OwnQuestions:
    """The own questions in that form. A board is kept as two sheets, and they are asked with the first alone.

    On a board it is said apart whose word an answer is; elsewhere the form itself says it.
    """
    is_board = instrument.form == Form.BOARD
    second = corrects is not None and is_board and corrects.offered_id is None and not corrects.answers.exists()
    return OwnQuestions(
        moment=Moment.ASSESSMENT, plan=plan, by=by, sent=typed, record=corrects, asks_voice=is_board, asks=not second
    )


def voice_of(own: OwnQuestions, made: Assessment) -> str:
    """Whose word the answers are, where the form of the instrument says so; else empty."""
    return "" if own.asks_voice else str(made.voice)
