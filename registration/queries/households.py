"""Households, who belongs to them, and what happened around them. Everything starts with `within(scope)`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value

from organisation.scope import Scope
from registration.models import (
    Application,
    Closing,
    Decision,
    Goal,
    Household,
    HouseholdMember,
    NetworkPerson,
    Note,
    Plan,
    Referral,
    Resident,
    Strength,
)
from registration.queries.records import plans


def households(scope: Scope | None, day: date) -> QuerySet[Household]:
    """The households of a scope, each with `is_own` (an open plan of its own is assigned to the person of the scope,
    who may write) and `is_assigned` (so is any plan of it or of who belongs to it)."""
    assigned = plans(scope, day).filter(is_own=True)
    own = assigned.filter(household=OuterRef("pk"), is_closed=False)
    theirs = HouseholdMember.objects.within(scope).on(day)
    theirs = theirs.filter(household=OuterRef("pk"), resident__plans__in=assigned.values("pk"))
    any_of_it = Exists(assigned.filter(household=OuterRef("pk"))) | Exists(theirs)
    return Household.objects.within(scope).annotate(is_own=Exists(own), is_assigned=any_of_it)


def household_of(scope: Scope | None, resident: Resident, day: date) -> Household | None:
    """The household of the scope to which a resident belongs on a day, if any."""
    held = HouseholdMember.objects.filter(household=OuterRef("pk"), resident=resident).on(day)
    return Household.objects.within(scope).filter(Exists(held)).first()


def members(scope: Scope | None) -> QuerySet[HouseholdMember]:
    """The members, of now and before, of the households of a scope."""
    return HouseholdMember.objects.within(scope).select_related("household", "resident")


def belonging(plan: Plan) -> list[HouseholdMember]:
    """Who belongs or belonged to the household of a plan, the eldest first; empty for the plan of one resident."""
    if plan.household_id is None:
        return []
    born = (F(f"resident__birth_{part}").asc(nulls_last=True) for part in ("year", "month", "day"))
    held = HouseholdMember.objects.filter(household=plan.household_id).select_related("resident")
    return list(held.order_by(*born, "since", "pk"))


def strengths(scope: Scope | None) -> QuerySet[Strength]:
    """The strengths of a scope."""
    return Strength.objects.within(scope).select_related("plan__resident", "plan__household")


def network(scope: Scope | None) -> QuerySet[NetworkPerson]:
    """The people who help of a scope."""
    return NetworkPerson.objects.within(scope).select_related("plan__resident", "plan__household")


@dataclass(frozen=True)
class Around:
    """The plans of a household and of everybody who was ever in it, as far as a scope reaches, open ones first.

    `left` holds, by plan, the last day that concerns this household: that of a resident who left it.
    """

    plans: list[Plan]
    left: dict[UUID, date] = field(default_factory=dict)


def around(scope: Scope | None, household: Household, day: date) -> Around:
    """The plans around a household, in two queries."""
    held = HouseholdMember.objects.within(scope).filter(household=household)
    found = plans(scope, day).filter(Q(household=household) | Q(resident__in=held.values("resident_id")))
    # A row without a last day comes last and so decides.
    until = dict(held.order_by(F("until").asc(nulls_last=True)).values_list("resident_id", "until"))
    reached = list(found.order_by("is_closed", "whose", "opened_on", "pk"))
    ends = {plan.pk: until.get(plan.resident_id) for plan in reached if plan.resident_id}
    return Around(reached, {pk: day for pk, day in ends.items() if day})


@dataclass(frozen=True)
class Happening:
    """Something of a day in one or more plans: a note, a goal set or ended, a plan opened, closed or reopened, somebody
    referred, something applied for or decided."""

    day: date
    what: str
    plans: list[Plan]
    about: Any


# Which kind of record tells what happened.
TOLD_BY = {
    "note": "note", "set": "goal", "ended": "goal", "closed": "closing", "reopened": "closing",
    "referred": "referral", "applied": "application", "decided": "decision",
}  # fmt: skip


def happenings(scope: Scope | None, near: Around) -> QuerySet[Any]:
    """What happened in these plans, the latest first: rows of day, what and id, to be paged and then `told`."""
    goals = Goal.objects.within(scope).filter(removed_at=None)
    closings = Closing.objects.within(scope).exclude(reopened_on=F("closed_on"))
    decisions = Decision.objects.within(scope).filter(removed_at=None, application__removed_at=None)
    of = [
        _rows("set", goals, near, "plan", "set_on"),
        _rows("ended", goals, near, "plan", "ended_on"),
        _rows("opened", Plan.objects.within(scope), near, "pk", "opened_on"),
        _rows("closed", closings, near, "plan", "closed_on"),
        _rows("reopened", closings, near, "plan", "reopened_on"),
        _rows("referred", Referral.objects.within(scope).filter(removed_at=None), near, "plan", "referred_on"),
        _rows("applied", Application.objects.within(scope).filter(removed_at=None), near, "plan", "applied_on"),
        _rows("decided", decisions, near, "application__plan", "decided_on"),
    ]
    notes = _rows("note", Note.objects.within(scope).filter(removed_at=None), near, "plans", "held_on")
    return notes.union(*of).order_by("-day", "-id", "what")


def told(scope: Scope | None, rows: Iterable[dict[str, Any]], near: Around) -> list[Happening]:
    """The rows of one page with what they are about, in a fixed number of queries."""
    rows, by_id = list(rows), {plan.pk: plan for plan in near.plans}
    reach = Prefetch("plans", Plan.objects.within(scope).filter(pk__in=by_id))
    kept: dict[str, QuerySet[Any]] = {
        "note": Note.objects.within(scope).distinct().select_related("recorded_by").prefetch_related(reach),
        "goal": Goal.objects.within(scope).select_related("resident"),
        "closing": Closing.objects.within(scope),
        "referral": Referral.objects.within(scope),
        "application": Application.objects.within(scope),
        "decision": Decision.objects.within(scope).select_related("application"),
    }
    known: dict[str, dict[UUID, Any]] = {"plan": dict(by_id)}
    for name, found in kept.items():
        known[name] = found.in_bulk({row["id"] for row in rows if TOLD_BY.get(row["what"]) == name})
    return [_happening(row, known, by_id) for row in rows]


def _happening(row: dict[str, Any], known: dict[str, dict[UUID, Any]], by_id: dict[UUID, Plan]) -> Happening:
    about = known[TOLD_BY.get(row["what"], "plan")][row["id"]]
    if isinstance(about, Plan):
        return Happening(row["day"], row["what"], [about], about)
    of = about.application if isinstance(about, Decision) else about
    ids = [plan.pk for plan in of.plans.all()] if isinstance(of, Note) else [of.plan_id]
    return Happening(row["day"], row["what"], [by_id[id] for id in ids], about)


def _rows(what: str, found: QuerySet[Any], near: Around, plan: str, day: str) -> QuerySet[Any]:
    """One part of the list: of these plans, and no later than what still concerns the household."""
    wanted = Q(**{f"{plan}__in": [one.pk for one in near.plans if one.pk not in near.left]})
    for pk, last in near.left.items():
        wanted |= Q(**{plan: pk, f"{day}__lte": last})
    said = found.filter(wanted, **{f"{day}__isnull": False}).order_by()
    return said.annotate(day=F(day), what=Value(what, output_field=CharField())).values("day", "what", "id")
