"""Under which law a plan falls, and in which neighbourhood."""

import pytest
from django.test import Client

from catalogue.models import Question, Service
from registration.models import Plan
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory, days_ago
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


class TestService:
    """The service that a plan is about."""

    def test_plan_edit_service(self, browser: Client, plan: Plan) -> None:
        """Chosen under its category, shown with the plan, left out again."""
        service = ServiceFactory(name_nl="Taalmaatje", category__name_nl="Werk en leren")
        ServiceFactory(name_nl="Taalcafé", scope="group")
        page = browser.get(address("plan_edit", plan)).content.decode()
        assert 'label="Werk en leren"' in page and "Taalmaatje" in page and "Taalcafé" not in page
        assert Question.objects.get(key="plan.service").why in page
        assert "Taalmaatje" in told(browser, fill(browser, "plan_edit", plan, service=service.pk))
        fill(browser, "plan_edit", plan, service="")
        plan.refresh_from_db()
        assert plan.service is None

    def test_plan_edit_retired_service(self, browser: Client, plan: Plan) -> None:
        """It stays on the plan that has it, and cannot be chosen for another."""
        service = ServiceFactory()
        fill(browser, "plan_edit", plan, service=service.pk)
        Service.objects.update(until=days_ago(1))
        assert fill(browser, "plan_edit", plan, law="wmo", service=service.pk).status_code == 302
        assert service.name in browser.get(address("plan", plan)).content.decode()
        fill(browser, "plan_edit", plan, service="")
        assert fill(browser, "plan_edit", plan, law="other", service=service.pk).status_code == 302
        plan.refresh_from_db()
        assert plan.service is None

    def test_plan_edit_without_services(self, browser: Client, plan: Plan) -> None:
        """Where nothing is offered nothing is asked."""
        assert 'name="service"' not in browser.get(address("plan_edit", plan)).content.decode()

    def test_plan_new_service(self, browser: Client) -> None:
        """Asked when a plan begins, among what may come later."""
        service = ServiceFactory()
        assert fill(browser, "plan_new", first_name="Truus", service=service.pk).status_code == 302
        assert Plan.objects.get(resident__first_name="Truus").service == service
