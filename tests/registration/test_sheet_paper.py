"""What is chosen for the sheet and how it is arranged, apart from pages and database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from registration import paper, sheet
from registration.models import Action, Goal, Resident
from registration.queries import Stairs

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def an_action(number: int, **fields: Any) -> Action:
    """An action that is in no database."""
    return Action(**{"text": f"Ik doe {number}", "rank": number, **fields})


def a_goal(*actions: Action, **fields: Any) -> Any:
    """A goal that knows its actions without a database."""
    usual = {"pk": 1, "own_words": "Rust", "ended_on": None, "life_domain": None, "fits_sheet": True}
    usual |= {"resident_id": None, "resident": None, "scale": "ladder"}
    known = {"actions": listed(actions), "scores": listed(())}
    return SimpleNamespace(**{**usual, **known, **fields})


def listed(rows: Any) -> Any:
    """What answers to `.all()`."""
    return SimpleNamespace(all=lambda: list(rows))


def a_plan(*goals: Any, **fields: Any) -> Any:
    """A plan that knows its goals without a database."""
    usual = {"called": "Sjaan", "sheet_goal_id": None, "household_id": None}
    return SimpleNamespace(**{**usual, "goals": listed(goals), **fields})


def a_source(*actions: Action, **fields: Any) -> sheet.Source:
    """Everything a sheet is made from."""
    amir: Any = SimpleNamespace(first_name="Amir", phone="06 1234 5600")
    goal = fields.pop("goal", None) or a_goal(*actions)
    usual = {"plan": a_plan(goal), "people": [somebody("Sjaan")], "goal": goal, "day": TODAY, "language": "nl"}
    return sheet.Source(**{**usual, "coordinator": amir, **fields})


def somebody(called: str, language: str = "nl") -> Resident:
    """A resident that is in no database."""
    return Resident(first_name=called, last_name="Bedacht", language=language)


def texts(filled: paper.Sheet) -> list[str]:
    """The actions on paper."""
    return [row.text for row in filled.rows]


class TestGoal:
    """Which goal."""

    def test_first_open_one(self) -> None:
        """An ended goal makes place."""
        ended, still = a_goal(pk=1, ended_on=TODAY), a_goal(pk=2)
        assert sheet.goal_on_sheet(a_plan(ended, still), TODAY) is still

    def test_chosen_one(self) -> None:
        """The choice wins."""
        first, second = a_goal(pk=1), a_goal(pk=2)
        assert sheet.goal_on_sheet(a_plan(first, second, sheet_goal_id=2), TODAY) is second

    def test_chosen_one_has_ended(self) -> None:
        """Then the first open one."""
        ended, still = a_goal(pk=1, ended_on=TODAY), a_goal(pk=2)
        assert sheet.goal_on_sheet(a_plan(ended, still, sheet_goal_id=1), TODAY) is still

    def test_all_ended(self) -> None:
        """A plan that is over still has its sheet."""
        ended = a_goal(ended_on=TODAY)
        assert sheet.goal_on_sheet(a_plan(ended), TODAY) is ended

    def test_none(self) -> None:
        """No goal, no sheet."""
        assert sheet.goal_on_sheet(a_plan(), TODAY) is None


class TestActions:
    """Which actions."""

    def test_first_five_by_rank(self) -> None:
        """The rest is for later."""
        filled = sheet.fill(a_source(*(an_action(n) for n in range(1, 9))))
        assert texts(filled) == [f"Ik doe {n}" for n in range(1, 6)]

    def test_left_out(self) -> None:
        """Not chosen, cancelled, done."""
        out = [an_action(1, on_sheet=False), an_action(2, cancelled_on=TODAY), an_action(3, done_on=TODAY)]
        assert texts(sheet.fill(a_source(*out, an_action(4), an_action(5, done_on=TODAY + DAY)))) == [
            "Ik doe 4",
            "Ik doe 5",
        ]

    def test_done_takes_the_places_that_are_left(self) -> None:
        """Ticked, in its own place in the order; what is still to be done goes first."""
        actions = [an_action(1, done_on=TODAY), an_action(2, done_on=TODAY), *(an_action(n) for n in range(3, 7))]
        filled = sheet.fill(a_source(*actions, choice=sheet.Choice(done=True)))
        assert texts(filled) == ["Ik doe 1", "Ik doe 3", "Ik doe 4", "Ik doe 5", "Ik doe 6"]
        assert [row.done for row in filled.rows] == [True, False, False, False, False]

    @pytest.mark.parametrize(
        "fields, shown",
        [
            ({"who": ""}, ""),
            ({"who": "resident"}, "Sjaan"),
            ({"who": "professional"}, "Amir"),
            ({"who": "professional", "who_name": "Noor"}, "Noor"),
            ({"who": "together"}, "Sjaan + Amir"),
            ({"who": "carer", "who_name": "Ria"}, "Ria"),
            ({"who": "carer"}, "iemand anders"),
            ({"who": "", "who_name": "Ria"}, "Ria"),
        ],
    )
    def test_who(self, fields: dict[str, str], shown: str) -> None:
        """Names as said at the table."""
        with translation.override("nl"):
            assert sheet.fill(a_source(an_action(1, **fields))).rows[0].who == shown

    def test_without_coordinator(self) -> None:
        """Nobody to name, and nobody to call."""
        filled = sheet.fill(a_source(an_action(1, who="together"), coordinator=None))
        assert filled.rows[0].who == "Sjaan" and filled.caller is None


class TestTogether:
    """Actions that belong together stand together."""

    def test_pair_that_stood_apart(self) -> None:
        """In the place of the first."""
        one, two, three = an_action(1), an_action(2), an_action(3)
        three.together_with_id = one.pk
        assert sheet.together([one, two, three]) == [[one, three], [two]]

    def test_chain_and_star(self) -> None:
        """A with B and B with C, or B and C both with A: all three."""
        one, two, three = an_action(1), an_action(2), an_action(3)
        two.together_with_id, three.together_with_id = one.pk, two.pk
        assert sheet.together([one, two, three]) == [[one, two, three]]
        three.together_with_id = one.pk
        assert sheet.together([three, two, one]) == [[three, two, one]]

    def test_two_groups_become_one(self) -> None:
        """The one between them was last."""
        one, two, three, four = (an_action(n) for n in range(1, 5))
        one.together_with_id, three.together_with_id = four.pk, four.pk
        assert sheet.together([two, one, three, four]) == [[two], [one, three, four]]

    def test_partner_is_not_on_the_sheet(self) -> None:
        """Alone, without a frame for two."""
        one = an_action(1, together_with_id=an_action(9).pk)
        assert not sheet.fill(a_source(one)).groups[0].together


class TestStairs:
    """What stands above the steps."""

    def words(self, **where: int) -> list[list[str]]:
        """The words above each step, in Dutch."""
        with translation.override("nl"):
            return [[word.own for word in step.words] for step in sheet.steps(Stairs(**where))]

    def test_begin_and_now(self) -> None:
        """And the goal at the top."""
        assert self.words(begin=1, now=3) == [["Begin"], [], ["Hier sta ik nu"], [], ["Mijn doel"]]

    def test_begin_is_now(self) -> None:
        """Only now is said."""
        assert self.words(begin=2, now=2) == [[], ["Hier sta ik nu"], [], [], ["Mijn doel"]]

    def test_at_the_top(self) -> None:
        """Goal and now."""
        assert self.words(begin=1, now=5)[4] == ["Mijn doel", "Hier sta ik nu"]

    def test_nothing_said_yet(self) -> None:
        """Empty stairs, to draw on."""
        assert self.words() == [[], [], [], [], ["Mijn doel"]]


class TestFoot:
    """The next appointment and whom to call."""

    def test_left_out_when_not_wanted(self) -> None:
        """Neither."""
        filled = sheet.fill(a_source(choice=sheet.Choice(appointment=False, phone=False)))
        assert filled.meeting is None and filled.caller is None

    def test_room_to_write(self) -> None:
        """No appointment and no number yet."""
        noor: Any = SimpleNamespace(first_name="Noor", phone="")
        filled = sheet.fill(a_source(coordinator=noor))
        assert filled.meeting == paper.Meeting()
        assert filled.caller == paper.Caller("Noor", "")

    @pytest.mark.parametrize(
        "language, minute, said",
        [
            ("nl", 0, "donderdag 3 december, 10 uur"),
            ("nl", 5, "donderdag 3 december, 10.05 uur"),
            ("en", 0, "Thursday 3 December, 10:00"),
            ("pl", 30, "Czwartek 3 grudnia, godz. 10:30"),
            ("uk", 30, "Четвер 3 грудня, 10:30"),
        ],
    )
    def test_when(self, language: str, minute: int, said: str) -> None:
        """As one says it, in Dutch time, with the month as it is after a number; in Dutch as well."""
        with translation.override(language):
            when = paper.Meeting(datetime(2026, 12, 3, 9, minute, tzinfo=UTC)).when
        assert when.own == said
        assert when.dutch.startswith("donderdag 3 december, 10") is (language != "nl")


class TestSize:
    """What does not fit, and the size to begin with."""

    def test_limits(self) -> None:
        """90 and 70 characters fit, one more does not; the text is kept whole."""
        goal = Goal(own_words="a" * 91)
        assert goal.fits_sheet is False and Goal(own_words="a" * 90).fits_sheet
        filled = sheet.fill(a_source(goal=a_goal(an_action(1, text="b" * 71), own_words="a" * 91, fits_sheet=False)))
        assert filled.too_long == ["a" * 91, "b" * 71]
        assert sheet.fill(a_source(an_action(1, text="b" * 70))).too_long == []

    def test_density(self) -> None:
        """More words, smaller type."""
        made = [
            sheet.fill(a_source(*(an_action(n, text=text) for n in range(count)))).density
            for count, text in [(1, "Ik bel"), (5, "Ik bel de school"), (5, "Ik bel " * 10), (5, "W" * 70)]
        ]
        assert made == ["airy", "even", "dense", "tight"]

    def test_long_word(self) -> None:
        """One word that is wider than the line of the larger sizes."""
        assert sheet.fill(a_source(an_action(1, text="ziektekostenverzekeringsmaatschappij"))).density == "dense"


class TestChoice:
    """What travels in the address."""

    @pytest.mark.parametrize("query", ["", "?phone=no", "?appointment=no&phone=no&done=yes&language=en"])
    def test_there_and_back(self, query: str) -> None:
        """The same after reading."""
        given = dict(part.split("=") for part in query.lstrip("?").split("&") if part)
        assert sheet.Choice.read(given).query == query

    def test_strange(self) -> None:
        """Counts as not said."""
        assert sheet.Choice.read({"phone": "<b>", "language": "tlh", "done": "1"}) == sheet.Choice()
