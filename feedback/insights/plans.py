"""How many plans begin, end and are open?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.insight import Column
from feedback.kinds.counts import Counts
from outcomes.figures import Tally
from outcomes.indicators import plans

RANK = 90


def sentence(figure: Tally, is_team: bool) -> str:
    """5 plans began and 3 were closed. 24 were open on the last day, 1 of them without a coordinator."""
    counts = {cell.key: cell.count for cell in figure.cells}
    said = _("Plans begun: %(opened)d. Closed: %(closed)d. Open on the last day: %(open_at_end)d.") % counts
    without = _("Without a coordinator that day: %(without_coordinator)d.") % counts
    return f"{said} {without}" if is_team else said


QUESTION = Counts(
    title=gettext_lazy("How many plans begin, end and are open?"),
    short=gettext_lazy("Plans per quarter"),
    reading=gettext_lazy("Each bar is how many plans were open on the last day. These are counts: more is not better."),
    indicator=plans,
    columns=(
        Column("opened", gettext_lazy("begun")),
        Column("closed", gettext_lazy("closed")),
        Column("open_at_end", gettext_lazy("open on the last day")),
        Column("without_coordinator", gettext_lazy("without a coordinator")),
    ),
    drawn="open_at_end",
    of_teams=frozenset({"without_coordinator"}),
    sentence=sentence,
    block=gettext_lazy("Open plans on the last day"),
)
