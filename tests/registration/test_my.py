"""The resident's own pages: code and PIN, what stands there, what does not, how it ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import SheetLanguage
from organisation.models import AccessEvent, User, WrongTry
from registration.models import HouseholdMember, PhoneCode, Plan
from registration.operations import phone_codes
from registration.operations.actions import remove_action, tick_action
from registration.operations.goals import remove_goal
from registration.views.my import TRIES
from tests.codes import PIN, Given, code_for
from tests.guards.addresses import addresses
from tests.guards.test_access_table import plain
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
    StepFactory,
    days_ago,
)
from tests.registration.pages import stored

PLAN, LOOKS = "/my/plan/", "/my/looks/"
NINE = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
SENTENCE = "Dit werkt nu niet. Typ je code en je pincode."


@pytest.fixture
def given(plan: Plan, professional: User) -> Given:
    """The code of the resident."""
    return code_for(plan=plan, by=professional)


@pytest.fixture
def phone(given: Given) -> Client:
    """The phone of the resident, opened."""
    browser, answer = given.phone()
    assert answer.url == PLAN
    return browser


def text(browser: Client, url: str = PLAN) -> str:
    """A page that opens."""
    answer = browser.get(url)
    assert answer.status_code == 200, answer.get("Location")
    return answer.content.decode()


def is_shut(browser: Client, url: str = PLAN) -> bool:
    """Led to the page for typing the code, with the one sentence there."""
    answer = browser.get(url)
    return answer.status_code == 302 and SENTENCE in browser.get(answer.url).content.decode()


@pytest.mark.django_db
class TestOpening:
    """Code and PIN."""

    def test_my(self, given: Given) -> None:
        """However they are written."""
        code = given.code.lower().replace("0", "o").replace("1", "l")
        browser, pin = Client(), " ".join("٠١٢٣٤٥٦٧٨٩"[int(digit)] for digit in PIN)
        assert browser.post("/my/", {"code": f" {code[:5]} - {code[5:]} ", "pin": pin}).url == PLAN
        assert PhoneCode.objects.get().wrong_tries == 0
        assert not WrongTry.objects.exists()

    def test_one_sentence_for_whatever_is_wrong(self, given: Given) -> None:
        """An unknown code, a wrong PIN, nothing, an old, a withdrawn and a code tried too often: the same page."""
        pages = []
        for typed in (
            {},
            {"code": "0000000000", "pin": PIN},
            {"code": given.code, "pin": "40818"},
            {"code": given.code},
        ):
            pages.append(Client().post("/my/", typed))
        for broken in ({"withdrawn_at": timezone.now()}, {"expires_at": timezone.now()}, {"wrong_tries": 5}):
            before = PhoneCode.objects.filter(pk=given.row.pk).values("withdrawn_at", "expires_at", "wrong_tries").get()
            PhoneCode.objects.update(**broken)
            pages.append(given.phone()[1])
            PhoneCode.objects.update(**before)
        assert {page.status_code for page in pages} == {422}
        assert all(SENTENCE in page.content.decode() for page in pages)
        bare = {plain(page).replace(given.code, "").replace("0000000000", "") for page in pages}
        assert len(bare) == 1
        assert all(not page.cookies.get("my") for page in pages)

    @pytest.mark.parametrize("typed", ["x" * 5000, "\x00", "'; DROP", "<b>", "１２３", "-"])
    def test_strange_input(self, given: Given, typed: str) -> None:
        """Is a wrong code or a wrong PIN, and comes back as text."""
        before = stored()
        assert Client().post("/my/", {"code": typed, "pin": typed}).status_code == 422
        assert stored() == before
        answer = Client().post("/my/", {"code": given.code, "pin": typed})
        assert answer.status_code == 422 and "<b>" not in answer.content.decode()

    def test_five_wrong_pins(self, given: Given) -> None:
        """After five the right one opens nothing, and a phone that was open is shut."""
        phone = given.phone()[0]
        for number in range(5):
            assert text(phone), number
            assert given.phone("00000")[1].status_code == 422
        assert PhoneCode.objects.get().wrong_tries == 5
        assert given.phone()[1].status_code == 422
        assert is_shut(phone)

    def test_four_wrong_pins(self, given: Given) -> None:
        """Are no reason to shut."""
        for _time in range(4):
            given.phone("00000")
        assert given.phone()[1].status_code == 302

    def test_guessing_codes(self, given: Given) -> None:
        """From one address it is over after so many, for the right code as well, until an hour later."""
        with time_machine.travel(timezone.now(), tick=False) as clock:
            answers = [Client().post("/my/", {"code": f"{n:010}", "pin": PIN}).status_code for n in range(TRIES + 2)]
            assert answers == [422] * TRIES + [429] * 2
            assert given.phone()[1].status_code == 429
            assert Client(REMOTE_ADDR="10.0.0.9").post("/my/", {"code": given.code, "pin": PIN}).status_code == 302
            clock.shift(timedelta(minutes=61))
            assert given.phone()[1].status_code == 302

    def test_address_is_not_kept(self, given: Given) -> None:
        """Only a salted hash, and that for a day."""
        given.phone("00000")
        assert "127.0.0.1" not in str(list(WrongTry.objects.values()))
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
            given.phone("00000")
        assert WrongTry.objects.count() == 1

    def test_as_many_hashes_for_an_unknown_code(self, given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
        """One PIN is looked at, whatever the code: nobody tells a known code by the time it takes."""
        looked: list[str] = []
        real = phone_codes.check_password
        monkeypatch.setattr(phone_codes, "check_password", lambda pin, kept: looked.append(kept) or real(pin, kept))
        for code in ("0000000000", given.code):
            Client().post("/my/", {"code": code, "pin": "00000"})
        PhoneCode.objects.update(withdrawn_at=timezone.now())
        given.phone()
        assert len(looked) == 3 and all(kept for kept in looked)


@pytest.mark.django_db(transaction=True)
def test_never_more_than_five_pins(plan: Plan, professional: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty wrong ones at the same moment: five are judged and counted, and the right one comes too late."""
    given = code_for(plan=plan, by=professional)
    judged: list[str] = []
    real = phone_codes.check_password
    monkeypatch.setattr(phone_codes, "check_password", lambda pin, kept: judged.append(kept) or real(pin, kept))

    def one(number: int) -> int:
        try:
            browser = Client(REMOTE_ADDR=f"10.0.0.{number}")
            return browser.post("/my/", {"code": given.code, "pin": "00000"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(40))) == {422}
    assert PhoneCode.objects.get().wrong_tries == 5
    assert given.phone()[1].status_code == 422
    assert len(judged) == 41 and judged.count(given.row.pin_hash) == 5


