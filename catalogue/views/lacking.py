"""Says what a question lacks."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def in_words(lacks: list[str], *, asked: bool = False) -> str:
    """One plain sentence: what is missing before it can be asked, or (`asked`) may not be taken away from it."""
    words = {
        "why": _("why it is asked"),
        "for_whom": _("who has use of the answer"),
        "moment": _("when it is asked"),
        "choices": _("two choices or more"),
    }
    named = get_text_list([words[lack] for lack in lacks], _("and"))
    if asked:
        return _("This question is being asked, so it keeps %(what)s. Ask it no more first.") % {"what": named}
    return _("This question cannot be asked yet. Still missing: %(what)s.") % {"what": named}
