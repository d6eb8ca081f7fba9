"""Whatever is sent to a form of a professional: an answer that is no error of ours, and nothing half written."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings as site
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from organisation.models import User
from registration.models import HouseholdMember, Plan
from tests.registration.every_form import Page, elsewhere, every_form, plan_of
from tests.registration.pages import address

# Some in every ordinary run, and with KEUKENTAFEL_PROVE=1 as many as docs/quality.md says.
SENT = int(os.environ.get("KEUKENTAFEL_SENT") or (6000 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 15))
DRAWN = os.environ.get("KEUKENTAFEL_DRAWN", "")
ANSWERS = {302, 400, 404, 405, 409, 422}
# Of a page that is made for people no trace of how it was made.
LEAKS = re.compile(r"ValidationError|Traceback|%\(\w+\)s|&lt;built-in|object at 0x|DoesNotExist")

WRONG = [
    "", " ", "\x00", "a\x00b", "\u202egnol", "\u2066x", "\ud800", "é\udfff", "=1+1", "{}", "[]", "null", "None", "true",
    "on", "-1", "0", "1", "5", "-0", "--5", "+3", "1e9", "1E400", "NaN", "Infinity", "-Infinity", "²", "٣", "½", "1,5",
    "1.000,5", "9" * 30, "9" * 5000, "-" + "9" * 19, "2147483648", "9223372036854775808", "0x10", "1_000",
    "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "30-02-2026", "31-12-2026", "2026-W01", "24:00",
    "\u0662\u0660\u0662\u0666-01-01", "na", "other", "all", "network-", "resident", "' OR 1=1 --", "{{ 7|add:7 }}",
    "<script>alert(1)</script>", "%s%n", "../../etc", "\r\nSet-Cookie: a=b", "x" * 2001, "x" * 20_001, "🙂" * 121,
    "x" * 1_000_000,
]  # fmt: skip


@pytest.fixture
def pages(
    browser: Client, client_of: Callable[[User], Client], professional: User, plan: Plan, noa: HouseholdMember
) -> list[Page]:
    """Every form of Amir."""
    return every_form(browser, client_of(professional), plan, noa, professional)


@dataclass(frozen=True)
class Sending:
    """What is done with a form: which, the pairs that are sent, how, and with which key."""

    page: Page
    pairs: list[tuple[str, str]]
    method: str
    kind: str
    key: str


@st.composite
def sendings(draw: st.DrawFn, pages: list[Page], ids: list[str]) -> Sending:
    """A form as it stands, with a few things in it otherwise."""
    page = draw(st.sampled_from(pages))
    pairs = [(name, said) for name, texts in page.fields.items() for said in texts]
    names = sorted({*page.fields, *page.choices, *(name for name, _said in page.buttons)})
    values = st.one_of(st.sampled_from(WRONG), st.sampled_from(ids), st.text(max_size=12))
    for _ in range(draw(st.integers(0, 6))):
        pairs = otherwise(draw, pairs, page, names, values, ids)
    if page.buttons and draw(st.booleans()):
        pairs.append(draw(st.sampled_from(page.buttons)))
    method = draw(st.sampled_from(["POST"] * 24 + ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"]))
    kind = draw(st.sampled_from(["form"] * 20 + ["parts", "parts", "broken", "json", "bare"]))
    return Sending(page, pairs, method, kind, draw(st.sampled_from(["new"] * 12 + ["twice", "other", "none", "odd"])))


def otherwise(
    draw: st.DrawFn,
    pairs: list[tuple[str, str]],
    page: Page,
    names: list[str],
    values: st.SearchStrategy[str],
    ids: list[str],
) -> list[tuple[str, str]]:
    """One thing otherwise: another value, a right one, gone, once more, or a name that is not there."""
    name = draw(st.sampled_from(names)) if names else "to"
    rest = [pair for pair in pairs if pair[0] != name]
    how = draw(st.integers(0, 9))
    if how <= 3:
        return [*rest, (name, draw(values))]
    if how <= 5 and page.choices:
        chosen = draw(st.sampled_from(sorted(page.choices)))
        return [*(pair for pair in pairs if pair[0] != chosen), (chosen, draw(st.sampled_from(page.choices[chosen])))]
    if how == 6:
        return rest
    if how == 7:
        return [*pairs, (name, draw(values))]
    if how == 8:
        begin = draw(
            st.sampled_from(["level-", "words-", "star-", "resident-", "goal-", "own-0-", "own-9", "tick-", ""])
        )
        end = draw(st.sampled_from([*ids, "-own_words", "stood", "x\x00", "é", "1000000", "["]))
        return [*pairs, (begin + end, draw(values))]
    return pairs + [(name, draw(values))] * draw(st.sampled_from([2, 2, 2, 2, 1001]))


def body(sending: Sending, key: list[tuple[str, str]]) -> tuple[bytes, str]:
    """What goes over the line, and what it says it is. Halves of letters go as they are."""
    pairs = [*sending.pairs, *key]
    if sending.kind in {"parts", "broken"}:
        bound = "grens"
        pieces = [f'--{bound}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in pairs]
        # One field as a file, and with "broken" no end.
        pieces.append(f'--{bound}\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\nx\r\n')
        whole = "".join(pieces) + ("" if sending.kind == "broken" else f"--{bound}--\r\n")
        return whole.encode("utf-8", "surrogatepass"), f"multipart/form-data; boundary={bound}"
    text = "&".join(f"{quoted(name)}={quoted(said)}" for name, said in pairs)
    kind = {"json": "application/json", "bare": "text/plain"}.get(sending.kind, "application/x-www-form-urlencoded")
    return text.encode(), kind


def quoted(text: str) -> str:
    """As a browser would, also for what no browser has."""
    return "".join(f"%{one:02X}" for one in text.encode("utf-8", "surrogatepass")) if len(text) < 3000 else text


def send(sending: Sending, key: str, more: bytes = b"") -> HttpResponse:
    """What comes back; `more` is added to what is sent."""
    said = {"none": [], "odd": [("submission_key", "x\x00")]}.get(sending.key, [("submission_key", key)])
    content, kind = body(sending, said)
    return sending.page.browser.generic(sending.method, sending.page.here, content + more, content_type=kind)


def again(sending: Sending, key: str) -> None:
    """What was done is sent again with the same key: as it was, or otherwise. Nothing is done twice."""
    if sending.key in {"twice", "other"} and sending.kind == "form":
        before = prints()
        answer = send(sending, key, more=b"&more=1" if sending.key == "other" else b"")
        # 404: what it was about is gone from where it was, by the first.
        assert answer.status_code in ({302, 404} if sending.key == "twice" else {404, 409})
        assert prints() == before


MODELS = [*apps.get_app_config("registration").get_models(), *apps.get_app_config("catalogue").get_models()]
TABLES = sorted({model._meta.db_table for model in MODELS} | {"organisation_submission"})
PRINTS = " UNION ALL ".join(f"SELECT '{name}', count(*), sum(hashtext(t::text)) FROM {name} t" for name in TABLES)


def prints() -> list[Any]:
    """A number for each table that changes with anything in it."""
    with connection.cursor() as cursor:
        cursor.execute(PRINTS)
        return cursor.fetchall()


def of_strange(plan: Plan) -> list[Any]:
    """The same of the plan of somebody else, in every table that knows of plans."""
    models = [model for model in MODELS if any(field.attname == "plan_id" for field in model._meta.fields)]
    parts = [f"SELECT count(*), sum(hashtext(t::text)) FROM {m._meta.db_table} t WHERE plan_id = %s" for m in models]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [plan.pk] * len(parts))
        return cursor.fetchall()


def judge(sending: Sending, answer: HttpResponse, before: list[Any]) -> None:
    """The answer itself: readable, and with everything or nothing written."""
    name, said = sending.page.name, answer.status_code
    looks = name == "note_new" and "look" in dict(sending.pairs)
    assert said in ANSWERS or (said == 200 and (looks or sending.method == "HEAD")), (name, said)
    if said != 302:
        assert prints() == before, name
    text = answer.content.decode() if sending.method != "HEAD" else ""
    assert not LEAKS.search(text), (name, LEAKS.findall(text))
    if said == 422 and sending.method == "POST" and name != "experience_new":
        assert 'role="alert"' in text, name
    if said == 302 and sending.method == "POST":
        shown = sending.page.browser.get(answer.url.split("#")[0])
        assert shown.status_code in {200, 302}, (name, answer.url)


def kept(sending: Sending, answer: HttpResponse) -> None:
    """How it ended, for whoever counts."""
    event(f"{answer.status_code}")
    if DRAWN:
        with open(DRAWN, "a") as drawn:
            drawn.write(f"{sending.page.name} {sending.method} {sending.kind} {sending.key} {answer.status_code}\n")


def test_anything_in_any_form(pages: list[Page], plan: Plan, together: Plan, stranger: User) -> None:
    """No error of ours, nothing of anybody else, nothing twice; each is undone, so that the next finds the same."""
    strange = plan_of(stranger)
    ids = elsewhere(strange, plan, together)
    theirs = of_strange(strange)
    whose = {plan.pk: {None, plan.resident_id}, together.pk: {None, *members(together)}}

    @settings(
        max_examples=SENT,
        deadline=None,
        # Not made smaller: each costs some of a second, and what was sent is short enough to read.
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(sendings(pages, ids))
    def anything(sending: Sending) -> None:
        cookies = dict(sending.page.browser.cookies)
        with transaction.atomic():
            before = prints()
            answer = send(sending, key := str(uuid4()))
            judge(sending, answer, before)
            if answer.status_code == 302 and sending.method == "POST":
                again(sending, key)
                assert of_strange(strange) == theirs
                of_whom(whose)
                # What the database looks at only in the end.
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
        sending.page.browser.cookies.load(cookies)
        kept(sending, answer)

    # Each is undone, and with it that somebody was here: for the site these people do nothing for as long as it takes.
    with override_settings(SESSION_IDLE_SECONDS=site.SESSION_COOKIE_AGE):
        anything()


def members(plan: Plan) -> list[Any]:
    """Who belongs to the household of a plan."""
    return [member.resident_id for member in plan.household.members.all()]


def of_whom(whose: dict[Any, set[Any]]) -> None:
    """Nothing in a plan is of a resident whom it is not about."""
    for model in MODELS:
        names = {field.attname for field in model._meta.fields}
        if {"plan_id", "resident_id"} <= names:
            for plan, resident in model._default_manager.values_list("plan_id", "resident_id"):
                assert plan not in whose or resident in whose[plan], model


def test_as_large_as_it_may_be(browser: Client, plan: Plan) -> None:
    """More than the site takes in: said so, and not read."""
    too_much = {"submission_key": str(uuid4()), "reason": "x" * (site.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    before = prints()
    assert browser.post(address("referral_new", plan), too_much).status_code == 400
    assert prints() == before
