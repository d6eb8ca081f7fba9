"""Residents that are there twice, in the pages: found, compared, merged, parted; what is shown and what is logged."""

from collections.abc import Callable

import pytest
from django.db.models import UniqueConstraint
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange.models import ImportedKey, ImportRun, Merge
from exchange.operations import merging
from organisation.actor import as_system
from organisation.models import AccessEvent, Team, User
from registration.models import Resident
from registration.operations.merging import hanging
from signals.models import Activity, Attendance, Invited
from signals.operations.attendances import set_attendance
from tests.exchange.moving import post
from tests.makers import GoalFactory, PlanFactory, ResidentFactory

Browser = Callable[[User], Client]
BORN = {"last_name": "Bedacht", "birth_year": 1950, "birth_month": 3, "birth_day": 7}


@pytest.fixture
def two(professional: User, stranger: User) -> tuple[Resident, Resident]:
    """Zoë, known to Team Oost, and Zoe, known to Team West."""
    first = PlanFactory(by=professional, resident=ResidentFactory(by=professional, first_name="Zoë", **BORN)).resident
    plan = PlanFactory(by=stranger, resident=ResidentFactory(by=stranger, first_name="Zoe", **BORN))
    GoalFactory(plan=plan, by=stranger, own_words="Een geheim doel")
    return first, plan.resident


@pytest.fixture
def browser(mover: User, client_of: Browser) -> Client:
    """Of Mehmet, who may move this week."""
    return client_of(mover)


def merge(browser: Client, two: tuple[Resident, Resident], name: str = "other") -> Merge:
    """Merges them, and says which name stays."""
    post(browser, "double", two[0].pk, two[1].pk, name=name)
    return Merge.objects.get()


def test_doubles(browser: Client, two: tuple[Resident, Resident], mover: User) -> None:
    """Names, birth dates and teams, nothing of the plans; each file gets a line."""
    page = browser.get(reverse("doubles")).content.decode()
    assert "Zoë van der Bedacht" in page
    assert "Team West" in page
    assert "geheim" not in page
    looked = AccessEvent.objects.filter(user=mover, what="doubles:read", ground="there twice")
    assert set(looked.values_list("resident", flat=True)) == {who.pk for who in two}


def test_double(browser: Client, two: tuple[Resident, Resident]) -> None:
    """What happens is said; only what differs is asked, and has to be chosen."""
    page = browser.get(reverse("double", args=[two[1].pk, two[0].pk])).content.decode()
    assert "allebei een open plan" in page
    assert "Welke naam blijft" in page
    assert "Welke geboortedatum" not in page
    assert post(browser, "double", two[0].pk, two[1].pk).status_code == 422


def test_merged(browser: Client, two: tuple[Resident, Resident], stranger: User, client_of: Browser) -> None:
    """One resident with both plans, under the chosen name; the other leads to 404; both are logged."""
    theirs = client_of(stranger)
    assert theirs.get(reverse("resident_edit", args=[two[1].pk])).status_code == 200
    merge(browser, two)
    two[0].refresh_from_db()
    assert (two[0].first_name, two[0].plans.count()) == ("Zoe", 2)
    assert theirs.get(reverse("resident_edit", args=[two[1].pk])).status_code == 404
    assert theirs.get(reverse("resident_edit", args=[two[0].pk])).status_code == 200
    assert browser.get(reverse("double", args=[two[0].pk, two[1].pk])).status_code == 404
    assert "Niemand lijkt" in browser.get(reverse("doubles")).content.decode()
    written = AccessEvent.objects.filter(what="double:write").values_list("resident", flat=True)
    assert set(written) == {who.pk for who in two}


def test_keys_follow(browser: Client, two: tuple[Resident, Resident], mover: User) -> None:
    """The key under which the one that is gone came in leads to the one that stays, and back after an undo."""
    run = ImportRun.objects.create(started_by=mover, source="a.zip")
    key = ImportedKey.objects.create(kind="residents", key="r2", run=run, target=str(two[1].pk), fingerprint=run.pk)
    made = merge(browser, two)
    key.refresh_from_db()
    assert key.target == str(two[0].pk)
    post(browser, "merge_undo", made.pk)
    key.refresh_from_db()
    assert key.target == str(two[1].pk)


def test_double_apart(browser: Client, two: tuple[Resident, Resident]) -> None:
    """Two people: they do not come back in the list."""
    post(browser, "double_apart", two[1].pk, two[0].pk)
    assert "Niemand lijkt" in browser.get(reverse("doubles")).content.decode()


