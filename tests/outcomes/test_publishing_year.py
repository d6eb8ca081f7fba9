"""The year that comes with its last quarter: the sum of what was published, and nothing that people did not read."""

import pytest

from organisation.actor import as_system
from organisation.models import Area, User
from outcomes.models import CountedCell, Publication
from outcomes.publishing.publish import publish
from tests.makers import GoalFactory
from tests.makers_people import AreaFactory
from tests.outcomes.towns import Q1, Q2, Q3, Q4, ended, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]


def test_year(professional: User, town: dict[str, Area]) -> None:
    """With its last quarter comes the year of what adds up: the sum of its quarters as they were published."""
    for quarter in (Q1, Q2, Q3, Q4):
        if quarter == Q4:
            # A neighbourhood is split, and one comes that was not there before.
            AreaFactory(code="BU99990011", parent=town["1"])
        ended(professional, Area.objects.get(code="BU99990011") if quarter == Q4 else town["1"], quarter, 6)
        with as_system("a test"):
            made = [edition.period for edition in publish(quarter)]
    assert made == ["2024-Q4", "2024", "2024-Q4", "2024"]
    with as_system("a test"):
        assert shown("goals_reached", "2024")[""] == 24
        assert shown("goals_reached", "2024")["BU99990001"] == 24
        assert not Publication.objects.exclude(left_out=[]).exists()
        # What does not add up over quarters has no year: a step may be done in a later one.
        assert shown("actions_done", "2024") == {}


def test_year_of_too_few_quarters(professional: User) -> None:
    """No year where one of its quarters was never published."""
    ended(professional, None, Q4, 6)
    with as_system("a test"):
        assert [edition.period for edition in publish(Q4)] == ["2024-Q4", "2024-Q4"]


def test_what_does_not_agree_is_left_out(professional: User, caplog: pytest.LogCaptureFixture) -> None:
    """Counts that cannot all be true are not published, and the edition says so; the others are."""
    with as_system("a test"):
        for quarter in (Q1, Q2, Q3, Q4):
            ended(professional, None, quarter, 6)
            if quarter == Q4:
                tampered()
            publish(quarter)
        left_out = {edition.period: edition.left_out for edition in Publication.objects.filter(readers="inside")}
        assert left_out["2024"] == left_out["2024-Q4"] == ["goals_reached"]
        assert shown("goals_reached", "2024") == {} and shown("plans:opened", "2024-Q4") != {}
    assert "goals_reached is not published for readers inside" in caplog.text


def tampered() -> None:
    """A count of before that is not the one that was published."""
    counted = CountedCell.objects.filter(period="2024-Q1", table="goals_reached", over="area", key="-", cell="")
    found = counted.get()
    CountedCell.objects.bulk_create([CountedCell(**{**fields(found), "count": 7})])


def fields(found: CountedCell) -> dict[str, object]:
    """Everything of a row but its id."""
    return {field.name: getattr(found, field.name) for field in CountedCell._meta.fields if field.name != "id"}


def test_residents_of_a_year(professional: User) -> None:
    """Who is in two quarters is one resident of the year, so that few stay few."""
    plans = ended(professional, None, Q1, 3)
    for quarter in (Q1, Q2, Q3, Q4):
        for plan in plans if quarter != Q1 else ():
            GoalFactory(plan=plan, by=professional, ended_on=quarter.start, result="reached")
        with as_system("a test"):
            publish(quarter)
    with as_system("a test"):
        assert shown("goals_reached", "2024")[""] is None
