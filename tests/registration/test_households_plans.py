"""The plan of a household on the pages of a plan: whose goal, who does it, and who is who."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from organisation.models import User
from registration import queries
from registration.models import Action, Goal, Household, Plan, Resident
from registration.operations.actions import Doer
from registration.operations.households import leave_household
from registration.operations.table import Foreign, TypedAction, TypedGoal, TypedTable, save_table
from registration.overview import overview
from tests.makers import ActionFactory, GoalFactory, NetworkPersonFactory, StepFactory, StrengthFactory
from tests.makers_people import days_ago
from tests.registration.pages import Fields, address, fill, form_to, post, stored

ClientOf = Callable[[User], Client]


@pytest.fixture
def noa(household: Household) -> Resident:
    """A member."""
    return household.members.get(resident__first_name="Noa").resident


def fields_of(browser: Client, plan: Plan) -> Fields:
    """The kitchen-table form as it stands on the page."""
    here = address("table", plan)
    return form_to(browser.get(here), here).fields


class TestTable:
    """The kitchen-table page"""

    def test_goal_of_a_member_done_by_a_member(self, browser: Client, together: Plan, noa: Resident) -> None:
        """A chip says whose goal it is, another who does the step."""
        fields = fields_of(browser, together)
        id = fields["goal"][-1]
        typed = {"own_words": "Ik wil rust.", "resident": str(noa.pk), "action": "Telefoon weg.", "who": str(noa.pk)}
        post(browser, address("table", together), fields, **{f"goal-{id}-{name}": text for name, text in typed.items()})
        goal, action = Goal.objects.get(), Action.objects.get()
        assert (goal.resident, action.resident, action.who, action.who_name) == (noa, noa, "resident", "")
        text = browser.get(address("plan", together)).content.decode()
        assert text.count("Noa") >= 3

    def test_goal_of_all_of_them(self, browser: Client, together: Plan) -> None:
        """Chosen beforehand."""
        fields = fields_of(browser, together)
        id = fields["goal"][-1]
        assert fields[f"goal-{id}-resident"] == ["all"]
        post(browser, address("table", together), fields, **{f"goal-{id}-own_words": "Wij willen rust."})
        assert Goal.objects.get().resident is None
        assert "ons allemaal" in browser.get(address("plan", together)).content.decode()

    def test_sent_as_it_is_changes_nothing(
        self, browser: Client, together: Plan, noa: Resident, professional: User
    ) -> None:
        """Also with a goal and an action of somebody who left."""
        goal = GoalFactory(plan=together, by=professional, resident=noa)
        ActionFactory(goal=goal, by=professional, resident=noa)
        leave_household(member=noa.memberships.get(), until=days_ago(1), by=professional)
        before = stored()
        assert fill(browser, "table", together).status_code == 302
        assert stored() == before

    @pytest.mark.parametrize("field", ["resident", "who"])
    def test_somebody_who_is_no_member(self, browser: Client, together: Plan, plan: Plan, field: str) -> None:
        """A plain sentence, and nothing changes; no name of another resident on the page."""
        fields = fields_of(browser, together)
        id = fields["goal"][-1]
        before = stored()
        typed = {
            f"goal-{id}-own_words": "Ik wil rust.",
            f"goal-{id}-action": "Iets.",
            f"goal-{id}-{field}": str(plan.resident_id),
        }
        page = post(browser, address("table", together), fields, **typed)
        text = page.content.decode()
        assert page.status_code == 422 and "Deze keuze is er niet meer" in text
        assert plan.resident.first_name not in text and stored() == before

    def test_a_member_in_the_plan_of_one_resident(self, browser: Client, plan: Plan, noa: Resident) -> None:
        """In the plan of one resident there is no choice of members, and none can be sent."""
        fields = fields_of(browser, plan)
        id = fields["goal"][-1]
        assert not [name for name in fields if name.endswith("-resident")]
        before = stored()
        typed = {f"goal-{id}-own_words": "Ik.", f"goal-{id}-action": "Iets.", f"goal-{id}-who": str(noa.pk)}
        assert post(browser, address("table", plan), fields, **typed).status_code == 422
        assert stored() == before
        post(
            browser,
            address("table", plan),
            fields,
            **{f"goal-{id}-own_words": "Ik.", f"goal-{id}-resident": str(noa.pk)},
        )
        assert Goal.objects.get(own_words="Ik.").resident is None

    def test_a_forged_member_is_foreign(self, together: Plan, plan: Plan, professional: User) -> None:
        """The operation itself refuses somebody who never belonged to the household, and saves nothing."""
        other = plan.resident_id
        forged = (
            TypedGoal(uuid4(), "Ik.", resident=other),
            TypedGoal(uuid4(), "Ik.", actions=[TypedAction(uuid4(), "Iets.", Doer("resident", other))]),
        )
        before = stored()
        for goal in forged:
            with pytest.raises(Foreign):
                save_table(plan=together, typed=TypedTable("", None, frozenset(), [goal]), press=None, by=professional)
        assert stored() == before

    def test_who_helps_as_somebody_else(self, browser: Client, plan: Plan, professional: User) -> None:
        """A person who helps is a chip of its own, in the plan of one resident too."""
        kees = NetworkPersonFactory(plan=plan, by=professional, name="Kees")
        fields = fields_of(browser, plan)
        id = fields["goal"][-1]
        typed = {f"goal-{id}-action": "De tuin.", f"goal-{id}-who": f"network-{kees.pk}"}
        post(browser, address("table", plan), fields, **typed)
        action = Action.objects.get(text="De tuin.")
        assert (action.who, action.who_name, action.resident) == ("carer", "Kees", None)

    def test_a_strength(self, browser: Client, together: Plan) -> None:
        """Written on the kitchen-table page, sent twice it is there once."""
        fields = fields_of(browser, together)
        fields["strength-own_words"] = ["Wij lachen veel."]
        for _time in range(2):
            fields["submission_key"] = [str(uuid4())]
            assert post(browser, address("table", together), fields).status_code == 302
        assert [one.own_words for one in together.strengths.all()] == ["Wij lachen veel."]
        assert "Wij lachen veel." in browser.get(address("plan", together)).content.decode()

    def test_a_strength_of_another_plan(self, browser: Client, together: Plan, plan: Plan, professional: User) -> None:
        """An id of another plan is refused, and nothing changes."""
        other = StrengthFactory(plan=plan, by=professional)
        fields = fields_of(browser, together)
        fields |= {"strength-own_words": ["Anders."], "strength-id": [str(other.pk)]}
        before = stored()
        assert post(browser, address("table", together), fields).status_code == 404
        assert stored() == before


class TestGoalsAndActions:
    """goal_edit, goal_score, action_edit, and what stands beside goals and actions"""

    def test_goal_edit_changes_whose_it_is(
        self, browser: Client, together: Plan, noa: Resident, professional: User
    ) -> None:
        """From all to one and back; in the plan of one resident it is not asked."""
        goal = GoalFactory(plan=together, by=professional)
        fill(browser, "goal_edit", goal, resident=str(noa.pk))
        goal.refresh_from_db()
        assert goal.resident == noa
        assert "Doel van Noa" in browser.get(address("goal", goal)).content.decode()
        fill(browser, "goal_edit", goal, resident="all")
        goal.refresh_from_db()
        assert goal.resident is None

    def test_goal_edit_of_one_resident(self, browser: Client, plan: Plan, noa: Resident) -> None:
        """Nothing is asked, and what is sent all the same is left aside."""
        goal = plan.goals.all()[0]
        assert "Van wie is dit doel" not in browser.get(address("goal_edit", goal)).content.decode()
        fill(browser, "goal_edit", goal, resident=str(noa.pk))
        goal.refresh_from_db()
        assert goal.resident is None

    def test_goal_score_by_the_member(self, browser: Client, together: Plan, noa: Resident, professional: User) -> None:
        """The voice "resident" at the goal of a member is that member."""
        goal = GoalFactory(plan=together, by=professional, resident=noa)
        assert "Noa" in browser.get(address("goal_score", goal)).content.decode()
        StepFactory(goal=goal, by=professional)
        steps = browser.get(address("goal", goal)).content.decode().split('id="h-ladder"')[1]
        assert "Noa" in steps.split("</section>")[0]

    def test_action_edit_gives_it_to_somebody(
        self, browser: Client, together: Plan, noa: Resident, professional: User
    ) -> None:
        """A member, the professional, together, somebody who helps, somebody else; and each reads back as it was."""
        kees = NetworkPersonFactory(plan=together, by=professional, name="Kees")
        action = ActionFactory(goal=GoalFactory(plan=together, by=professional), by=professional)
        for chosen, named, expected in (
            (str(noa.pk), "", ("resident", noa.pk, "")),
            ("professional", "", ("professional", None, "")),
            ("together", "", ("together", None, "")),
            (f"network-{kees.pk}", "", ("carer", None, "Kees")),
            ("carer", "Oma", ("carer", None, "Oma")),
        ):
            assert fill(browser, "action_edit", action, who=chosen, who_name=named).status_code == 302
            action.refresh_from_db()
            assert (action.who, action.resident_id, action.who_name) == expected
            before = stored()
            assert fill(browser, "action_edit", action).status_code == 302
            assert stored() == before

    def test_action_edit_of_who_left(self, browser: Client, together: Plan, noa: Resident, professional: User) -> None:
        """Who left still stands at what was agreed; sending the form as it is changes nothing."""
        action = ActionFactory(
            goal=GoalFactory(plan=together, by=professional, resident=noa), by=professional, resident=noa
        )
        leave_household(member=noa.memberships.get(), until=days_ago(1), by=professional)
        before = stored()
        assert fill(browser, "action_edit", action).status_code == 302
        assert fill(browser, "goal_edit", action.goal).status_code == 302
        assert stored() == before

    def test_action_edit_with_somebody_who_is_no_member(
        self, browser: Client, together: Plan, plan: Plan, professional: User
    ) -> None:
        """Refused with a plain sentence."""
        action = ActionFactory(goal=GoalFactory(plan=together, by=professional), by=professional)
        page = fill(browser, "action_edit", action, who=str(plan.resident_id))
        assert page.status_code == 422 and "Deze keuze is er niet meer" in page.content.decode()

    def test_overview_names(self, together: Plan, noa: Resident, professional: User) -> None:
        """Whose goal and who does it, also of somebody who left."""
        goal = GoalFactory(plan=together, by=professional, resident=noa)
        ActionFactory(goal=goal, by=professional, resident=noa)
        GoalFactory(plan=together, by=professional)
        leave_household(member=noa.memberships.get(), until=days_ago(1), by=professional)
        cards = overview(queries.gather(Plan.objects.get(pk=together.pk))).cards
        assert [card.whose for card in cards] == ["Noa", "ons allemaal"]
        assert cards[0].rows[0].who == "Noa"
