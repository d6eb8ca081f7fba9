"""Starting a plan, the plan at a glance, closing it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import AccessEvent, Team, User
from organisation.roles import Role
from registration.models import Assignment, Closing, Plan, Resident
from registration.operations.plans import AlreadyClosed, Review, close_plan
from tests.makers import AppointmentFactory, ClosingFactory
from tests.makers_people import MembershipFactory, TeamFactory, days_ago
from tests.registration.pages import address, fill, send, stored, told, undo

ClientOf = Callable[[User], Client]


class TestPlanNew:
    """plan_new"""

    def test_plan_new_with_a_first_name_only(self, browser: Client, professional: User) -> None:
        """Opened today, coordinated by who made it for the own team; then to the table."""
        response = fill(browser, "plan_new", first_name="Truus")
        plan = Plan.objects.get()
        assert response.url == address("table", plan)
        assert (plan.resident.full_name, plan.opened_on) == ("Truus", timezone.localdate())
        held = Assignment.objects.get()
        assert (held.professional, held.team.name, held.kind, held.since, held.until) == (
            professional,
            "Team Oost",
            "coordinator",
            plan.opened_on,
            None,
        )

    def test_plan_new_of_an_earlier_day(self, browser: Client) -> None:
        """The day on which it started is not the day of entry."""
        fill(browser, "plan_new", first_name="Truus", opened_on="2026-01-05")
        assert Plan.objects.get().opened_on == Assignment.objects.get().since == date(2026, 1, 5)

    def test_plan_new_for_one_of_two_teams(self, browser: Client, professional: User) -> None:
        """Who works in two teams is asked which; another team is refused."""
        north, south = TeamFactory(name="Team Noord"), TeamFactory(name="Team Zuid")
        MembershipFactory(user=professional, team=north, role=Role.PROFESSIONAL)
        assert "Team Noord" in browser.get(address("plan_new")).content.decode()
        for team in ("", str(south.pk)):
            page = fill(browser, "plan_new", first_name="Truus", team=team or None)
            assert page.status_code == 422 and 'value="Truus"' in page.content.decode()
        assert not Plan.objects.exists()
        fill(browser, "plan_new", first_name="Truus", team=str(north.pk))
        assert Assignment.objects.get().team == north

    def test_plan_new_shows_somebody_alike_first(self, browser: Client, plan: Plan) -> None:
        """One's own resident with a link to the plan; everything typed stays; "somebody else" goes on."""
        known = plan.resident
        typed = {"first_name": known.first_name, "last_name": "Bedagt", "known_as": "Tru"}
        page = fill(browser, "plan_new", **typed)
        text = page.content.decode()
        assert page.status_code == 422 and address("plan", plan) in text
        assert all(f'value="{value}"' in text for value in typed.values())
        assert Plan.objects.count() == 1
        assert fill(browser, "plan_new", **typed, anyway="1").status_code == 302
        assert Plan.objects.count() == 2

    def test_plan_new_shows_people_of_the_team_by_name(self, client_of: ClientOf, colleague: User, plan: Plan) -> None:
        """A colleague sees name and coordinator, and no way into the file."""
        page = fill(client_of(colleague), "plan_new", first_name=plan.resident.first_name, last_name="Bedacht")
        text = page.content.decode()
        assert page.status_code == 422 and "Amir" in text and plan.resident.full_name in text
        assert str(plan.pk) not in text

    def test_plan_new_for_somebody_known_elsewhere(self, client_of: ClientOf, stranger: User, plan: Plan) -> None:
        """Name and birth date together tell which team knows the resident, and nothing else; the look is logged."""
        Resident.objects.filter(pk=plan.resident_id).update(birth_year=1950, birth_month=5, birth_day=6)
        full = {"first_name": plan.resident.first_name, "prefix": "van der", "last_name": "Bedacht"}
        born = {"birth_day": "6", "birth_month": "5", "birth_year": "1950"}
        page = fill(client_of(stranger), "plan_new", **full, **born)
        text = page.content.decode()
        assert page.status_code == 422 and "Mogelijk al bekend bij Team Oost." in text
        assert str(plan.pk) not in text and "Amir" not in text
        look = AccessEvent.objects.get(user=stranger)
        assert (look.resident, look.what, look.ground) == (
            plan.resident_id,
            "plan_new:known",
            "same name and birth date",
        )

    @pytest.mark.parametrize(
        "changed",
        [
            {"birth_day": ""},
            {"birth_day": "", "birth_month": ""},
            {"birth_day": "", "birth_month": "", "birth_year": ""},
            {"birth_day": "7"},
            {"last_name": ""},
            {"last_name": "Bedach"},
            {"first_name": "Iemand"},
        ],
    )
    def test_plan_new_does_not_tell_who_is_known(
        self, client_of: ClientOf, stranger: User, plan: Plan, changed: dict[str, str]
    ) -> None:
        """With less than the whole name and the whole birth date another team's residents stay unknown."""
        Resident.objects.filter(pk=plan.resident_id).update(birth_year=1950, birth_month=5, birth_day=6)
        full = {"first_name": plan.resident.first_name, "prefix": "van der", "last_name": "Bedacht"}
        born = {"birth_day": "6", "birth_month": "5", "birth_year": "1950"}
        assert fill(client_of(stranger), "plan_new", **full | born | changed).status_code == 302
        assert not AccessEvent.objects.filter(resident=plan.resident_id).exists()

    def test_plan_new_does_not_tell_of_a_closed_plan(self, client_of: ClientOf, stranger: User, plan: Plan) -> None:
        """Only an open plan elsewhere is a reason to ask there."""
        Resident.objects.filter(pk=plan.resident_id).update(birth_year=1950, birth_month=5, birth_day=6)
        ClosingFactory(plan=plan, by=plan.recorded_by)
        full = {"first_name": plan.resident.first_name, "prefix": "van der", "last_name": "Bedacht"}
        born = {"birth_day": "6", "birth_month": "5", "birth_year": "1950"}
        assert fill(client_of(stranger), "plan_new", **full, **born).status_code == 302


