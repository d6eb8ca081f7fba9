"""Two rows of one resident become one, with everything that hangs on them, and two again as long as nobody went on."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from catalogue.models import Instrument
from organisation.actor import acting
from organisation.models import AccessEvent, User
from registration.looks import shown_per_day
from registration.models import (
    Action,
    Application,
    Assessment,
    Experience,
    Goal,
    HouseholdMember,
    PhoneCode,
    Plan,
    Referral,
    Resident,
    Strength,
)
from registration.operations.merging import (
    CannotMerge,
    CannotUndo,
    Moved,
    hanging,
    merge_residents,
    undo_merge,
)
from registration.queries.doubles import compared, likely_doubles
from registration.queries.oversight import residents_called, with_merged
from signals.models import Attendance
from tests.codes import code_for
from tests.makers import (
    ActionFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
    ResidentFactory,
    StrengthFactory,
)
from tests.makers_activities import ActivityFactory, AttendanceFactory
from tests.makers_people import days_ago

BORN = {"birth_year": 1950, "birth_month": 3, "birth_day": 7}


def somebody(by: User, **fields: object) -> Resident:
    """Zoë, born on 7 March 1950, unless said otherwise."""
    return ResidentFactory(**{"by": by, "first_name": "Zoë", "last_name": "Bedacht", **BORN, **fields})


@pytest.fixture
def kept(professional: User) -> Resident:
    """Known to Team Oost."""
    return PlanFactory(by=professional, resident=somebody(professional)).resident


@pytest.fixture
def other(stranger: User) -> Resident:
    """The same person, known to Team West under a name with a typing error."""
    return PlanFactory(by=stranger, resident=somebody(stranger, first_name="Zoe", known_as="Zo")).resident


def merged(kept: Resident, other: Resident, by: User, **chosen: str) -> Moved:
    """Merges them; the values of `kept` stay unless chosen otherwise."""
    return merge_residents(kept=kept.pk, other=other.pk, **{"name": "kept", "birth": "kept", **chosen}, by=by)


@pytest.fixture
def everything(other: Resident, stranger: User) -> dict[type, object]:
    """One of every kind of row that names a resident, of a household that the other belongs to."""
    member = HouseholdMemberFactory(household=HouseholdFactory(by=stranger), resident=other, by=stranger)
    plan = PlanFactory(household=member.household, resident=None, by=stranger)
    stamps = {"plan": plan, "resident": other, "recorded_by": stranger}
    worded = {**stamps, "changed_by": stranger}
    goal = GoalFactory(plan=plan, resident=other, by=stranger)
    code = code_for(plan=plan, by=stranger).row
    PhoneCode.objects.filter(pk=code.pk).update(resident=other)
    return {
        Plan: other.plans.get(),
        HouseholdMember: member,
        Goal: goal,
        Action: ActionFactory(goal=goal, resident=other, by=stranger),
        Strength: StrengthFactory(plan=plan, resident=other, by=stranger),
        PhoneCode: code,
        Assessment: Assessment.objects.create(
            **stamps, instrument=Instrument.objects.all()[0], assessed_on=days_ago(3), voice="resident"
        ),
        Experience: Experience.objects.create(**stamps, asked_on=days_ago(3), way="here"),
        Referral: Referral.objects.create(**worded, referred_on=days_ago(3), to="De buurvrouw"),
        Application: Application.objects.create(**worded, applied_on=days_ago(3), provision="Traplift"),
        Attendance: AttendanceFactory(activity=ActivityFactory(by=stranger), resident=other, by=stranger),
    }


class TestMerging:
    """What becomes of everything."""

    def test_everything_follows(
        self, kept: Resident, other: Resident, mover: User, everything: dict[type, object]
    ) -> None:
        """Of every model of which rows name a resident, the row names the one that stays."""
        assert set(everything) == {model for model, _column in hanging()}
        merged(kept, other, mover)
        for model, column in hanging():
            assert not model._default_manager.filter(**{column: other}).exists(), model
            assert model._default_manager.get(pk=everything[model].pk).resident_id == kept.pk
        other.refresh_from_db()
        assert other.merged_into == kept
        assert kept.plans.count() == 2

    def test_undone_all_is_back(
        self, kept: Resident, other: Resident, mover: User, everything: dict[type, object]
    ) -> None:
        """Everything hangs where it hung, also through JSON, and the values are the former ones."""
        moved = Moved(**merged(kept, other, mover, name="other", birth="other").as_json())
        undo_merge(kept=kept.pk, other=other.pk, moved=moved, by=mover)
        for model, column in hanging():
            assert getattr(model._default_manager.get(pk=everything[model].pk), column) == other
        kept.refresh_from_db()
        other.refresh_from_db()
        assert (kept.first_name, other.first_name, other.merged_into) == ("Zoë", "Zoe", None)

    def test_values_are_chosen(self, kept: Resident, other: Resident, mover: User) -> None:
        """Name and birth date of the one or the other; the name to search by goes along, and the version counts on."""
        Resident.objects.filter(pk=other.pk).update(birth_year=1951)
        merged(kept, other, mover, name="other", birth="other")
        version = kept.version
        kept.refresh_from_db()
        assert (kept.full_name, kept.known_as, kept.birth_year) == ("Zoe van der Bedacht", "Zo", 1951)
        assert kept.comparable_name == "zoe van der bedacht zo"
        assert (kept.version, kept.changed_by) == (version + 1, mover)

    def test_undone_only_while_nobody_went_on(self, kept: Resident, other: Resident, mover: User) -> None:
        """A note, a changed goal or other details stand in the way; nothing changes then."""
        plan = other.plans.get()
        moved = merged(kept, other, mover)
        NoteFactory(plan=plan, by=plan.recorded_by)
        with pytest.raises(CannotUndo):
            undo_merge(kept=kept.pk, other=other.pk, moved=moved, by=mover)
        other.refresh_from_db()
        assert other.merged_into == kept

    def test_not_twice_and_not_with_oneself(self, kept: Resident, other: Resident, mover: User) -> None:
        """Each is refused, and so is a second undo."""
        with pytest.raises(CannotMerge):
            merged(kept, kept, mover)
        moved = merged(kept, other, mover)
        with pytest.raises(CannotMerge):
            merged(kept, other, mover)
        with pytest.raises(CannotMerge):
            merged(other, kept, mover)
        undo_merge(kept=kept.pk, other=other.pk, moved=moved, by=mover)
        with pytest.raises(CannotUndo):
            undo_merge(kept=kept.pk, other=other.pk, moved=moved, by=mover)

    def test_a_chain_keeps_one_step(self, kept: Resident, other: Resident, mover: User) -> None:
        """Who was merged into one that is merged itself points to the last one, and back again after an undo."""
        first = somebody(mover)
        merged(other, first, mover)
        moved = merged(kept, other, mover)
        first.refresh_from_db()
        assert first.merged_into == kept
        undo_merge(kept=kept.pk, other=other.pk, moved=moved, by=mover)
        first.refresh_from_db()
        assert first.merged_into == other

    def test_whoever_is_known_keeps_the_lock(self, kept: Resident, other: Resident, stranger: User) -> None:
        """The professional of the one that is gone finds the plan under the one that stays, and not the other row."""
        merged(kept, other, stranger)
        with acting(stranger):
            assert set(Resident.objects.values_list("pk", flat=True)) == {kept.pk}

    def test_what_is_started_meanwhile_follows(self, kept: Resident, other: Resident, stranger: User) -> None:
        """A plan or a household for the row that is gone hangs on the one that stays."""
        merged(kept, other, stranger)
        plan = PlanFactory(by=stranger, resident=other)
        member = HouseholdMemberFactory(household=HouseholdFactory(by=stranger), resident=other, by=stranger)
        assert Plan.objects.get(pk=plan.pk).resident_id == kept.pk
        assert HouseholdMember.objects.get(pk=member.pk).resident_id == kept.pk


class TestHouseholds:
    """Nobody belongs to two households on one day."""

    def test_the_one_that_stays_goes_first(self, kept: Resident, other: Resident, professional: User) -> None:
        """What is free of the other stay remains; an undo brings the whole stay back."""
        mine, theirs = HouseholdFactory(by=professional), HouseholdFactory(by=professional)
        HouseholdMemberFactory(
            household=mine, resident=kept, by=professional, since=date(2026, 3, 1), until=date(2026, 4, 30)
        )
        stay = HouseholdMemberFactory(household=theirs, resident=other, by=professional, since=date(2026, 1, 1))
        moved = merged(kept, other, professional)
        found = (
            HouseholdMember.objects.filter(resident=kept).order_by("since").values_list("household", "since", "until")
        )
        assert list(found) == [
            (theirs.pk, date(2026, 1, 1), date(2026, 2, 28)),
            (mine.pk, date(2026, 3, 1), date(2026, 4, 30)),
            (theirs.pk, date(2026, 5, 1), None),
        ]
        undo_merge(kept=kept.pk, other=other.pk, moved=Moved(**moved.as_json()), by=professional)
        back = HouseholdMember.objects.get(resident=other)
        assert (back.pk, back.since, back.until) == (stay.pk, date(2026, 1, 1), None)
        assert HouseholdMember.objects.filter(resident=kept).count() == 1

    def test_a_piece_that_somebody_changed(self, kept: Resident, other: Resident, professional: User) -> None:
        """Whoever left meanwhile stands in the way of the undo."""
        home = HouseholdFactory(by=professional)
        HouseholdMemberFactory(
            household=home, resident=kept, by=professional, since=date(2026, 3, 1), until=date(2026, 4, 30)
        )
        HouseholdMemberFactory(
            household=HouseholdFactory(by=professional), resident=other, by=professional, since=date(2026, 4, 1)
        )
        moved = merged(kept, other, professional)
        HouseholdMember.objects.filter(pk__in=moved.pieces).update(until=date(2026, 9, 1))
        with pytest.raises(CannotUndo):
            undo_merge(kept=kept.pk, other=other.pk, moved=moved, by=professional)


class TestFinding:
    """Who may be there twice, and who is found nowhere any more."""

    def pairs(self, besides: list[tuple[UUID, UUID]] = ()) -> set[frozenset[UUID]]:
        """The ids of each pair."""
        found = likely_doubles(besides=besides, most=50, day=timezone.localdate())
        return {frozenset({pair.kept.resident.pk, pair.other.resident.pk}) for pair in found}

    def test_same_and_nearly_same(self, kept: Resident, other: Resident, professional: User) -> None:
        """A typing error on the same birthday; the same name with one part of the date wrong, or without one."""
        digit = somebody(professional, birth_day=8)
        dateless = somebody(professional, birth_year=None, birth_month=None, birth_day=None)
        far = somebody(professional, birth_year=1999, birth_day=9)
        stranger = somebody(professional, first_name="Willem", last_name="Verzonnen", prefix="")
        found = self.pairs()
        for two in (other, digit, dateless):
            assert frozenset({kept.pk, two.pk}) in found
        for nobody in (far, stranger):
            assert not any({kept.pk, nobody.pk} == set(pair) for pair in found)

    def test_two_people_who_are_two(self, kept: Resident, other: Resident) -> None:
        """A pair of which somebody said so does not come back, whichever stands first."""
        assert self.pairs() == {frozenset({kept.pk, other.pk})}
        assert self.pairs([(kept.pk, other.pk)]) == self.pairs([(other.pk, kept.pk)]) == set()

    def test_merged_are_found_nowhere(
        self, kept: Resident, other: Resident, mover: User, privacy_officer: User
    ) -> None:
        """Not among doubles, not to compare; a name that is gone leads the privacy officer to the one that stays."""
        merged(kept, other, mover)
        assert self.pairs() == set()
        assert compared(kept.pk, other.pk, timezone.localdate()) is None
        with acting(privacy_officer):
            assert residents_called(name="Zoe van der Bedacht", birth=(1950, 3, 7)) == [kept.pk]

    def test_nobody_else_finds_doubles(self, kept: Resident, other: Resident, information_manager: User) -> None:
        """The function in the database shows what the lock shows: to who is nobody's professional, nothing."""
        with acting(information_manager), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM likely_doubles('{}', '{}', 9)")
            assert cursor.fetchall() == []

    def test_compared(self, kept: Resident, other: Resident, professional: User) -> None:
        """Whoever was there first stays; teams, open plans and two households are said."""
        found = compared(other.pk, kept.pk, timezone.localdate())
        assert found.kept.resident == kept
        assert (found.kept.teams, found.other.teams) == (["Team Oost"], ["Team West"])
        assert (found.kept.open_plans, found.other.open_plans, found.two_households) == (1, 1, False)
        assert (found.same_name, found.same_birth, found.kept.born) == (False, True, "7-3-1950")
        for who in (kept, other):
            HouseholdMemberFactory(household=HouseholdFactory(by=professional), resident=who, by=professional)
        assert compared(other.pk, kept.pk, timezone.localdate()).two_households


class TestLooks:
    """Who looked is told of both."""

    def test_looks_of_both(self, kept: Resident, other: Resident, mover: User, professional: User) -> None:
        """Into the file that is gone as well; somebody unknown gets no ids."""
        AccessEvent.objects.create(user=mover, resident=other.pk, what="goal:read")
        merged(kept, other, mover)
        with acting(professional):
            looks = [look for day in shown_per_day([kept.pk]).object_list for look in day.looks]
        assert [shown.look.what for shown in looks] == ["goal:read"]
        assert set(with_merged([kept.pk])) == {kept.pk, other.pk}
