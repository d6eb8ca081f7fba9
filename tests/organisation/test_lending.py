"""Lending somebody the right to move registrations, and taking it back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.actor import acting, told
from organisation.models import AccessEvent, LentRight, Membership, User
from organisation.operations.lending import lend_right
from organisation.roles import Right, Role
from organisation.scope import standing
from tests.makers_people import LentRightFactory, MembershipFactory, UserFactory, days_ago
from tests.organisation.sending import send

Browser = Callable[[User], Client]
BECAUSE = "De registraties van het oude systeem komen deze week over."


@pytest.fixture
def browser(client_of: Browser, privacy_officer: User) -> Client:
    """The browser of the privacy officer."""
    return client_of(privacy_officer)


@pytest.fixture
def lent(information_manager: User, privacy_officer: User) -> LentRight:
    """A right that runs until the day after tomorrow."""
    return LentRightFactory(
        user=information_manager, lent_by=privacy_officer, until=days_ago(-2), because="Vanwege de overstap in Oost."
    )


def lend(browser: Client, user: User, /, **changes: Any) -> HttpResponse:
    """Lends for a week, but for what is said otherwise."""
    week = {"since": days_ago(0).isoformat(), "until": days_ago(-6).isoformat()}
    return send(browser, "lent_rights", **{"user": user.pk, "because": BECAUSE, **week, **changes})


def may_move(person: User) -> bool:
    """Whether somebody may move registrations, asked as the next request asks it."""
    return standing(User.objects.get(pk=person.pk)).may(Right.MOVE)


class TestLentRights:
    """lent_rights"""

    def test_lent_rights(self, browser: Client, information_manager: User, privacy_officer: User) -> None:
        """It holds on the next request, by whom and why is kept, and no file was opened for it."""
        assert not may_move(information_manager)
        answer = lend(browser, information_manager)
        assert answer.url == reverse("lent_rights")
        made = LentRight.objects.get()
        assert (made.user, made.lent_by, made.right) == (information_manager, privacy_officer, "move")
        assert (made.since, made.until, made.because) == (days_ago(0), days_ago(-6), BECAUSE)
        assert may_move(information_manager)
        page = browser.get(answer.url).content.decode()
        assert BECAUSE in page and "Nu intrekken" in page and reverse("lent_right_take_back", args=[made.pk]) in page
        assert not AccessEvent.objects.exists()

    def test_lent_rights_of_before(self, browser: Client, lent: LentRight, professional: User) -> None:
        """What is over or was taken back stands below what runs, and can not be taken back again."""
        LentRight.objects.create(
            user=professional, right="move", since=days_ago(30), until=days_ago(20),
            because="Een eerste proef met inlezen.", lent_by=lent.lent_by,
        )  # fmt: skip
        page = browser.get(reverse("lent_rights")).content.decode()
        assert page.index(lent.because) < page.index("Een eerste proef") and "voorbij" in page
        assert page.count("Nu intrekken") == 1

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"user": ""}, "Kies wie dit mag."),
            ({"until": days_ago(-14).isoformat()}, "Hoogstens 14 dagen"),
            ({"until": days_ago(1).isoformat()}, "De laatste dag ligt voor de eerste dag."),
            ({"since": days_ago(1).isoformat()}, "Deze dag is voorbij."),
            ({"since": days_ago(-31).isoformat(), "until": days_ago(-32).isoformat()}, "meer dan een maand vooruit"),
            ({"since": "", "until": "gisteren"}, "Vul de eerste dag in."),
            ({"because": ""}, "minstens 20 tekens"),
            ({"because": "x" * 19}, "minstens 20 tekens"),
            ({"because": " " * 30 + "kort"}, "minstens 20 tekens"),
            ({"because": "x" * 2001}, "2001"),
        ],
    )
    def test_lent_rights_wrongly(
        self, browser: Client, information_manager: User, changes: dict[str, str], says: str
    ) -> None:
        """A plain sentence at the field, and nothing is lent."""
        page = lend(browser, information_manager, **changes)
        assert page.status_code == 422 and says in page.content.decode()
        assert not LentRight.objects.exists()

    @pytest.mark.parametrize(("days", "length"), [(13, 14), (0, 1)])
    def test_lent_rights_at_most(self, browser: Client, information_manager: User, days: int, length: int) -> None:
        """Fourteen days, the first and the last included; or one."""
        assert lend(browser, information_manager, until=days_ago(-days).isoformat()).status_code == 302
        made = LentRight.objects.get()
        assert (made.until - made.since).days + 1 == length

    def test_lent_rights_for_later(self, browser: Client, information_manager: User) -> None:
        """It holds from the first day on, and not before."""
        lend(browser, information_manager, since=days_ago(-2).isoformat())
        assert LentRight.objects.exists() and not may_move(information_manager)
        assert "begint later" in browser.get(reverse("lent_rights")).content.decode()

    def test_lent_rights_to_whom(
        self,
        browser: Client,
        privacy_officer: User,
        roleless: User,
        municipality_reader: User,
        professional: User,
        key_user: User,
    ) -> None:
        """Anybody else of the staff who can log in."""
        gone = UserFactory(is_active=False)
        MembershipFactory(user=gone, role=Role.INFORMATION_MANAGER)
        for nobody in (privacy_officer, roleless, municipality_reader, gone):
            assert lend(browser, nobody).status_code == 422
        assert not LentRight.objects.exists()
        for somebody in (professional, key_user):
            assert lend(browser, somebody).status_code == 302
            assert may_move(somebody)

    def test_lent_rights_twice(self, browser: Client, lent: LentRight) -> None:
        """Not again in the same days; after them, or once it was taken back, it can be."""
        page = lend(browser, lent.user)
        assert page.status_code == 422 and "mag dit al, tot en met" in page.content.decode()
        assert lend(browser, lent.user, since=days_ago(-3).isoformat()).status_code == 302
        LentRight.objects.update(taken_back_at=timezone.now())
        assert lend(browser, lent.user).status_code == 302


class TestTakingBack:
    """lent_right_take_back and lent_right_give_back"""

    def test_lent_right_take_back(self, browser: Client, client_of: Browser, lent: LentRight) -> None:
        """At once: the very next request of a session that was open already does without it. With an undo."""
        theirs = client_of(lent.user)
        told_so = "registraties inlezen"
        assert may_move(lent.user) and told_so in theirs.get(reverse("home")).content.decode()
        answer = send(browser, "lent_right_take_back", lent)
        assert not may_move(lent.user) and told_so not in theirs.get(reverse("home")).content.decode()
        page = browser.get(answer.url).content.decode()
        assert "ingetrokken op" in page and reverse("lent_right_give_back", args=[lent.pk]) in page

    def test_lent_right_give_back(self, browser: Client, lent: LentRight) -> None:
        """Undoes it, until the same day."""
        send(browser, "lent_right_take_back", lent)
        send(browser, "lent_right_give_back", lent)
        lent.refresh_from_db()
        assert may_move(lent.user) and (lent.taken_back_at, lent.until) == (None, days_ago(-2))

    def test_lent_right_give_back_after_its_days(
        self, browser: Client, information_manager: User, privacy_officer: User
    ) -> None:
        """What is over stays over."""
        days = {"since": days_ago(9), "until": days_ago(1), "taken_back_at": timezone.now()}
        over = LentRightFactory(user=information_manager, lent_by=privacy_officer, **days)
        assert send(browser, "lent_right_give_back", over).status_code == 404

    def test_lent_right_give_back_to_oneself(self, client_of: Browser, lent: LentRight) -> None:
        """Another privacy officer does that, or nobody."""
        MembershipFactory(user=lent.user, role=Role.PRIVACY_OFFICER)
        LentRight.objects.update(taken_back_at=timezone.now())
        assert send(client_of(lent.user), "lent_right_give_back", lent).status_code == 404
        assert not may_move(lent.user)

    def test_by_nobody_else(self, client_of: Browser, lent: LentRight, team_lead: User) -> None:
        """As if it did not exist: for who was lent it, and for everybody else."""
        for who in (lent.user, team_lead):
            assert client_of(who).get(reverse("lent_rights")).status_code == 404
            assert send(client_of(who), "lent_right_take_back", lent).status_code == 404
        assert may_move(lent.user)


class TestDays:
    """When it holds."""

    @pytest.mark.parametrize(("since", "until", "holds"), [(0, 0, True), (-1, -2, False), (9, 1, False), (9, 0, True)])
    def test_first_and_last_day(
        self, information_manager: User, privacy_officer: User, since: int, until: int, holds: bool
    ) -> None:
        """Both count."""
        days = {"since": days_ago(since), "until": days_ago(until)}
        LentRightFactory(user=information_manager, lent_by=privacy_officer, **days)
        assert may_move(information_manager) is holds

    def test_goes_with_the_last_role(self, lent: LentRight) -> None:
        """Who has no role any more has no lent right either."""
        Membership.objects.filter(user=lent.user).update(until=days_ago(1))
        assert not may_move(lent.user)

    def test_a_role_right_is_not_lent(self, information_manager: User, privacy_officer: User) -> None:
        """A row that lends what comes with a role gives nothing."""
        LentRightFactory(user=information_manager, lent_by=privacy_officer, right="own_files")
        assert not standing(User.objects.get(pk=information_manager.pk)).may(Right.OWN_FILES)


class TestOperation:
    """Whoever calls it."""

    @pytest.mark.parametrize(
        "changes",
        [{"right": Right.OWN_FILES}, {"until": days_ago(-14)}, {"until": days_ago(1)}, {"because": "omdat het moet"}],
    )
    def test_refuses(self, information_manager: User, privacy_officer: User, changes: dict[str, Any]) -> None:
        """Another right, too long, backwards, or without a reason that says something."""
        asked = {"right": Right.MOVE, "since": days_ago(0), "until": days_ago(-6), "because": BECAUSE, **changes}
        with pytest.raises(ValidationError):
            lend_right(user=information_manager, by=privacy_officer, **asked)

    def test_refuses_oneself(self, privacy_officer: User) -> None:
        """Nobody lends to oneself."""
        week = {"since": days_ago(0), "until": days_ago(0) + timedelta(days=6)}
        with pytest.raises(ValidationError):
            lend_right(user=privacy_officer, right=Right.MOVE, because=BECAUSE, by=privacy_officer, **week)


class TestSecondLock:
    """What PostgreSQL does by itself."""

    def test_only_who_lends(self, information_manager: User, professional: User, privacy_officer: User) -> None:
        """Nobody without the right adds a row, in whoever's name."""
        for actor in (information_manager, professional):
            for name in (actor, privacy_officer):
                someone = professional if name != professional else information_manager
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting(actor):
                    LentRightFactory(user=someone, lent_by=name)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), told(""):
            LentRightFactory(user=professional, lent_by=privacy_officer)

    def test_in_nobody_elses_name(self, information_manager: User, professional: User, privacy_officer: User) -> None:
        """A privacy officer lends in the own name alone."""
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting(privacy_officer):
            LentRightFactory(user=professional, lent_by=information_manager)
        with acting(privacy_officer):
            LentRightFactory(user=professional, lent_by=privacy_officer)
        assert LentRight.objects.count() == 1

    def test_not_to_oneself(self, privacy_officer: User) -> None:
        """Not even with every operation out of the way."""
        with pytest.raises(IntegrityError, match="nobody_lends_to_oneself"), transaction.atomic():
            LentRightFactory(user=privacy_officer, lent_by=privacy_officer)

    def test_who_changes(self, lent: LentRight, professional: User) -> None:
        """Nobody makes it longer or puts it on another name, not even who lent it; nobody else takes it back; nobody
        removes it.
        """
        for who in (lent.user, professional):
            with acting(who):
                assert LentRight.objects.update(taken_back_at=timezone.now()) == 0
        for changed in ({"until": days_ago(-300)}, {"user": professional}, {"lent_by": professional}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), acting(lent.lent_by):
                LentRight.objects.update(**changed)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            LentRight.objects.all().delete()

    def test_a_former_privacy_officer_lends_nothing(
        self, information_manager: User, privacy_officer: User, lent: LentRight
    ) -> None:
        """From the day after the last."""
        Membership.objects.filter(user=privacy_officer).update(until=days_ago(1))
        with acting(privacy_officer):
            assert LentRight.objects.update(taken_back_at=timezone.now()) == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting(privacy_officer):
            LentRightFactory(user=information_manager, lent_by=privacy_officer)
