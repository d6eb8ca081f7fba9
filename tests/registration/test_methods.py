"""A page that is only read refuses to be written to, and the log of looks then tells of nothing."""

import pytest
from django.test import Client

from organisation.models import AccessEvent
from registration.models import Household, Plan
from tests.registration.pages import send, stored

READ = ("plan", "sheet", "looks", "hand_over_sheet", "plan_people")


@pytest.mark.parametrize("name", READ)
def test_pages_of_a_plan(browser: Client, plan: Plan, name: str) -> None:
    """405, and no line that somebody wrote."""
    before = stored()
    assert send(browser, name, plan).status_code == 405
    assert stored() == before and not AccessEvent.objects.filter(what__endswith=":write").exists()


def test_pages_of_parts(browser: Client, plan: Plan, household: Household) -> None:
    """Those of a goal and of a family too."""
    assert send(browser, "goal", plan.goals.all()[0]).status_code == 405
    assert send(browser, "household", household).status_code == 405
    assert not AccessEvent.objects.filter(what__endswith=":write").exists()
