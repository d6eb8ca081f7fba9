"""What an indicator declares to be published: which facts, and in which cells they fall. The list is closed with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from organisation.scope import Scope
from outcomes.counting import NOWHERE, Cells, always
from outcomes.models import FactQuerySet, OutsideQuerySet
from shared.period import Period

# The cell of the records that the figure could use, where there are others.
KNOWN = "known"


@dataclass(frozen=True)
class Published:
    """One table, over the areas and over the services, with all totals.

    A fact falls in one of the `cells`, which share out what is known, or of those `outside`, or it is no record of the
    table. Without `cells` its own cell is the answer that was given. `about`: what the facts are about is not told
    apart, stands together with a total, or each has a table of its own. `measure` is worked out over what is known.
    """

    facts: Callable[[Scope, Period], FactQuerySet | OutsideQuerySet]
    cells: Callable[[Period], Cells] | None = always({KNOWN: Q()})
    outside: Callable[[Period], Cells] = NOWHERE
    # What comes after the key of the indicator, with a colon between; "" for its first table.
    name: str = ""
    about: Literal["", "together", "apart"] = ""
    # Another table that publishes the same total: the answers at closings are together the plans that were closed.
    total_of: str = ""
    # A year is the sum of its quarters, so it is published as well.
    adds_up: bool = False
    measure: Literal["", "median", "mean"] = ""
    # Groups, activities and signals: who works here reads all of them; for readers outside each counts as a resident.
    of_residents: bool = True
    # A fact counts as often as its value says: participants.
    weighs: bool = False
    # Different subjects are counted, and one may stand in several areas: an area is no sum of those inside it. Readers
    # outside get what stands above all areas that divide it, where there is nothing to subtract.
    overlaps: bool = False
    # What cannot be made safe for readers outside; of these it says that nothing could be shown.
    only_inside: bool = False
