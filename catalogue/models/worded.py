"""Names in two languages, and who arranged them when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language


class Arranged(models.Model):
    """Something that is arranged in the pages. The version tells two people who change the same thing apart."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


def worded(one: Any, name: str) -> str:
    """The text of something in the language of the page; Dutch where there is no English."""
    dutch: str = getattr(one, f"{name}_nl")
    return (getattr(one, f"{name}_en") or dutch) if get_language() == "en" else dutch


class InTwoLanguages:
    """Mixin: texts that stand in two columns, `<name>_nl` and `<name>_en`; Dutch where there is no English."""

    def worded(self, name: str) -> str:
        """The text in the language of the page."""
        return worded(self, name)


class Named(InTwoLanguages, Arranged):
    """Something with a key, a name in Dutch and English, a place in the order and an end date instead of deletion.

    `until` is the first day on which it is not offered any more; what was filed under it before stays as it is.
    """

    key = models.SlugField(max_length=40, primary_key=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(default=100)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["rank", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.worded("name")


class Subject(Named):
    """What somebody's goal, request or referral can be about.

    `is_sensitive`: also nobody and everybody say something about people there, so readers outside see neither.
    """

    is_sensitive = models.BooleanField(default=False)

    class Meta(Named.Meta):
        abstract = True
