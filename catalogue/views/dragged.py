"""The order that somebody dragged (static/js/drag.js)."""

from django.http import HttpRequest

LONGEST_ID = 18


def dragged(request: HttpRequest) -> list[int]:
    """The ids in the order that was sent; what is no id is left out."""
    sent = request.POST.getlist("action")
    return [int(text) for text in sent if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID]
