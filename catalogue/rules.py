"""Who may read and arrange the catalogue."""

from django.contrib.auth.models import AnonymousUser

from catalogue.models import SheetLanguage
from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing


def reads_questions(user: User | AnonymousUser) -> Grant | None:
    """Everybody of the staff: which questions are asked, and why."""
    return Grant() if isinstance(user, User) and standing(user).may(Right.READ_QUESTIONS) else None


def arranges_languages(user: User | AnonymousUser) -> Grant | None:
    """Who turns the languages of residents on and says who checked their words."""
    return Grant() if isinstance(user, User) and standing(user).may(Right.ARRANGE_CATALOGUE) else None


def arranges_language(user: User | AnonymousUser, code: str) -> Grant | None:
    """The same, with the language the page is about."""
    found = SheetLanguage.objects.filter(code=code).first() if arranges_languages(user) else None
    return Grant((found,)) if found else None


def arranges_other_language(user: User | AnonymousUser, code: str) -> Grant | None:
    """The same, for every language but Dutch, which is always on."""
    return arranges_language(user, code) if code != "nl" else None
