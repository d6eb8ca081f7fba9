"""Days and coordinators: two people at the same moment, and any row of acts."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisation.models import User
from registration.models import Assignment, Plan
from registration.operations import assignments as operations
from tests.makers import AssignmentFactory
from tests.makers_people import days_ago
from tests.registration.handing import who_on

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(
    plan: Plan, professional: User, team_lead: User, colleague: User, stranger: User
) -> None:
    """Of two who hand over at once one wins, and the other is told or comes after; a day has one coordinator."""
    rounds, told_off = 6, 0
    for _round in range(rounds):
        wall = threading.Barrier(2)

        def hand(to: User, by: User, wall: threading.Barrier = wall) -> bool:
            wall.wait()
            try:
                operations.hand_over(plans=[plan], to=to.memberships.get(), since=timezone.localdate(), by=by)
            except operations.Overlap:
                return False
            finally:
                connection.close()
            return True

        Assignment.objects.filter(plan=plan).delete()
        AssignmentFactory(plan=plan, by=professional, since=days_ago(5))
        with ThreadPoolExecutor(2) as pool:
            done = [pool.submit(hand, colleague, professional), pool.submit(hand, stranger, team_lead)]
            results = [one.result() for one in done]
        assert any(results) and len(who_on(plan, days_ago(0))) == 1
        assert who_on(plan, days_ago(1)) == ["Amir Voorbeeld"]
        told_off += results.count(False)
    assert told_off <= rounds


@settings(max_examples=25 if PROVE else 8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), steps=st.integers(1, 12))
def test_any_row_of_hand_overs(
    db: None,
    seed: int,
    steps: int,
    plan: Plan,
    professional: User,
    colleague: User,
    stranger: User,
    youth_worker: User,
) -> None:
    """Whatever is done in whatever order: at most one coordinator a day, and yesterday stays what it was."""
    dice, people = Random(seed), [professional, colleague, stranger, youth_worker]
    Assignment.objects.filter(plan=plan).delete()
    AssignmentFactory(plan=plan, by=professional, since=days_ago(9), until=days_ago(dice.randint(-6, 2)))
    past = [who_on(plan, days_ago(ago)) for ago in range(1, 12)]
    made: list[tuple[Assignment, operations.Before]] = []
    for _step in range(steps):
        act(plan, dice, people, made)
        assert [who_on(plan, days_ago(ago)) for ago in range(1, 12)] == past
        assert max(len(who_on(plan, days_ago(-ahead))) for ahead in range(15)) <= 1


def act(plan: Plan, dice: Random, people: list[User], made: list[tuple[Assignment, operations.Before]]) -> None:
    """One thing that people do: hand over, stand in, or take back one of these."""
    to, by, since = dice.choice(people).memberships.get(), dice.choice(people), days_ago(dice.randint(-5, 2))
    try:
        if made and dice.random() < 0.4:
            old, before = made.pop(dice.randrange(len(made)))
            if Assignment.objects.filter(pk=old.pk).exists():
                operations.take_back(assignment=old, before=before, by=old.recorded_by)
        elif dice.random() < 0.3:
            until = since + timedelta(days=dice.randint(0, 5))
            handed = operations.stand_in(plans=[plan], to=to, since=since, until=until, by=by)
            made += [(one, handed.before) for one in handed.made]
        else:
            handed = operations.hand_over(plans=[plan], to=to, since=since, by=by)
            made += [(one, handed.before) for one in handed.made]
    except (operations.Overlap, operations.CannotTakeBack, operations.Behind):
        pass
