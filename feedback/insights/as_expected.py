"""Do residents get as far as we expected together?"""

from django.utils.translation import gettext_lazy, ngettext

from feedback.attained import in_words
from feedback.kinds.values import Values, one_decimal
from outcomes.indicators import gas_t_score

RANK = 110
SCALES = list(gas_t_score.NAMES.items())


def sentence(turn: int, value: str, known: int) -> str:
    """T is 52,4 on average, over 14 plans."""
    return ngettext(
        "%(scale)s: T is %(value)s in %(known)d plan.",
        "%(scale)s: T is %(value)s on average, over %(known)d plans.",
        known,
    ) % {
        "scale": SCALES[turn][1],
        "value": value,
        "known": known,
    }


def rests(_turn: int, known: int, _total: int) -> str:
    """How many plans have a score on an attainment scale."""
    return ngettext(
        "%(known)d plan has a score on an attainment scale.",
        "%(known)d plans have a score on an attainment scale.",
        known,
    ) % {"known": known}


QUESTION = Values(
    title=gettext_lazy("Do residents get as far as we expected together?"),
    short=gettext_lazy("Goals on an attainment scale"),
    reading=gettext_lazy(
        "50 is what resident and professional expected together. Higher is further than expected. A mean over few "
        "plans says little."
    ),
    figures=tuple((gas_t_score, f"mean:{scale}", label) for scale, label in SCALES),
    in_words=one_decimal,
    sentence=sentence,
    rests=rests,
    decimals=1,
    means=in_words,
)
