"""Under which law a plan falls, and in which neighbourhood."""

import pytest
from django.test import Client

from catalogue.models import Question
from registration.models import Plan
from tests.makers import AreaFactory
from tests.registration.pages import address, fill, form_to, post, stored, told


class TestPlanEdit:
    """Chosen, changed, left out."""

    def test_plan_edit(self, browser: Client, plan: Plan) -> None:
        """The law and the neighbourhood are kept, and the law stands with the plan."""
        area = AreaFactory()
        page = told(browser, fill(browser, "plan_edit", plan, law="jeugdwet", area=area.code))
        plan.refresh_from_db()
        assert (plan.law, plan.area, plan.version) == ("jeugdwet", area, 2)
        assert "Jeugdwet" in page

    def test_plan_edit_empty(self, browser: Client, plan: Plan) -> None:
        """Both may be left out, also again."""
        fill(browser, "plan_edit", plan, law="wmo")
        assert fill(browser, "plan_edit", plan, law=None, area="").status_code == 302
        plan.refresh_from_db()
        assert (plan.law, plan.area) == ("", None)

    @pytest.mark.parametrize("law", ["x", "Wmo", "jeugdwet\x00"])
    def test_plan_edit_no_law(self, browser: Client, plan: Plan, law: str) -> None:
        """What is no law changes nothing."""
        before = stored()
        assert fill(browser, "plan_edit", plan, law=law).status_code == 422
        assert stored() == before

    def test_plan_edit_by_two(self, browser: Client, second: Client, plan: Plan) -> None:
        """The second is told, and nothing is overwritten."""
        here = address("plan_edit", plan)
        fields = form_to(browser.get(here)).fields
        assert fill(second, "plan_edit", plan, law="wmo").status_code == 302
        answer = post(browser, here, fields, law="other")
        assert answer.status_code == 422 and "Noor heeft dit intussen veranderd: “Wmo”" in answer.content.decode()
        plan.refresh_from_db()
        assert plan.law == "wmo"

    def test_plan_edit_says_why(self, browser: Client, plan: Plan) -> None:
        """The question carries its reason."""
        question = Question.objects.get(key="plan.law")
        assert question.why in browser.get(address("plan_edit", plan)).content.decode()