@pytest.mark.django_db
class TestPlan:
    """What stands on the page."""

    def test_my_plan(self, plan: Plan, professional: User) -> None:
        """The chosen lines, with what is done; nothing that was not chosen."""
        professional.phone = "06 12345678"
        professional.save()
        goal, other = plan.goals.all()
        first, second = goal.actions.all()
        AppointmentFactory(plan=plan, by=professional, place="Buurthuis")
        StepFactory(goal=goal, by=professional, value=3)
        NoteFactory(plan=plan, by=professional, text="Depostopeenstapel")
        phone = code_for(plan=plan, by=professional, action_ids=[first.pk]).phone()[0]
        tick_action(action=first, done=True, day=days_ago(0), by=professional)
        page = text(phone)
        for shown in (goal.own_words, first.text, "own__box--done", "Buurthuis", 'href="tel:0612345678"', plan.called):
            assert shown in page
        for hidden in (second.text, other.own_words, "Depostopeenstapel", plan.resident.last_name, "<nav"):
            assert hidden not in page

    def test_without_foot(self, plan: Plan, professional: User) -> None:
        """Appointment and number only when they were chosen."""
        professional.phone = "06 12345678"
        professional.save()
        AppointmentFactory(plan=plan, by=professional, place="Buurthuis")
        page = text(code_for(plan=plan, by=professional, shows_appointment=False, shows_phone=False).phone()[0])
        assert "Buurthuis" not in page and "tel:" not in page

    def test_removed(self, phone: Client, plan: Plan, professional: User) -> None:
        """A removed action is gone, and with a removed goal everything."""
        goal = plan.goals.all()[0]
        action = goal.actions.all()[0]
        remove_action(action=action, by=professional)
        assert action.text not in text(phone)
        remove_goal(goal=goal, by=professional)
        assert is_shut(phone)

    def test_few_links(self, phone: Client, plan: Plan, professional: User) -> None:
        """At most four, and one filled button."""
        professional.phone = "06 12345678"
        professional.save()
        for url in ("/my/", PLAN, LOOKS):
            page = text(phone, url)
            assert page.count("<a ") + page.count('class="link"') <= 4
            assert page.count("button--primary-action") == 1

    def test_household(self, professional: User) -> None:
        """Nobody reads another member's part; who left reads nothing."""
        household = HouseholdFactory(by=professional)
        one, two = (HouseholdMemberFactory(household=household, by=professional).resident for _member in range(2))
        plan = PlanFactory(by=professional, resident=None, household=household)
        goal = GoalFactory(plan=plan, by=professional)
        mine = ActionFactory(goal=goal, by=professional, resident=one, text="Van mij")
        ActionFactory(goal=goal, by=professional, resident=two, text="Van de ander")
        ids = [action.pk for action in goal.actions.all()]
        given = code_for(plan=plan, by=professional, resident=one, goal=goal, action_ids=ids)
        phone = given.phone()[0]
        whole = code_for(plan=plan, by=professional, goal=goal, action_ids=ids).phone()[0]
        assert mine.text in text(phone) and "Van de ander" not in text(phone) and two.called not in text(phone)
        assert "Van de ander" in text(whole)
        mine.resident = two
        mine.save()
        assert mine.text not in text(phone)
        goal.resident = two
        goal.save()
        assert is_shut(phone) and is_shut(whole)
        goal.resident = one
        goal.save()
        phone = given.phone()[0]
        assert goal.own_words in text(phone)
        HouseholdMember.objects.filter(resident=one).update(until=days_ago(1))
        assert is_shut(phone)

    def test_language(self, plan: Plan, professional: User) -> None:
        """The page is in the language of the code, right to left where that is how it runs."""
        SheetLanguage.objects.update(is_on=True)
        answer = code_for(plan=plan, by=professional, language="ar").phone()[0].get(PLAN)
        assert answer["Content-Language"] == "ar"
        assert '<html lang="ar" dir="rtl">' in answer.content.decode()
        assert "ماذا سنفعل؟" in answer.content.decode()
        assert '<html lang="uk" dir="ltr">' in text(Client(), "/my/?language=uk")
        closed = code_for(plan=plan, by=professional, language="pl").phone()[0].post("/my/close/")
        assert '<html lang="pl" dir="ltr">' in text(Client(), closed.url)
        SheetLanguage.objects.filter(code="uk").update(is_on=False)
        assert '<html lang="nl" dir="ltr">' in text(Client(), "/my/?language=uk")


