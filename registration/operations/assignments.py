"""Who walks along with a plan: adding and ending, handing over, standing in. What lies behind us is never changed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import Membership, User
from registration.models import Assignment, Plan
from registration.models.assignment import Kind

DAY = timedelta(days=1)
NOT_THEIRS = "whoever handed over takes it back the same day, when the plan is no longer theirs"


class Overlap(Exception):
    """There would be two coordinators on one day, or one person twice; nothing was changed."""


class Behind(Exception):
    """The day lies behind us, and what was then is not changed."""


class CannotTakeBack(Exception):
    """Somebody else went on with it meanwhile."""


@transaction.atomic
def join_plan(
    *, plan: Plan, who: Membership, kind: str, since: date, until: date | None, by: User, instead_of: User | None = None
) -> Assignment:
    """A co-worker or a cover, from `since` until `until` (both included; None: without end).

    Raises `Overlap` when this person walks along on one of these days already, `Behind` for a day before today.
    """
    _today_or_later(since)
    if _walking(plan_ids=[plan.pk], person_id=who.user_id, since=since, until=until):
        raise Overlap
    made = Assignment(
        plan=plan, professional_id=who.user_id, team_id=who.team_id, kind=kind, since=since, until=until, recorded_by=by
    )
    made.instead_of = instead_of if kind == Kind.COVER else None
    made.save(force_insert=True)
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date, by: User) -> None:
    """`until` is the last day on which a co-worker or a cover walks along. Raises `Behind`."""
    _today_or_later(until)
    assignment.until = until
    assignment.save(update_fields=["until"])


@transaction.atomic
def go_on(*, assignment: Assignment, until: date | None, by: User) -> None:
    """Undoes the ending: the last day is again what it was."""
    assignment.until = until
    assignment.save(update_fields=["until"])


@transaction.atomic
def leave_out(*, assignment: Assignment, by: User) -> None:
    """Undoes the adding of a co-worker or cover on the same day, or before the first day: as if it had not been."""
    assignment.delete()


@transaction.atomic
def hand_over(*, plans: Iterable[Plan], to: Membership, since: date, by: User) -> list[Assignment]:
    """Another coordinator from `since` on, for all these plans at once; the former one's last day is the day before.

    Who began to coordinate on that very day makes room altogether: a day has one coordinator. Plans without one get
    one, until the day before the next begins. Returns the new assignments, all with one moment; raises `Behind` and
    `Overlap`.
    """
    _today_or_later(since)
    act = _Act(to, since, timezone.now(), by)
    wanted = {plan.pk for plan in plans}
    lasting = Assignment.objects.select_for_update().coordinating().from_on(since).filter(plan__in=wanted)
    rows = list(lasting.order_by("plan_id", "since"))
    held = {row.plan_id: row for row in rows if row.since <= since}
    later = {row.plan_id: row for row in reversed(rows) if row.since > since}
    moved = [row for row in held.values() if row.professional_id != to.user_id]
    begun = [row.pk for row in moved if row.since < since]
    new = [act.row(row.plan_id, row.until, row.professional_id) for row in moved if row.since < since]
    for plan_id in wanted - held.keys():
        new.append(act.row(plan_id, later[plan_id].since - DAY if plan_id in later else None))
    try:
        with transaction.atomic():
            Assignment.objects.filter(pk__in=begun).update(until=since - DAY)
            in_place = [row.pk for row in moved if row.since == since]
            Assignment.objects.filter(pk__in=in_place).update(instead_of=F("professional_id"), **act.stamps())
            Assignment.objects.bulk_create(new)
    except IntegrityError as error:
        raise Overlap from error
    return new + [row for row in moved if row.since == since]


@transaction.atomic
def stand_in(*, plans: Sequence[Plan], to: Membership, since: date, until: date, by: User) -> list[Assignment]:
    """A cover for all these plans from `since` until `until`; the coordinators stay. Raises `Behind` and `Overlap`."""
    _today_or_later(since)
    ids = [plan.pk for plan in plans]
    already = _walking(plan_ids=ids, person_id=to.user_id, since=since, until=until)
    coordinators = dict(
        Assignment.objects.on(since).coordinating().filter(plan__in=ids).values_list("plan_id", "professional_id")
    )
    act = _Act(to, since, timezone.now(), by)
    new = [act.row(id, until, coordinators.get(id), Kind.COVER) for id in ids if id not in already]
    if ids and not new:
        raise Overlap
    return Assignment.objects.bulk_create(new)


@transaction.atomic
def take_back(*, assignment: Assignment, by: User) -> None:
    """Undoes the whole act that this assignment was made in: everybody coordinates again what they did before.

    Runs past the second lock, for it is the act of `by` of today alone. Raises `CannotTakeBack`, and changes nothing.
    """
    with as_system(NOT_THEIRS):
        made = list(
            Assignment.objects.select_for_update().filter(
                recorded_by=by, recorded_at=assignment.recorded_at, kind=assignment.kind
            )
        )
        former = _former(made)
        try:
            with transaction.atomic():
                _undo(made, former)
        except IntegrityError as error:
            raise CannotTakeBack from error


class _Act:
    """What all assignments of one hand-over share."""

    def __init__(self, to: Membership, since: date, at: object, by: User) -> None:
        self.to, self.since, self.at, self.by = to, since, at, by

    def stamps(self) -> dict[str, object]:
        """Who, for which team, recorded when by whom."""
        ids = {"professional_id": self.to.user_id, "team_id": self.to.team_id, "recorded_by_id": self.by.pk}
        return {**ids, "recorded_at": self.at}

    def row(
        self, plan_id: UUID, until: date | None, instead_of: UUID | None = None, kind: str = Kind.COORDINATOR
    ) -> Assignment:
        """A new assignment of this act."""
        return Assignment(
            plan_id=plan_id, since=self.since, until=until, kind=kind, instead_of_id=instead_of, **self.stamps()
        )


def _former(made: list[Assignment]) -> dict[UUID, Assignment]:
    """Of the hand-overs among these, the assignment that made room, by the id of the new one."""
    taken = {(row.plan_id, row.instead_of_id, row.since - DAY): row.pk for row in made if row.instead_of_id}
    ended = Assignment.objects.select_for_update().coordinating().filter(plan__in={row.plan_id for row in made})
    found = {row: taken.get((row.plan_id, row.professional_id, row.until)) for row in ended if row.until}
    return {id: row for row, id in found.items() if id}


def _undo(made: list[Assignment], former: dict[UUID, Assignment]) -> None:
    """New ones go, those that made room last again; one that changed hands within its first day goes back."""
    in_place = [row for row in made if row.kind == Kind.COORDINATOR and row.instead_of_id and row.pk not in former]
    back = {row.pk for row in in_place}
    Assignment.objects.filter(pk__in=[row.pk for row in made if row.pk not in back]).delete()
    for row in made:
        if row.pk in former:
            former[row.pk].until = row.until
    Assignment.objects.bulk_update(former.values(), ["until"])
    teams = dict(
        Membership.objects.filter(user__in={row.instead_of_id for row in in_place}, team__isnull=False)
        .order_by("since")
        .values_list("user_id", "team_id")
    )
    for row in in_place:
        team_id = teams.get(row.instead_of_id, row.team_id)
        row.professional_id, row.instead_of_id, row.team_id = row.instead_of_id, row.professional_id, team_id
    Assignment.objects.bulk_update(in_place, ["professional", "team", "instead_of"])


def _walking(*, plan_ids: list[UUID], person_id: UUID, since: date, until: date | None) -> set[UUID]:
    """Of these plans those with which somebody walks along on one of these days, as anything."""
    there = Assignment.objects.from_on(since).filter(plan__in=plan_ids, professional=person_id)
    before = Q(since__lte=until) if until else Q()
    return set(there.filter(before).values_list("plan_id", flat=True))


def _today_or_later(day: date) -> None:
    if day < timezone.localdate():
        raise Behind
