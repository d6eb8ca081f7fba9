"""Finding areas by part of a name or by code."""

import re

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from organisation.models import Area
from shared.text import comparable

CODE = re.compile(r"\b(?:GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})\b")
MOST = 9


def areas() -> QuerySet[Area]:
    """Every area once, as it was in the newest year that was loaded."""
    newest = Area.objects.order_by("code", "-year").distinct("code").values("pk")
    return Area.objects.filter(pk__in=newest).select_related("parent__parent")


def areas_like(typed: str, most: int = MOST) -> list[Area]:
    """The area with this code, else at most `most` with these words in the name: exact ones first, then beginnings."""
    code = CODE.search(typed.upper())
    if code:
        return list(areas().filter(code=code.group()))
    words = comparable(typed)
    if not words:
        return []
    nearness = Case(
        When(comparable_name=words, then=Value(0)),
        When(comparable_name__startswith=words, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    named = Q(comparable_name__contains=words) | Q(code__istartswith=typed.strip())
    return list(areas().filter(named).order_by(nearness, "comparable_name", "code")[:most])


def areas_meant(typed: str) -> list[Area]:
    """Which areas somebody can mean: one when the code or the whole name says so, else the nearest ones."""
    found = areas_like(typed)
    exact = [area for area in found if area.comparable_name == comparable(typed)]
    return exact if len(exact) == 1 else found
