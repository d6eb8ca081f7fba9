"""How often each question is filled in: at the bounds, with few people, and for whom the database counts."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from catalogue.models import Question
from organisation.actor import acting
from organisation.models import User
from organisation.roles import RIGHTS, Right
from organisation.scope import Scope
from outcomes.disclosure import Counted, uses
from outcomes.figures import Use, Withheld
from outcomes.indicators import question_use
from registration.models import Plan
from tests.makers_people import days_ago
from tests.makers_questions import OwnQuestionFactory
from tests.outcomes.test_question_use import use_of
from tests.outcomes.worlds import QUARTER, World

FIRST, LAST, END = QUARTER.start, QUARTER.last_day, QUARTER.end


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


class TestBounds:
    """Hardly filled in: thirty times or more, and less than one in five."""

    @pytest.mark.parametrize(
        ("offered", "filled", "hardly"),
        [
            (29, 0, False),
            (30, 0, True),
            (30, 5, True),
            (30, 6, False),
            (31, 6, True),
            (100, 19, True),
            (100, 20, False),
        ],
    )
    def test_bounds(self, offered: int, filled: int, hardly: bool) -> None:
        """Twenty in a hundred is enough, nineteen is not; twenty-nine times says nothing yet."""
        counted = Counted("k", offered, filled, 0, 0, offered, filled, offered - filled, offered - filled)
        (use,) = uses("k", ORGANISATION, QUARTER, [counted]).questions
        assert isinstance(use, Use) and use.is_hardly_filled is hardly

    @pytest.mark.parametrize(("offered", "hardly"), [(29, False), (30, True)])
    def test_in_the_database(self, world: World, offered: int, hardly: bool) -> None:
        """The same for real talks on the first and the last day, with those of the days beside them left out."""
        key = OwnQuestionFactory().pk
        for number in range(offered):
            world.asked_note(FIRST if number % 2 else LAST, key)
        world.asked_note(FIRST - timedelta(days=1), key)
        world.asked_note(END, key)
        assert use_of(world, key).is_hardly_filled is hardly

    @pytest.mark.parametrize(
        ("residents", "shown", "whole"),
        [((5, 0, 5, 0), True, True), ((4, 4, 0, 0), None, None), ((9, 4, 5, 5), False, False),
         ((9, 5, 4, 4), False, False), ((30, 10, 20, 4), True, False), ((30, 10, 20, 5), True, True)],
    )  # fmt: skip
    def test_few(self, residents: tuple[int, int, int, int], shown: bool | None, whole: bool | None) -> None:
        """Less than five residents behind a count: it is withheld, with all from which it would follow."""
        everybody, filled, other, fewest = residents
        counted = Counted("k", 60, 20, 10, 10, everybody, filled, other, fewest)
        (use,) = uses("k", ORGANISATION, QUARTER, [counted]).questions
        if shown is None:
            assert use == Withheld("k")
            return
        assert isinstance(use, Use) and (use.filled == 20) is shown
        assert {use.empty == 20, use.not_asked == 10, use.not_applicable == 10} == {whole}

    def test_quarters_that_are_over(self) -> None:
        """A quarter that still grows, and days that are no quarter, are refused."""
        (now,) = [type(QUARTER)(END, END + timedelta(days=92))]
        for period in (now, type(QUARTER)(FIRST, LAST), type(QUARTER).parse("2020")):
            with pytest.raises(ValueError, match="quarters that are over"):
                uses("k", ORGANISATION, period, [])


ORGANISATION = Scope("organisation", None, days_ago(0))


class TestLocked:
    """Counts over all plans, for who reads questions; never a row."""

    @pytest.fixture
    def kept_in(self, world: World) -> str:
        """Talks of a quarter, for Amir and for nobody else to open."""
        for _talk in range(5):
            world.asked_note(LAST, "note.text")
        return json.dumps([{"key": "note.text", "record": "note", "column": "text"}])

    @pytest.mark.parametrize(
        ("who", "counts"),
        [("professional", 1), ("stranger", 1), ("team_lead", 1), ("information_manager", 1), ("privacy_officer", 1),
         ("key_user", 1), ("municipality_reader", 0), ("roleless", 0)],
    )  # fmt: skip
    def test_who(self, request: pytest.FixtureRequest, kept_in: str, who: str, counts: int) -> None:
        """The database itself looks at the role of today."""
        somebody = request.getfixturevalue(who)
        with acting(somebody, reading=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM question_use(%s, %s, %s::jsonb)", [FIRST, END, kept_in])
            assert cursor.fetchone() == (counts,)

    def test_roles(self, db: None) -> None:
        """The roles in the function are those that may read questions."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'actor_reads_questions'")
            (source,) = cursor.fetchone()
        assert [
            role for role, rights in RIGHTS.items() if (Right.READ_QUESTIONS in rights) is not (f"'{role}'" in source)
        ] == []

    def test_other_scopes(self, world: World, kept_in: str) -> None:
        """There is nothing for one's own caseload, and records open for no such scope."""
        with pytest.raises(ValueError, match="whole organisation"):
            question_use.compute(world.scope, QUARTER)
        assert not Plan.objects.within(world.organisation).exists()

    def test_no_question_of_before(self, world: World) -> None:
        """A key that is no question any more is not counted."""
        for _talk in range(5):
            world.asked_note(LAST, "own.gone", "note.text")
        assert not Question.objects.filter(pk="own.gone").exists()
        assert [use.key for use in question_use.compute(world.organisation, QUARTER).questions] == ["note.text"]
