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

from organisation.models import AccessEvent, User, WrongTry
from registration.models import PhoneCode, Plan
from registration.operations import phone_codes
from registration.views.my import TRIES
from tests.codes import LOOKS, PIN, PLAN, SENTENCE, Given, code_for, is_shut, text
from tests.guards.addresses import addresses
from tests.guards.test_access_table import plain
from tests.makers_people import PASSWORD
from tests.registration.pages import stored

NINE = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


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

    def test_kinds_of_sessions(self, phone: Client, professional: User, client_of: Callable[[User], Client]) -> None:
        """What stands in a session does not decide whose it is: its kind does, also when both stand in it."""
        mixed = Session.objects.get(pk=phone.cookies["my"].value)
        staff = Session.objects.get(pk=client_of(professional).cookies["sessionid"].value)
        both = staff.get_decoded() | mixed.get_decoded()
        mixed.session_data = mixed.get_session_store_class()().encode(both)
        mixed.save()
        browser = Client()
        browser.cookies["sessionid"] = mixed.pk
        assert browser.get("/residents/").status_code == 302
        assert is_shut(phone)
        both.pop("kind", None)
        staff.session_data = mixed.get_session_store_class()().encode(both)
        staff.save()
        phone.cookies["my"] = staff.pk
        assert is_shut(phone)

    def test_log_in_on_a_phone_session(self, phone: Client, professional: User) -> None:
        """Whoever logs in with the key of a phone gets a session of one's own, with nothing of the phone in it."""
        browser, key = Client(), phone.cookies["my"].value
        browser.cookies["sessionid"] = key
        browser.post("/account/login/", {"login": professional.email, "password": PASSWORD})
        kept = browser.cookies.get("sessionid")
        assert kept is None or "phone_code" not in str(
            [one.get_decoded() for one in Session.objects.filter(pk=kept.value)]
        )
        assert text(phone)

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
