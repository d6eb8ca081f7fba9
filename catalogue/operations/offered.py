"""Keeps which questions stood in a form, so that "left empty" can be told from "not asked"."""

from collections.abc import Iterable

from catalogue.models import OfferedSet


def offered_set(*keys: Iterable[str]) -> OfferedSet | None:
    """The set of these keys together, made when it was not there yet; None when nothing was asked.

    Two who need the same new set at the same moment get the same one.
    """
    together = sorted({key for some in keys for key in some})
    return OfferedSet.objects.get_or_create(keys=together)[0] if together else None
