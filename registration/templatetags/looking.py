"""How the log of looks names a file, and what a line of it says."""

from uuid import UUID

from django import template
from django.utils.functional import Promise

from organisation.look_words import in_words

register = template.Library()


@register.filter
def file_short(resident_id: UUID) -> str:
    """The last six signs of the id: enough to recognise a line, and no name. The first signs are a date."""
    return str(resident_id)[-6:]


@register.filter
def look_words(what: str) -> str | Promise:
    """A line of the log ("goal_edit:write") in plain words."""
    return in_words(what)
