"""The hand-over sheet: where a plan stands for who takes it over, made from what is there. Nothing is typed for it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from registration.beside import Applied, gathered
from registration.models import Appointment, Note, Plan, Resident
from registration.overview import Card, Overview, Row
from registration.queries import gather_for_paper
from registration.queries.provisions import gather_beside


@dataclass
class Page(Overview):
    """One plan on paper. What an overview would fetch again was gathered beforehand."""

    now: datetime = field(kw_only=True)

    @property
    def residents(self) -> list[Resident]:
        """Whom it is about today."""
        if self.plan.resident:
            return [self.plan.resident]
        day, members = self.now.date(), self.plan.of_household.members.all()
        return [one.resident for one in members if one.since <= day and (one.until is None or one.until >= day)]

    @cached_property
    def notes(self) -> list[object]:
        """The last three."""
        notes: list[Note] = self.plan.last_notes  # type: ignore[attr-defined]  # hung on by gather_for_paper
        return list(notes)

    @cached_property
    def appointments(self) -> list[Appointment]:
        """What is planned from now on."""
        coming: list[Appointment] = self.plan.coming  # type: ignore[attr-defined]  # hung on by gather_for_paper
        return coming

    @cached_property
    def appointment(self) -> object:
        """The first of these."""
        return next(iter(self.appointments), None)

    @property
    def provisions(self) -> list[Applied]:
        """What runs or waits for a decision."""
        return gathered(self.plan, self.now.date()).provisions

    @property
    def standing(self) -> list["Stand"]:
        """Each goal that is being worked on."""
        return [Stand(card) for card in self.cards]


@dataclass(frozen=True)
class Stand:
    """Where one goal stands."""

    card: Card

    @property
    def next(self) -> Row | None:
        """The next action: the first day that was agreed on, else the first in order."""
        return next(iter(self.open), None)

    @property
    def others(self) -> list[Row]:
        """What else is still to be done."""
        return self.open[1:]

    @property
    def open(self) -> list[Row]:
        """What is not done, by day; without a day in order."""
        rows = [row for row in self.card.rows if row.action.done_on is None]
        dated = [row for row in rows if row.action.due_on]
        return sorted(dated, key=lambda row: str(row.action.due_on)) + [row for row in rows if row not in dated]


def pages(plans: list[Plan], now: datetime) -> list[Page]:
    """A page for each plan, in a number of queries that does not grow with them."""
    gather_for_paper(plans, now)
    gather_beside(plans)
    return [Page(plan, now=now) for plan in plans]
