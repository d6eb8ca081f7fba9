"""The second lock: what PostgreSQL shows by itself, with every filter of Python out of the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organisation.actor import acting, told, with_code
from organisation.models import User
from registration.models import (
    Action,
    Application,
    Assessment,
    AssessmentPart,
    Assignment,
    Closing,
    Decision,
    Experience,
    Goal,
    GoalLevel,
    GoalScore,
    Household,
    NetworkPerson,
    Note,
    PhoneCode,
    Plan,
    QuestionAnswer,
    Referral,
    Resident,
)
from registration.operations.goal_scale import Meaning, set_scale
from tests.makers import (
    AssignmentFactory,
    BrokenGlassFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    PlanFactory,
)
from tests.makers_people import days_ago

# What the team that held a meeting reads of it; what was said about the case is for whom it concerns.
MEETINGS = {
    *("CaseDiscussion", "CaseDiscussion_plans", "CaseDiscussion_themes", "DiscussionWording"),
    *("Participant", "AgreedAction"),
}
THE_CASE = {"CaseText", "CaseTextWording"}
NAMES_ONLY = {"Plan", "Resident", "Assignment", "Closing", "TeamPhrase", *MEETINGS}
# Of a plan that one may read: everything that hangs on it.
NOT_BY_CODE = {
    "TeamPhrase",
    "Note",
    "NoteWording",
    "Note_plans",
    "HelpRequest",
    "HelpRequestWording",
    "NetworkPerson",
    "Strength",
    "Referral",
    "Application",
    "Decision",
    "Assessment",
    "AssessmentPart",
    "Experience",
    "QuestionAnswer",
}
NOT_OF_PLANS = {"TeamPhrase"}


def tables() -> list[type[Any]]:
    """Every model of registration, the former wordings and the ties of notes to plans as well."""
    return list(apps.get_app_config("registration").get_models(include_auto_created=True))


def seen() -> set[str]:
    """The models of which at least one row is to be seen now, without any filter."""
    return {model.__name__ for model in tables() if model._base_manager.exists()}


def names() -> set[str]:
    """All of them."""
    return {model.__name__ for model in tables()}


class TestSeeing:
    """Who sees a row of which table."""

    def test_every_table_is_locked(self, db: None) -> None:
        """A new table of registration gets its lock with it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity "
                "AND relname LIKE 'registration%'"
            )
            assert cursor.fetchall() == []

    def test_system_and_the_own_professional_see_all(self, full_plan: Plan, professional: User) -> None:
        """The one who is assigned sees a row of every table."""
        assert seen() == names()
        with acting(professional):
            assert seen() == names()

    def test_nobody_sees_nothing(self, full_plan: Plan) -> None:
        """Without an actor the tables look empty."""
        with told(""):
            assert seen() == set()
        with acting(AnonymousUser()):
            assert seen() == set()

    @pytest.mark.parametrize("who", ["stranger", "information_manager", "municipality_reader"])
    def test_others_see_nothing(self, full_plan: Plan, who: str, request: pytest.FixtureRequest) -> None:
        """Another team, and roles without files."""
        with acting(request.getfixturevalue(who)):
            assert seen() == set()

    @pytest.mark.parametrize("who", ["colleague", "team_lead"])
    def test_the_own_team_sees_whose_plans_there_are(
        self, full_plan: Plan, who: str, request: pytest.FixtureRequest
    ) -> None:
        """Whose plan it is, who coordinates it, and whether it is closed: enough for the list of names."""
        with acting(request.getfixturevalue(who)):
            assert seen() == NAMES_ONLY

    def test_an_assignment_that_ended_or_begins_later_shows_nothing(self, full_plan: Plan, stranger: User) -> None:
        """Only the days of the assignment count, the first and the last included."""
        today = timezone.localdate()
        stamps = {"plan": full_plan, "professional": stranger, "recorded_by": stranger, "kind": "co_worker"}
        team = stranger.memberships.get().team
        made = Assignment.objects.create(team=team, since=today - timedelta(days=9), until=today, **stamps)
        with acting(stranger):
            assert Goal.objects.exists()
        Assignment.objects.filter(pk=made.pk).update(until=today - timedelta(days=1))
        Assignment.objects.create(team=team, since=today + timedelta(days=1), **stamps)
        with acting(stranger):
            assert seen() == set()

    def test_a_broken_glass_shows_all_for_a_day(self, full_plan: Plan, colleague: User, stranger: User) -> None:
        """Until the moment it ends, and only a plan of one's own team."""
        BrokenGlassFactory(plan=full_plan, by=colleague)
        with acting(colleague):
            assert seen() == names() - THE_CASE
        BrokenGlassFactory(plan=full_plan, by=stranger)
        with acting(stranger):
            assert seen() - NOT_OF_PLANS == {"BrokenGlass"}

    def test_an_old_broken_glass_shows_nothing(self, full_plan: Plan, old_glass: User) -> None:
        """But that one broke it."""
        with acting(old_glass):
            assert seen() == NAMES_ONLY | {"BrokenGlass"}

    def test_a_code_shows_its_own_plan(self, full_plan: Plan, professional: User) -> None:
        """Until it is withdrawn, too old, or tried too often."""
        other = GoalFactory(plan=PlanFactory(by=professional), by=professional)
        set_scale(goal=other, scale="gas", importance=None, version=1, meanings=[Meaning(0, "Zo.", 0)], by=professional)
        code = PhoneCode.objects.get()
        PhoneCode.objects.update(withdrawn_at=None)  # the closing of the plan did that
        with with_code(code.pk):
            assert seen() == names() - NOT_BY_CODE - MEETINGS - THE_CASE
            assert Plan.objects.get() == full_plan
            assert {level.goal.plan for level in GoalLevel.objects.all()} == {full_plan}
        for broken in ({"withdrawn_at": timezone.now()}, {"expires_at": timezone.now()}, {"wrong_tries": 5}):
            with transaction.atomic():
                PhoneCode.objects.update(**broken)
                with with_code(code.pk):
                    assert seen() == set()
                transaction.set_rollback(True)

    def test_privacy_officer_sees_broken_glasses_only(self, full_plan: Plan, privacy_officer: User) -> None:
        """The reasons, and nothing of the plan."""
        with acting(privacy_officer):
            assert seen() == {"BrokenGlass"}

    def test_a_plan_that_lost_its_coordinator_stays_with_the_team(self, full_plan: Plan, team_lead: User) -> None:
        """By name, for who has to find somebody else."""
        full_plan.assignments.filter(until=None).update(until=days_ago(1))
        with acting(team_lead):
            assert seen() == NAMES_ONLY

    def test_a_plan_of_another_team_now_is_not_ours_any_more(
        self, full_plan: Plan, team_lead: User, stranger: User
    ) -> None:
        """The last coordinator counts."""
        full_plan.assignments.filter(until=None).update(until=days_ago(1))
        AssignmentFactory(plan=full_plan, by=stranger, since=days_ago(0))
        with acting(team_lead):
            assert seen() - NOT_OF_PLANS - MEETINGS == set()

    def test_members_of_a_household_with_an_own_plan(self, professional: User, stranger: User) -> None:
        """The plan of a household shows its members, also those of before; another team sees none of it."""
        household = HouseholdFactory(by=professional)
        for until in (None, days_ago(9)):
            HouseholdMemberFactory(household=household, until=until, by=professional)
        PlanFactory(resident=None, household=household, by=professional)
        with acting(professional):
            assert Resident.objects.count() == 2 and Household.objects.get() == household
        with acting(stranger):
            assert not Resident.objects.exists() and not Household.objects.exists()


