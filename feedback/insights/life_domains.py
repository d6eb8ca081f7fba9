"""In which parts of life do things get better, and in which not?"""

from django.utils.translation import gettext_lazy as _

from feedback.insight import Column
from feedback.kinds.parts import PerPart
from outcomes.indicators import domain_change

RANK = 30
QUESTION = PerPart(
    title=_("In which parts of life do things get better, and in which not?"),
    short=_("From the first score of an instrument to the last"),
    reading=_(
        "To the right of the line: residents with whom it went better. To the left: with whom it got harder. Who "
        "stayed the same stands half on each side. Instruments are never added up."
    ),
    indicator=domain_change,
    columns=(
        Column("up", _("better"), "better"),
        Column("same", _("the same"), "same"),
        Column("down", _("harder"), "harder"),
    ),
)
