"""The lists that an organisation arranges itself: what it offers, what its work is about, and what is seen outside."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.models import Characteristic, Intervention, LifeDomain, Service, ServiceCategory, Theme
from catalogue.models.worded import Named

# What fits nowhere else has a place of its own, also when everything else is retired.
ALWAYS = "other"


@dataclass(frozen=True)
class Listing:
    """One of the lists: the word for it in an address, what stands in it, and its words on screen."""

    kind: str
    model: type[Named]
    name: Promise
    heading: Promise
    about: Promise
    add: Promise

    @property
    def has_icons(self) -> bool:
        """Whether each has an icon."""
        return self.model is LifeDomain

    @property
    def is_services(self) -> bool:
        """Whether it stands under categories, each with an order of its own."""
        return self.model is Service


LISTS = {
    listing.kind: listing
    for listing in (
        Listing(
            "services",
            Service,
            _("Services"),
            _("What do we offer?"),
            _("Services for one resident or household can be chosen with a plan."),
            _("Add a service"),
        ),
        Listing(
            "categories",
            ServiceCategory,
            _("Categories"),
            _("Under which headings do services stand?"),
            _("A few are enough: they keep a long list of services readable."),
            _("Add a category"),
        ),
        Listing(
            "domains",
            LifeDomain,
            _("Life domains"),
            _("Which parts of life can a goal be about?"),
            _("In the resident's words. The first nine are offered at once, the others behind “more”."),
            _("Add a life domain"),
        ),
        Listing(
            "themes",
            Theme,
            _("Themes"),
            _("What can a request or a referral be about?"),
            _("The life domains, and what the organisation adds."),
            _("Add a theme"),
        ),
        Listing(
            "characteristics",
            Characteristic,
            _("Characteristics"),
            _("What can you see with a group?"),
            _("To be tapped outside. The first nine are offered at once, the others behind “more”."),
            _("Add a characteristic"),
        ),
        Listing(
            "interventions",
            Intervention,
            _("Interventions"),
            _("What can you do with a group?"),
            _("To be tapped outside. The first six are offered at once, the others behind “more”."),
            _("Add an intervention"),
        ),
    )
}

# The icons to choose from for a life domain, each with its word.
ICONS = {
    "wallet": _("wallet"),
    "home": _("house"),
    "home-heart": _("house with a heart"),
    "users": _("people"),
    "friends": _("two friends"),
    "heartbeat": _("heartbeat"),
    "mood-smile": _("smile"),
    "briefcase": _("briefcase"),
    "clock": _("clock"),
    "baby-carriage": _("baby carriage"),
    "bath": _("bath"),
    "tools-kitchen-2": _("fork and knife"),
    "walk": _("somebody walking"),
    "bottle": _("bottle"),
    "scale": _("scales of justice"),
    "coffee": _("cup of coffee"),
    "key": _("key"),
    "phone": _("telephone"),
    "flag": _("flag"),
    "star": _("star"),
}