class TestWriting:
    """Who can change a row."""

    @pytest.mark.parametrize("who", ["stranger", "colleague", "team_lead", "information_manager"])
    def test_others_change_and_remove_nothing(self, full_plan: Plan, who: str, request: pytest.FixtureRequest) -> None:
        """Not even what they may see."""
        with acting(request.getfixturevalue(who)):
            assert Goal.objects.update(own_words="Weg.") == 0
            assert Action.objects.update(text="Weg.") == 0
            assert Plan.objects.update(law="other") == 0
            assert Note.objects.all().delete() == (0, {})
        assert not Goal.objects.filter(own_words="Weg.").exists() and Note.objects.exists()

    @pytest.mark.parametrize("who", ["glass", "former", "colleague"])
    def test_reading_is_not_writing(self, full_plan: Plan, who: str, request: pytest.FixtureRequest) -> None:
        """Who broke the glass, or handed the plan over, changes, removes and adds nothing."""
        somebody = request.getfixturevalue(who)
        goal = Goal.objects.filter(plan=full_plan)[0]
        applied, question = full_plan.applications.get(), full_plan.answers.get().question
        said = {"question": question, "moment": "opening", "voice": "resident", "answered_on": days_ago(0)}
        measured = {"instrument": full_plan.assessments.get().instrument, "assessed_on": days_ago(0), "voice": "other"}
        with acting(somebody):
            assert Goal.objects.update(own_words="Weg.") == 0
            assert Resident.objects.update(first_name="Weg.") == 0
            assert Household.objects.update(name="Weg.") == 0
            assert Assignment.objects.update(until=None) == 0
            assert Note.objects.all().delete() == (0, {})
        stamps = {"recorded_by": somebody, "changed_by": somebody}
        for model, fields in (
            (Goal, {"plan": full_plan, "set_on": days_ago(0), "own_words": "Erbij.", **stamps}),
            (Action, {"goal": goal, "text": "Erbij.", **stamps}),
            (
                GoalScore,
                {"goal": goal, "value": 1, "voice": "resident", "scored_on": days_ago(0), "recorded_by": somebody},
            ),
            (Closing, {"plan": full_plan, "closed_on": days_ago(0), "recorded_by": somebody}),
            (NetworkPerson, {"plan": full_plan, "name": "Erbij", **stamps}),
            (GoalLevel, {"goal": goal, "value": 2, "text": "Erbij.", **stamps}),
            (Referral, {"plan": full_plan, "referred_on": days_ago(0), "to": "Erbij", **stamps}),
            (Application, {"plan": full_plan, "applied_on": days_ago(0), "provision": "Erbij", **stamps}),
            (Decision, {"application": applied, "decided_on": days_ago(0), **stamps}),
            (Experience, {"plan": full_plan, "asked_on": days_ago(0), "way": "not", "recorded_by": somebody}),
            (QuestionAnswer, {**said, "plan": full_plan, "recorded_by": somebody}),
            (Assessment, {**measured, "plan": full_plan, "recorded_by": somebody}),
        ):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting(somebody):
                model.objects.create(**fields)

    def test_what_was_said_is_never_changed(self, full_plan: Plan, professional: User) -> None:
        """Answers, instruments filled in and rounds about our help stand: not even the own professional changes one."""
        with acting(professional):
            assert QuestionAnswer.objects.exists() and QuestionAnswer.objects.update(value="Weg.") == 0
            assert Assessment.objects.update(voice="other") == 0
            assert AssessmentPart.objects.update(score=3) == 0
            assert Experience.objects.update(way="not") == 0
            assert AssessmentPart.objects.all().delete() == (0, {})
            assert QuestionAnswer.objects.all().delete() == (0, {})
            assert GoalLevel.objects.update(text="Wel te veranderen.") == 1
            assert Referral.objects.update(to="Wel te veranderen") == 1

    def test_nobody_breaks_the_glass_of_another_team(self, full_plan: Plan, stranger: User, colleague: User) -> None:
        """Nor in somebody else's name."""
        for actor, name in ((stranger, stranger), (colleague, stranger)):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting(actor):
                BrokenGlassFactory(plan=full_plan, by=name)

    def test_a_team_lead_ends_assignments_of_the_own_team(self, full_plan: Plan, team_lead: User) -> None:
        """And changes nothing else."""
        with acting(team_lead):
            assert Assignment.objects.filter(until=None).update(until=days_ago(0)) == 1
            assert Plan.objects.update(law="other") == 0

    def test_a_code_writes_nothing(self, full_plan: Plan) -> None:
        """PostgreSQL refuses, whatever is asked."""
        with pytest.raises(DatabaseError, match="read-only"), with_code(PhoneCode.objects.get().pk):
            Goal.objects.update(own_words="Weg.")

    def test_nobody_adds_nothing(self, full_plan: Plan, professional: User) -> None:
        """Without an actor nothing is added."""
        with pytest.raises(Exception, match="row-level security"), told(""):
            GoalFactory(plan=full_plan, by=professional)
