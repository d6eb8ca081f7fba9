"""The main navigation: at most six entries, by what somebody is and does."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisation.roles import Right
from organisation.scope import standing


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    label: str | Promise
    url: str
    icon: str
    current: str  # "page", "true" for a page under it, or nothing


# (label, URL name and what stands in the address, icon, rights that each bring it; without any it is for everybody)
ENTRIES = [
    (_("Start"), "home", "home", ()),
    (_("Residents"), "residents", "users", (Right.OWN_FILES,)),
    (_("Groups"), "groups", "users-group", (Right.OUTSIDE,)),
    (_("Neighbourhood"), "signals", "map-pin", (Right.OUTSIDE,)),
    (_("Learn"), "insights", "bulb", (Right.READ_PUBLISHED, Right.READ_OUTSIDE)),
    (_("Looks"), "access_log", "eye", (Right.READ_LOOKS,)),
    (_("Questions"), "questions", "help-circle", (Right.READ_QUESTIONS,)),
    (_("Instruments"), "instruments", "stairs", (Right.ARRANGE_CATALOGUE,)),
    (_("Services"), "listing services", "list-check", (Right.ARRANGE_CATALOGUE,)),
    (_("People"), "people", "user-cog", (Right.ARRANGE_PEOPLE,)),
]
# Pages that lie under an entry without having its address.
UNDER = {
    "signals": ("/agenda/", "/neighbourhood/"),
    "residents": (
        *("/plans/", "/goals/", "/actions/", "/notes/", "/appointments/", "/assignments/", "/caseloads/"),
        *("/households/", "/members/", "/strengths/", "/network/", "/referrals/", "/applications/", "/decisions/"),
    ),
    "groups": (
        *("/group-met/", "/group-goals/", "/group-steps/"),
        *("/activities/", "/attendances/", "/series/", "/offers/"),
    ),
    "instruments": ("/parts/",),
    "listing services": ("/lists/", "/listed/"),
    "people": ("/memberships/", "/invitations/", "/teams/"),
    "insights": ("/agreements/",),
    "questions": ("/question/", "/choices/", "/remarks/"),
}


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries for whoever is logged in; empty for nobody."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    here = standing(user)
    shown = [entry for entry in ENTRIES if not entry[3] or any(here.may(right) for right in entry[3])]
    return [_entry(request, *entry[:3]) for entry in shown]


def _entry(request: HttpRequest, label: Promise, name: str, icon: str) -> Entry:
    view, *of = name.split()
    url = reverse(view, args=of)
    under = url != "/" and request.path.startswith((url, *UNDER.get(name, ())))
    return Entry(label, url, icon, "page" if request.path == url else "true" if under else "")
