"""Who can do something, and whose something is: choices by name, for one resident or for a household."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import queries
from registration.models import Action, HouseholdMember, NetworkPerson, Plan, Resident
from registration.models.action import Who
from registration.operations.actions import Doer
from shared.ids import is_uuid

# The value of the choice "all of us".
EVERYBODY = "all"
NETWORK = "network-"
GONE = gettext_lazy("This choice is not there any more. Choose again.")


@dataclass
class Around:
    """The people around a plan. `also` is the id of who stands beside this goal or action, and may have left since."""

    plan: Plan
    me: str = ""
    also: UUID | None = None

    @cached_property
    def everybody(self) -> list[HouseholdMember]:
        """Who belongs or belonged to the household, the eldest first; empty for the plan of one resident."""
        return queries.belonging(self.plan)

    @cached_property
    def members(self) -> list[Resident]:
        """Who belongs to the household today, and `also`."""
        today = timezone.localdate()
        now = [m for m in self.everybody if m.since <= today and (m.until is None or m.until >= today)]
        also = [m for m in self.everybody if m.resident_id == self.also]
        return list({m.resident_id: m.resident for m in [*now, *also]}.values())

    def beside(self, also: UUID | None) -> "Around":
        """The same people, beside something of somebody who may have left; asks the database nothing."""
        other = Around(self.plan, self.me, also)
        other.everybody, other.network = self.everybody, self.network
        return other

    @cached_property
    def network(self) -> list[NetworkPerson]:
        """People who help."""
        return [person for person in self.plan.network.all() if person.removed_at is None]

    @property
    def whose(self) -> list[tuple[str, Any]]:
        """Whose a goal or a strength can be; empty for the plan of one resident."""
        if self.plan.household_id is None:
            return []
        return [(EVERYBODY, _("all of us")), *((str(one.pk), one.called) for one in self.members)]

    @property
    def doers(self) -> list[tuple[str, Any]]:
        """Who can do something: the resident or each member, oneself, both, people who help, somebody else."""
        theirs = [(str(one.pk), one.called) for one in self.members] or [(Who.RESIDENT, self.plan.called)]
        network = [(f"{NETWORK}{one.pk}", one.name) for one in self.network]
        together = [(Who.PROFESSIONAL, self.me), (Who.TOGETHER, _("Together"))]
        return [*theirs, *together, *network, (Who.CARER, _("Somebody else"))]

    def doer(self, chosen: str, named: str) -> Doer:
        """What a choice and a typed name mean."""
        if is_uuid(chosen):
            return Doer(Who.RESIDENT, UUID(chosen))
        if chosen.startswith(NETWORK):
            return Doer(
                Who.CARER, None, next((p.name[:40] for p in self.network if f"{NETWORK}{p.pk}" == chosen), named)
            )
        return Doer(chosen, None, named)

    def choice_of(self, action: Action) -> tuple[str, str]:
        """The choice and the typed name that stand for who does an action now."""
        if action.resident_id:
            return str(action.resident_id), ""
        known = next((p for p in self.network if action.who == Who.CARER and p.name[:40] == action.who_name), None)
        return (f"{NETWORK}{known.pk}", "") if known else (action.who, action.who_name)

    def ask_whose(self, form: forms.Form) -> None:
        """Puts the people in the field `resident` of a form; for the plan of one resident it goes."""
        if not self.whose:
            del form.fields["resident"]
            return
        form.fields["resident"].choices = self.whose
        form.fields["resident"].error_messages["invalid_choice"] = GONE


def whose_id(typed: dict[str, Any]) -> UUID | None:
    """Whose it is, of a valid form with a field `resident`; None for all of them."""
    chosen = typed.get("resident", "")
    return UUID(chosen) if is_uuid(chosen) else None
