"""What a resident reads on the own phone: the plan, who sees it, and who looked."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from catalogue.models import SheetLanguage
from organisation.models import User
from registration.models import Goal, GoalLevel, HouseholdMember, Plan
from registration.operations.actions import tick_action
from registration.operations.removing import remove
from tests.codes import LOOKS, PLAN, code_for, is_shut, text
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
    StepFactory,
)
from tests.makers_people import days_ago

NINE = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.django_db
class TestPlan:
    """What stands on the page."""

    def test_my_plan(self, plan: Plan, professional: User) -> None:
        """The chosen lines, with what is done; nothing that was not chosen."""
        professional.phone = "06 12345678"
        professional.save()
        goal, other = plan.goals.all()
        first, second = goal.actions.all()
        AppointmentFactory(plan=plan, by=professional, place="Buurthuis")
        StepFactory(goal=goal, by=professional, value=3)
        NoteFactory(plan=plan, by=professional, text="Depostopeenstapel")
        phone = code_for(plan=plan, by=professional, action_ids=[first.pk]).phone()[0]
        tick_action(action=first, done=True, day=days_ago(0), by=professional)
        page = text(phone)
        for shown in (goal.own_words, first.text, "own__box--done", "Buurthuis", 'href="tel:0612345678"', plan.called):
            assert shown in page
        for hidden in (second.text, other.own_words, "Depostopeenstapel", plan.resident.last_name, "<nav"):
            assert hidden not in page

    def test_what_steps_mean(self, plan: Plan, professional: User) -> None:
        """On a scale of one's own each step in the words that were found together, and none that has no words."""
        goal = plan.goals.all()[0]
        Goal.objects.filter(pk=goal.pk).update(scale="gas")
        for value, words in ((-2, "Ik kom het huis niet uit."), (0, "Ik ga elke week naar het koor."), (1, "")):
            GoalLevel.objects.create(
                goal=goal, value=value, text=words, recorded_by=professional, changed_by=professional
            )
        StepFactory(goal=goal, by=professional, value=-2, scale="gas")
        phone = code_for(plan=plan, by=professional, language="ar").phone()[0]
        page = text(phone)
        assert re.findall(r'<dt dir="ltr">(.*?)</dt><dd lang="nl" dir="auto">(.*?)</dd>', page) == [
            ("0", "Ik ga elke week naar het koor."), ("−2", "Ik kom het huis niet uit."),
        ]  # fmt: skip
        assert "Wat betekent elke trede?" in page and "ماذا تعني كل درجة؟" in page
        Goal.objects.filter(pk=goal.pk).update(scale="ladder")
        assert "<dt" not in text(phone)

    def test_without_foot(self, plan: Plan, professional: User) -> None:
        """Appointment and number only when they were chosen."""
        professional.phone = "06 12345678"
        professional.save()
        AppointmentFactory(plan=plan, by=professional, place="Buurthuis")
        page = text(code_for(plan=plan, by=professional, shows_appointment=False, shows_phone=False).phone()[0])
        assert "Buurthuis" not in page and "tel:" not in page

    def test_removed(self, phone: Client, plan: Plan, professional: User) -> None:
        """A removed action is gone, and with a removed goal everything."""
        goal = plan.goals.all()[0]
        action = goal.actions.all()[0]
        remove(record=action, by=professional)
        assert action.text not in text(phone)
        remove(record=goal, by=professional)
        assert is_shut(phone)

    def test_few_links(self, phone: Client, plan: Plan, professional: User) -> None:
        """At most four, and one filled button."""
        professional.phone = "06 12345678"
        professional.save()
        for url in ("/my/", PLAN, LOOKS):
            page = text(phone, url)
            assert page.count("<a ") + page.count('class="link"') <= 4
            assert page.count("button--primary-action") == 1

    def test_household(self, professional: User) -> None:
        """Nobody reads another member's part; who left reads nothing."""
        household = HouseholdFactory(by=professional)
        one, two = (HouseholdMemberFactory(household=household, by=professional).resident for _member in range(2))
        plan = PlanFactory(by=professional, resident=None, household=household)
        goal = GoalFactory(plan=plan, by=professional)
        mine = ActionFactory(goal=goal, by=professional, resident=one, text="Van mij")
        ActionFactory(goal=goal, by=professional, resident=two, text="Van de ander")
        ids = [action.pk for action in goal.actions.all()]
        given = code_for(plan=plan, by=professional, resident=one, goal=goal, action_ids=ids)
        phone = given.phone()[0]
        whole = code_for(plan=plan, by=professional, goal=goal, action_ids=ids).phone()[0]
        assert mine.text in text(phone) and "Van de ander" not in text(phone) and two.called not in text(phone)
        assert "Van de ander" in text(whole)
        mine.resident = two
        mine.save()
        assert mine.text not in text(phone)
        goal.resident = two
        goal.save()
        assert is_shut(phone) and is_shut(whole)
        goal.resident = one
        goal.save()
        phone = given.phone()[0]
        assert goal.own_words in text(phone)
        HouseholdMember.objects.filter(resident=one).update(until=days_ago(1))
        assert is_shut(phone)

    def test_language(self, plan: Plan, professional: User) -> None:
        """The page is in the language of the code, right to left where that is how it runs."""
        SheetLanguage.objects.update(is_on=True)
        answer = code_for(plan=plan, by=professional, language="ar").phone()[0].get(PLAN)
        assert answer["Content-Language"] == "ar"
        assert '<html lang="ar" dir="rtl">' in answer.content.decode()
        assert "ماذا سنفعل؟" in answer.content.decode()
        assert '<html lang="uk" dir="ltr">' in text(Client(), "/my/?language=uk")
        closed = code_for(plan=plan, by=professional, language="pl").phone()[0].post("/my/close/")
        assert '<html lang="pl" dir="ltr">' in text(Client(), closed.url)
        SheetLanguage.objects.filter(code="uk").update(is_on=False)
        assert '<html lang="nl" dir="ltr">' in text(Client(), "/my/?language=uk")
