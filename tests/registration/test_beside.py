"""What stands beside a plan: on its page, on the list, on the hand-over sheet, in the family, and when help ends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisation import scope
from organisation.actor import acting
from organisation.models import User
from registration.beside import beside
from registration.models import Application, Decision, HouseholdMember, Plan, Referral
from registration.queries.provisions import TOLD_AFTER, WARN_BEFORE, ending
from tests.makers import AssignmentFactory, ClosingFactory, PlanFactory
from tests.makers_beside import ApplicationFactory, DecisionFactory, ReferralFactory
from tests.makers_people import days_ago
from tests.registration.pages import address

Browser = Callable[[User], Client]


@pytest.fixture
def application(plan: Plan, professional: User) -> Application:
    """Help with the household was applied for a year ago."""
    return ApplicationFactory(plan=plan, by=professional, provision="Huishoudhulp", applied_on=days_ago(365))


def granted(application: Application, by: User, until: int | None, decided: int = 300, **more: Any) -> Decision:
    """A granted decision of so many days ago that ends so many days ahead."""
    end = None if until is None else days_ago(-until)
    return DecisionFactory(application=application, by=by, decided_on=days_ago(decided), valid_until=end, **more)


def warned(person: User) -> list[Decision]:
    """What this person is told of on the first page."""
    return list(ending(scope.own(person), timezone.localdate()))


class TestEnding:
    """When a granted decision ends."""

    @pytest.mark.parametrize(
        ("until", "told"),
        [(None, False), (57, False), (56, True), (1, True), (0, True), (-1, True), (-27, True), (-28, False)],
    )
    def test_days(
        self, plan: Plan, application: Application, professional: User, until: int | None, told: bool
    ) -> None:
        """From eight weeks before until four weeks after; on the plan and on the first page alike."""
        assert WARN_BEFORE.days == 56 and TOLD_AFTER.days == 28
        granted(application, professional, until)
        assert bool(warned(professional)) is told
        assert [one.ending is not None for one in beside(plan, timezone.localdate()).applications] == [told]

    @pytest.mark.parametrize("changes", [{"outcome": "refused"}, {"outcome": ""}, {"removed_at": timezone.now()}])
    def test_only_what_was_granted(self, application: Application, professional: User, changes: dict[str, Any]) -> None:
        """And stands."""
        granted(application, professional, 10, **changes)
        assert warned(professional) == []

    @pytest.mark.parametrize("outcome", ["granted", "refused", ""])
    def test_gone_when_another_decision_followed(
        self, application: Application, professional: User, outcome: str
    ) -> None:
        """Whatever it says; and back when that is removed, or when it was of before."""
        first = granted(application, professional, 10)
        second = granted(application, professional, 400, decided=2, outcome=outcome)
        assert warned(professional) == []
        second.removed_at = timezone.now()
        second.save()
        assert warned(professional) == [first]
        granted(application, professional, 5, decided=350)
        assert warned(professional) == [first]

    def test_gone_with_the_application_or_the_plan(self, application: Application, professional: User) -> None:
        """Removed, or the plan closed; a plan that was opened again has it back."""
        granted(application, professional, 10)
        Application.objects.update(removed_at=timezone.now())
        assert warned(professional) == []
        Application.objects.update(removed_at=None)
        closing = ClosingFactory(plan=application.plan, by=professional)
        assert warned(professional) == []
        closing.reopened_on = timezone.localdate()
        closing.save()
        assert len(warned(professional)) == 1

    def test_for_who_works_on_the_plan(
        self, application: Application, professional: User, colleague: User, glass: User, former: User, cover: User
    ) -> None:
        """Coordinator, co-worker and cover; not who handed it over, opened it with a reason, or is of the same team."""
        granted(application, professional, 10)
        assert [len(warned(who)) for who in (professional, cover)] == [1, 1]
        assert [len(warned(who)) for who in (colleague, glass, former)] == [0, 0, 0]

    def test_home(self, browser: Client, professional: User) -> None:
        """By end day, the first three in sight and the rest folded; with a way to the plan."""
        for place, until in enumerate((40, 3, -2, 20)):
            plan = PlanFactory(by=professional, resident__last_name=f"Einde{place}")
            granted(ApplicationFactory(plan=plan, by=professional, provision=f"Hulp {place}"), professional, until)
        page = browser.get(address("home")).content.decode()
        places = [page.index(f"Hulp {place}") for place in (2, 1, 3, 0)]
        assert places == sorted(places)
        assert page.index("Hulp 3") < page.index("Nog 1") < page.index("Hulp 0")
        assert "liep af op" in page and "loopt af op" in page and f"/plans/{plan.pk}/#beside" in page

    def test_home_without_any(self, browser: Client, plan: Plan) -> None:
        """Nothing ends: not a word about it."""
        assert "loopt binnenkort af" not in browser.get(address("home")).content.decode()

    def test_home_costs_the_same(self, browser: Client, professional: User, application: Application) -> None:
        """As many queries with eight as with one."""
        counted = []
        for number in (1, 7):
            for _turn in range(number):
                plan = PlanFactory(by=professional)
                granted(ApplicationFactory(plan=plan, by=professional), professional, 10)
            browser.get(address("home"))
            with CaptureQueriesContext(connection) as queries:
                browser.get(address("home"))
            counted.append(len(queries))
        assert counted[0] == counted[1]


class TestPages:
    """beside, and what stands of it elsewhere"""

    def test_beside_of_nothing(self, browser: Client, plan: Plan) -> None:
        """Words, and ways to begin."""
        page = browser.get(address("beside", plan)).content.decode()
        assert "Er is niets aangevraagd." in page and "Er is niet verwezen." in page
        for name in ("referral_new", "application_new"):
            assert (
                address(name, plan) in page
                and address(name, plan) in browser.get(address("plan", plan)).content.decode()
            )

    def test_plan_says_what_matters(self, browser: Client, plan: Plan, professional: User) -> None:
        """What runs, waits or ends; what is over or refused stands on the list alone. The first to end on top."""
        for name, until, outcome in (
            ("Loopt lang", 200, "granted"),
            ("Loopt af", 20, "granted"),
            ("Voorbij", -60, "granted"),
            ("Geweigerd", None, "refused"),
        ):
            made = ApplicationFactory(plan=plan, by=professional, provision=name, applied_on=days_ago(365))
            granted(made, professional, until, outcome=outcome)
        ApplicationFactory(plan=plan, by=professional, provision="Wacht nog")
        page, every = (browser.get(address(name, plan)).content.decode() for name in ("plan", "beside"))
        assert [name in page for name in ("Loopt lang", "Wacht nog", "Voorbij", "Geweigerd")] == [
            True,
            True,
            False,
            False,
        ]
        assert page.index("Loopt af") < page.index("Loopt lang")
        assert all(name in every for name in ("Loopt lang", "Loopt af", "Voorbij", "Geweigerd", "Wacht nog"))

    def test_plan_says_what_still_runs_beside_what_was_decided_last(
        self, browser: Client, plan: Plan, application: Application, professional: User
    ) -> None:
        """More was refused, and what was granted runs on."""
        granted(application, professional, 30)
        granted(application, professional, None, decided=1, outcome="refused")
        page = browser.get(address("plan", plan)).content.decode()
        assert "toegekend, tot en met" in page and "afgewezen" in page

    def test_beside_by_who_only_reads(self, client_of: Browser, glass: User, application: Application) -> None:
        """Everything to be read, nothing to be done."""
        for name in ("plan", "beside"):
            page = client_of(glass).get(address(name, application.plan)).content.decode()
            assert "Huishoudhulp" in page and "/decisions/new/" not in page and "/applications/" not in page

    def test_hand_over_sheet(self, browser: Client, plan: Plan, application: Application, professional: User) -> None:
        """What runs and what waits; not what is over."""
        granted(application, professional, 200)
        ApplicationFactory(plan=plan, by=professional, provision="Rolstoel")
        over = ApplicationFactory(plan=plan, by=professional, provision="Oude hulp", applied_on=days_ago(365))
        granted(over, professional, -90)
        page = browser.get(address("hand_over_sheet", plan)).content.decode()
        assert "Huishoudhulp" in page and "tot en met" in page and "Rolstoel" in page and "Oude hulp" not in page

    def test_family_tells_it(self, browser: Client, together: Plan, noa: HouseholdMember, professional: User) -> None:
        """Referred, applied and decided stand among what happened; what was removed does not."""
        ReferralFactory(plan=together, by=professional, to="Logopedie")
        ReferralFactory(plan=together, by=professional, to="Verwijderd-1", removed_at=timezone.now())
        made = ApplicationFactory(plan=together, by=professional, provision="Leerlingenvervoer")
        DecisionFactory(application=made, by=professional)
        gone = ApplicationFactory(plan=together, by=professional, provision="Verwijderd-2", removed_at=timezone.now())
        DecisionFactory(application=gone, by=professional)
        page = browser.get(address("household", noa.household)).content.decode()
        assert "Naar Logopedie" in page and page.count("Leerlingenvervoer") == 2 and "besloten: toegekend" in page
        assert "Verwijderd-" not in page

    def test_plan_costs_the_same(self, browser: Client, plan: Plan, professional: User) -> None:
        """As many queries with one of everything as with six."""
        counted = []
        for number in (1, 5):
            for _turn in range(number):
                ReferralFactory(plan=plan, by=professional)
                granted(ApplicationFactory(plan=plan, by=professional), professional, 10)
            browser.get(address("plan", plan))
            with CaptureQueriesContext(connection) as queries:
                browser.get(address("plan", plan))
            counted.append(len(queries))
        assert counted[0] == counted[1]


class TestSecondLock:
    """What PostgreSQL does by itself."""

    @pytest.fixture
    def decision(self, application: Application, professional: User) -> Decision:
        """With a referral beside it."""
        ReferralFactory(plan=application.plan, by=professional)
        return granted(application, professional, 10)

    def seen(self) -> list[bool]:
        """Whether any referral, application, decision is to be seen."""
        return [model.objects.exists() for model in (Referral, Application, Decision)]

    def test_who_sees(
        self, decision: Decision, professional: User, glass: User, colleague: User, stranger: User, team_lead: User
    ) -> None:
        """Who may read the plan, and nobody else."""
        for who in (professional, glass):
            with acting(who):
                assert self.seen() == [True] * 3
        for who in (colleague, stranger, team_lead):
            with acting(who):
                assert self.seen() == [False] * 3

    def test_who_changes(self, decision: Decision, professional: User, glass: User, colleague: User) -> None:
        """Who is assigned; reading with a reason is not writing."""
        for who in (glass, colleague):
            with acting(who):
                for model, field in ((Referral, "to"), (Application, "provision"), (Decision, "explanation")):
                    assert model.objects.update(**{field: "Weg."}) == 0
        with acting(professional):
            assert Decision.objects.update(explanation="Drie uur.") == 1

    @pytest.mark.parametrize("who", ["glass", "former", "colleague", "stranger", "information_manager"])
    def test_who_adds(self, decision: Decision, who: str, request: pytest.FixtureRequest) -> None:
        """Nobody but who is assigned."""
        somebody, application = request.getfixturevalue(who), decision.application
        for make in (
            lambda: ReferralFactory(plan=application.plan, by=somebody),
            lambda: ApplicationFactory(plan=application.plan, by=somebody),
            lambda: DecisionFactory(application=application, by=somebody),
        ):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting(somebody):
                make()

    def test_who_is_assigned_adds(self, decision: Decision, colleague: User) -> None:
        """From the day of the assignment on."""
        AssignmentFactory(plan=decision.application.plan, by=colleague, since=days_ago(0), kind="co_worker")
        with acting(colleague):
            DecisionFactory(application=decision.application, by=colleague)
        assert Decision.objects.count() == 2
