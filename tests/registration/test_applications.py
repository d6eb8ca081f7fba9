"""Applications and the decisions on them: adding, changing, removing and putting back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from registration.models import Application, Decision, HouseholdMember, Plan
from registration.operations import applications as operations
from registration.operations.removing import remove
from tests.makers_beside import ApplicationFactory, DecisionFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, form_to, post, send, stored, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def application(plan: Plan, professional: User) -> Application:
    """Help with the household was applied for a month ago."""
    return ApplicationFactory(plan=plan, by=professional, provision="Hulp bij het huishouden")


@pytest.fixture
def decision(application: Application, professional: User) -> Decision:
    """It was granted yesterday, for a year."""
    year = {"valid_from": days_ago(1), "valid_until": days_ago(-364)}
    return DecisionFactory(application=application, by=professional, decided_on=days_ago(1), **year)


class TestApplication:
    """application_new, application_edit, application_remove, application_put_back"""

    def test_application_new_is_read_back(self, browser: Client, plan: Plan) -> None:
        """What for is enough; the day is today. With an undo."""
        response = fill(browser, "application_new", plan, provision="Rolstoel & meer")
        assert "Rolstoel &amp; meer" in told(browser, response)
        made = Application.objects.get()
        assert (made.plan, made.applied_on, made.resident) == (plan, timezone.localdate(), None)
        assert set(made.offered.keys) == {"application.provision", "application.applied_on"}
        undo(browser, fill(browser, "application_new", plan, provision="Verkeerd"))
        assert "Verkeerd" not in browser.get(address("plan", plan)).content.decode()

    @pytest.mark.parametrize(
        "changes", [{"provision": " "}, {"provision": "x" * 121}, {"applied_on_chip": ""}, {"applied_on": "2100-01-01"}]
    )
    def test_application_new_of_nothing_or_too_much(self, browser: Client, plan: Plan, changes: dict[str, str]) -> None:
        """A plain sentence, and nothing is saved."""
        assert fill(browser, "application_new", plan, **{"provision": "Rolstoel", **changes}).status_code == 422
        assert not Application.objects.exists()

    def test_application_new_of_a_member(self, browser: Client, together: Plan, noa: HouseholdMember) -> None:
        """In a family one says for whom, and the name stands with it."""
        response = fill(browser, "application_new", together, provision="Leerlingenvervoer", resident=noa.resident_id)
        assert Application.objects.get().resident == noa.resident
        assert "Leerlingenvervoer" in told(browser, response)

    def test_application_edit(self, browser: Client, application: Application) -> None:
        """Another provision; of two at the same moment the second is told."""
        here = address("application_edit", application)
        fields = form_to(browser.get(here)).fields
        assert fill(browser, "application_edit", application, provision="Traplift").status_code == 302
        refused = post(browser, here, fields, provision="Rolstoel")
        assert refused.status_code == 422
        assert all(words in refused.content.decode() for words in ("Traplift", "Rolstoel"))
        application.refresh_from_db()
        assert (application.provision, application.version) == ("Traplift", 2)

    def test_application_edit_after_a_decision(self, browser: Client, decision: Decision) -> None:
        """It cannot lie after what was decided on it; a removed decision stands in nobody's way."""
        today = timezone.localdate().isoformat()
        page = fill(browser, "application_edit", decision.application, applied_on=today)
        assert page.status_code == 422 and "Er is een besluit van" in page.content.decode()
        send(browser, "decision_remove", decision)
        assert fill(browser, "application_edit", decision.application, applied_on=today).status_code == 302

    def test_application_remove_and_application_put_back(self, browser: Client, plan: Plan, decision: Decision) -> None:
        """Gone with its decisions, and back with them."""
        application = decision.application
        told_here = told(browser, send(browser, "application_remove", application))
        assert "Hulp bij het huishouden" not in told_here and "toegekend" not in told_here
        undo(browser, send(browser, "application_remove", application))
        page = browser.get(address("plan", plan)).content.decode()
        assert "Hulp bij het huishouden" in page and "toegekend" in page


