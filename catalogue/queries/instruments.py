"""Instruments that can be filled in, and their parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from catalogue.models import Instrument, InstrumentPart


def instruments(day: date) -> QuerySet[Instrument]:
    """The instruments that are on and have something to fill in on a day, in order.

    Scales for goals have no parts; the others need one that is in use.
    """
    in_use = InstrumentPart.objects.filter(_used_on(day))
    return Instrument.objects.filter(Q(form="goals") | Q(pk__in=in_use.values("instrument")), is_on=True)


def parts(instrument: Instrument, day: date) -> QuerySet[InstrumentPart]:
    """The parts of an instrument in use on a day, in order, each with its scale and life domain; one query."""
    return instrument.parts.filter(_used_on(day)).select_related("scale", "life_domain")


def _used_on(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)


@dataclass(frozen=True)
class Subject:
    """What a part, or several on different scales, is about."""

    name: str
    section: str
    parts: list[InstrumentPart]

    @property
    def part(self) -> InstrumentPart:
        """The first of them."""
        return self.parts[0]


def subjects(parts: Iterable[InstrumentPart]) -> list[Subject]:
    """Parts by what they are about, in order: the three scales of a problem stand together."""
    grouped = groupby(parts, key=lambda part: part.subject or part.key)
    found = [list(together) for _subject, together in grouped]
    return [Subject(together[0].name, together[0].section, together) for together in found]


def retired_parts(instrument: Instrument, day: date) -> QuerySet[InstrumentPart]:
    """The parts that are not asked any more on a day; one query."""
    return instrument.parts.filter(until__lte=day)
