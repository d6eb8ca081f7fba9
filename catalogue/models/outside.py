"""What can be tapped about a group that was met: what is seen there, and what a professional did."""

from catalogue.models.worded import Named


class Characteristic(Named):
    """Something seen with a group, as "drinks" or "plays football"."""

    class Meta(Named.Meta):
        abstract = False


class Intervention(Named):
    """Something done with a group, as "made contact" or "agreed about litter"."""

    class Meta(Named.Meta):
        abstract = False