class TestDecision:
    """decision_new, decision_edit, decision_remove, decision_put_back"""

    def test_decision_new_is_read_back(self, browser: Client, application: Application) -> None:
        """Outcome, from when until when, and what it says."""
        until = days_ago(-364)
        response = fill(
            browser, "decision_new", application, outcome="granted", valid_from=days_ago(1).isoformat(),
            valid_until=until.isoformat(), explanation="Drie uur in de week.",
        )  # fmt: skip
        assert "toegekend, tot en met" in told(browser, response)
        made = Decision.objects.get()
        assert (made.application, made.decided_on, made.outcome) == (application, timezone.localdate(), "granted")
        assert (made.valid_from, made.valid_until) == (days_ago(1), until)
        assert "decision.explanation" in made.offered.keys
        assert "Drie uur in de week." in browser.get(address("beside", application.plan)).content.decode()
        undo(browser, fill(browser, "decision_new", application, outcome="refused"))
        assert "afgewezen" not in browser.get(address("beside", application.plan)).content.decode()

    def test_decision_new_without_an_outcome(self, browser: Client, application: Application) -> None:
        """Only the day is needed."""
        assert "besloten" in told(browser, fill(browser, "decision_new", application))

    def test_decision_new_extends(self, browser: Client, decision: Decision) -> None:
        """The next one begins where the former ends; both can be read."""
        page = browser.get(address("decision_new", decision.application))
        assert form_to(page).fields["valid_from"] == [days_ago(-365).isoformat()]
        until = days_ago(-700).isoformat()
        fill(browser, "decision_new", decision.application, outcome="granted", valid_until=until)
        assert decision.application.decisions.count() == 2
        page = browser.get(address("beside", decision.application.plan)).content.decode()
        assert page.count("toegekend") == 2

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"valid_from": "2026-05-02", "valid_until": "2026-05-01"}, "Het geldt vanaf 2 mei 2026."),
            ({"valid_until": "1026-05-01"}, "heel lang geleden"),
            ({"valid_until": "4026-05-01"}, "meer dan tien jaar"),
            ({"valid_until": "31-2-2026"}, "geen datum"),
            ({"decided_on_chip": ""}, "welke dag"),
            ({"decided_on": days_ago(-1).isoformat()}, "nog komen"),
            ({"decided_on": days_ago(31).isoformat()}, "De aanvraag is van"),
            ({"outcome": "perhaps"}, "perhaps"),
            ({"explanation": "x" * 20_001}, "20001"),
        ],
    )
    def test_decision_new_with_wrong_days(
        self, browser: Client, application: Application, changes: dict[str, str], says: str
    ) -> None:
        """A plain sentence at the field, and nothing is saved."""
        page = fill(browser, "decision_new", application, **{"outcome": "granted", **changes})
        assert page.status_code == 422 and says in page.content.decode()
        assert not Decision.objects.exists()

    def test_decision_new_of_one_day(self, browser: Client, application: Application) -> None:
        """On the day of the application, from and until the same day: that is possible."""
        day = days_ago(30).isoformat()
        days = {"decided_on": day, "valid_from": day, "valid_until": day}
        assert fill(browser, "decision_new", application, outcome="granted", **days).status_code == 302

    def test_decision_new_on_an_application_that_was_removed(
        self, browser: Client, second: Client, application: Application
    ) -> None:
        """A colleague was first: a plain sentence, what was typed stays in the form, and nothing is saved."""
        here = address("decision_new", application)
        typed = form_to(browser.get(here)).fields
        send(second, "application_remove", application)
        before = stored()
        page = post(browser, here, typed, outcome="granted", explanation="Drie uur.")
        assert page.status_code == 422
        assert all(words in page.content.decode() for words in ("collega heeft deze aanvraag verwijderd", "Drie uur."))
        assert stored() == before

    def test_decision_edit(self, browser: Client, decision: Decision) -> None:
        """Other words; of two at the same moment the second is told, and so is who moves it before its application."""
        here = address("decision_edit", decision)
        fields = form_to(browser.get(here)).fields
        assert fill(browser, "decision_edit", decision, explanation="Twee uur.").status_code == 302
        refused = post(browser, here, fields, explanation="Vier uur.")
        assert refused.status_code == 422
        assert all(words in refused.content.decode() for words in ("Twee uur.", "Vier uur."))
        assert fill(browser, "decision_edit", decision, decided_on=days_ago(31).isoformat()).status_code == 422
        decision.refresh_from_db()
        assert (decision.explanation, decision.version, decision.decided_on) == ("Twee uur.", 2, days_ago(1))

    def test_decision_edit_on_an_application_that_was_removed(self, browser: Client, decision: Decision) -> None:
        """Refused as well, until it is put back."""
        send(browser, "application_remove", decision.application)
        assert fill(browser, "decision_edit", decision, explanation="Twee uur.").status_code == 422
        send(browser, "application_put_back", decision.application)
        assert fill(browser, "decision_edit", decision, explanation="Twee uur.").status_code == 302

    def test_decision_remove_and_decision_put_back(self, browser: Client, plan: Plan, decision: Decision) -> None:
        """The application waits for a decision again, and not any more."""
        page = told(browser, send(browser, "decision_remove", decision))
        assert "toegekend" not in page and "Schrijf het besluit op" in page
        undo(browser, send(browser, "decision_remove", decision))
        assert "toegekend" in browser.get(address("plan", plan)).content.decode()

    def test_decision_of_another_professional(self, client_of: ClientOf, colleague: User, decision: Decision) -> None:
        """As if it did not exist, and nothing changes."""
        other, before = client_of(colleague), stored()
        for verb in ("edit", "remove", "put_back"):
            assert send(other, f"decision_{verb}", decision, version="1").status_code == 404
            assert send(other, f"application_{verb}", decision.application, version="1").status_code == 404
        assert send(other, "decision_new", decision.application).status_code == 404
        assert stored() == before


def test_operations_refuse_what_forms_refuse(application: Application, professional: User) -> None:
    """Whoever calls them: no decision before its application, and none on one that was removed."""
    with pytest.raises(operations.DecidedEarlier):
        operations.add_decision(
            application=application, decided_on=application.applied_on - timedelta(days=1), by=professional
        )
    remove(record=application, by=professional)
    with pytest.raises(operations.ApplicationRemoved):
        operations.add_decision(application=application, decided_on=timezone.localdate(), by=professional)
    assert not Decision.objects.exists()
