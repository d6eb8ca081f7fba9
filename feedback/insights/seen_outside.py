"""What do we see outside, and how many people do we reach there?"""

from django.utils.translation import gettext_lazy

from feedback import in_part
from feedback.kinds.outside import Outside
from feedback.noted import Noted
from outcomes.indicators import groups_met, reach

RANK = 75


def sentence(met: Noted, held: Noted, seen: str) -> str:
    """10 groups, times met: 34. Seen: gas (5 of 10), football (3 of 10). 12 activities with 140 participants."""
    groups = in_part.groups_met(met.count(groups_met.GROUPS), met.count(groups_met.TIMES))
    activities = in_part.activities_held(held.count(reach.ACTIVITIES), held.count(reach.PARTICIPANTS))
    return " ".join(words for words in (groups, seen, activities) if words)


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
