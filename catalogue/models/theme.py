"""What a help request, referral or signal is about."""

from catalogue.models.worded import Subject


class Theme(Subject):
    """The life domains, and what the organisation adds."""

    class Meta(Subject.Meta):
        abstract = False
