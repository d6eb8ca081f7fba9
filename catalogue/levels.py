"""The levels of a scale in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import InstrumentScale
from catalogue.models.instrument import Direction

# Up to which part of a line from sad to glad each word reaches; nobody reads a number there.
ZONES = (0.12, 0.4, 0.6, 0.88)


def values(scale: InstrumentScale) -> list[int]:
    """From the lowest to the highest."""
    return list(range(scale.lowest, scale.highest + 1))


def labels(scale: InstrumentScale) -> dict[int, str]:
    """What the levels mean, by value, in the language of the page; levels without a word are not in it."""
    english = get_language() == "en"
    return {int(one["value"]): (english and one.get("en")) or one.get("nl", "") for one in scale.labels}


def share(value: int, scale: InstrumentScale) -> float:
    """How far a value lies between the worst end (0) and the best end (1) of its scale."""
    part = (value - scale.lowest) / (scale.highest - scale.lowest)
    return part if scale.direction == Direction.HIGHER else 1 - part


def on_the_line(part: float) -> str:
    """Where a token stands on a line from sad (0) to glad (1), in words."""
    words = [
        _("hard"),
        _("between hard and in between"),
        _("in between"),
        _("between in between and good"),
        _("good"),
    ]
    return words[sum(part > end for end in ZONES)]
