"""Experience: per question about our help, what residents answered in the period."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.builtin_experience import EXPERIENCE
from catalogue.models import Moment, ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.counting import always
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet, Kind
from outcomes.publishing.declared import Published
from outcomes.spans import Span
from shared.period import Period

# Those with which every organisation starts, and whatever it asks about its help in their place.
KEY, KIND, READS = "experience", ResultKind.EXPERIENCE, [asked.key for asked in EXPERIENCE]
# Of its own questions at this moment, whatever they ask.
READS_AT = frozenset({Moment.EXPERIENCE})
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("What do residents think of our help?")
DENOMINATOR = _("Per question: answers that residents gave in the period.")
NUMERATOR = _("Per answer. A question to which no answer came is counted apart.")
NO_ANSWER = "no_answer"


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """Per question how often each answer was given."""
    return counting.answers(KEY, scope, periods, _facts, NO_ANSWER)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind `<question>/<answer>`. Raises ValueError for a cell that there is not."""
    about, slash, answer = cell.rpartition("/")
    if not slash:
        raise ValueError(f"There is no cell {cell}.")
    return counting.in_cell(_facts(scope, period).filter(about=about), answer, {answer: Q(cell=answer)})


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Answers of the period, and questions to which none came."""
    return Fact.objects.within(scope).of(Kind.EXPERIENCE, period)


PUBLISHED = (Published(_facts, None, always({NO_ANSWER: Q(cell=NO_ANSWER)}), about="apart", adds_up=True),)
