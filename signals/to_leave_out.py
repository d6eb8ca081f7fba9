"""A word after saving when a signal, an answer to it or a point of an agenda seems to hold something about a person.

It comes with the way to wipe that.

With JavaScript the line under the field has asked already (static/js/nudge.js), and this message does not show. Nothing
is refused, and the message holds nothing of the text.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shared.about_people import about_people
from shared.sensitive import sensitive
from signals.models import AgendaPoint, NeighbourhoodSignal, SignalReply


def kinds_in(*texts: str) -> list[str]:
    """What these texts seem to hold about people: kinds of `shared.sensitive` and `shared.about_people`."""
    return sorted({found.kind for text in texts for found in [*sensitive(text), *about_people(text)]})


def ask_to_wipe(
    request: HttpRequest, texts: tuple[str, ...], of: NeighbourhoodSignal | SignalReply | AgendaPoint
) -> None:
    """Says what these texts look like, with a way to the page where they can be wiped."""
    page = {SignalReply: "signal_reply_wipe", AgendaPoint: "agenda_wipe"}.get(type(of), "signal_wipe")
    key = of.first_pk if isinstance(of, NeighbourhoodSignal) else of.pk
    on_agenda = _("What you saved seems to hold a name. Nobody needs to be named on an agenda.")
    in_signal = _("What you saved seems to hold a name. Nobody needs to be named in a signal.")
    words = {
        "birth": _("What you saved seems to hold a date of birth. Better leave it out."),
        "bsn": _("What you saved seems to hold a citizen service number. Better leave it out."),
        "email": _("What you saved seems to hold an e-mail address. Better leave it out."),
        "name": on_agenda if isinstance(of, AgendaPoint) else in_signal,
        "phone": _("What you saved seems to hold a phone number. Better leave it out."),
    }
    for kind in kinds_in(*texts):
        messages.warning(request, words[kind], extra_tags=f"text:{reverse(page, args=[key])}")