class TestPlanAlike:
    """plan_alike"""

    def test_plan_alike_while_typing(self, browser: Client, plan: Plan) -> None:
        """A part of a name is enough; one letter is not; nothing is written."""
        name = plan.resident.first_name
        before = stored()
        found = browser.post(address("plan_alike"), {"first_name": name[:6], "last_name": ""}).content.decode()
        assert name in found
        assert name not in browser.post(address("plan_alike"), {"first_name": name[:1]}).content.decode()
        assert stored() == before

    @pytest.mark.parametrize("words", ["\x00", "%", "_", "'; --", "x" * 50_000, "(", "\\"])
    def test_plan_alike_of_anything(self, browser: Client, plan: Plan, words: str) -> None:
        """Whatever is typed, it is looked for as text."""
        page = browser.post(address("plan_alike"), {"first_name": words, "last_name": words})
        assert page.status_code == 200 and plan.resident.first_name not in page.content.decode()

    def test_plan_alike_shows_nobody_of_another_team(self, client_of: ClientOf, stranger: User, plan: Plan) -> None:
        """Not by name, not by number."""
        page = client_of(stranger).post(address("plan_alike"), {"first_name": plan.resident.first_name})
        assert page.content.decode().strip() == ""


class TestPlanAgain:
    """plan_again"""

    def test_plan_again_for_somebody_who_had_one(self, browser: Client, plan: Plan) -> None:
        """A second plan of the same resident; the first stays closed."""
        ClosingFactory(plan=plan, by=plan.recorded_by)
        response = send(browser, "plan_again", plan.resident)
        new = Plan.objects.exclude(pk=plan.pk).get()
        assert response.url == address("table", new)
        assert (new.resident, new.opened_on) == (plan.resident, timezone.localdate())

    def test_plan_again_of_one_of_several_teams(
        self, browser: Client, plan: Plan, professional: User, east: Team, west: Team
    ) -> None:
        """Who has several says which, on a page of its own; a team that is not one's own is no choice."""
        second = TeamFactory(name="Team Anders")
        MembershipFactory(user=professional, team=second)
        ClosingFactory(plan=plan, by=plan.recorded_by)
        here = address("plan_again", plan.resident)
        assert f'href="{here}"' in browser.get(address("plan", plan)).content.decode()
        page = browser.get(here).content.decode()
        assert "Welk team?" in page and "Team Anders" in page and "Team West" not in page
        for team in ("", str(west.pk)):
            assert send(browser, "plan_again", plan.resident, team=team).status_code == 422
        assert send(browser, "plan_again", plan.resident, team=str(second.pk)).status_code == 302
        assert Plan.objects.exclude(pk=plan.pk).get().assignments.get().team == second


class TestPlan:
    """plan"""

    def test_plan_shows_everything(self, browser: Client, plan: Plan, professional: User) -> None:
        """Goals with their actions, who walks along, the next appointment, who looked."""
        AppointmentFactory(plan=plan, by=professional, place="Bij de bakker")
        page = browser.get(address("plan", plan)).content.decode()
        words = [goal.own_words for goal in plan.goals.all()]
        actions = [action.text for goal in plan.goals.all() for action in goal.actions.all()]
        for text in [*words, *actions, "Bij de bakker", "Amir Voorbeeld", plan.resident.full_name]:
            assert text in page

    def test_plan_says_what_may_come_later(self, browser: Client, plan: Plan) -> None:
        """Without blame and without a number."""
        assert "Nog open, mag later:" in browser.get(address("plan", plan)).content.decode()

    def test_plan_that_is_closed_can_be_read_and_not_changed(self, browser: Client, plan: Plan) -> None:
        """Everything is still there; nothing on the page writes in it but a new plan and the undo of the closing."""
        ClosingFactory(plan=plan, by=plan.recorded_by)
        page = browser.get(address("plan", plan)).content.decode()
        assert all(goal.own_words in page for goal in plan.goals.all())
        for part in ("/tick/", "/score/", "/table/", "/close/", "/notes/new/"):
            assert part not in page
        assert address("plan_again", plan.resident) in page


