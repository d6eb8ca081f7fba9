"""Where to go after saving: back to where somebody was."""

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

# What is kept of an answer (organisation/models/submission.py); no page of ours has a longer address.
LONGEST = 200


def back(request: HttpRequest, default: str) -> str:
    """The address in the form's `next`, if it is one of this site; else `default`."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted.startswith("/") and len(iri_to_uri(wanted)) <= LONGEST else default
