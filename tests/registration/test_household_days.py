"""Nobody is in two households on a day, whatever the order in which people join and leave."""

import os
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organisation.models import User
from registration.models import Household, HouseholdMember, Resident
from registration.operations.households import (
    ElsewhereThatDay,
    join_household,
    leave_household,
    stay_in_household,
)
from tests.makers import HouseholdFactory, ResidentFactory
from tests.makers_people import UserFactory

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 12).map(lambda days: FIRST + timedelta(days=days))
# (what, which of two residents, which of three households, a day)
ACTS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "stay"]), st.integers(0, 1), st.integers(0, 2), DAYS), max_size=14
)


class Belonging(dict[tuple[int, date], int]):
    """The plain account of it: which household by resident and day."""


def expected(rows: list[tuple[int, int, date, date | None]]) -> Belonging | None:
    """The account of these rows; None where somebody is in two places at once."""
    made = Belonging()
    for who, where, since, until in rows:
        for days in range(40):
            day = FIRST + timedelta(days=days)
            if since <= day and (until is None or day <= until):
                if (who, day) in made:
                    return None
                made[who, day] = where
    return made


class TestHistories(TestCase):
    """Random histories against a plain account by day."""

    @settings(max_examples=60 if PROVE else 20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts=ACTS)
    def test_never_two_at_once(self, acts: list[tuple[str, int, int, date]]) -> None:
        """An act that would put somebody in two households is refused and changes nothing; every other one is done."""
        by: User = UserFactory()
        people: list[Resident] = [ResidentFactory(by=by) for _one in range(2)]
        places: list[Household] = [HouseholdFactory(by=by) for _one in range(3)]
        rows: list[list[object]] = []  # who, where, since, until, member
        for what, who, where, day in acts:
            mine = [row for row in rows if row[0] == who and row[1] == where]
            if what != "join" and not mine:
                continue
            wished = [list(row) for row in rows]
            if what == "join":
                wished.append([who, where, day, None, None])
            else:
                row = wished[rows.index(mine[-1])]
                row[3] = max(day, row[2]) if what == "leave" else None
            allowed = expected([tuple(row[:4]) for row in wished]) is not None
            try:
                if what == "join":
                    wished[-1][4] = join_household(household=places[where], who=people[who], since=day, by=by)
                elif what == "leave":
                    leave_household(member=_fresh(mine[-1][4]), until=max(day, mine[-1][2]), by=by)
                else:
                    stay_in_household(member=_fresh(mine[-1][4]), by=by)
            except ElsewhereThatDay:
                assert not allowed
            else:
                assert allowed
                rows = wished
        kept = HouseholdMember.objects.filter(household__in=places)
        assert {(m.pk, m.since, m.until) for m in kept} == {(row[4].pk, row[2], row[3]) for row in rows}
        _days_agree(rows, people, places)


def _fresh(member: object) -> HouseholdMember:
    return HouseholdMember.objects.get(pk=member.pk)  # type: ignore[attr-defined]  # a member


def _days_agree(rows: list[list[object]], people: list[Resident], places: list[Household]) -> None:
    account = expected([tuple(row[:4]) for row in rows]) or {}
    for days in (0, 3, 6, 12, 30):
        day = FIRST + timedelta(days=days)
        for number, place in enumerate(places):
            theirs = {people[who].pk for (who, on), where in account.items() if on == day and where == number}
            assert {who.pk for who in place.members_on(day)} == theirs


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(6))
def test_two_at_the_same_moment(_time: int) -> None:
    """Of two who put somebody in two households at once, one is told; one row stands."""
    by = UserFactory()
    who, places = ResidentFactory(by=by), [HouseholdFactory(by=by) for _one in range(2)]
    start, told, wrong = Barrier(2), [], []

    def join(place: Household) -> None:
        start.wait()
        try:
            join_household(household=place, who=who, since=FIRST, by=by)
        except ElsewhereThatDay as refused:
            told.append(refused.who)
        except Exception as error:  # noqa: BLE001  # in a thread nobody would see it
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=join, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert told == [who] and HouseholdMember.objects.filter(resident=who).count() == 1
