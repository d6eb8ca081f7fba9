"""Languages of residents: which are in use, and which of them somebody who speaks them has read."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.words import Word, mark, words_of


class SheetLanguage(models.Model):
    """A language of the sheet and of the resident's own page. Its words come with the product, its state does not."""

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=100)
    is_on = models.BooleanField(default=False)
    # Who speaks it and has read all words, and which words these were; all three or none.
    checked_by = models.CharField(max_length=80, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_mark = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["rank", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by="", checked_on__isnull=True, checked_mark="")
                | (~Q(checked_by="") & Q(checked_on__isnull=False) & ~Q(checked_mark="")),
                name="language_checked_by_and_on",
            ),
            # Everything that has no words in another language is said in Dutch.
            models.CheckConstraint(condition=~Q(code="nl") | Q(is_on=True), name="dutch_is_always_on"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_own(self) -> bool:
        """Whether it is a language of Keukentafel itself, in which it is made and which needs no check."""
        return self.code in dict(settings.LANGUAGES)

    @property
    def is_checked(self) -> bool:
        """Whether the words as they are now were read by somebody who speaks it."""
        return self.is_own or self.checked_mark == mark(self.code)

    @property
    def was_checked(self) -> date | None:
        """The day of a check of words that have changed since; None when there was none or it still holds."""
        return None if self.is_checked else self.checked_on

    @property
    def words(self) -> list[Word]:
        """All its words beside the Dutch."""
        return words_of(self.code)
