"""Pages with which people are added, changed and put aside."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisation.models import Membership, Team, User
from organisation.operations.people import change_person, deactivate, end_membership
from organisation.roles import Role
from tests.makers_people import MembershipFactory, TeamFactory, UserFactory, days_ago
from tests.organisation.sending import send

ClientOf = Callable[[User], Client]
NEW = {
    "name": "Hatice Öztürk",
    "email": "Hatice@Voorbeeld.example",
    "role": "professional",
    "since": "2026-09-01",
    "discipline": "support",
    "phone": "06-00000000",
}


@pytest.fixture
def browser(client_of: ClientOf, information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


class TestPeople:
    """people"""

    def test_people_by_name(self, browser: Client) -> None:
        """Sorted by name without regard for marks and capitals; only who can log in."""
        for name in ("Zoë Bedacht", "Ömer Bedacht", "anna Bedacht"):
            UserFactory(name=name)
        UserFactory(name="Weg Bedacht", is_active=False)
        names = [person.name for person in browser.get(reverse("people")).context["page"]]
        assert names == ["anna Bedacht", "Ine Bedacht", "Ömer Bedacht", "Zoë Bedacht"]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "omer"}, ["Ömer Bedacht"]),
            ({"q": "bed ÖM"}, ["Ömer Bedacht"]),
            ({"q": "omer@"}, ["Ömer Bedacht"]),
            ({"q": "niemand"}, []),
            ({"q": "weg"}, []),
            ({"q": "weg", "shown": "inactive"}, ["Weg Bedacht"]),
            ({"q": "bedacht", "shown": "all"}, ["Ine Bedacht", "Ömer Bedacht", "Weg Bedacht"]),
            ({"q": "omer", "shown": "nonsense"}, ["Ine Bedacht", "Ömer Bedacht"]),
        ],
    )
    def test_people_search(self, browser: Client, asked: dict[str, str], found: list[str]) -> None:
        """Parts of a name or an address, without marks; and those who cannot log in on request."""
        UserFactory(name="Ömer Bedacht", email="omer@voorbeeld.example")
        UserFactory(name="Weg Bedacht", is_active=False)
        assert [person.name for person in browser.get(reverse("people"), asked).context["page"]] == found

    def test_people_in_pages(self, browser: Client) -> None:
        """Twenty-five on a page; the number of queries does not grow with them."""
        UserFactory.create_batch(30)
        first, second = (browser.get(reverse("people"), {"page": page}) for page in (1, 2))
        assert len(first.context["page"]) == 25
        assert len(second.context["page"]) == 6
        assert "page=2" in first.content.decode()

    def test_people_queries(self, browser: Client) -> None:
        """As many queries for twenty people as for two: roles and teams come in one for all."""
        counts = []
        for more in (1, 18):
            MembershipFactory.create_batch(more, team=TeamFactory())
            browser.get(reverse("people"))
            with CaptureQueriesContext(connection) as asked:
                browser.get(reverse("people"))
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_people_markup_is_shown_as_typed(self, browser: Client) -> None:
        """Markup in a name does nothing."""
        UserFactory(name="<script>alert(1)</script>")
        page = browser.get(reverse("people")).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page


class TestPersonNew:
    """person_new"""

    def test_person_new(self, browser: Client, east: Team) -> None:
        """One form makes the person and the first role; nobody can log in with it yet."""
        answer = send(browser, "person_new", **NEW, team=east.pk)
        made = User.objects.get(email="hatice@voorbeeld.example")
        assert answer.status_code == 302
        assert answer.url == reverse("person", args=[made.pk])
        assert (made.name, made.phone, made.has_usable_password()) == ("Hatice Öztürk", "06-00000000", False)
        membership = made.memberships.get()
        assert (membership.role, membership.team) == (Role.PROFESSIONAL, east)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": "a" * 121}, "name"),
            ({"name": "\x00\u202e"}, "name"),
            ({"email": "geen adres"}, "email"),
            ({"email": "INE@voorbeeld.example"}, "email"),
            ({"role": "koning"}, "role"),
            ({"team": ""}, "team"),
            ({"team": "01890000-0000-7000-8000-000000000000"}, "team"),
            ({"since": "31-02-2026"}, "since"),
            ({"phone": "0" * 21}, "phone"),
            ({"discipline": "toveren"}, "discipline"),
        ],
    )
    def test_person_new_wrong(self, browser: Client, east: Team, changed: dict[str, str], field: str) -> None:
        """The field is named, everything typed stays, nothing is made."""
        before = User.objects.count()
        answer = send(browser, "person_new", **{**NEW, "team": east.pk, **changed})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert "06-0000" in answer.content.decode() or field == "phone"
        assert User.objects.count() == before

    def test_person_new_without_team(self, browser: Client, east: Team) -> None:
        """A role for the whole organisation drops the team."""
        send(browser, "person_new", **{**NEW, "role": "privacy_officer", "team": east.pk})
        assert Membership.objects.get(user__name="Hatice Öztürk").team is None

    def test_person_new_only_team_is_chosen(self, browser: Client, east: Team) -> None:
        """Beforehand, when it is the only one that is open; of two neither is."""
        TeamFactory(name="Weg", closed_on=days_ago(1))
        assert browser.get(reverse("person_new")).context["form"]["team"].value() == east.pk
        TeamFactory(name="Nog een")
        assert browser.get(reverse("person_new")).context["form"]["team"].value() is None

    def test_person_new_not_into_a_closed_team(self, browser: Client, east: Team) -> None:
        """A closed team takes nobody."""
        Team.objects.update(closed_on=timezone.localdate())
        assert send(browser, "person_new", **NEW, team=east.pk).status_code == 422

    def test_person_new_keeps_as_typed(self, browser: Client, east: Team) -> None:
        """Markup stays, invisible characters go."""
        send(browser, "person_new", **{**NEW, "name": " <b>\u202eHatice</b> ", "team": east.pk})
        assert User.objects.get(email="hatice@voorbeeld.example").name == "<b>Hatice</b>"


class TestPerson:
    """person and person_edit"""

    def test_person(self, browser: Client, professional: User) -> None:
        """Who it is and which roles there were, past ones too."""
        MembershipFactory(user=professional, role=Role.TEAM_LEAD, since=days_ago(900), until=days_ago(800))
        page = browser.get(reverse("person", args=[professional.pk])).content.decode()
        assert "amir@voorbeeld.example" in page
        assert "Team Oost" in page

    def test_person_edit(self, browser: Client, professional: User) -> None:
        """Changes what the form holds, and starts from what is known."""
        form = browser.get(reverse("person_edit", args=[professional.pk])).context["form"]
        assert form.initial["name"] == "Amir Voorbeeld"
        answer = send(
            browser,
            "person_edit",
            professional,
            name="Amir Anders",
            email="AMIR@voorbeeld.example",
            discipline="groups",
        )
        professional.refresh_from_db()
        assert answer.status_code == 302
        assert (professional.name, professional.email) == ("Amir Anders", "amir@voorbeeld.example")
        assert professional.discipline == "groups"

    def test_person_edit_wrong(self, browser: Client, professional: User, colleague: User) -> None:
        """Not the address of somebody else."""
        answer = send(browser, "person_edit", professional, name="Amir", email="Noor@voorbeeld.example")
        assert answer.status_code == 422
        assert "email" in answer.context["form"].errors

    def test_person_without_a_right_is_as_one_that_is_not(self, client_of: ClientOf, professional: User) -> None:
        """Not allowed and not existing have one body."""
        browser = client_of(professional)
        known = browser.get(reverse("person", args=[professional.pk]))
        unknown = browser.get(reverse("person", args=["01890000-0000-7000-8000-000000000000"]))
        assert known.status_code == unknown.status_code == 404
        assert known.content == unknown.content


class TestDeactivating:
    """person_deactivate and person_reactivate"""

    def test_person_deactivate(self, browser: Client, client_of: ClientOf, professional: User) -> None:
        """From the next page on the person is out; the message brings an undo."""
        theirs = client_of(professional)
        assert theirs.get(reverse("profile")).status_code == 200
        answer = send(browser, "person_deactivate", professional)
        undo = reverse("person_reactivate", args=[professional.pk])
        assert undo in browser.get(answer.url).content.decode()
        assert theirs.get(reverse("profile")).status_code == 302

    def test_person_reactivate(self, browser: Client, professional: User) -> None:
        """And back."""
        send(browser, "person_deactivate", professional)
        send(browser, "person_reactivate", professional)
        professional.refresh_from_db()
        assert professional.is_active

    def test_last_arranger_stays(self, browser: Client, information_manager: User) -> None:
        """Who is the last to arrange people cannot be put aside, and hears why."""
        answer = send(browser, "person_deactivate", information_manager)
        information_manager.refresh_from_db()
        assert information_manager.is_active
        assert "informatiebeheer" in browser.get(answer.url).content.decode()

    @pytest.mark.parametrize("other", ["ended", "ending", "later", "inactive"])
    def test_last_arranger_stays_with_one_who_does_not_last(self, information_manager: User, other: str) -> None:
        """Somebody whose role is over, ends, has yet to begin, or who cannot log in does not count."""
        today = timezone.localdate()
        until = {"ended": days_ago(1), "ending": today + timedelta(days=9)}.get(other)
        since = today + timedelta(days=1) if other == "later" else days_ago(30)
        second = UserFactory(is_active=other != "inactive")
        MembershipFactory(user=second, role=Role.INFORMATION_MANAGER, since=since, until=until)
        with pytest.raises(ValidationError):
            deactivate(person=information_manager, by=information_manager)

    def test_one_of_two_arrangers_goes(self, information_manager: User) -> None:
        """With a second one who lasts, the first may go."""
        MembershipFactory(role=Role.INFORMATION_MANAGER)
        deactivate(person=information_manager, by=information_manager)
        assert not User.objects.get(pk=information_manager.pk).is_active

    @pytest.mark.django_db(transaction=True)
    def test_two_arrangers_at_once(self, information_manager: User) -> None:
        """Two who put each other aside at the same moment: the second has to wait, and is then the last."""
        second = MembershipFactory(role=Role.INFORMATION_MANAGER).user
        waited: list[OperationalError] = []

        def without_patience() -> None:
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '200ms'")
                    deactivate(person=second, by=second)
            except OperationalError as error:
                waited.append(error)
            finally:
                connection.close()

        with transaction.atomic():
            deactivate(person=information_manager, by=information_manager)
            other = Thread(target=without_patience)
            other.start()
            other.join()
        assert "lock timeout" in str(waited[0])
        with pytest.raises(ValidationError):
            deactivate(person=second, by=second)


def test_change_person_changes_only_what_is_given(professional: User) -> None:
    """Two people who change different things do not undo each other's."""
    stale = User.objects.get(pk=professional.pk)
    change_person(person=professional, by=professional, phone="1")
    change_person(person=stale, by=stale, language="en")
    professional.refresh_from_db()
    assert (professional.phone, professional.language) == ("1", "en")


def test_end_membership_of_others_is_free(information_manager: User, professional: User) -> None:
    """Ending another role does not ask who arranges."""
    membership = professional.memberships.get()
    end_membership(membership=membership, until=timezone.localdate(), by=information_manager)
    membership.refresh_from_db()
    assert membership.until == timezone.localdate()
