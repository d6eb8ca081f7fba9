"""Who arranges the lists of the catalogue."""

from django.contrib.auth.models import AnonymousUser

from catalogue.lists import LISTS
from catalogue.rules import arranges_languages as arranges
from organisation.access import Grant
from organisation.models import User


def arranges_list(user: User | AnonymousUser, kind: str) -> Grant | None:
    """Who arranges the catalogue, with the list that the page is about."""
    return Grant((LISTS[kind],)) if kind in LISTS and arranges(user) else None


def arranges_listed(user: User | AnonymousUser, kind: str, listed: str) -> Grant | None:
    """The same, with one of that list, also when it is retired."""
    if not arranges_list(user, kind):
        return None
    found = LISTS[kind].model._default_manager.filter(key=listed).first()
    return Grant((LISTS[kind], found)) if found else None
