"""Undo instead of "are you sure"."""

from typing import Any

from django.urls import reverse


def undo(name: str, *of: Any) -> str:
    """The `extra_tags` of a message that brings a button to undo: a POST to the page `name` about the objects `of`."""
    return "undo:" + reverse(name, args=[thing.pk for thing in of])
