"""Question use: of the records made in a quarter whose form asked a question, in how many it is filled in.

Empty, not asked and not applicable are three different things. It is a figure about questions and never about people:
counts over the whole organisation, of a quarter that is over, that open no records.
"""

from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import disclosure, populations
from outcomes.figures import Uses
from outcomes.question_fields import COUNTED
from shared.period import Period

# It reads whether there is an answer, and no answer.
KEY, KIND, READS = "question_use", ResultKind.PROCESS, list[str]()
SCOPES = frozenset({"organisation"})
LABEL = _("How often is each question filled in?")
DENOMINATOR = _("Everything that was written down in the quarter in a form in which the question stood.")
NUMERATOR = _(
    "Filled in, as it stands now. Left empty, not asked and does not apply are counted apart. An answer that was "
    "replaced does not count."
)


def compute(scope: Scope, period: Period) -> Uses:
    """How often each question is filled in. Raises ValueError beyond `SCOPES` and for a quarter that is not over."""
    kept_in = [{"key": key, "record": kept.record, "column": kept.column} for key, kept in COUNTED.items()]
    counted = populations.asked_questions(scope, period, kept_in)
    return disclosure.uses(KEY, scope, period, (disclosure.Counted(**row) for row in counted))
