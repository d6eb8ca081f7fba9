"""What a help request, referral or signal is about."""

from catalogue.models.worded import Named


class Theme(Named):
    """The life domains, and what the organisation adds."""

    class Meta(Named.Meta):
        abstract = False
