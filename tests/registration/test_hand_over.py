"""Handing over one plan and whole caseloads: who has it when, undoing, figures, and how much work it is."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisation.models import AccessEvent, User
from organisation.scope import Scope
from outcomes.populations import coordinated_plans
from registration.models import Assignment, Plan
from registration.operations import assignments as operations
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    AssignmentFactory,
    ClosingFactory,
    GoalFactory,
    NoteFactory,
    PlanFactory,
    StepFactory,
    days_ago,
)
from tests.registration.pages import address, fill, send, stored, told, undo

Browser = Callable[[User], Client]


def named(person: User) -> str:
    """What stands for somebody in the choice of colleagues."""
    return str(person.memberships.get().pk)


def who_on(plan: Plan, day: date) -> list[str]:
    """Who coordinates a plan on a day, by name."""
    held = plan.assignments.on(day).coordinating().select_related("professional")
    return [one.professional.name for one in held]


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
        assert send(browser, "hand_over_take_back", plan.assignments.get()).status_code == 404


class TestCaseloadHandOver:
    """caseload_hand_over"""

    @pytest.fixture
    def plans(self, professional: User) -> list[Plan]:
        """Three open plans of Amir, and a closed one."""
        made = [PlanFactory(by=professional) for _number in range(4)]
        ClosingFactory(plan=made[3], by=professional)
        return made

    def test_caseload_hand_over_of_everything(
        self, browser: Client, plans: list[Plan], professional: User, colleague: User, client_of: Browser
    ) -> None:
        """All at once, the closed one too; yesterday's figures do not move; one undo for all."""
        before, before_day = stored(), figures(professional, days_ago(1))
        response = fill(browser, "caseload_hand_over", professional, to=named(colleague))
        assert response.url == reverse("residents")
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Noor Voorbeeld"}
        assert figures(professional, days_ago(1)) == before_day and len(before_day) == 3
        assert figures(professional, days_ago(0)) == set() and figures(colleague, days_ago(0)) == before_day
        assert [client_of(colleague).get(address("plan", plan)).status_code for plan in plans] == [200] * 4
        undo(browser, response)
        assert stored() == before

    def test_caseload_hand_over_of_a_choice(
        self, browser: Client, plans: list[Plan], professional: User, colleague: User
    ) -> None:
        """What is not ticked stays."""
        chosen = [str(plans[0].pk), str(plans[2].pk)]
        fill(browser, "caseload_hand_over", professional, to=named(colleague), plans=chosen, closed=None)
        held = [who_on(plan, days_ago(0))[0].split()[0] for plan in plans]
        assert held == ["Noor", "Amir", "Noor", "Amir"]

    def test_absence(self, browser: Client, plans: list[Plan], professional: User, colleague: User) -> None:
        """With a last day it is cover for the open plans, and the coordinator stays."""
        until = days_ago(-14).isoformat()
        response = fill(browser, "caseload_hand_over", professional, to=named(colleague), until=until)
        assert Assignment.objects.filter(kind="cover", professional=colleague).count() == 3
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Amir Voorbeeld"}
        undo(browser, response)
        assert not Assignment.objects.filter(kind="cover").exists()

    @pytest.mark.parametrize("active", [True, False])
    def test_by_a_team_lead(
        self,
        client_of: Browser,
        team_lead: User,
        plans: list[Plan],
        professional: User,
        colleague: User,
        active: bool,
    ) -> None:
        """For somebody who is ill or has left: names alone, and no look is logged."""
        User.objects.filter(pk=professional.pk).update(is_active=active)
        lead = client_of(team_lead)
        page = lead.get(address("caseload_hand_over", professional)).content.decode()
        assert plans[0].full_name in page and plans[3].full_name not in page
        response = fill(lead, "caseload_hand_over", professional, to=named(colleague))
        assert response.url == reverse("team_residents")
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Noor Voorbeeld"}
        assert not AccessEvent.objects.exists()
        assert undo(lead, response).status_code == 302
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Amir Voorbeeld"}

    def test_of_another_team(
        self, client_of: Browser, team_lead: User, stranger: User, browser: Client, plans: list[Plan]
    ) -> None:
        """Does not exist for a team lead; nor does the caseload of a colleague for a professional."""
        PlanFactory(by=stranger)
        assert client_of(team_lead).get(address("caseload_hand_over", stranger)).status_code == 404
        assert browser.get(address("caseload_hand_over", stranger)).status_code == 404

    def test_nothing_chosen(self, browser: Client, plans: list[Plan], professional: User, colleague: User) -> None:
        """A plain sentence."""
        before = stored()
        page = fill(browser, "caseload_hand_over", professional, to=named(colleague), plans=None, closed=None)
        assert "Kies ten minste één plan." in page.content.decode() and stored() == before

    def test_a_plan_that_went_meanwhile(
        self, browser: Client, plans: list[Plan], professional: User, colleague: User, stranger: User
    ) -> None:
        """Handed over on another tab, or never one's own: a plain sentence, nothing changes."""
        foreign = PlanFactory(by=stranger)
        before = stored()
        page = fill(browser, "caseload_hand_over", professional, to=named(colleague), plans=[plans[0].pk, foreign.pk])
        assert page.status_code == 422 and "naar iemand anders gegaan" in page.content.decode()
        assert str(foreign.pk) not in page.content.decode() and stored() == before


