"""Opening a file of a colleague with a reason: who may, what is a reason, how long, and what stays shut."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import AccessEvent, User
from registration.glass import counted, says_enough, until_in_words
from registration.models import BrokenGlass, Plan
from registration.models.broken_glass import OPEN_FOR
from tests.guards.addresses import own_addresses
from tests.makers import AssignmentFactory, BrokenGlassFactory
from tests.makers_people import days_ago

REASON = "Amir is ziek en mevrouw belde over de post."
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)
Browser = Callable[[User], Client]


def url(plan: Plan) -> str:
    """The page that asks why."""
    return reverse("glass", args=[plan.pk])


def give(client: Client, plan: Plan, reason: str = REASON) -> HttpResponse:
    """Sends a reason."""
    return client.post(url(plan), {"reason": reason, "submission_key": str(uuid4())})


class TestReason:
    """What counts as one."""

    @pytest.mark.parametrize(
        "reason",
        [
            REASON,
            "abcdefghij klmnopqrst",
            "Её мама позвонила и попросила помощи сегодня",
        ],
    )
    def test_enough(self, reason: str) -> None:
        """Twenty characters that count, in any script."""
        assert says_enough(reason)

    @pytest.mark.parametrize(
        "reason",
        [
            "",
            "ziek",
            "a" * 60,
            "a b " * 30,
            "hahahahahahahahahahahahahaha",
            "." * 40,
            "-_-" * 20,
            "z i e k   d u s   i k",
            "abcdefghij klmnopqrs",
            "ziekkkkkkkkkkkkkkkkkkkkkkkkkk",
        ],
    )
    def test_not_enough(self, reason: str) -> None:
        """Spaces, signs and the same letter over and over say nothing."""
        assert not says_enough(reason)

    def test_counted(self) -> None:
        """Letters and digits, each once on the spot."""
        assert counted("Zeeën van post, 12 brieven!") == len("zeënvanpost12brieven")


class TestOpening:
    """The page and what it does."""

    def test_glass_asks(self, colleague: User, plan: Plan, client_of: Browser) -> None:
        """It says whose file and what happens, and shows nothing of the plan itself; looking at it opens nothing."""
        page = client_of(colleague).get(url(plan)).content.decode()
        assert plan.resident.full_name in page and "24 uur" in page
        assert plan.goals.all()[0].own_words not in page
        assert not BrokenGlass.objects.exists() and not AccessEvent.objects.exists()

    @pytest.mark.parametrize("reason", ["", "ziek", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x" * 1001])
    def test_a_reason_that_says_nothing_opens_nothing(
        self, colleague: User, plan: Plan, client_of: Browser, reason: str
    ) -> None:
        """The form comes back with a plain sentence and what was typed."""
        response = give(client_of(colleague), plan, reason)
        assert response.status_code == 422 and reason in response.content.decode()
        assert not BrokenGlass.objects.exists()
        assert client_of(colleague).get(reverse("plan", args=[plan.pk])).status_code == 404

    @pytest.mark.parametrize("who", ["colleague", "team_lead", "former"])
    def test_opens_for_reading(self, plan: Plan, who: str, client_of: Browser, request: pytest.FixtureRequest) -> None:
        """Once, for a day, with the reason; the plan and its goals can be read."""
        person = request.getfixturevalue(who)
        response = give(client_of(person), plan)
        assert (response.status_code, response["Location"]) == (302, reverse("plan", args=[plan.pk]))
        broken = BrokenGlass.objects.get()
        assert (broken.plan, broken.reason, broken.recorded_by) == (plan, REASON, person)
        assert broken.until - broken.recorded_at == OPEN_FOR
        for page in (reverse("plan", args=[plan.pk]), reverse("goal", args=[plan.goals.all()[0].pk])):
            response = client_of(person).get(page)
            assert response.status_code == 200 and "Je leest dit dossier met een reden" in response.content.decode()

    def test_every_look_says_why(self, colleague: User, plan: Plan, client_of: Browser) -> None:
        """The opening itself and each look after it stand in the log with their ground."""
        client = client_of(colleague)
        give(client, plan)
        client.get(reverse("plan", args=[plan.pk]))
        logged = AccessEvent.objects.order_by("at").values_list("what", "ground", "resident", "plan")
        ground = ("broken glass", plan.resident_id, plan.pk)
        assert list(logged) == [("glass:known", *ground), ("plan:read", *ground)]

    def test_sent_twice_opens_once(self, colleague: User, plan: Plan, client_of: Browser) -> None:
        """The same form again is the same opening."""
        client, sent = client_of(colleague), {"reason": REASON, "submission_key": str(uuid4())}
        answers = [client.post(url(plan), sent) for _time in range(2)]
        assert [answer["Location"] for answer in answers] == [reverse("plan", args=[plan.pk])] * 2
        assert BrokenGlass.objects.count() == 1

    @pytest.mark.parametrize("who", ["professional", "co_worker", "cover", "glass"])
    def test_who_may_read_already_goes_straight_on(
        self, plan: Plan, who: str, client_of: Browser, request: pytest.FixtureRequest
    ) -> None:
        """One's own plan, or one that was opened less than a day ago, asks nothing; nothing is written."""
        person = request.getfixturevalue(who)
        before = BrokenGlass.objects.count()
        assert client_of(person).get(url(plan))["Location"] == reverse("plan", args=[plan.pk])
        assert give(client_of(person), plan)["Location"] == reverse("plan", args=[plan.pk])
        assert BrokenGlass.objects.count() == before

    @pytest.mark.parametrize("who", ["stranger", "information_manager", "privacy_officer", "roleless"])
    def test_others_find_no_such_page(
        self, plan: Plan, who: str, client_of: Browser, request: pytest.FixtureRequest
    ) -> None:
        """Another team and roles without files."""
        assert give(client_of(request.getfixturevalue(who)), plan).status_code == 404
        assert not BrokenGlass.objects.exists()

    def test_a_plan_without_coordinator(self, east_plan_left: Plan, colleague: User, client_of: Browser) -> None:
        """Who is left behind when a coordinator goes can still be read about."""
        assert give(client_of(colleague), east_plan_left).status_code == 302
        assert client_of(colleague).get(reverse("plan", args=[east_plan_left.pk])).status_code == 200

    @pytest.fixture
    def east_plan_left(self, plan: Plan) -> Plan:
        """The plan after its coordinator left."""
        plan.assignments.filter(until=None).update(until=days_ago(2))
        return plan


