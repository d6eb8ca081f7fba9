"""Languages of residents: on or off, and who read their words."""

from datetime import date

from django.db import transaction

from catalogue.models import SheetLanguage
from catalogue.words import mark
from organisation.models import User


@transaction.atomic
def check_language(*, language: SheetLanguage, checked_by: str, checked_on: date, by: User) -> None:
    """Keeps who read the words as they are today. Words that change later ask for a new check."""
    language.checked_by, language.checked_on, language.checked_mark = checked_by, checked_on, mark(language.code)
    language.changed_by = by
    language.save()


@transaction.atomic
def switch_language(*, language: SheetLanguage, on: bool, by: User) -> None:
    """Turns a language on or off for all sheets. Dutch stays on: the database refuses anything else."""
    language.is_on, language.changed_by = on, by
    language.save()
