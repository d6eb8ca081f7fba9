"""What a T-score of goals says in words."""

from django.utils.translation import gettext as _

# As expected, and how far around it that still holds: half of what the authors call a spread.
EXPECTED, AROUND = 50, 5


def in_words(t: float) -> str:
    """Whether residents got as far as was expected together, further or less far."""
    if abs(t - EXPECTED) <= AROUND:
        return _("about as expected")
    return _("further than expected") if t > EXPECTED else _("less far than expected")
