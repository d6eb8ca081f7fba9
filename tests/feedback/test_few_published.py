"""What was published of few: counts without shares, and themes of which there is too little."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation.models import User
from tests.feedback.test_insight_published import BEFORE, page_of, rows_of
from tests.makers_published import FEW, QUARTER, cells, edition

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def test_of_few(professional: User, client_of: Browser) -> None:
    """Forty goals of fewer than twelve residents are said in counts."""
    counts = {"": 44, "known": 40, "reached": 23, "partly": 10, "not": 7, "dropped": 4}
    cells(edition(), "goals_reached", counts, few=True)
    page = page_of(client_of(professional), "goals-reached", "organisation")
    assert "Van de 40 afgeronde doelen: 23 gehaald, 10 deels en 7 niet." in page and "%" not in "".join(
        sum(rows_of(page), [])
    )


def test_many_withheld_themes(professional: User, client_of: Browser) -> None:
    """Many themes of which there is too little are one row; a theme that nobody asked about the period before is 0."""
    few = ("housing", "health", "justice", "work")
    for period, theme in ((QUARTER, "finance"), (BEFORE, "housing")):
        made = edition(period)
        cells(made, "help_requests", {"": 60, "known": 60})
        for one, count in ((theme, 40), *((one, FEW) for one in few if one != theme)):
            cells(made, "help_requests", {"": count, "known": count}, about=one)
    page = page_of(client_of(professional), "help-requests", "organisation")
    table = [
        row for row in rows_of(page.split("wartaal na kwartaal</summary>")[0]) if row[0].startswith(("Geld", "4 "))
    ]
    assert [row[1:] for row in table] == [["40", "0"], ["te weinig om te laten zien", "–"]]
    across = rows_of(page.split("wartaal na kwartaal</summary>")[1])
    assert [row[0] for row in across if row[0] in {"Geld", "Wonen", "Werk"}] == ["Geld", "Wonen"]
