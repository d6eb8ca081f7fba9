"""The log of looks for the privacy officer: what it shows, what it keeps to itself, and that reading it is logged."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisation.access import File, Grant, log
from organisation.actor import acting
from organisation.models import AccessEvent, User
from organisation.queries.access_log import ON_A_PAGE, first_id
from registration.models import Plan, Resident
from registration.queries.oversight import residents_called
from shared.ids import uuid7
from tests.makers import BrokenGlassFactory, ResidentFactory

Browser = Callable[[User], Client]
LOG = "/access/"


def look(user: User, plan: Plan, what: str = "plan:read", ground: str = "assignment") -> None:
    """A line in the log."""
    log(user, Grant(files=(File(plan.resident_id, plan.pk),), ground=ground), what=what)


@pytest.fixture
def known(plan: Plan) -> Resident:
    """The resident with a whole name and birth date."""
    names = {"first_name": "Sjaan", "prefix": "van der", "last_name": "Verzonnen"}
    resident = plan.resident
    for name, value in {**names, "birth_year": 1961, "birth_month": 4, "birth_day": 9}.items():
        setattr(resident, name, value)
    resident.save()
    return resident


def asked(client: Client, name: str = "sjaan van der verzonnen", day: object = 9) -> object:
    """Sends the question of a resident."""
    form = {"birth_day": day, "birth_month": 4, "birth_year": 1961}
    return client.post(reverse("access_asked"), {"name": name, **form, "submission_key": str(uuid4())})


class TestLog:
    """access_log"""

    def test_access_log_shows_looks_without_names(
        self, privacy_officer: User, professional: User, plan: Plan, client_of: Browser
    ) -> None:
        """Who, when, what and the ground; of the resident only the end of the id."""
        look(professional, plan)
        page = client_of(privacy_officer).get(LOG).content.decode()
        assert "Amir Voorbeeld" in page and "bekeek het plan" in page and str(plan.resident_id)[-6:] in page
        assert plan.resident.first_name not in page and plan.resident.full_name not in page

    def test_reading_it_is_logged(self, privacy_officer: User, client_of: Browser) -> None:
        """Each of its pages leaves a line, about nobody's file; and that line stands in the log itself."""
        client = client_of(privacy_officer)
        for name in ("access_log", "access_glasses", "access_asked"):
            client.get(reverse(name))
        lines = AccessEvent.objects.order_by("at").values_list("what", "ground", "resident", "role")
        pages = ("access_log", "access_glasses", "access_asked")
        assert list(lines) == [(f"{name}:read", "oversight", None, "privacy_officer") for name in pages]
        assert "las het logboek van inzage" in client.get(LOG).content.decode()

    @pytest.mark.parametrize(
        ("choice", "expected"),
        [
            ({}, {"plan:read", "goal_edit:write", "sheet_printed:write", "access_log:read"}),
            ({"kind": "read"}, {"plan:read", "access_log:read"}),
            ({"kind": "write"}, {"goal_edit:write"}),
            ({"kind": "print"}, {"sheet_printed:write"}),
            ({"kind": "known"}, set()),
            ({"ground": "broken glass"}, {"plan:read"}),
            ({"ground": "nonsense"}, None),
            ({"ground": "a\x00b"}, None),
            ({"person": "professional"}, {"goal_edit:write", "sheet_printed:write"}),
            ({"team": "east"}, {"plan:read", "goal_edit:write", "sheet_printed:write"}),
            ({"team": "west"}, set()),
            ({"person": "no-id", "period": "never", "kind": "x", "before": "1"}, None),
        ],
    )
    def test_choice(
        self,
        privacy_officer: User,
        professional: User,
        colleague: User,
        plan: Plan,
        west: object,
        choice: dict[str, str],
        expected: set[str] | None,
        client_of: Browser,
        request: pytest.FixtureRequest,
    ) -> None:
        """By person, team, ground and kind; nonsense in the address counts as nothing."""
        look(colleague, plan, ground="broken glass")
        look(professional, plan, "goal_edit:write")
        look(professional, plan, "sheet_printed:write")
        given = {
            name: str(request.getfixturevalue(value).pk) if name in ("person", "team") and value != "no-id" else value
            for name, value in choice.items()
        }
        lines = client_of(privacy_officer).get(LOG, given).context["lines"]
        whole = {"plan:read", "goal_edit:write", "sheet_printed:write", "access_log:read"}
        assert {line.what for line, _ground in lines} == (whole if expected is None else expected)

    @pytest.mark.parametrize(("period", "shown"), [("week", 1), ("month", 2), ("quarter", 3), ("year", 4), ("all", 5)])
    def test_period(
        self, privacy_officer: User, professional: User, plan: Plan, period: str, shown: int, client_of: Browser
    ) -> None:
        """So many days back, today included."""
        for days in (6, 30, 91, 364, 1500):
            with time_machine.travel(timezone.now() - timedelta(days=days)):
                AccessEvent.objects.create(user=professional, role="", what="plan:read", ground="")
        answer = client_of(privacy_officer).get(LOG, {"period": period, "person": str(professional.pk)})
        assert len(answer.context["lines"]) == shown

    def test_pages(self, privacy_officer: User, professional: User, client_of: Browser) -> None:
        """Every line once, the latest first, whatever was chosen."""
        made = [AccessEvent(pk=uuid7(), user=professional, role="", what="plan:read", ground="") for _n in range(130)]
        AccessEvent.objects.bulk_create(made)
        seen, query = [], f"?person={professional.pk}"
        while query:
            answer = client_of(privacy_officer).get(LOG + query)
            lines = [line.pk for line, _ground in answer.context["lines"]]
            assert len(lines) <= ON_A_PAGE
            seen += lines
            before = answer.context["before"]
            query = f"?person={professional.pk}&before={before}" if before else ""
        assert seen == sorted((event.pk for event in made), reverse=True)

    def test_queries_are_fixed(self, privacy_officer: User, professional: User, plan: Plan, client_of: Browser) -> None:
        """However many lines there are."""
        client, counts = client_of(privacy_officer), []
        for _time in range(3):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(LOG, {"period": "all"})
            counts.append(len(queries))
            for _n in range(20):
                look(professional, plan)
        assert len(set(counts[1:])) == 1 and counts[1] < 26

    def test_first_id(self) -> None:
        """An id made after a moment is never below it."""
        now = timezone.now()
        assert first_id(now - timedelta(milliseconds=1)) < uuid7() < first_id(now + timedelta(minutes=1))


