"""Saving once: the same form again, changed, without a key, by two at the same moment, and by many."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from organisation.models import Submission, User
from registration.models import GoalScore, Note, Plan
from tests.makers import StepFactory
from tests.registration.pages import address, fill, form_to, post, send, stored

ClientOf = Callable[[User], Client]
# With KEUKENTAFEL_PROVE=1 as many as the bar in docs/quality.md names; else enough to see a fault.
MANY = 1000 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 32
AT_ONCE = 8


def test_same_form_twice(browser: Client, plan: Plan) -> None:
    """The same key and body: the same answer, one note."""
    key = str(uuid4())
    answers = [send(browser, "note_new", plan, key=key, text="Eén", held_on="2026-01-05") for _time in range(3)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}
    assert Note.objects.count() == 1


def test_same_key_with_another_body(browser: Client, plan: Plan) -> None:
    """409, in plain words, and nothing changed; also when it is sent to another page."""
    key, goal = str(uuid4()), plan.goals.all()[0]
    send(browser, "note_new", plan, key=key, text="Eén", held_on="2026-01-05")
    before = stored()
    other = send(browser, "note_new", plan, key=key, text="Twee", held_on="2026-01-05")
    assert other.status_code == 409
    assert "niet bewaard" in other.content.decode()
    assert send(browser, "goal_remove", goal, key=key).status_code == 409
    assert stored() == before


def test_key_of_somebody_else(browser: Client, second: Client, plan: Plan) -> None:
    """A key counts for one person only: two people with one key save two notes."""
    key = str(uuid4())
    for who in (browser, second):
        assert send(who, "note_new", plan, key=key, text="Eén", held_on="2026-01-05").status_code == 302
    assert Note.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "0", "\x00", "' OR 1=1"])
def test_without_a_key(browser: Client, plan: Plan, key: str) -> None:
    """A form without a number of its own is not saved."""
    before = stored()
    goal = plan.goals.all()[0]
    assert browser.post(address("goal_remove", goal), {"submission_key": key}).status_code == 400
    assert browser.post(address("goal_remove", goal), {}).status_code == 400
    assert stored() == before


def test_refused_form_may_be_sent_again(browser: Client, plan: Plan) -> None:
    """A form with a mistake does not use up its key."""
    key = str(uuid4())
    assert send(browser, "note_new", plan, key=key, text="", held_on="2026-01-05").status_code == 422
    assert send(browser, "note_new", plan, key=key, text="Nu wel", held_on="2026-01-05").status_code == 302
    assert Note.objects.get().text == "Nu wel"


def at_once(person: User, client_of: ClientOf, work: list[Callable[[Client], int]]) -> list[int]:
    """Does the work with eight browsers of one person at the same moment; gives the statuses."""
    kept = threading.local()

    def one(task: Callable[[Client], int]) -> int:
        if not hasattr(kept, "browser"):
            kept.browser = client_of(person)
        try:
            return task(kept.browser)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, work))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Several at the same moment, each in a connection of its own."""

    def test_one_form_by_eight_at_once(self, client_of: ClientOf, professional: User, plan: Plan) -> None:
        """One note; everybody gets the same answer."""
        key = str(uuid4())

        def note(browser: Client) -> int:
            return send(browser, "note_new", plan, key=key, text="Eén", held_on="2026-01-05").status_code

        assert at_once(professional, client_of, [note] * AT_ONCE) == [302] * AT_ONCE
        assert Note.objects.count() == 1

    def test_one_table_by_eight_at_once(self, client_of: ClientOf, professional: User, plan: Plan) -> None:
        """The kitchen-table page with eight different keys: ids of the form see to it that all is there once."""
        here = address("table", plan)
        fields = form_to(client_of(professional).get(here), here).fields
        new = fields["goal"][-1]
        typed = {"plan-own_words": "Alleen", "plan-themes": ["finance"], f"goal-{new}-own_words": "Zwemmen"}
        typed[f"goal-{new}-action"] = "Badpak kopen"

        def table(browser: Client) -> int:
            return post(browser, here, fields, **typed, submission_key=str(uuid4())).status_code

        statuses = at_once(professional, client_of, [table] * AT_ONCE)
        assert set(statuses) == {302}, statuses
        assert plan.help_requests.count() == 2 and plan.goals.count() == 3
        assert plan.goals.get(pk=new).actions.get().text == "Badpak kopen"

    def test_closing_by_two_at_once(self, client_of: ClientOf, professional: User, plan: Plan) -> None:
        """One closes, the others are told; never an error."""
        statuses = at_once(professional, client_of, [lambda browser: fill(browser, "plan_close", plan).status_code] * 2)
        assert statuses.count(302) == 1 and set(statuses) <= {302, 404, 422}
        assert plan.closings.count() == 1

    def test_score_taken_back_by_many_at_once(self, client_of: ClientOf, professional: User, plan: Plan) -> None:
        """Each from a page of its own, so with a key of its own: taken back once, and nobody sees an error."""
        score = StepFactory(goal=plan.goals.all()[0], by=professional)
        back = [lambda browser: send(browser, "score_take_back", score).status_code] * AT_ONCE
        assert at_once(professional, client_of, back) == [302] * AT_ONCE
        assert GoalScore.objects.filter(replaces=score).count() == 1

    def test_many_submissions_shuffled(self, client_of: ClientOf, professional: User, plan: Plan) -> None:
        """Each is sent one to five times, in any order, eight at once; each has exactly one effect."""
        chance, goal = Random(7), plan.goals.all()[0]
        keys = [str(UUID(int=chance.getrandbits(128))) for _number in range(MANY)]
        sent = [key for key in keys for _time in range(chance.randint(1, 5))]
        chance.shuffle(sent)

        def score(key: str) -> Callable[[Client], int]:
            value = str(int(key[0], 16) % 5 + 1)
            return lambda browser: send(browser, "goal_score", goal, key=key, value=value).status_code

        assert set(at_once(professional, client_of, [score(key) for key in sent])) == {302}
        assert GoalScore.objects.count() == Submission.objects.count() == MANY
