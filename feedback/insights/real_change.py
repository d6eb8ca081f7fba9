"""Is this a real change, or does it just go up and down?"""

from django.utils.translation import gettext_lazy as _

from feedback.insight import Column
from feedback.kinds.swings import Swings
from outcomes.indicators import goal_progress

RANK = 15

QUESTION = Swings(
    title=_("Is this a real change, or does it just go up and down?"),
    short=_("Goals that went further, over twelve quarters"),
    reading=_(
        "Each point is a quarter. The grey band is where it usually lies: what stays inside it is ordinary going up "
        "and down, and no reason to change anything. The fewer goals in a quarter, the wider its band. An open point "
        "has fewer than twelve residents behind it: nothing is said of that one. A point outside the band (drawn as a "
        "diamond), or eight quarters running on one side of the middle, is a real change. It is worth asking why. This "
        "is a p' chart (Laney, 2002)."
    ),
    indicator=goal_progress,
    column=Column("up", _("further"), "better"),
    what=_("goals went further"),
    block=_("Share of goals that went further, per quarter"),
)