class TestTime:
    """How long it lasts."""

    def answers(self, client: Client, plan: Plan) -> list[int]:
        """Of the plan and of a goal."""
        pages = [reverse("plan", args=[plan.pk]), reverse("goal", args=[plan.goals.all()[0].pk])]
        return [client.get(page).status_code for page in pages]

    def test_24_hours_to_the_moment(self, colleague: User, plan: Plan, client_of: Browser) -> None:
        """Until the last microsecond before, and not at the moment itself."""
        BrokenGlassFactory(plan=plan, by=colleague, recorded_at=NOON)
        for after, expected in [
            (-timedelta(microseconds=1), 404),
            (timedelta(0), 200),
            (timedelta(hours=23, minutes=59), 200),
            (OPEN_FOR - timedelta(microseconds=1), 200),
            (OPEN_FOR, 404),
            (OPEN_FOR + timedelta(days=3), 404),
        ]:
            with time_machine.travel(NOON + after, tick=False):
                assert self.answers(client_of(colleague), plan) == [expected] * 2, after

    def test_again_needs_another_reason(self, colleague: User, plan: Plan, client_of: Browser) -> None:
        """Afterwards the page asks again; the former reason stays as it was."""
        BrokenGlassFactory(plan=plan, by=colleague, recorded_at=timezone.now() - OPEN_FOR)
        client = client_of(colleague)
        assert self.answers(client, plan) == [404] * 2
        assert client.get(url(plan)).status_code == 200
        give(client, plan, "De huisarts belde nu ook over mevrouw.")
        assert self.answers(client, plan) == [200] * 2
        assert BrokenGlass.objects.count() == 2

    def test_leaving_the_team_ends_it(self, colleague: User, plan: Plan, client_of: Browser) -> None:
        """On the very next request."""
        BrokenGlassFactory(plan=plan, by=colleague)
        assert self.answers(client_of(colleague), plan) == [200] * 2
        colleague.memberships.update(until=days_ago(1))
        assert self.answers(client_of(colleague), plan) == [404] * 2

    def test_handing_over_to_another_team_ends_it(
        self, colleague: User, stranger: User, plan: Plan, client_of: Browser
    ) -> None:
        """What is no longer of one's team cannot be read any more."""
        BrokenGlassFactory(plan=plan, by=colleague)
        plan.assignments.filter(until=None).update(until=days_ago(1))
        AssignmentFactory(plan=plan, by=stranger, since=days_ago(0))
        assert self.answers(client_of(colleague), plan) == [404] * 2

    def test_until_in_words(self) -> None:
        """Today, tomorrow, or the day; in the time of the organisation."""
        noon = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)
        with time_machine.travel(noon, tick=False):
            assert until_in_words(noon + timedelta(minutes=5)) == "vandaag 14.05"
            assert until_in_words(noon + OPEN_FOR) == "morgen 14.00"
            assert until_in_words(noon + timedelta(days=2)) == "16 september 14.00"


class TestReadingOnly:
    """Nothing can be written through it."""

    def test_no_way_to_write_is_shown(self, glass: User, things: dict[str, object], client_of: Browser) -> None:
        """On the plan and its goals: no form but those of the frame, and no link to a page that is shut."""
        client = client_of(glass)
        known = {**things, "closing": uuid4()}
        shut = [
            address.url(known)
            for address in own_addresses()
            if {"plan", "goal", "action", "note", "appointment", "resident", "score"} & set(address.arguments)
            and client.get(address.url(known)).status_code != 200
        ]
        assert len(shut) > 20
        for name in ("plan", "goal"):
            page = client.get(reverse(name, args=[things[name]])).content.decode()
            page = page[page.index("<main") :]
            assert [link for link in shut if link in page] == [], name
            assert "<form" not in page.replace('<form method="post" action="/language/"', "").partition("<footer")[0]

    def test_no_post_gets_in(self, glass: User, things: dict[str, object], client_of: Browser) -> None:
        """Every address about the plan answers a POST as if there were nothing."""
        client, known = client_of(glass), {**things, "closing": uuid4()}
        about = {"plan", "goal", "action", "note", "appointment", "resident", "score", "closing"}
        # The page that asks for a reason leads back to the plan; the pages that may be read take no form at all.
        reading = {"plan", "goal", "glass"}
        for address in own_addresses():
            if about & set(address.arguments) and address.name not in reading:
                response = client.post(address.url(known), {"submission_key": str(uuid4())})
                # A page that may be read takes no form; what may not be read is not there.
                read = client.get(address.url(known)).status_code == 200
                assert response.status_code == (405 if read else 404), f"{address.name}: {response.status_code}"
