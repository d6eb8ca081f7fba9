"""Two people at the same text: the second is told, both texts are there, and nothing is overwritten."""

from typing import Any

import pytest
from django.test import Client

from organisation.models import User
from registration.models import Action, Goal, Note, Plan
from registration.operations.goals import change_goal
from registration.operations.stale import Stale
from tests.makers import ClosingFactory, HelpRequestFactory, NoteFactory
from tests.registration.pages import address, fill, form_to, forms, post, stored

CASES = [
    ("goal_edit", "own_words", lambda plan: plan.goals.all()[0]),
    ("goal_edit", "obstacle", lambda plan: plan.goals.all()[0]),
    ("goal_end", "obstacle", lambda plan: plan.goals.all()[0]),
    ("action_edit", "text", lambda plan: plan.goals.all()[0].actions.all()[0]),
    ("note_edit", "text", lambda plan: plan.notes.get()),
    ("resident_edit", "first_name", lambda plan: plan.resident),
    ("resident_edit", "known_as", lambda plan: plan.resident),
]


@pytest.fixture(autouse=True)
def note(plan: Plan, professional: User) -> Note:
    """A note to change."""
    return NoteFactory(plan=plan, by=professional)


def test_former_words_of_a_closed_plan(browser: Client, plan: Plan, note: Note) -> None:
    """They stay readable with author, the action's on the page of its goal and the note's on that of the plan."""
    action = plan.goals.all()[0].actions.all()[0]
    former = {address("goal", action.goal): action.text, address("plan", plan): note.text}
    for page, record in (("action_edit", action), ("note_edit", note)):
        assert fill(browser, page, record, text="Nu anders gezegd").status_code == 302
    ClosingFactory(plan=plan, by=plan.recorded_by)
    for here, words in former.items():
        page = browser.get(here).content.decode()
        assert "Eén keer anders gezegd" in page and words in page and "Nu anders gezegd" in page


@pytest.mark.parametrize(("page", "field", "of"), CASES, ids=[f"{page}-{field}" for page, field, _of in CASES])
class TestPages:
    """Amir has the page open; Noor saves first."""

    def start(self, browser: Client, page: str, record: Any) -> dict[str, list[str]]:
        """The form as Amir has it."""
        return next(f.fields for f in forms(browser.get(address(page, record))) if "version" in f.fields)

    def test_second_is_told(self, browser: Client, second: Client, plan: Plan, page: str, field: str, of: Any) -> None:
        """422 with both texts and the name of the other, and what the other saved stands."""
        record = of(plan)
        typed = self.start(browser, page, record)
        assert fill(second, page, record, **{field: "Woorden van Noor"}).status_code == 302
        before = stored()
        refused = post(browser, address(page, record), typed, **{field: "Woorden van Amir"})
        text = refused.content.decode()
        assert refused.status_code == 422
        assert "Noor heeft dit intussen veranderd: “Woorden van Noor”" in text and "Woorden van Amir" in text
        assert stored() == before

    def test_saving_again_keeps_ones_own(
        self, browser: Client, second: Client, plan: Plan, page: str, field: str, of: Any
    ) -> None:
        """From the page that told it; the other's words are in the history where there is one."""
        record = of(plan)
        here = address(page, record)
        typed = self.start(browser, page, record)
        fill(second, page, record, **{field: "Woorden van Noor"})
        refused = post(browser, here, typed, **{field: "Woorden van Amir"})
        again = next(f.fields for f in forms(refused) if "version" in f.fields)
        assert again[field] == ["Woorden van Amir"]
        assert post(browser, here, again).status_code == 302
        record.refresh_from_db()
        assert (getattr(record, field), record.version) == ("Woorden van Amir", 3)
        if hasattr(record, "former_wordings"):
            former = record.former_wordings.values_list(field, "changed_by__name")
            assert ("Woorden van Noor", "Noor Voorbeeld") in former


class TestTable:
    """The same on the kitchen-table page, where most of what is sent was only looked at."""

    def test_table_second_is_told(self, browser: Client, second: Client, plan: Plan, professional: User) -> None:
        """Words of a goal and the story."""
        HelpRequestFactory(plan=plan, by=professional)
        goal, here = plan.goals.all()[0], address("table", plan)
        for field in (f"goal-{goal.pk}-own_words", "plan-own_words"):
            typed = form_to(browser.get(here), here).fields
            fill(second, "table", plan, **{field: f"Noor over {field}"})
            before = stored()
            refused = post(browser, here, typed, **{field: "Woorden van Amir"})
            text = refused.content.decode()
            assert refused.status_code == 422
            assert f"“Noor over {field}”" in text and "Woorden van Amir" in text
            assert stored() == before
            again = form_to(refused, here).fields
            assert post(browser, here, again).status_code == 302
            assert "Woorden van Amir" in browser.get(here).content.decode()

    def test_table_story_that_two_began(self, browser: Client, second: Client, plan: Plan) -> None:
        """Nobody had written anything; the second is told as well."""
        here = address("table", plan)
        typed = form_to(browser.get(here), here).fields
        fill(second, "table", plan, **{"plan-own_words": "Noor was eerst"})
        refused = post(browser, here, typed, **{"plan-own_words": "Amir ook"})
        assert refused.status_code == 422 and "“Noor was eerst”" in refused.content.decode()
        assert plan.help_requests.get().own_words == "Noor was eerst"

    def test_table_words_that_were_only_looked_at(
        self, browser: Client, second: Client, plan: Plan, professional: User
    ) -> None:
        """Who ticks an action on a page with old words does not bring the old words back, and is not held up."""
        HelpRequestFactory(plan=plan, by=professional)
        goal, here = plan.goals.all()[0], address("table", plan)
        action = goal.actions.all()[0]
        typed = form_to(browser.get(here), here).fields
        for words in ("Eerst dit", "Toen dat"):
            fill(second, "table", plan, **{f"goal-{goal.pk}-own_words": words, "plan-own_words": words})
        assert post(browser, here, typed, **{f"tick-{action.pk}": "1"}).status_code == 302
        for record in (goal, action):
            record.refresh_from_db()
        assert (goal.own_words, plan.help_requests.get().own_words) == ("Toen dat", "Toen dat")
        assert action.done_on is not None

    def test_table_goal_removed_or_finished_meanwhile(self, browser: Client, second: Client, plan: Plan) -> None:
        """What was typed for it is kept with the goal."""
        first, last = plan.goals.all()
        here = address("table", plan)
        typed = form_to(browser.get(here), here).fields
        second.post(address("goal_remove", first), {"submission_key": str(first.pk)})
        fill(second, "goal_end", last)
        steps = {f"goal-{goal.pk}-action": f"Stap {place}" for place, goal in enumerate((first, last))}
        assert post(browser, here, typed, **steps).status_code == 302
        assert Action.objects.filter(text__startswith="Stap").count() == 2


def test_only_one_of_two_writes_wins(plan: Plan, professional: User, colleague: User) -> None:
    """The check of the version and the write are one: of two with the same version the second gets `Stale`."""
    one, two = Goal.objects.get(pk=plan.goals.all()[0].pk), Goal.objects.get(pk=plan.goals.all()[0].pk)
    assert change_goal(goal=one, version=1, by=professional, own_words="een")
    with pytest.raises(Stale) as stale:
        change_goal(goal=two, version=1, by=colleague, own_words="twee")
    assert stale.value.current.own_words == "een"  # type: ignore[attr-defined]  # a goal, as asked
    assert stale.value.current.changed_by == professional
