"""Who looked in a file: every page that opens one has words, and the list of days says who, what, when and why."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation import access
from organisation.access import File, Grant, log
from organisation.actor import acting
from organisation.look_words import SAID, in_words
from organisation.looks import CODE_AND_PIN, DAYS, per_day
from organisation.models import AccessEvent, User
from registration.looks import GROUNDS, last_people, of_plan
from registration.models import Plan
from registration.rules_for_residents import holds_code
from tests.guards.addresses import Address, own_addresses
from tests.makers import BrokenGlassFactory, ClosingFactory, HouseholdFactory, HouseholdMemberFactory, PlanFactory
from tests.registration.pages import fill, send

Browser = Callable[[User], Client]
NOON = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) - timedelta(days=1)


def look(user: User, plan: Plan, at: datetime, what: str = "plan:read", ground: str = "assignment") -> None:
    """A line in the log at a moment."""
    with time_machine.travel(at, tick=False):
        log(user, Grant(files=tuple(File(id, plan.pk) for id in plan.file_ids()), ground=ground), what=what)


def opens(address: Address, people: dict[str, User | AnonymousUser], known: dict[str, object]) -> Grant | None:
    """What the rule of an address hands over that opens a file, to the first person for whom it does."""
    if address.view.allowed_by is holds_code:
        return Grant(files=(File(None),), ground=CODE_AND_PIN)
    arguments = {name: known[name] for name in address.arguments}
    for person in (one for one in people.values() if isinstance(one, User)):
        with transaction.atomic(), acting(person):
            grant: Grant | None = address.view.allowed_by(person, **arguments)
            transaction.set_rollback(True)
        if grant and grant.files:
            return grant
    return None


class TestWords:
    """The table of words."""

    def test_every_view_that_opens_a_file_has_words(
        self, things: dict[str, object], plan: Plan, professional: User, people: dict[str, User | AnonymousUser]
    ) -> None:
        """For reading it, for sending its form, or for both; and every ground has words. In organisation/look_words.py
        and registration/looks.py."""
        speechless, groundless, known, asked = [], set(), dict(things), {}
        # A plan is closed only after all that needs an open one.
        for address in sorted(own_addresses(), key=lambda one: "closing" in one.arguments or one.name == "plan_reopen"):
            if set(address.arguments) & {"token", "draft_id"}:
                continue
            if "closing" in address.arguments and "closing" not in known:
                known["closing"] = ClosingFactory(plan=plan, by=professional).pk
            # Pages with one rule about the same things share its answer.
            about = (address.view.allowed_by, "closing" in known, *(known[name] for name in address.arguments))
            if about not in asked:
                asked[about] = opens(address, people, known)
            grant = asked[about]
            if grant is None:
                continue
            said = SAID.get(address.name)
            if said is None or not (said.read or said.write or said.known):
                speechless.append(address.name)
            groundless |= {grant.ground} - set(GROUNDS)
        assert speechless == []
        assert groundless == set()

    def test_no_words_for_what_is_gone(self) -> None:
        """A view that was removed leaves the table as well; its lines in the log still say something."""
        assert set(SAID) <= {address.name for address in own_addresses()}
        assert str(in_words("gone:write")) == "wijzigde iets in het dossier"
        assert str(in_words("gone:read")) == str(in_words("")) == "bekeek een deel van het dossier"
        assert str(in_words("goal_edit:__class__")) == "bekeek een deel van het dossier"


class TestForms:
    """What is logged of a form."""

    def test_refused_and_saved(self, browser: Client, plan: Plan) -> None:
        """A refused one is no change; the one that was saved is."""
        assert fill(browser, "note_new", plan, text="").status_code == 422
        ways = set(AccessEvent.objects.values_list("what", flat=True))
        assert ways == {"note_new:read", "note_new:try"}
        assert str(in_words("note_new:try")) == "vulde een formulier in dat niet is bewaard"
        assert fill(browser, "note_new", plan, text="Gesproken.").status_code == 302
        assert AccessEvent.objects.filter(what="note_new:write").count() == 1

    def test_no_log_nothing_saved(self, browser: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
        """Work and log are one: when the line cannot be written, nothing is."""
        browser.raise_request_exception = False

        def broken(*_given: object, **_named: object) -> None:
            raise DatabaseError

        monkeypatch.setattr(access, "log", broken)
        assert send(browser, "note_new", plan, text="Gesproken.", held_on="2026-01-05").status_code in {500, 503}
        assert not plan.notes.exists()


class TestDays:
    """per_day and what registration adds"""

    def test_the_same_thing_on_a_day_is_one_line(self, professional: User, colleague: User, plan: Plan) -> None:
        """With how often and from when until when; another thing, another person or another day is another line."""
        for minutes in (0, 20, 95):
            look(professional, plan, NOON + timedelta(minutes=minutes))
        look(professional, plan, NOON + timedelta(minutes=30), "goal_edit:write")
        look(colleague, plan, NOON + timedelta(minutes=120), ground="broken glass")
        look(professional, plan, NOON - timedelta(days=1))
        today, before = per_day(plan.file_ids())
        lines = [(one.name, str(one.in_words), one.times, one.last - one.first) for one in today.looks]
        assert lines == [
            ("Noor Voorbeeld", "bekeek het plan", 1, timedelta(0)),
            ("Amir Voorbeeld", "bekeek het plan", 3, timedelta(minutes=95)),
            ("Amir Voorbeeld", "wijzigde een doel", 1, timedelta(0)),
        ]
        assert (today.day - before.day).days == 1 and before.looks[0].times == 1

    def test_a_day_is_a_day_here(self, professional: User, plan: Plan) -> None:
        """Half past eleven at night in the Netherlands is still that day, whatever it is elsewhere."""
        with time_machine.travel(datetime(2026, 7, 3, 12, tzinfo=UTC)):
            look(professional, plan, datetime(2026, 7, 1, 21, 59, tzinfo=UTC))
            look(professional, plan, datetime(2026, 7, 1, 22, 1, tzinfo=UTC))
            assert [day.day.day for day in per_day(plan.file_ids())] == [2, 1]

    def test_a_look_into_a_household_is_one(self, professional: User) -> None:
        """It stands in the log once for each member."""
        household = HouseholdFactory(by=professional)
        for _n in range(3):
            HouseholdMemberFactory(household=household, by=professional)
        plan = PlanFactory(resident=None, household=household, by=professional)
        for minutes in (0, 5):
            look(professional, plan, NOON + timedelta(minutes=minutes))
        assert AccessEvent.objects.count() == 6
        [day] = of_plan(plan)
        assert [shown.look.times for shown in day.looks] == [2]

    def test_another_plan_of_the_resident_is_not_told(self, professional: User, stranger: User, plan: Plan) -> None:
        """Only the file as a whole knows it."""
        other = PlanFactory(resident=plan.resident, by=stranger)
        look(stranger, other, NOON)
        look(professional, plan, NOON)
        [day] = of_plan(plan)
        assert [shown.look.name for shown in day.looks] == ["Amir Voorbeeld"]
        assert len(per_day([plan.resident_id])[0].looks) == 2
        assert [one["name"] for one in last_people(plan, 3)] == ["Amir Voorbeeld"]

    def test_grounds_in_words(
        self, professional: User, co_worker: User, cover: User, colleague: User, plan: Plan
    ) -> None:
        """Which assignment it was on that day, and the reason that was given for just these looks."""
        reasons = ["De eerste reden van vandaag.", "Een andere reden, later."]
        BrokenGlassFactory(plan=plan, by=colleague, recorded_at=NOON - timedelta(days=3), reason="Al lang voorbij.")
        BrokenGlassFactory(plan=plan, by=colleague, recorded_at=NOON, reason=reasons[0])
        BrokenGlassFactory(plan=plan, by=professional, recorded_at=NOON, reason="Van iemand anders.")
        for person in (professional, co_worker, cover):
            look(person, plan, NOON + timedelta(minutes=5))
        look(colleague, plan, NOON + timedelta(minutes=5), ground="broken glass")
        look(colleague, plan, NOON + timedelta(minutes=6), "plan_new:known", "same name and birth date")
        [day] = of_plan(plan)
        shown = {(one.look.name.split()[0], one.look.what): (str(one.ground), one.reasons) for one in day.looks}
        assert shown == {
            ("Amir", "plan:read"): ("coördinator", []),
            ("Lies", "plan:read"): ("werkt mee", []),
            ("Dirk", "plan:read"): ("vervangt", []),
            ("Noor", "plan:read"): ("geopend met een reden", [reasons[0]]),
            ("Noor", "plan_new:known"): ("zelfde naam en geboortedatum", []),
        }

    def test_the_resident_itself(self, plan: Plan) -> None:
        """Who read with code and PIN is called so."""
        AccessEvent.objects.create(resident=plan.resident_id, plan=plan.pk, what="my_plan:read", ground="code and PIN")
        [day] = of_plan(plan)
        assert (day.looks[0].look.who, str(day.looks[0].ground)) == ("de inwoner", "met code en pincode")
        assert day.looks[0].look.role_in_words == ""

    def test_of_which_kind(self, professional: User, plan: Plan) -> None:
        """Read, wrote or printed, for pages with few words; and a file that nobody looked into has no days."""
        assert list(per_day(plan.file_ids())) == []
        for what in ("plan:read", "goal_edit:write", "sheet_printed:read"):
            look(professional, plan, NOON, what)
        [day] = per_day(plan.file_ids())
        kinds = {one.what: one.kind for one in day.looks}
        assert kinds == {"plan:read": "read", "goal_edit:write": "wrote", "sheet_printed:read": "printed"}


class TestPage:
    """looks"""

    def test_looks_page(self, professional: User, colleague: User, plan: Plan, client_of: Browser) -> None:
        """A heading for the day, who, in which role, what, and the reason."""
        BrokenGlassFactory(plan=plan, by=colleague, recorded_at=NOON, reason="Amir is ziek, mevrouw belde.")
        look(colleague, plan, NOON + timedelta(minutes=1), ground="broken glass")
        page = client_of(professional).get(reverse("looks", args=[plan.pk])).content.decode()
        for words in ("Noor Voorbeeld", "bekeek het plan", "Reden: Amir is ziek, mevrouw belde."):
            assert words in page
        side = client_of(professional).get(reverse("plan", args=[plan.pk])).content.decode()
        assert "Reden: Amir is ziek, mevrouw belde." in side and reverse("looks", args=[plan.pk]) in side

    @pytest.mark.parametrize(
        ("only", "expected"),
        [
            ("", {"plan:read", "goal_edit:write", "looks:read"}),
            ("changes", {"goal_edit:write"}),
            ("reasons", {"plan:read"}),
            ("x' OR 1=1", {"plan:read", "goal_edit:write", "looks:read"}),
        ],
    )
    def test_choice(
        self,
        professional: User,
        colleague: User,
        plan: Plan,
        only: str,
        expected: set[str],
        client_of: Browser,
    ) -> None:
        """Everything, only changes, or what was opened with a reason."""
        look(colleague, plan, NOON, ground="broken glass")
        look(professional, plan, NOON, "goal_edit:write")
        page = client_of(professional).get(reverse("looks", args=[plan.pk]), {"only": only}).context["page"]
        assert {shown.look.what for day in page for shown in day.looks} == expected

    def test_pages_of_days(self, professional: User, plan: Plan, client_of: Browser) -> None:
        """Whole days on a page; every day once; a number that is no page gives the nearest."""
        for days in range(DAYS * 2):
            look(professional, plan, NOON - timedelta(days=days))
        client, url = client_of(professional), reverse("looks", args=[plan.pk])
        pages = [[day.day for day in client.get(url, {"page": number}).context["page"]] for number in (1, 2, 3)]
        assert [len(page) for page in pages] == [DAYS, DAYS, 1]
        assert sum(pages, []) == sorted({day for page in pages for day in page}, reverse=True)
        assert client.get(url, {"page": "x"}).status_code == client.get(url, {"page": 99}).status_code == 200

    def test_queries_are_fixed(self, professional: User, colleague: User, plan: Plan, client_of: Browser) -> None:
        """However much was looked at."""
        client, url, counts = client_of(professional), reverse("looks", args=[plan.pk]), []
        for number in range(3):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
            for minutes in range(15):
                look(colleague, plan, NOON + timedelta(days=-number, minutes=minutes), ground="broken glass")
        assert counts[1] == counts[2] and counts[1] < 26

    def test_home_of_the_coordinator(self, professional: User, colleague: User, plan: Plan, client_of: Browser) -> None:
        """For a week, on the first page: who opened which file, and why; not for others."""
        BrokenGlassFactory(plan=plan, by=colleague, reason="Amir is ziek, mevrouw belde.")
        old = datetime.now(UTC) - timedelta(days=7, minutes=1)
        BrokenGlassFactory(plan=plan, by=colleague, recorded_at=old, reason="Van vorige week.")
        page = client_of(professional).get("/").content.decode()
        assert "Noor Voorbeeld opende het dossier van" in page and "Amir is ziek, mevrouw belde." in page
        assert "Van vorige week." not in page
        assert "Amir is ziek" not in client_of(colleague).get("/").content.decode()

    def test_an_unknown_plan(self, professional: User, client_of: Browser) -> None:
        """Is no page."""
        unknown: UUID = uuid4()
        assert client_of(professional).get(reverse("looks", args=[unknown])).status_code == 404
