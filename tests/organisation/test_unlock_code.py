"""The short code that ends looking together: choosing it."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from organisation.models import User
from organisation.operations.unlocking import unlocks

HERE = "/profile/unlock-code/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def amir(professional: User, client_of: Callable[[User], Client]) -> Client:
    """The professional."""
    return client_of(professional)


def choose(browser: Client, code: str) -> int:
    """The answer to choosing this code."""
    return browser.post(HERE, {"submission_key": str(uuid4()), "code": code}).status_code


@pytest.mark.parametrize("code", ["4071", "40 817", "918273", "٤٠٧١"])
def test_unlock_code(amir: Client, professional: User, code: str) -> None:
    """Kept as a hash, in digits of any script; an empty one takes it away."""
    assert choose(amir, code) == 302
    professional.refresh_from_db()
    assert unlocks(professional, code) and not unlocks(professional, "4072")
    assert code not in professional.unlock_code
    assert choose(amir, "") == 302
    professional.refresh_from_db()
    assert professional.unlock_code == "" and not unlocks(professional, code)


@pytest.mark.parametrize("code", ["123", "1234", "0000", "1987", "4071234", "abcd", "40x1", " ", "\x00", "9" * 41])
def test_refused(amir: Client, professional: User, code: str) -> None:
    """Too short, too long, not of digits, or what is tried first; the former one stays and is not shown."""
    assert choose(amir, "4071") == 302
    answer = amir.post(HERE, {"submission_key": str(uuid4()), "code": code})
    assert answer.status_code == 422
    # As a value or a word: the keys of a page are drawn, and hold any four digits now and then.
    assert not re.search(r"""[>"'\s]4071\b(?!-)""", answer.content.decode())
    professional.refresh_from_db()
    assert unlocks(professional, "4071")


def test_is_on_the_profile(amir: Client) -> None:
    """The way there."""
    assert HERE in amir.get("/profile/").content.decode()
