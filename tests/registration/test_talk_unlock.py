"""The way out of looking together: the short code or the password, five times."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from organisation.models import User, WrongTry
from organisation.operations.unlocking import set_unlock_code
from registration.models import Plan
from tests.makers_people import PASSWORD, days_ago
from tests.registration.pages import send

UNLOCK = "/talk/unlock/"


@pytest.fixture
def tablet(professional: User, plan: Plan, client_of: Callable[[User], Client]) -> Client:
    """Turned to the resident; the professional has the short code 4071."""
    set_unlock_code(person=professional, code="4071", by=professional)
    browser = client_of(professional)
    assert send(browser, "talk", plan).status_code == 302
    return browser


def is_free(browser: Client) -> bool:
    """Whether the list of residents opens."""
    return browser.get("/residents/").status_code == 200


@pytest.mark.django_db
class TestUnlock:
    """One after the other."""

    @pytest.mark.parametrize("typed", ["4071", " 40 71 ", "٤٠٧١", PASSWORD])
    def test_opens(self, tablet: Client, plan: Plan, typed: str) -> None:
        """By the short code, however the digits are written, and by the password; it leads back to the plan."""
        assert tablet.post(UNLOCK, {"code": typed}).url == reverse("plan", args=[plan.pk])
        assert is_free(tablet)
        assert not WrongTry.objects.exists()

    def test_of_a_plan_that_is_no_longer_ones_own(self, tablet: Client, plan: Plan) -> None:
        """Handed over meanwhile: to the first page, not to a page that is not there."""
        plan.assignments.filter(until=None).update(until=days_ago(1))
        answer = tablet.post(UNLOCK, {"code": "4071"})
        assert answer.url == reverse("home")
        assert is_free(tablet)

    @pytest.mark.parametrize("typed", ["", "4070", "40711", PASSWORD.upper(), "\x00", "x" * 5000, "é" * 4000])
    def test_stays_shut(self, tablet: Client, plan: Plan, typed: str) -> None:
        """And says nothing of the plan, the resident or the code."""
        answer = tablet.post(UNLOCK, {"code": typed})
        assert answer.status_code == 422
        page = answer.content.decode()
        # The code as a value or a word: the keys of a page are drawn, and hold any four digits now and then.
        assert plan.called not in page and not re.search(r"""[>"'\s]4071\b(?!-)""", page)
        assert "amir" not in page.lower()
        assert not is_free(tablet)

    def test_without_a_short_code(self, tablet: Client, professional: User) -> None:
        """The password does it, and nothing typed does not."""
        set_unlock_code(person=professional, code="", by=professional)
        assert tablet.post(UNLOCK, {"code": "4071"}).status_code == 422
        assert tablet.post(UNLOCK, {"code": ""}).status_code == 422
        assert tablet.post(UNLOCK, {"code": PASSWORD}).status_code == 302

    def test_the_fifth_wrong_one_logs_out(self, tablet: Client) -> None:
        """Not the fourth; after that it is the page for logging in."""
        for _time in range(4):
            assert tablet.post(UNLOCK, {"code": "0000"}).status_code == 422
        assert tablet.post(UNLOCK, {"code": "0000"}).url == reverse("account_login")
        assert "_auth_user_id" not in tablet.session
        assert tablet.post(UNLOCK, {"code": "4071"}).status_code == 401

    def test_the_fifth_right_one_opens(self, tablet: Client) -> None:
        """Four wrong ones are forgiven."""
        for _time in range(4):
            tablet.post(UNLOCK, {"code": "0000"})
        assert tablet.post(UNLOCK, {"code": "4071"}).status_code == 302
        assert is_free(tablet)

    def test_without_a_talk(self, professional: User, client_of: Callable[[User], Client]) -> None:
        """There is nothing to unlock."""
        assert client_of(professional).get(UNLOCK).url == "/"


@pytest.mark.django_db(transaction=True)
def test_never_more_than_five(tablet: Client) -> None:
    """Forty at the same moment, of which the last are right: five are judged, and the session ends."""
    cookie = tablet.cookies["sessionid"].value

    def one(typed: str) -> int:
        browser = Client()
        browser.cookies["sessionid"] = cookie
        try:
            return browser.post(UNLOCK, {"code": typed}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, ["0000"] * 40))
    assert answers.count(422) <= 4
    assert set(answers) <= {422, 302, 401}
    assert WrongTry.objects.count() == 5
    assert one("4071") == 401