class TestAsked:
    """access_asked and access_file"""

    def test_access_asked_finds_the_file(
        self, privacy_officer: User, professional: User, known: Resident, plan: Plan, client_of: Browser
    ) -> None:
        """By whole name and birth date, in any team; that it was looked up stands in the file."""
        look(professional, plan)
        client = client_of(privacy_officer)
        response = asked(client)
        assert (response.status_code, response["Location"]) == (302, reverse("access_file", args=[known.pk]))
        page = client.get(response["Location"]).content.decode()
        assert "Amir Voorbeeld" in page and "bekeek het plan" in page
        assert "zocht op wie er meekeek" in page and "de inwoner vroeg erom" in page
        assert "Verzonnen" not in page and "Sjaan" not in page
        lines = AccessEvent.objects.filter(resident=known.pk, user=privacy_officer).order_by("at")
        grounds = [("access_asked:known", "asked by resident"), ("access_file:read", "oversight")]
        assert list(lines.values_list("what", "ground")) == grounds

    @pytest.mark.parametrize(
        ("name", "day"),
        [
            ("sjaan van der verzonnen", 8),
            ("sjaan verzonnen", 9),
            ("sjaan", 9),
            ("", 9),
            ("sjaan van der verzonnen", ""),
            ("sjaan van der verzonnen", "x"),
            ("x" * 301, 9),
        ],
    )
    def test_a_part_finds_nothing(
        self, privacy_officer: User, known: Resident, name: str, day: object, client_of: Browser
    ) -> None:
        """And says so plainly, with what was typed; no file gets a line."""
        response = asked(client_of(privacy_officer), name, day)
        assert response.status_code == 422 and name in response.content.decode()
        assert not AccessEvent.objects.filter(resident=known.pk).exists()

    def test_two_of_one_name(self, privacy_officer: User, known: Resident, plan: Plan, client_of: Browser) -> None:
        """Both are shown by the end of their id."""
        names = {"first_name": "Sjaan", "prefix": "van der", "last_name": "Verzonnen"}
        twin = ResidentFactory(by=known.recorded_by, birth_year=1961, birth_month=4, birth_day=9, **names)
        response = asked(client_of(privacy_officer))
        assert response.status_code == 200
        assert all(str(one.pk)[-6:] in response.content.decode() for one in (known, twin))
        assert AccessEvent.objects.filter(ground="asked by resident").count() == 2

    def test_only_the_privacy_officer(
        self, known: Resident, professional: User, information_manager: User, privacy_officer: User
    ) -> None:
        """The function of the database itself answers nobody else."""
        sought = {"name": "Sjaan van der Verzonnen", "birth": (1961, 4, 9)}
        for person in (professional, information_manager):
            with acting(person):
                assert residents_called(**sought) == []
        with acting(privacy_officer):
            assert residents_called(**sought) == [known.pk]

    def test_access_file_needs_a_look(self, privacy_officer: User, plan: Plan, client_of: Browser) -> None:
        """An id that is in no line of the log is no page; the file itself stays shut in any case."""
        client = client_of(privacy_officer)
        assert client.get(reverse("access_file", args=[plan.resident_id])).status_code == 404
        assert client.get(reverse("plan", args=[plan.pk])).status_code == 404


class TestGlasses:
    """access_glasses"""

    def test_access_glasses_with_reasons(
        self, privacy_officer: User, colleague: User, plan: Plan, client_of: Browser
    ) -> None:
        """Every opening with its reason, and the file by the end of its id; without the name of the resident."""
        with time_machine.travel(timezone.now() - timedelta(days=3)):
            BrokenGlassFactory(plan=plan, by=colleague, recorded_at=timezone.now(), reason="Een oude reden van toen.")
            look(colleague, plan, "glass:known", "broken glass")
        page = client_of(privacy_officer).get(reverse("access_glasses")).content.decode()
        assert "Noor Voorbeeld" in page and "Een oude reden van toen." in page
        assert f"dossier {str(plan.resident_id)[-6:]}" in page and plan.resident.full_name not in page

    def test_home_tells(self, privacy_officer: User, glass: User, client_of: Browser) -> None:
        """The first page says how many there were this week and leads to the log."""
        page = client_of(privacy_officer).get("/").content.decode()
        assert "Afgelopen week is 1 dossier met een reden geopend" in page and 'href="/access/"' in page
