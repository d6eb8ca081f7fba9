"""Who looked into a plan or a file, with the ground in words and the reason where one was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisation.looks import ASKED, CODE_AND_PIN, OVERSIGHT, WITH_REASON, Day, Look, Only, per_day
from organisation.looks import looks as last_looks
from registration.models import Assignment, BrokenGlass, Plan
from registration.models.assignment import Kind
from registration.queries.assignments import assignments_of
from registration.queries.glass import of_plans
from registration.queries.oversight import with_merged

# Of who was lent the right to move: seeing whether two files are of one person, and taking all files out.
TWICE, OUT = "there twice", "taken out"
# The grounds of the log, in words; of an assignment it is said which.
GROUNDS: dict[str, str | Promise] = {
    "assignment": _("works on the plan"),
    WITH_REASON: _("opened with a reason"),
    "same name and birth date": _("same name and birth date"),
    OVERSIGHT: _("watches over who looks"),
    ASKED: _("the resident asked"),
    CODE_AND_PIN: _("with code and PIN"),
    TWICE: _("there were two files of one person"),
    OUT: _("all registrations were taken out"),
}
ASSIGNED: dict[str, str | Promise] = {
    Kind.COORDINATOR: _("coordinator"),
    Kind.CO_WORKER: _("works along"),
    Kind.COVER: _("covers"),
}


@dataclass(frozen=True)
class Shown:
    """A look with its ground in words, and the reasons that were given for it."""

    look: Look
    ground: str | Promise
    reasons: list[str]


@dataclass(frozen=True)
class ShownDay:
    """The looks of one day, the latest first."""

    day: date
    looks: list[Shown]


@dataclass
class Grounds:
    """On what ground people looked into some plans: who was assigned when, and who gave which reason."""

    assignments: list[Assignment]
    glasses: list[BrokenGlass]

    @classmethod
    def of(cls, plan_ids: Iterable[UUID | None]) -> "Grounds":
        """Of these plans, in two queries."""
        ids = {id for id in plan_ids if id}
        return cls(list(assignments_of(ids)), list(of_plans(ids)))

    def shown(self, look: Look) -> Shown:
        """A look with its ground in words."""
        return Shown(look, self._words(look), self._reasons(look))

    def _words(self, look: Look) -> str | Promise:
        day = timezone.localdate(look.first)
        held = [one for one in self.assignments if (one.plan_id, one.professional_id) == (look.plan_id, look.user_id)]
        kinds = {one.kind for one in held if one.since <= day and (one.until is None or one.until >= day)}
        if look.ground == "assignment" and kinds:
            return next(words for kind, words in ASSIGNED.items() if kind in kinds)
        return GROUNDS.get(look.ground, "")

    def _reasons(self, look: Look) -> list[str]:
        """What was given as a reason for looks between the first and the last of the day."""
        if look.ground != WITH_REASON:
            return []
        mine = [one for one in self.glasses if (one.plan_id, one.recorded_by_id) == (look.plan_id, look.user_id)]
        return [one.reason for one in mine if one.recorded_at <= look.last and one.until > look.first]


def shown_per_day(
    resident_ids: Iterable[UUID], *, plan_id: UUID | None = None, only: Only = "", number: str | int | None = 1
) -> "Page[ShownDay]":
    """`organisation.looks.per_day` with grounds and reasons, also of who was merged into these; six queries."""
    page: Any = per_day(with_merged(resident_ids), plan_id=plan_id, only=only, number=number)
    days: list[Day] = list(page.object_list)
    grounds = Grounds.of(look.plan_id for day in days for look in day.looks)
    shown = [ShownDay(day.day, [grounds.shown(look) for look in day.looks]) for day in days]
    return Page(shown, page.number, page.paginator)


def of_plan(plan: Plan, *, only: Only = "", number: str | int | None = 1) -> "Page[ShownDay]":
    """Who looked into a plan; into other plans of the same people is not told here."""
    return shown_per_day(plan.file_ids(), plan_id=plan.pk, only=only, number=number)


def last_people(plan: Plan, limit: int) -> list[dict[str, Any]]:
    """The last people who looked into a plan: name, at, and the `reason` of who was not assigned."""
    people = last_looks(with_merged(plan.file_ids()), limit, plan.pk)
    given = {one["user_id"] for one in people if one["ground"] == WITH_REASON}
    reasons: dict[UUID, str] = {}
    for glass in of_plans({plan.pk}).filter(recorded_by__in=given) if given else []:
        reasons.setdefault(glass.recorded_by_id, glass.reason)
    return [one | {"reason": reasons.get(one["user_id"], "") if one["user_id"] in given else ""} for one in people]
