"""What do residents think of our help?"""

from django.utils.translation import gettext_lazy as _

from feedback.kinds.answers import PerQuestion
from outcomes.indicators import experience

RANK = 45
QUESTION = PerQuestion(
    title=_("What do residents think of our help?"),
    short=_("Short questions about our help, answered by residents"),
    reading=_("Each bar is an answer. Who did not want to answer is counted apart."),
    indicator=experience,
    usual=(
        ("glad", _("glad")),
        ("between", _("in between")),
        ("sad", _("sad")),
        ("yes", _("yes")),
        ("no", _("no")),
        ("true", _("yes")),
        ("false", _("no")),
        ("filled", _("an answer in own words")),
    ),
)