@pytest.mark.django_db
class TestLooks:
    """Who may see what, and who looked."""

    def test_my_looks(self, phone: Client, plan: Plan, professional: User, glass: User, stranger: User) -> None:
        """Who walks along and the team, by name; the looks of each day, also one with a reason; nobody who did not."""
        look = {"resident": plan.resident_id, "plan": plan.pk, "what": "plan:read", "role": "professional"}
        AccessEvent.objects.create(user=glass, ground="broken glass", **look)
        AccessEvent.objects.create(user=professional, ground="assignment", **{**look, "what": "table:write"})
        other = PlanFactory(by=stranger)
        AccessEvent.objects.create(user=stranger, ground="assignment", **{**look, "resident": other.resident_id})
        page = text(phone, LOOKS)
        assert f"<strong><bdi>{professional.name}</bdi></strong> helpt jou." in page
        assert "Team Oost" in page and "schreef iets op" in page and "Jij, met je code" in page
        row = page[page.index(glass.name) :]
        assert "met een reden" in row[: row.index("</li>")]
        assert stranger.name not in page

    def test_each_page_is_logged(self, phone: Client, plan: Plan) -> None:
        """By nobody of the organisation, in the role of the resident."""
        text(phone), text(phone, LOOKS)
        looks = AccessEvent.objects.filter(user__isnull=True).order_by("at")
        assert [look.what for look in looks] == ["my_plan:read", "my_looks:read"]
        assert {(look.role, look.ground, look.resident, look.plan) for look in looks} == {
            ("resident", "code and PIN", plan.resident_id, plan.pk)
        }

    def test_no_log_no_page(self, phone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        """A look that cannot be written down does not happen."""

        def broken(*_: object) -> None:
            raise RuntimeError("no log")

        monkeypatch.setattr(AccessEvent.objects, "bulk_create", broken)
        with pytest.raises(RuntimeError, match="no log"):
            phone.get(PLAN)


@pytest.mark.django_db
class TestEnds:
    """How it ends."""

    def test_my_close(self, phone: Client) -> None:
        """On the phone, and for who copied the cookie."""
        copied = Client()
        copied.cookies["my"] = phone.cookies["my"].value
        assert text(copied)
        assert "dicht op deze telefoon" in phone.post("/my/close/", follow=True).content.decode()
        assert is_shut(phone) and is_shut(copied)

    def test_idle_and_absolute(self, plan: Plan, professional: User) -> None:
        """Fourteen minutes of nothing is fine, sixteen is not; and midnight is the end."""
        with time_machine.travel(NINE, tick=False) as clock:
            phone = code_for(plan=plan, by=professional).phone()[0]
            clock.shift(timedelta(minutes=14))
            assert text(phone)
            clock.shift(timedelta(minutes=14))
            assert text(phone)
            clock.shift(timedelta(minutes=16))
            assert is_shut(phone)
            clock.move_to(NINE.replace(hour=23, minute=55))
            phone = code_for(plan=plan, by=professional).phone()[0]
            assert text(phone)
            clock.shift(timedelta(minutes=6))
            assert is_shut(phone)

    @pytest.mark.parametrize("broken", ["withdrawn_at", "expires_at"])
    def test_a_code_that_no_longer_holds(self, phone: Client, broken: str) -> None:
        """From the next page on."""
        assert text(phone)
        PhoneCode.objects.update(**{broken: timezone.now()})
        assert is_shut(phone) and is_shut(phone, LOOKS)

    @pytest.mark.parametrize("cookie", ["", "x", "x" * 32, "../../etc", "é" * 20])
    def test_cookie_that_is_none(self, given: Given, cookie: str) -> None:
        """Opens nothing."""
        browser = Client()
        browser.cookies["my"] = cookie
        assert is_shut(browser)

    def test_in_no_cache(self, phone: Client) -> None:
        """No page of these, also not the one that refuses."""
        answers = [phone.get(url) for url in ("/my/", PLAN, LOOKS)] + [Client().get(PLAN), phone.post("/my/", {})]
        assert all("no-store" in answer["Cache-Control"] for answer in answers)

    def test_cookie_is_kept_apart(self, given: Given) -> None:
        """For these pages alone, out of reach of scripts, sent by no other site."""
        cookie = given.phone()[1].cookies["my"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/my/", True, "Strict")


@pytest.mark.django_db
class TestApart:
    """A resident's phone and a log-in do not mix."""

    def test_every_other_address(self, things: dict[str, object], phone: Client) -> None:
        """Gets no more than a visitor, even with the cookie sent along everywhere."""
        key = phone.cookies["my"].value
        walked = 0
        for address in addresses():
            if address.name.startswith("my") or (address.arguments and not address.is_ours):
                continue
            url = address.url({**things, "closing": uuid4()})
            for verb in ("get", "post"):
                resident, visitor = Client(), Client()
                resident.cookies["my"] = resident.cookies["sessionid"] = key
                both = [getattr(browser, verb)(url, {"submission_key": "x"}) for browser in (resident, visitor)]
                assert both[0].status_code == both[1].status_code, url
                assert both[0].get("Location") == both[1].get("Location"), url
                walked += 1
        assert walked > 120
        assert text(phone)

    def test_key_of_a_log_in(self, professional: User, plan: Plan, client_of: Callable[[User], Client]) -> None:
        """Opens nothing here, and is not ended by trying."""
        amir = client_of(professional)
        amir.cookies["my"] = amir.cookies["sessionid"].value
        assert is_shut(amir)
        assert amir.get("/residents/").status_code == 200

    def test_beside_a_log_in(self, given: Given, professional: User, client_of: Callable[[User], Client]) -> None:
        """In the browser of a professional it shows the lines of the code and no more, and leaves the log-in alone."""
        amir, before = client_of(professional), Session.objects.count()
        assert amir.post("/my/", {"code": given.code, "pin": PIN}).url == PLAN
        page = text(amir)
        assert professional.name not in page and "/residents/" not in page
        assert amir.get("/residents/").status_code == 200
        assert AccessEvent.objects.filter(what="my_plan:read", user__isnull=True).count() == 1
        amir.post("/my/close/")
        assert amir.get("/residents/").status_code == 200
        assert Session.objects.count() == before

    def test_reads_and_writes_nothing(self, phone: Client) -> None:
        """Every verb on every page of these."""
        before = stored()
        for url in (PLAN, LOOKS):
            for verb in ("post", "put", "patch", "delete"):
                answer: HttpResponse = getattr(phone, verb)(url)
                assert answer.status_code == 405, (verb, url)
        assert stored() == before
        assert reverse("my_plan") == PLAN
