"""Operations: what they write, by whom, and that the past stays what it was."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from organisation.models import Team, User
from registration.models import Action, ActionTick, Closing, Goal, GoalScore, Note, Plan, Resident
from registration.operations import actions, goals, notes, plans
from registration.operations.plans import Person, Review
from registration.operations.removing import put_back, remove
from tests.makers import ActionFactory, GoalFactory, PlanFactory, StepFactory
from tests.makers_people import days_ago

TODAY = timezone.localdate


class TestPlans:
    """Starting, closing and arranging."""

    def test_start_plan(self, professional: User, east: Team) -> None:
        """A resident with all that was typed, a plan with the same neighbourhood, a coordinator from that day."""
        person = Person("Şükrü", "el", "Verzonnen", "Sjuk", (1950, 5, None), language="tr")
        plan = plans.start_plan(person=person, team=east, opened_on=days_ago(3), by=professional)
        resident = Resident.objects.get()
        assert (resident.full_name, resident.called, resident.birth_year, resident.birth_month) == (
            "Şükrü el Verzonnen",
            "Sjuk",
            1950,
            5,
        )
        assert (plan.recorded_by, plan.opened_on, plan.assignments.get().since) == (
            professional,
            days_ago(3),
            days_ago(3),
        )

    def test_start_plan_all_or_nothing(self, professional: User) -> None:
        """Without a team there is no resident left behind either."""
        with pytest.raises(IntegrityError), transaction.atomic():
            plans.start_plan(person=Person("Truus"), team=None, opened_on=TODAY(), by=professional)  # type: ignore[arg-type]  # on purpose
        assert not Resident.objects.exists()

    def test_change_resident(self, professional: User, colleague: User, east: Team) -> None:
        """Says whether anything changed, and who did it; the name is found in its new form."""
        plans.start_plan(person=Person("Truus"), team=east, opened_on=TODAY(), by=professional)
        resident = Resident.objects.get()
        assert not plans.change_resident(resident=resident, version=1, person=Person("Truus"), by=colleague)
        assert plans.change_resident(resident=resident, version=1, person=Person("Trüüs"), by=colleague)
        resident = Resident.objects.get()
        assert (resident.comparable_name, resident.version, resident.changed_by) == ("truus", 2, colleague)
        assert resident.recorded_by == professional

    def test_close_plan_and_take_back(self, plan: Plan, professional: User) -> None:
        """A closing holds from its day on; taken back it holds on no day."""
        closing = plans.close_plan(plan=plan, closed_on=days_ago(2), review=Review("done", "Klaar"), by=professional)
        assert plan.closing_on(days_ago(3)) is None
        assert plan.closing_on(days_ago(2)) == plan.closing_on(TODAY()) == closing
        for _time in range(2):
            plans.take_back_closing(closing=closing, by=professional)
        assert plan.closing_on(TODAY()) is None and plan.closing_on(days_ago(2)) is None
        assert Closing.objects.get().reason == "done"

    def test_choose_sheet(self, plan: Plan, professional: User) -> None:
        """Only the chosen actions of the chosen goal are on it."""
        goal = plan.goals.all()[0]
        first, second = goal.actions.all()
        plans.choose_sheet(plan=plan, goal=goal, on_sheet={second.pk}, by=professional)
        assert [a.on_sheet for a in Action.objects.filter(goal=goal)] == [False, True]
        assert Plan.objects.get().sheet_goal == goal
        plans.choose_sheet(plan=plan, goal=None, on_sheet=set(), by=professional)
        assert Plan.objects.get().sheet_goal is None and Action.objects.get(pk=second.pk).on_sheet


class TestGoals:
    """Goals and the steps on the way to them."""

    def test_change_goal(self, plan: Plan, professional: User, colleague: User) -> None:
        """The former words keep their date and author; a change of the life domain alone is no other wording."""
        goal = plan.goals.all()[0]
        first = goal.own_words
        assert goals.change_goal(goal=goal, version=1, by=colleague, own_words="Anders")
        assert goals.change_goal(goal=goal, version=2, by=colleague, life_domain_id="finance")
        assert goals.change_goal(goal=goal, version=3, by=professional, obstacle="De trap")
        former = [(w.own_words, w.obstacle, w.changed_by.name) for w in goal.former_wordings.all()]
        assert former == [("Anders", "", "Noor Voorbeeld"), (first, "", "Amir Voorbeeld")]

    def test_end_goal_and_reopen(self, plan: Plan, professional: User) -> None:
        """It is open until the day on which it ended."""
        goal = plan.goals.all()[0]
        goals.end_goal(goal=goal, version=1, ended_on=days_ago(1), result="reached", obstacle="", by=professional)
        assert goal in Goal.objects.open_on(days_ago(2)) and goal not in Goal.objects.open_on(days_ago(1))
        goals.reopen_goal(goal=goal, by=professional)
        assert Goal.objects.open_on(TODAY()).get(pk=goal.pk).result == ""

    def test_score_and_take_back(self, plan: Plan, professional: User, colleague: User) -> None:
        """Taking back is an event of its own, by whoever does it; a second time there is nothing to take back."""
        goal = plan.goals.all()[0]
        score = goals.score_goal(goal=goal, value=3, voice="resident", scored_on=TODAY(), by=professional)
        back = goals.take_back_score(score=score, by=colleague)
        assert back is not None
        assert (back.value, back.replaces, back.recorded_by) == (None, score, colleague)
        assert goals.take_back_score(score=score, by=colleague) is None

    @pytest.mark.parametrize("value", [0, 6, -1, None])
    def test_score_of_five_steps(self, plan: Plan, professional: User, value: int | None) -> None:
        """The database itself takes no others."""
        with pytest.raises(IntegrityError), transaction.atomic():
            goals.score_goal(
                goal=plan.goals.all()[0],
                value=value,
                voice="resident",
                scored_on=TODAY(),
                by=professional,  # type: ignore[arg-type]  # on purpose
            )

    def test_move_goal(self, plan: Plan, professional: User) -> None:
        """New ranks from 1."""
        first, second = plan.goals.all()
        third = GoalFactory(plan=plan, by=professional, rank=9)
        goals.move_goal(goal=third, up=True, by=professional)
        assert list(plan.goals.values_list("pk", "rank")) == [(first.pk, 1), (third.pk, 2), (second.pk, 3)]

    def test_remove_and_put_back(self, plan: Plan, professional: User) -> None:
        """Out of sight and back, with all that hangs on it."""
        goal = plan.goals.all()[0]
        remove(record=goal, by=professional)
        assert Goal.objects.get(pk=goal.pk).removed_at is not None and goal.actions.count() == 2
        put_back(record=goal, by=professional)
        assert Goal.objects.get(pk=goal.pk).removed_at is None


class TestActions:
    """Ticking, rewording, ordering, together with."""

    def test_tick_action(self, plan: Plan, professional: User, colleague: User) -> None:
        """The day is the one given, the event is of who ticked."""
        action = plan.goals.all()[0].actions.all()[0]
        for done in (True, True, False):
            actions.tick_action(action=action, done=done, day=days_ago(1), by=colleague)
        assert list(ActionTick.objects.values_list("done", "ticked_on", "recorded_by")) == [
            (True, days_ago(1), colleague.pk),
            (False, days_ago(1), colleague.pk),
        ]
        assert Action.objects.get(pk=action.pk).done_on is None

    def test_change_action(self, plan: Plan, professional: User, colleague: User) -> None:
        """The former text keeps its date and author; who and when are no other wording."""
        action = plan.goals.all()[0].actions.all()[0]
        first = action.text
        actions.change_action(action=action, version=1, by=colleague, text="Anders", who="together")
        actions.change_action(action=action, version=2, by=professional, due_on=TODAY())
        assert [(w.text, w.changed_by.name) for w in action.former_wordings.all()] == [(first, "Amir Voorbeeld")]

    def test_order_actions(self, plan: Plan, professional: User) -> None:
        """Named ones first, twice named counts once, removed ones stay where they are, the others follow."""
        goal = plan.goals.all()[0]
        one, two = goal.actions.all()
        three, gone = ActionFactory(goal=goal, by=professional), ActionFactory(goal=goal, by=professional)
        remove(record=gone, by=professional)
        actions.order_actions(goal=goal, order=[three.pk, gone.pk, three.pk, two.pk], by=professional)
        assert list(goal.actions.filter(removed_at=None)) == [three, two, one]


class TestNotes:
    """Notes and the next appointment."""

    def test_add_note_to_several_plans(self, plan: Plan, professional: User) -> None:
        """One note for two plans is one note."""
        other = PlanFactory(by=professional)
        note = notes.add_note(plans=[plan, other], held_on=days_ago(2), kind="visit", text="Thuis", by=professional)
        assert set(note.plans.all()) == {plan, other} and Note.objects.count() == 1

    def test_change_note(self, plan: Plan, professional: User, colleague: User) -> None:
        """The former text keeps its date and author; the day is no other wording."""
        note = notes.add_note(plans=[plan], held_on=TODAY(), kind="", text="Eerst", by=professional)
        notes.change_note(note=note, version=1, by=colleague, text="Toen")
        notes.change_note(note=note, version=2, by=colleague, held_on=days_ago(1))
        assert [(w.text, w.changed_by.name) for w in note.former_wordings.all()] == [("Eerst", "Amir Voorbeeld")]


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = NULL", "DELETE FROM {}"])
@pytest.mark.parametrize(("model", "column"), [(GoalScore, "value"), (ActionTick, "done")])
def test_events_are_never_changed(plan: Plan, model: type, column: str, statement: str) -> None:
    """PostgreSQL itself refuses, whoever asks."""
    goal, by = plan.goals.all()[0], plan.recorded_by
    StepFactory(goal=goal, by=by)
    actions.tick_action(action=goal.actions.all()[0], done=True, day=TODAY(), by=by)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table, column))
    assert model.objects.count() == 1
