"""The one door: fetch, check and log in one step, then look without being able to write."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, InternalError, ProgrammingError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from organisation.access import File, Grant, allowed, log
from organisation.adapter import InvitedOnly
from organisation.models import AccessEvent, Team, User
from organisation.roles import Role
from organisation.rules import logged_in, theirs
from tests.makers_people import MembershipFactory

RESIDENT, PLAN = uuid4(), uuid4()
Asked = Callable[..., HttpRequest]


@pytest.fixture
def asked(rf: RequestFactory, professional: User) -> Asked:
    """A request of somebody; of the professional unless said otherwise."""

    def make(method: str = "get", user: User | AnonymousUser | None = None) -> HttpRequest:
        request = getattr(rf, method)("/")
        request.user = user or professional
        return request

    return make


def file_of(user: User, resident: UUID = RESIDENT) -> Grant | None:
    """A rule that opens one file."""
    return Grant(("the file",), (File(resident, PLAN),), "own caseload") if resident == RESIDENT else None


@allowed(file_of)
def page(request: HttpRequest, what: str) -> HttpResponse:
    """A page about a file."""
    return HttpResponse(what)


class TestDoor:
    """allowed"""

    def test_mark(self) -> None:
        """The view carries its rule."""
        assert page.allowed_by is file_of
        assert page.__name__ == "page"

    def test_opens_and_logs(self, asked: Asked, professional: User) -> None:
        """Who passes gets what the rule fetched, and the look is written down whole."""
        assert page(asked()).content == b"the file"
        page(asked("post"))
        first, second = AccessEvent.objects.order_by("at")
        assert (first.user, first.role, first.resident, first.plan) == (
            professional,
            Role.PROFESSIONAL,
            RESIDENT,
            PLAN,
        )
        assert (first.what, second.what) == ("page:read", "page:write")
        assert first.ground == "own caseload"
        assert first.on_behalf_of is None

    def test_closed(self, asked: Asked) -> None:
        """Who does not pass gets the page for what is not there, and no line in the log."""
        with pytest.raises(Http404):
            page(asked(), resident=uuid4())
        assert not AccessEvent.objects.exists()

    def test_page_about_no_file_is_not_logged(self, asked: Asked) -> None:
        """Lists and forms about nobody leave no line."""
        allowed(lambda user: Grant())(lambda request: HttpResponse())(asked())
        assert not AccessEvent.objects.exists()

    def test_other_files_that_were_learned_of(self, asked: Asked) -> None:
        """A form that says "perhaps known already" leaves a line for the other file too."""
        other = uuid4()

        @allowed(file_of)
        def form(request: HttpRequest, what: str) -> HttpResponse:
            request.also_looked = [Grant(files=(File(other),), ground="alike")]
            return HttpResponse(status=422)

        form(asked("post"))
        assert AccessEvent.objects.get(resident=other).what == "form:known"

    def test_no_log_no_page(self, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the look cannot be written down, nothing is shown."""
        shown: list[str] = []

        def broken(_events: object) -> None:
            raise DatabaseError

        monkeypatch.setattr(AccessEvent.objects, "bulk_create", broken)
        view = allowed(file_of)(lambda request, what: shown.append(what))
        with pytest.raises(DatabaseError):
            view(asked())
        assert shown == []

    def test_nobody_opens_a_file(self, asked: Asked) -> None:
        """Even a rule that forgets to ask who it is cannot open a file to a visitor."""
        with pytest.raises(PermissionError):
            page(asked(user=AnonymousUser()))

    @pytest.mark.parametrize(
        ("roles", "written"),
        [
            (["team_lead", "professional"], "professional"),
            (["team_lead", "privacy_officer"], "privacy_officer"),
            ([], ""),
        ],
    )
    def test_role_in_the_log(self, roleless: User, roles: list[str], written: str) -> None:
        """In which role somebody looked: as a professional where that is one of the roles."""
        for role in roles:
            MembershipFactory(user=roleless, role=role)
        log(roleless, Grant(files=(File(RESIDENT),)), what="page:read")
        assert AccessEvent.objects.get().role == written


class TestLooking:
    """A look leaves nothing behind but its line in the log."""

    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_cannot_write(self, asked: Asked, method: str) -> None:
        """PostgreSQL itself refuses a write during a look."""

        @allowed(lambda user: Grant())
        def writes(request: HttpRequest) -> HttpResponse:
            Team.objects.create(key="stil", name="Stil geschreven")
            return HttpResponse()

        with pytest.raises(InternalError, match="read-only"):
            with transaction.atomic():
                writes(asked(method))
        assert not Team.objects.filter(key="stil").exists()

    def test_can_write_afterwards(self, asked: Asked) -> None:
        """The lock ends with the look."""
        page(asked())
        Team.objects.create(key="na", name="Daarna")


class TestOwnAccount:
    """Pages of allauth behind a rule of ours."""

    def test_visitors_are_turned_away_by_the_rule_too(self, asked: Asked) -> None:
        """Should the middleware ever let a visitor through, the rule does not."""
        view = theirs(lambda request: HttpResponse(), logged_in)
        assert view(asked()).status_code == 200
        with pytest.raises(Http404):
            view(asked(user=AnonymousUser()))

    def test_nobody_signs_up(self, asked: Asked) -> None:
        """Also not by another door of allauth."""
        assert not InvitedOnly().is_open_for_signup(asked())


class TestLogIsKept:
    """The app's role in the database may write a line and read it, nothing else."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE organisation_accessevent SET ground = 'x'",
            "DELETE FROM organisation_accessevent",
            "TRUNCATE organisation_accessevent",
        ],
    )
    def test_refused(self, professional: User, statement: str) -> None:
        """By PostgreSQL, whatever the code does."""
        log(professional, Grant(files=(File(RESIDENT),)), what="page:read")
        with pytest.raises(ProgrammingError, match="permission denied"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        assert AccessEvent.objects.get().what == "page:read"
        assert AccessEvent.objects.get().at <= timezone.now()
        assert str(AccessEvent.objects.get()) == "page:read ()"
