"""What do we see outside, and how many people do we reach there?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.insight import few
from feedback.kinds.outside import Outside
from feedback.noted import Noted
from outcomes.figures import Count, Withheld
from outcomes.indicators import groups_met, reach

RANK = 75


def words(count: Count) -> str:
    """A count, or that it is too little to show."""
    return few() if isinstance(count, Withheld) else str(count)


def sentence(met: Noted, held: Noted, seen: Sequence[tuple[str, str]]) -> str:
    """10 groups, times met: 34. Seen: gas (5 of 10), football (3 of 10). 12 activities with 140 participants."""
    said = []
    groups, activities = met.count(groups_met.GROUPS), held.count(reach.ACTIVITIES)
    if groups:
        times = words(met.count(groups_met.TIMES))
        several = 2 if isinstance(groups, Withheld) else groups
        said.append(
            ngettext("%(groups)s group, times met: %(times)s.", "%(groups)s groups, times met: %(times)s.", several)
            % {"groups": words(groups), "times": times}
        )
    if seen:
        said.append(_("Seen most: %(top)s.") % {"top": ", ".join(f"{name} ({of})" for name, of in seen)})
    if activities:
        said.append(
            _("Activities: %(activities)s, with %(participants)s participants.")
            % {"activities": words(activities), "participants": words(held.count(reach.PARTICIPANTS))}
        )
    return " ".join(said)


QUESTION = Outside(
    title=gettext_lazy("What do we see outside?"),
    short=gettext_lazy("Groups that we meet, and activities"),
    reading=gettext_lazy(
        "Each square is a group. It is filled where something was seen with it at least once. A group counts once, "
        "however often it was met."
    ),
    groups=groups_met,
    reach=reach,
    sentence=sentence,
)
