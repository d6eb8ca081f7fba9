"""Small towns for publishing: residents with a goal that ended, and what was published of them."""

from collections.abc import Mapping
from datetime import date

from organisation.models import Area, User
from outcomes.models import PublishedCell
from registration.models import Plan
from shared.period import Period
from tests.makers import GoalFactory, PlanFactory

Q1, Q2, Q3, Q4 = (Period.parse(f"2024-Q{number}") for number in (1, 2, 3, 4))


def ended(by: User, area: Area | None, quarter: Period, number: int, result: str = "reached") -> list[Plan]:
    """So many residents with a goal that ended in a quarter."""
    found = []
    for _ in range(number):
        plan = PlanFactory(by=by, area=area, opened_on=date(2023, 6, 1))
        GoalFactory(plan=plan, by=by, ended_on=quarter.start, result=result)
        found.append(plan)
    return found


def shown(table: str, period: str = "2024-Q1", readers: str = "inside", cell: str = "") -> Mapping[str, int | None]:
    """What was published of a table, by area; "" is the organisation."""
    cells = PublishedCell.objects.filter(publication__period=period, publication__readers=readers, table=table)
    return dict(cells.filter(cell=cell, about="").exclude(over="service").values_list("key", "count"))
