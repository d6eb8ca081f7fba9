"""Did it help? What residents say, and what we say."""

from django.utils.translation import gettext_lazy as _

from feedback.insight import Column
from feedback.kinds.pair import Pair
from outcomes.indicators import helped, helped_professional

RANK = 40
QUESTION = Pair(
    title=_("What do residents say themselves, and do we see it too?"),
    short=_("Did it help? Asked when a plan is closed"),
    reading=_(
        "A round dot is what residents said, a diamond is what we said. Where they are far apart, there is something "
        "to talk about."
    ),
    resident=helped,
    professional=helped_professional,
    answers=(
        Column("yes", _("yes, it helped")),
        Column("partly", _("partly")),
        Column("no", _("no, it did not help")),
    ),
)
