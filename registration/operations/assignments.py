"""Who walks along with a plan: adding and ending, handing over, standing in. What lies behind us is never changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import Membership, User
from registration.models import Assignment, Plan
from registration.models.assignment import Kind

DAY = timedelta(days=1)
# What changes of an assignment that changes hands within its first day.
WHOSE = ("professional_id", "team_id", "instead_of_id", "recorded_by_id", "recorded_at")
NOT_THEIRS = "whoever handed over takes it back the same day, when the plan is no longer theirs"


# By the id of an assignment: the columns of `WHOSE` as they were, in text.
Before = dict[str, dict[str, str | None]]


class Handed(NamedTuple):
    """What one act made; and `before` of those that changed hands within their first day, for the undo."""

    made: list[Assignment]
    before: Before


class Overlap(Exception):
    """There would be two coordinators on one day, or one person twice; nothing was changed."""


class Behind(Exception):
    """The day lies behind us, and what was then is not changed."""


class Longer(Exception):
    """The last day would be later than it is, which is for who arranges who walks along."""


class CannotTakeBack(Exception):
    """It was taken back already, or somebody went on with it meanwhile."""


@transaction.atomic
def join_plan(
    *, plan: Plan, who: Membership, kind: str, since: date, until: date | None, by: User, instead_of: User | None = None
) -> Assignment:
    """A co-worker or a cover, from `since` until `until` (both included; None: without end).

    Raises `Overlap` when this person walks along on one of these days already, `Behind` for a day before today.
    """
    _today_or_later(since)
    _hold([plan.pk])
    if _walking([plan.pk], who.user_id, since, until):
        raise Overlap
    made = Assignment(
        plan=plan, professional_id=who.user_id, team_id=who.team_id, kind=kind, since=since, until=until, recorded_by=by
    )
    made.instead_of = instead_of if kind == Kind.COVER else None
    made.save(force_insert=True)
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date, by: User, arranges: bool) -> date | None:
    """`until` is the last day on which a co-worker or a cover walks along. Gives the former one.

    Raises `Behind`, and `Longer` for a later day than there is when `by` does not arrange who walks along.
    """
    _today_or_later(until)
    former = Assignment.objects.select_for_update().values_list("until", flat=True).get(pk=assignment.pk)
    if former and until > former and not arranges:
        raise Longer
    assignment.until = until
    assignment.save(update_fields=["until"])
    return former


@transaction.atomic
def go_on(*, assignment: Assignment, until: date | None, by: User) -> None:
    """Undoes an ending: the last day is again what it was. Raises `CannotTakeBack` when it was changed meanwhile."""
    if not Assignment.objects.filter(pk=assignment.pk, until=assignment.until).update(until=until):
        raise CannotTakeBack


@transaction.atomic
def leave_out(*, assignment: Assignment, by: User) -> None:
    """Undoes the adding of a co-worker or cover on the same day, or before the first day: as if it had not been."""
    assignment.delete()


@transaction.atomic
def hand_over(*, plans: Iterable[Plan], to: Membership, since: date, by: User) -> Handed:
    """Another coordinator from `since` on, for all these plans at once; the former one's last day is the day before.

    Who began to coordinate on that very day makes room altogether: a day has one coordinator. Plans without one get
    one, until the day before the next begins. Returns the new assignments, all with one moment. Raises `Behind` and
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
            in_place = [act.over(row) for row in moved if row.since == since]
            Assignment.objects.bulk_update(in_place, WHOSE)
            Assignment.objects.bulk_create(new)
    except IntegrityError as error:
        raise Overlap from error
    return Handed(new + in_place, act.before)


@transaction.atomic
def stand_in(*, plans: Sequence[Plan], to: Membership, since: date, until: date, by: User) -> Handed:
    """A cover for all these plans from `since` until `until`; the coordinators stay. Raises `Behind` and `Overlap`.

    On days that this person walks along with a plan already there is nothing to cover: the other days get one.
    """
    _today_or_later(since)
    ids = [plan.pk for plan in plans]
    _hold(ids)
    already = _walking(ids, to.user_id, since, until)
    coordinators = dict(
        Assignment.objects.on(since).coordinating().filter(plan__in=ids).values_list("plan_id", "professional_id")
    )
    act = _Act(to, since, timezone.now(), by)
    new = [
        act.row(id, last, coordinators.get(id), Kind.COVER, first)
        for id in ids
        for first, last in _bare(since, until, already.get(id, []))
    ]
    if ids and not new:
        raise Overlap
    return Handed(Assignment.objects.bulk_create(new), {})


