"""Names in two languages."""

from django.db import models
from django.utils.translation import get_language


class Named(models.Model):
    """Something with a key, a name in Dutch and English, a place in the order and an end date instead of deletion."""

    key = models.SlugField(max_length=40, primary_key=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
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
        return self.name_en if get_language() == "en" else self.name_nl
