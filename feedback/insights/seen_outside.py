"""What do we see outside, and how many people do we reach there?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import in_part
from feedback.kinds.outside import Outside
from feedback.noted import Noted
from outcomes.indicators import groups_met, reach

RANK = 75


def sentence(met: Noted, held: Noted, seen: Sequence[tuple[str, str]]) -> str:
    """10 groups, times met: 34. Seen: gas (5 of 10), football (3 of 10). 12 activities with 140 participants."""
    said = [in_part.groups_met(met.count(groups_met.GROUPS), met.count(groups_met.TIMES))]
    if seen:
        said.append(_("Seen most: %(top)s.") % {"top": ", ".join(f"{name} ({of})" for name, of in seen)})
    said.append(in_part.activities_held(held.count(reach.ACTIVITIES), held.count(reach.PARTICIPANTS)))
    return " ".join(words for words in said if words)


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