def test_merge_undo(browser: Client, two: tuple[Resident, Resident]) -> None:
    """They are two again; a second time says that it cannot be."""
    made = merge(browser, two)
    assert reverse("merge_undo", args=[made.pk]) in browser.get(reverse("doubles")).content.decode()
    assert "weer twee" in browser.get(post(browser, "merge_undo", made.pk).url).content.decode()
    assert Resident.objects.filter(merged_into=None, pk__in=[who.pk for who in two]).count() == 2
    assert "kan niet meer" in browser.get(post(browser, "merge_undo", made.pk).url).content.decode()


def test_merge_undo_after_somebody_worked_on_it(
    browser: Client, two: tuple[Resident, Resident], stranger: User
) -> None:
    """It stays as it is, and the page says why."""
    made = merge(browser, two)
    GoalFactory(plan=two[0].plans.get(recorded_by=stranger), by=stranger)
    assert "daarna aan gewerkt" in browser.get(post(browser, "merge_undo", made.pk).url).content.decode()
    assert Resident.objects.filter(merged_into=two[0]).exists()


def test_merged_by_a_colleague_meanwhile(
    browser: Client, two: tuple[Resident, Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking whether it can be done and doing it: said, and nothing else happens."""

    def too_late(**_: object) -> None:
        raise merging.CannotMerge

    monkeypatch.setattr(merging, "merge", too_late)
    answer = post(browser, "double", two[0].pk, two[1].pk, name="other")
    assert (answer.status_code, Merge.objects.exists()) == (302, False)
    assert "intussen samengevoegd" in browser.get(reverse("doubles")).content.decode()


@pytest.fixture
def koffie(two: tuple[Resident, Resident], mover: User) -> Activity:
    """Both were asked for it, and the one that will be gone came; for another activity that one alone."""
    stamp = {"recorded_by": mover, "changed_by": mover}
    team = Team.objects.create(key="buiten", name="Buiten")
    with as_system("a test writes what happened"):
        both, one = (
            Activity.objects.create(title=title, held_on="2025-03-01", professional=mover, team=team, **stamp)
            for title in ("Koffie", "Thee")
        )
        Attendance.objects.create(activity=both, resident=two[0], state="invited", **stamp)
        Attendance.objects.create(activity=both, resident=two[1], state="came", **stamp)
        Attendance.objects.create(activity=one, resident=two[1], state="declined", **stamp)
    return both


def stands() -> set[tuple[object, ...]]:
    """Who was asked for what, and how it went, with the rows themselves."""
    with as_system("a test looks"):
        return set(Attendance.objects.values_list("pk", "activity__title", "resident", "state", "recorded_at"))


def test_attendances_follow(browser: Client, two: tuple[Resident, Resident], koffie: Activity, mover: User) -> None:
    """Who was there twice came once, as it went best; and stands twice again after an undo."""
    before = stands()
    made = merge(browser, two)
    assert {row[1:4] for row in stands()} == {("Koffie", two[0].pk, "came"), ("Thee", two[0].pk, "declined")}
    merging.undo(merge=made, by=mover)
    assert stands() == before and len(before) == 3


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [("came", "declined", "came"), ("invited", "declined", "declined"), ("came, taken off", "invited", "invited")],
)
def test_attendances_as_it_went_best(
    browser: Client, two: tuple[Resident, Resident], koffie: Activity, mover: User, first: str, second: str, stays: str
) -> None:
    """Whichever of the two it was; what was taken off the list counts least."""
    with as_system("a test writes what happened"):
        for resident, said in zip(two, (first, second), strict=True):
            state, _comma, off = said.partition(", ")
            removed_at = timezone.now() if off else None
            Attendance.objects.filter(activity=koffie, resident=resident).update(state=state, removed_at=removed_at)
    before = stands()
    made = merge(browser, two)
    assert [row[3] for row in stands() if row[1] == "Koffie"] == [stays]
    merging.undo(merge=made, by=mover)
    assert stands() == before


def test_attendances_that_somebody_changed_since(
    browser: Client, two: tuple[Resident, Resident], koffie: Activity
) -> None:
    """What was said after the merge is not overwritten by an undo: it stays as it is, and the page says why."""
    made = merge(browser, two)
    with as_system("a test writes what happened"):
        row = Attendance.objects.get(activity=koffie)
        set_attendance(attendance=row, state=Invited.DECLINED, by=made.merged_by)
    now = stands()
    assert "daarna aan gewerkt" in browser.get(post(browser, "merge_undo", made.pk).url).content.decode()
    assert stands() == now and Resident.objects.filter(merged_into=two[0]).exists()


def test_what_can_name_a_resident_once_only_is_known() -> None:
    """Such a model makes room before a merge, as attendances do; another one needs its own way."""
    once = {
        model
        for model, column in hanging()
        for one in model._meta.constraints
        if isinstance(one, UniqueConstraint) and column in one.fields
    }
    assert once == {Attendance}