@transaction.atomic
def take_back(*, assignment: Assignment, before: Before, by: User) -> None:
    """Undoes the whole act that this assignment was made in: everybody coordinates again what they did before.

    `before` is what `hand_over` gave. Runs past the second lock, for it is the act of `by` of today alone. Raises
    `CannotTakeBack`, and changes nothing.
    """
    with as_system(NOT_THEIRS):
        made = list(
            Assignment.objects.select_for_update().filter(
                recorded_by=by, recorded_at=assignment.recorded_at, kind=assignment.kind
            )
        )
        if not made:
            raise CannotTakeBack
        in_place = [row for row in made if str(row.pk) in before]
        new = [row for row in made if str(row.pk) not in before]
        former = _former(new)
        if any(row.instead_of_id and row.pk not in former for row in new if row.kind == Kind.COORDINATOR):
            raise CannotTakeBack
        try:
            with transaction.atomic():
                _undo(new, former)
                for row in in_place:
                    for name, value in before[str(row.pk)].items():
                        setattr(row, name, value)
                Assignment.objects.bulk_update(in_place, WHOSE)
        except IntegrityError as error:
            raise CannotTakeBack from error


class _Act:
    """What all assignments of one hand-over share."""

    def __init__(self, to: Membership, since: date, at: object, by: User) -> None:
        self.to, self.since, self.at, self.by = to, since, at, by
        self.before: Before = {}

    def stamps(self) -> dict[str, object]:
        """Who, for which team, recorded when by whom."""
        ids = {"professional_id": self.to.user_id, "team_id": self.to.team_id, "recorded_by_id": self.by.pk}
        return {**ids, "recorded_at": self.at}

    def row(
        self,
        plan_id: UUID,
        until: date | None,
        instead_of: UUID | None = None,
        kind: str = Kind.COORDINATOR,
        since: date | None = None,
    ) -> Assignment:
        """A new assignment of this act, from its first day on unless said otherwise."""
        first = since or self.since
        return Assignment(
            plan_id=plan_id, since=first, until=until, kind=kind, instead_of_id=instead_of, **self.stamps()
        )

    def over(self, row: Assignment) -> Assignment:
        """One that changes hands within its first day; `before` keeps whose it was."""
        former = {name: getattr(row, name) for name in WHOSE}
        self.before[str(row.pk)] = {name: str(value) if value else None for name, value in former.items()}
        row.instead_of_id = row.professional_id
        for name, value in self.stamps().items():
            setattr(row, name, value)
        return row


def _former(made: list[Assignment]) -> dict[UUID, Assignment]:
    """Of the hand-overs among these, the assignment that made room, by the id of the new one."""
    taken = {(row.plan_id, row.instead_of_id, row.since - DAY): row.pk for row in made if row.instead_of_id}
    ended = Assignment.objects.select_for_update().coordinating().filter(plan__in={row.plan_id for row in made})
    found = {row: taken.get((row.plan_id, row.professional_id, row.until)) for row in ended if row.until}
    return {id: row for row, id in found.items() if id}


def _undo(new: list[Assignment], former: dict[UUID, Assignment]) -> None:
    """New ones go, and those that made room last again."""
    Assignment.objects.filter(pk__in=[row.pk for row in new]).delete()
    for row in new:
        if row.pk in former:
            former[row.pk].until = row.until
    Assignment.objects.bulk_update(former.values(), ["until"])


def _hold(plan_ids: list[UUID]) -> None:
    """Of two who let somebody walk along with these plans at the same moment the second waits for the first."""
    list(Assignment.objects.select_for_update().filter(plan__in=plan_ids).order_by("plan_id", "since").only("pk"))


def _walking(
    plan_ids: list[UUID], person_id: UUID, since: date, until: date | None
) -> dict[UUID, list[tuple[date, date | None]]]:
    """Of these plans those with which somebody walks along on one of these days, as anything: from when until when."""
    there = Assignment.objects.from_on(since).filter(plan__in=plan_ids, professional=person_id)
    found: dict[UUID, list[tuple[date, date | None]]] = {}
    for plan_id, first, last in there.order_by("since").values_list("plan_id", "since", "until"):
        if until is None or first <= until:
            found.setdefault(plan_id, []).append((first, last))
    return found


def _bare(since: date, until: date, taken: list[tuple[date, date | None]]) -> Iterator[tuple[date, date]]:
    """The stretches from `since` until `until` in which no day is taken; `taken` is in order of the first day."""
    for first, last in taken:
        if since < first:
            yield since, first - DAY
        if last is None:
            return
        since = max(since, last + DAY)
    if since <= until:
        yield since, until


def _today_or_later(day: date) -> None:
    if day < timezone.localdate():
        raise Behind