def figures(person: User, day: date) -> set[Plan]:
    """The plans that the figures of a day give to somebody."""
    return set(coordinated_plans(Scope("own", person.pk, day), day))


def with_history(by: User, number: int, years: int) -> list[Plan]:
    """Plans with a note and a step for every month, and a line of former coordinators."""
    made = PlanFactory.create_batch(number, by=by, opened_on=days_ago(365 * years), coordinated_since=days_ago(20))
    for plan in made:
        goal = GoalFactory(plan=plan, by=by)
        for month in range(12 * years):
            NoteFactory(plan=plan, by=by, held_on=days_ago(30 * month + 1))
            StepFactory(goal=goal, by=by, scored_on=days_ago(30 * month + 1))
            last = days_ago(30 * month + 21)
            AssignmentFactory(plan=plan, by=by, since=last - timedelta(days=29), until=last)
    return made


@pytest.mark.parametrize("until", ["", days_ago(-9).isoformat()])
def test_queries_of_a_hand_over(
    browser: Client, professional: User, colleague: User, stranger: User, until: str
) -> None:
    """As many for forty plans with two years of history as for two with one; undoing too."""
    spent = []
    for number, years, to in ((2, 1, colleague), (38, 2, stranger)):
        with_history(professional, number, years)
        page = browser.get(address("caseload_hand_over", professional))
        plans = [value for value, _name in page.context["form"].fields["plans"].choices]
        with CaptureQueriesContext(connection) as handing:
            response = fill(browser, "caseload_hand_over", professional, to=named(to), plans=plans, until=until)
        with CaptureQueriesContext(connection) as undoing:
            undo(browser, response)
        spent.append((len(handing), len(undoing)))
    assert len(plans) == 40 and spent[0] == spent[1]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(
    plan: Plan, professional: User, team_lead: User, colleague: User, stranger: User
) -> None:
    """Of two who hand over at once one wins, and the other is told or comes after; a day has one coordinator."""
    rounds, told_off = 6, 0
    for _round in range(rounds):
        wall = threading.Barrier(2)

        def hand(to: User, by: User, wall: threading.Barrier = wall) -> bool:
            wall.wait()
            try:
                operations.hand_over(plans=[plan], to=to.memberships.get(), since=timezone.localdate(), by=by)
            except operations.Overlap:
                return False
            finally:
                connection.close()
            return True

        Assignment.objects.filter(plan=plan).delete()
        AssignmentFactory(plan=plan, by=professional, since=days_ago(5))
        with ThreadPoolExecutor(2) as pool:
            done = [pool.submit(hand, colleague, professional), pool.submit(hand, stranger, team_lead)]
            results = [one.result() for one in done]
        assert any(results) and len(who_on(plan, days_ago(0))) == 1
        assert who_on(plan, days_ago(1)) == ["Amir Voorbeeld"]
        told_off += results.count(False)
    assert told_off <= rounds


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), steps=st.integers(1, 12))
def test_any_row_of_hand_overs(
    db: None,
    seed: int,
    steps: int,
    plan: Plan,
    professional: User,
    colleague: User,
    stranger: User,
    youth_worker: User,
) -> None:
    """Whatever is done in whatever order: at most one coordinator a day, and yesterday stays what it was."""
    dice, people = Random(seed), [professional, colleague, stranger, youth_worker]
    Assignment.objects.filter(plan=plan).delete()
    AssignmentFactory(plan=plan, by=professional, since=days_ago(9), until=days_ago(dice.randint(-6, 2)))
    past = [who_on(plan, days_ago(ago)) for ago in range(1, 12)]
    made: list[Assignment] = []
    for _step in range(steps):
        act(plan, dice, people, made)
        assert [who_on(plan, days_ago(ago)) for ago in range(1, 12)] == past
        assert max(len(who_on(plan, days_ago(-ahead))) for ahead in range(15)) <= 1


def act(plan: Plan, dice: Random, people: list[User], made: list[Assignment]) -> None:
    """One thing that people do: hand over, stand in, or take back one of these."""
    to, by, since = dice.choice(people).memberships.get(), dice.choice(people), days_ago(-dice.randint(0, 5))
    try:
        if made and dice.random() < 0.4:
            old = made.pop(dice.randrange(len(made)))
            if Assignment.objects.filter(pk=old.pk).exists():
                operations.take_back(assignment=old, by=old.recorded_by)
        elif dice.random() < 0.3:
            until = since + timedelta(days=dice.randint(0, 5))
            made += operations.stand_in(plans=[plan], to=to, since=since, until=until, by=by)
        else:
            made += operations.hand_over(plans=[plan], to=to, since=since, by=by)
    except (operations.Overlap, operations.CannotTakeBack):
        pass


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