class TestPlanClose:
    """plan_close"""

    def test_plan_close_with_a_review(self, browser: Client, plan: Plan) -> None:
        """Reason and answers stand on the plan; left out and "not asked" are different things."""
        said = {"reason": "done", "helped_resident": "yes", "helped_professional": "not_asked", "explanation": "Mooi."}
        response = fill(browser, "plan_close", plan, closed_on=days_ago(1).isoformat(), **said)
        assert response.url == address("plan", plan)
        closing = plan.closings.get()
        assert (closing.closed_on, closing.reason, closing.helped_resident) == (days_ago(1), "done", "yes")
        assert (closing.helped_professional, closing.continues_independently) == ("not_asked", "")
        page = told(browser, response)
        assert "Mooi." in page and "niet gevraagd" in page and "niet ingevuld" in page

    def test_plan_close_with_the_day_only(self, browser: Client, plan: Plan) -> None:
        """Everything else may be skipped."""
        assert fill(browser, "plan_close", plan).status_code == 302
        assert plan.closings.get().closed_on == timezone.localdate()

    def test_plan_close_can_be_undone(self, browser: Client, plan: Plan) -> None:
        """By the undo in the message the plan is open as if it had not been closed."""
        response = undo(browser, fill(browser, "plan_close", plan))
        assert response.url == address("plan", plan)
        assert "weer open" in told(browser, response)
        assert Plan.objects.open_on(timezone.localdate()).filter(pk=plan.pk).exists()

    @pytest.mark.parametrize(
        ("day", "says"),
        [
            (lambda plan: (plan.opened_on - timedelta(days=1)).isoformat(), "Het plan begon op"),
            (lambda plan: (timezone.localdate() + timedelta(days=1)).isoformat(), "Deze dag moet nog komen."),
            (lambda plan: "0001-01-01", "Deze dag is heel lang geleden."),
            (lambda plan: "9999-12-31", "Deze dag moet nog komen."),
            (lambda plan: "31-02-2026", "Typ bijvoorbeeld 3-12-2026."),
            (lambda plan: "2026-13-01", "Typ bijvoorbeeld 3-12-2026."),
            (lambda plan: "gisteren", "Typ bijvoorbeeld 3-12-2026."),
            (lambda plan: "", "Kies de dag waarop het was."),
        ],
    )
    def test_plan_close_on_a_day_that_cannot_be(
        self, browser: Client, plan: Plan, day: Callable[[Plan], str], says: str
    ) -> None:
        """A plain sentence; what was typed stays; the plan is open."""
        before = stored()
        typed = {"closed_on_chip": "pick", "closed_on": day(plan), "reason": "moved", "explanation": "Naar <Zwolle>"}
        page = fill(browser, "plan_close", plan, **typed)
        text = page.content.decode()
        assert page.status_code == 422 and says in text
        assert f'value="{day(plan)}"' in text or not day(plan)
        assert "Naar &lt;Zwolle&gt;" in text
        assert stored() == before

    def test_plan_close_twice(self, browser: Client, plan: Plan) -> None:
        """The page is gone once the plan is closed; of two at the same moment the second is told."""
        fill(browser, "plan_close", plan)
        assert send(browser, "plan_close", plan, closed_on=timezone.localdate().isoformat()).status_code == 404
        with pytest.raises(AlreadyClosed):
            close_plan(plan=plan, closed_on=timezone.localdate(), review=Review(), by=plan.recorded_by)
        assert Closing.objects.count() == 1

    def test_plan_close_keeps_what_the_second_typed(
        self, browser: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who was a moment too late has the words still in the form."""

        def too_late(**_said: object) -> None:
            raise AlreadyClosed

        monkeypatch.setattr("registration.views.plans.operations.close_plan", too_late)
        page = fill(browser, "plan_close", plan, explanation="Lang verhaal")
        assert page.status_code == 422
        assert "Een collega heeft dit plan net afgesloten." in page.content.decode()
        assert "Lang verhaal" in page.content.decode()


class TestClosingTakeBack:
    """closing_take_back"""

    def test_closing_take_back_and_close_again(self, browser: Client, plan: Plan) -> None:
        """A closing that was taken back holds on no day, and does not stand in the way of the next."""
        closing = ClosingFactory(plan=plan, by=plan.recorded_by)
        assert send(browser, "closing_take_back", closing).url == address("plan", plan)
        assert not Closing.objects.on(closing.closed_on).exists()
        assert fill(browser, "plan_close", plan).status_code == 302
        assert Closing.objects.on(timezone.localdate()).count() == 1
