"""Handing over one plan: who has it when, what stays, taking it back; and the sheet that goes with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisation.models import AccessEvent, User
from registration.models import Assignment, Plan
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    AssignmentFactory,
    ClosingFactory,
    NoteFactory,
    PlanFactory,
    StepFactory,
)
from tests.makers_people import days_ago
from tests.registration.handing import named, who_on, with_history
from tests.registration.pages import address, fill, send, stored, told, undo

Browser = Callable[[User], Client]


class TestPlanHandOver:
    """plan_hand_over and hand_over_take_back"""

    def test_plan_hand_over(
        self, browser: Client, plan: Plan, colleague: User, professional: User, client_of: Browser
    ) -> None:
        """From today on it is hers; what was before stays; the former coordinator gets 404 on the next request."""
        note = NoteFactory(plan=plan, by=professional)
        response = fill(browser, "plan_hand_over", plan, to=named(colleague))
        assert response.url == reverse("residents") and "1 plan is vanaf" in told(browser, response)
        assert (who_on(plan, days_ago(1)), who_on(plan, days_ago(0))) == (["Amir Voorbeeld"], ["Noor Voorbeeld"])
        for name in ("plan", "plan_people", "plan_hand_over", "hand_over_sheet", "table"):
            assert browser.get(address(name, plan)).status_code == 404
        assert client_of(colleague).get(address("plan", plan)).status_code == 200
        note.refresh_from_db()
        assert note.recorded_by == professional
        new = plan.assignments.get(professional=colleague)
        assert (new.instead_of, new.recorded_by) == (professional, professional)

    def test_undo_of_plan_hand_over(self, browser: Client, plan: Plan, colleague: User, client_of: Browser) -> None:
        """Everything is as before, in the table too; a second undo is a page that is not there."""
        before = stored()
        response = fill(browser, "plan_hand_over", plan, to=named(colleague))
        new = plan.assignments.get(professional=colleague)
        assert "Ongedaan gemaakt" in told(browser, undo(browser, response))
        assert stored() == before
        assert send(browser, "hand_over_take_back", new).status_code == 404
        assert client_of(colleague).get(address("plan", plan)).status_code == 404

    def test_of_a_plan_begun_today(self, browser: Client, professional: User, colleague: User) -> None:
        """A day has one coordinator: who began today makes room altogether, and comes back by the undo."""
        plan = PlanFactory(by=professional, opened_on=days_ago(0))
        response = fill(browser, "plan_hand_over", plan, to=named(colleague))
        assert who_on(plan, days_ago(0)) == ["Noor Voorbeeld"]
        assert browser.get(address("plan", plan)).status_code == 404
        assert undo(browser, response).status_code == 302
        assert who_on(plan, days_ago(0)) == ["Amir Voorbeeld"]

    def test_from_a_later_day(self, browser: Client, plan: Plan, colleague: User, client_of: Browser) -> None:
        """Until then nothing is different."""
        response = fill(browser, "plan_hand_over", plan, to=named(colleague), since=days_ago(-3).isoformat())
        assert response.url == address("plan", plan)
        assert client_of(colleague).get(address("plan", plan)).status_code == 404
        assert (who_on(plan, days_ago(-2)), who_on(plan, days_ago(-3))) == (["Amir Voorbeeld"], ["Noor Voorbeeld"])

    def test_with_a_last_day_it_is_a_cover(
        self, browser: Client, plan: Plan, colleague: User, client_of: Browser
    ) -> None:
        """The coordinator stays, and both have it; the undo takes the cover away."""
        response = fill(browser, "plan_hand_over", plan, to=named(colleague), until=days_ago(-7).isoformat())
        made = plan.assignments.get(professional=colleague)
        assert (made.kind, made.until) == ("cover", days_ago(-7)) and who_on(plan, days_ago(0)) == ["Amir Voorbeeld"]
        assert client_of(colleague).get(address("plan", plan)).status_code == 200
        undo(browser, response)
        assert not Assignment.objects.filter(pk=made.pk).exists()

    def test_a_plan_that_nobody_coordinates(
        self, client_of: Browser, team_lead: User, professional: User, colleague: User
    ) -> None:
        """The team lead gives it somebody; the undo leaves it without one again."""
        plan = PlanFactory(by=professional)
        plan.assignments.update(until=days_ago(9))
        lead = client_of(team_lead)
        before = stored()
        response = fill(lead, "plan_hand_over", plan, to=named(colleague))
        assert who_on(plan, days_ago(0)) == ["Noor Voorbeeld"] and response.url == reverse("team_residents")
        undo(lead, response)
        assert stored() == before

    def test_closed_plan(
        self, browser: Client, plan: Plan, professional: User, colleague: User, client_of: Browser
    ) -> None:
        """It can be handed over as well, so that somebody can read it."""
        ClosingFactory(plan=plan, by=professional)
        fill(browser, "plan_hand_over", plan, to=named(colleague))
        assert client_of(colleague).get(address("plan", plan)).status_code == 200

    @pytest.mark.parametrize("who", ["second", "cover"])
    def test_who_helps_along_does_not_hand_over(
        self, plan: Plan, colleague: User, client_of: Browser, who: str
    ) -> None:
        """A co-worker and a cover get the page of something that does not exist."""
        kind = "cover" if who == "cover" else "co_worker"
        AssignmentFactory(plan=plan, by=colleague, since=days_ago(2), kind=kind)
        assert client_of(colleague).get(address("plan_hand_over", plan)).status_code == 404

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"since": days_ago(1).isoformat()}, "Deze dag is voorbij"),
            ({"until": days_ago(-1).isoformat(), "since": days_ago(-2).isoformat()}, "De laatste dag ligt voor"),
            ({"to": ""}, "Kies een collega."),
        ],
    )
    def test_plan_hand_over_refused(
        self, browser: Client, plan: Plan, colleague: User, typed: dict[str, str], says: str
    ) -> None:
        """A plain sentence, and nothing changes."""
        before = stored()
        page = fill(browser, "plan_hand_over", plan, **{"to": named(colleague), **typed})
        assert page.status_code == 422 and says in page.content.decode() and stored() == before

    def test_to_who_coordinates_already(
        self, client_of: Browser, team_lead: User, plan: Plan, professional: User
    ) -> None:
        """Is said, and changes nothing."""
        before = stored()
        page = fill(client_of(team_lead), "plan_hand_over", plan, to=named(professional))
        assert page.status_code == 422 and "is al coördinator" in page.content.decode() and stored() == before

    def test_undo_after_somebody_went_on(
        self, browser: Client, plan: Plan, colleague: User, youth_worker: User, client_of: Browser
    ) -> None:
        """The next one handed it over again: the first hand-over can no longer be undone by itself."""
        response = fill(browser, "plan_hand_over", plan, to=named(colleague))
        fill(client_of(colleague), "plan_hand_over", plan, to=named(youth_worker))
        before = stored()
        found = told(browser, response)
        assert "ongedaan" in found.lower()
        new = plan.assignments.get(professional=youth_worker)
        assert send(browser, "hand_over_take_back", new).status_code == 404 and stored() == before

    def test_hand_over_take_back_of_yesterday(self, browser: Client, plan: Plan, colleague: User) -> None:
        """The next day it is a fact."""
        fill(browser, "plan_hand_over", plan, to=named(colleague))
        new = plan.assignments.get(professional=colleague)
        Assignment.objects.filter(pk=new.pk).update(recorded_at=timezone.now() - timedelta(days=1))
        assert send(browser, "hand_over_take_back", new).status_code == 404

    def test_a_first_assignment_is_no_hand_over(self, browser: Client, professional: User) -> None:
        """Nobody loses a plan by taking back what was never handed over."""
        plan = PlanFactory(by=professional, opened_on=days_ago(0))
        before = stored()
        page = told(browser, send(browser, "hand_over_take_back", plan.assignments.get()))
        assert "kan niet meer ongedaan" in page and stored() == before


class TestHandOverSheet:
    """hand_over_sheet and caseload_hand_over_sheet"""

    @pytest.fixture
    def told_plan(self, plan: Plan, professional: User) -> Plan:
        """A plan with everything."""
        goal = plan.goals.all()[0]
        ActionFactory(goal=goal, by=professional, text="Morgen bellen", due_on=days_ago(-1), who="professional")
        for day, value in ((30, 1), (10, 2), (1, 3)):
            StepFactory(goal=goal, by=professional, scored_on=days_ago(day), value=value)
        AppointmentFactory(plan=plan, by=professional, place="Bij de bakker")
        AppointmentFactory(plan=plan, by=professional, place="Gaat niet door", cancelled_at=timezone.now())
        for number in range(5):
            NoteFactory(plan=plan, by=professional, held_on=days_ago(number), text=f"Gesprek {number}")
        return plan

    def test_hand_over_sheet(self, browser: Client, told_plan: Plan) -> None:
        """Ladder, next action first, what was agreed, three notes; the look is logged."""
        page = browser.get(address("hand_over_sheet", told_plan)).content.decode()
        for words in (
            "Nu op trede 3",
            "daarvoor op 2",
            "begonnen op 1",
            "Bij de bakker",
            "Gesprek 2",
            "Amir Voorbeeld",
        ):
            assert words in page, words
        assert "Gesprek 3" not in page and "Gaat niet door" not in page
        assert page.index("Morgen bellen") < page.index("Naar de buurvrouw gaan")
        assert {look.what for look in AccessEvent.objects.all()} == {"hand_over_sheet:read"}

    def test_caseload_hand_over_sheet(
        self, browser: Client, told_plan: Plan, professional: User, colleague: User, client_of: Browser
    ) -> None:
        """Before: all one's own; after: what was newly taken over. A look for each file."""
        PlanFactory(by=professional)
        page = browser.get(address("caseload_hand_over_sheet", "mine"))
        assert len(page.context["pages"]) == 2 and AccessEvent.objects.count() == 2
        fill(browser, "caseload_hand_over", professional, to=named(colleague))
        other = client_of(colleague)
        PlanFactory(by=colleague)
        assert len(other.get(address("caseload_hand_over_sheet", "new")).context["pages"]) == 2
        assert len(other.get(address("caseload_hand_over_sheet", "mine")).context["pages"]) == 3
        assert len(browser.get(address("caseload_hand_over_sheet", "mine")).context["pages"]) == 0
        assert other.get(address("caseload_hand_over_sheet", "all")).status_code == 404

    def test_queries_of_the_sheets(self, browser: Client, professional: User) -> None:
        """As many for twelve plans as for three."""
        spent = []
        for number in (3, 9):
            with_history(professional, number, 1)
            browser.get(address("caseload_hand_over_sheet", "mine"))
            with CaptureQueriesContext(connection) as found:
                browser.get(address("caseload_hand_over_sheet", "mine"))
            spent.append(len(found))
        assert spent[0] == spent[1]
