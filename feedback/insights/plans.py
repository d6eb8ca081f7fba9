"""How many plans begin, end and are open?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.asked import Whose
from feedback.insight import Column, out_of
from feedback.kinds.counts import Counts
from feedback.reading import Group
from outcomes.indicators import plans

RANK = 90


def sentence(group: Group, whose: Whose) -> str:
    """5 plans began and 3 were closed. 24 were open on the last day, 1 of them without a coordinator."""
    counts = {cell: out_of(count, 0, 0) for cell, count in group.counts.items()}
    if whose.is_published:
        return _("Plans begun: %(opened)s. Closed: %(closed)s.") % counts
    said = _("Plans begun: %(opened)s. Closed: %(closed)s. Open on the last day: %(open_at_end)s.") % counts
    without = _("Without a coordinator that day: %(without_coordinator)s.") % counts
    return f"{said} {without}" if whose.team else said


QUESTION = Counts(
    title=gettext_lazy("How many plans begin, end and are open?"),
    short=gettext_lazy("Plans per quarter"),
    reading=gettext_lazy("These are counts: more is not better."),
    indicator=plans,
    columns=(
        Column("opened", gettext_lazy("begun")),
        Column("closed", gettext_lazy("closed")),
        Column("open_at_end", gettext_lazy("open on the last day")),
        Column("without_coordinator", gettext_lazy("without a coordinator")),
    ),
    drawn="open_at_end",
    of_teams=frozenset({"without_coordinator"}),
    not_published=frozenset({"open_at_end", "without_coordinator"}),
    sentence=sentence,
    block_published=gettext_lazy("Plans that began"),
    block=gettext_lazy("Open plans on the last day"),
)
