"""The kitchen-table page: any part, in any order, and nothing lost."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from registration.models import Action, Goal, HelpRequest, Plan
from registration.operations.removing import remove
from tests.makers import HelpRequestFactory, PlanFactory, StepFactory
from tests.registration.pages import Fields, address, fill, form_to, post, send, stored, told

STORY = "plan-own_words"
THEMES = "plan-themes"


def fields_of(browser: Client, plan: Plan) -> Fields:
    """The whole form as it stands on the page."""
    here = address("table", plan)
    return form_to(browser.get(here), here).fields


def spare(fields: Fields) -> str:
    """The id of the last block: room for one more goal."""
    return fields["goal"][-1]


@pytest.fixture
def empty(professional: User) -> Plan:
    """A plan in which nothing stands yet."""
    return PlanFactory(by=professional)


class TestTable:
    """table"""

    def test_table_of_nothing(self, browser: Client, empty: Plan) -> None:
        """Nothing is needed: an empty page is saved, and changes nothing."""
        before = stored()
        assert fill(browser, "table", empty).url == f"{address('table', empty)}?at=next"
        assert send(browser, "table", empty).status_code == 302
        assert stored() == before

    def test_table_of_a_full_plan_sent_as_it_is(self, browser: Client, plan: Plan, professional: User) -> None:
        """Looking and saving changes nothing."""
        HelpRequestFactory(plan=plan, by=professional)
        HelpRequestFactory(plan=plan, by=professional, theme_id="finance", own_words="")
        before = stored()
        assert fill(browser, "table", plan).status_code == 302
        assert stored() == before

    def test_table_with_nothing_but_a_key_takes_nothing_away(
        self, browser: Client, plan: Plan, professional: User
    ) -> None:
        """A form that lost its words on the way does not empty the story or the goals."""
        HelpRequestFactory(plan=plan, by=professional)
        before = stored()
        assert send(browser, "table", plan).status_code == 302
        assert stored() == before

    def test_table_adds_to_a_goal_that_was_removed_meanwhile(
        self, browser: Client, plan: Plan, professional: User
    ) -> None:
        """It comes back with what was added; nothing that was typed is put where nobody sees it."""
        goal, other = plan.goals.all()
        fields = fields_of(browser, plan)
        for gone in (goal, other):
            remove(record=gone, by=professional)
        answer = post(browser, address("table", plan), fields, **{f"goal-{goal.pk}-action": "Toch bellen"})
        assert answer.status_code == 302
        assert plan.goals.get(removed_at=None) == goal
        assert "Toch bellen" in browser.get(address("plan", plan)).content.decode()

    @pytest.mark.parametrize("button", [{}, {"done": "1"}, {"at": "spare"}, {"score": "4"}, {"tick": "1"}])
    def test_table_saves_everything_with_every_button(
        self, browser: Client, plan: Plan, button: dict[str, str]
    ) -> None:
        """Story, life domains, new words, a new goal with a first step: all of it, whatever is pressed."""
        goal = plan.goals.all()[0]
        action = goal.actions.all()[0]
        fields = fields_of(browser, plan)
        new = spare(fields)
        typed = {
            STORY: "Ik zit veel alleen.",
            THEMES: ["finance", "housing"],
            f"goal-{goal.pk}-own_words": "Ik wil naar de markt",
            f"goal-{goal.pk}-action": "Bellen",
            f"goal-{goal.pk}-who": "carer",
            f"goal-{goal.pk}-who_name": "Oma",
            f"goal-{goal.pk}-due_on_0": "week",
            f"goal-{new}-own_words": "Ik wil zwemmen",
            f"goal-{new}-life_domain": "physical_health",
            f"goal-{new}-action": "Een badpak kopen",
        }
        pressed = {"done": {"done": "1"}, "at": {"at": new}, "score": {f"score-{goal.pk}": "4"}}
        pressed |= {"tick": {f"tick-{action.pk}": "1"}}
        kind = next(iter(button), "")
        assert post(browser, address("table", plan), fields, **typed, **pressed.get(kind, {})).status_code == 302
        goal.refresh_from_db()
        assert goal.own_words == "Ik wil naar de markt"
        step = Action.objects.get(text="Bellen")
        assert (step.goal, step.who, step.who_name) == (goal, "carer", "Oma") and step.due_on is not None
        made = Goal.objects.get(pk=new)
        assert (made.own_words, made.life_domain_id, made.rank) == ("Ik wil zwemmen", "physical_health", 3)
        assert made.actions.get().text == "Een badpak kopen"
        asked = plan.help_requests.filter(removed_at=None)
        assert {request.theme_id for request in asked} == {None, "finance", "housing"}
        assert asked.get(theme=None).own_words == "Ik zit veel alleen."
        action.refresh_from_db()
        assert [score.value for score in goal.scores.all()] == ([4] if kind == "score" else [])
        assert action.done_on == (timezone.localdate() if kind == "tick" else None)

    def test_table_leads_on(self, browser: Client, plan: Plan) -> None:
        """Ready goes to the plan with a message; adding a step stays at that goal; saving goes to the next."""
        here, goal = address("table", plan), plan.goals.all()[0]
        response = fill(browser, "table", plan, done="1")
        assert response.url == address("plan", plan) and "Bewaard." in told(browser, response)
        assert fill(browser, "table", plan, at=str(goal.pk)).url == f"{here}?at={goal.pk}#goal-{goal.pk}"
        for at in ("", "x" * 5000, str(uuid4()), "\r\nX: y", "//evil.example/"):
            assert fill(browser, "table", plan, at=at).url == f"{here}?at=next"
            assert fill(browser, "table", plan, at=at, goal=[at]).status_code == 302

    def test_table_puts_the_cursor_at_the_next_step(self, browser: Client, plan: Plan) -> None:
        """After a step was added, the field for the next one of that goal has it."""
        goal = plan.goals.all()[1]
        page = told(browser, fill(browser, "table", plan, at=str(goal.pk)))
        found = re.findall(r'<(?:input|textarea)[^>]*name="([^"]+)"[^>]* autofocus', page)
        assert found == [f"goal-{goal.pk}-action"]

    def test_table_in_the_order_of_the_conversation(self, browser: Client, plan: Plan) -> None:
        """What is going on, what it is about, the goals in their order, room for one more, what may come later."""
        fill(browser, "table", plan, **{THEMES: ["housing", "finance"]})
        page = browser.get(address("table", plan))
        blocks = page.context["page"].blocks
        assert [block.goal for block in blocks[:2]] == list(plan.goals.all())
        assert [block.domain.key for block in blocks[2:4]] == ["finance", "housing"]
        assert [block.spare for block in blocks] == [False] * 4 + [True]
        text = page.content.decode()
        signs = [STORY, THEMES, *(f'id="goal-{block.form.id}"' for block in blocks), "mag later", 'name="done"']
        places = [text.index(sign) for sign in signs]
        assert places == sorted(places)

    def test_table_says_what_may_come_later(self, browser: Client, plan: Plan) -> None:
        """A life domain without a goal, a goal without a step; never a fault."""
        fields = fields_of(browser, plan)
        new = spare(fields)
        typed = {THEMES: ["finance"], f"goal-{new}-own_words": "Ik wil zwemmen"}
        post(browser, address("table", plan), fields, **typed)
        text = browser.get(address("table", plan)).content.decode()
        line = re.search(r"mag later:(.*?)</span>", text, re.DOTALL)
        assert line and "Geld" in line[1] and "Ik wil zwemmen" in line[1]

    def test_table_themes_ticked_unticked_and_ticked_again(self, browser: Client, empty: Plan) -> None:
        """Unticked is out of sight, not gone; ticked again is the same request with the day on which it was asked."""
        for themes, shown in ((["finance", "housing"], 2), (["finance"], 1), ([], 0), (["finance", "housing"], 2)):
            fill(browser, "table", empty, **{THEMES: themes})
            assert empty.help_requests.filter(removed_at=None).count() == shown
        assert HelpRequest.objects.count() == 2

    def test_table_keeps_the_former_story(self, browser: Client, empty: Plan) -> None:
        """The former words of the help request are kept, with day and author, and stand on the plan."""
        fill(browser, "table", empty, **{STORY: "Ik zit veel alleen."})
        page = told(browser, fill(browser, "table", empty, **{STORY: "Ik ben moe."}, done="1"))
        story = empty.help_requests.get()
        former = story.former_wordings.get()
        assert (story.own_words, former.own_words) == ("Ik ben moe.", "Ik zit veel alleen.")
        assert former.changed_by.name == "Amir Voorbeeld"
        assert "Ik zit veel alleen." in page and "Amir Voorbeeld" in page

    def test_table_never_empties_a_goal(self, browser: Client, plan: Plan) -> None:
        """A goal whose words were wiped keeps them; removing goes by its own button, with an undo."""
        goal = plan.goals.all()[0]
        fill(browser, "table", plan, **{f"goal-{goal.pk}-own_words": ""})
        words = goal.own_words
        goal.refresh_from_db()
        assert goal.own_words == words

    def test_table_step_for_a_goal_without_words(self, browser: Client, empty: Plan) -> None:
        """A step may come before the goal has words."""
        fields = fields_of(browser, empty)
        new = spare(fields)
        response = post(browser, address("table", empty), fields, **{f"goal-{new}-action": "Bellen"}, done="1")
        assert Goal.objects.get(pk=new).own_words == ""
        page = told(browser, response)
        assert "Bellen" in page and "nog geen woorden" in page

    def test_table_sent_again_with_another_key(self, browser: Client, plan: Plan) -> None:
        """The ids came with the form: goals and steps that were saved are not made a second time."""
        fields = fields_of(browser, plan)
        new = spare(fields)
        typed = {f"goal-{new}-own_words": "Ik wil zwemmen", f"goal-{new}-action": "Een badpak kopen"}
        for _time in range(3):
            typed["submission_key"] = str(uuid4())
            assert post(browser, address("table", plan), fields, **typed).status_code == 302
        assert (Goal.objects.count(), Action.objects.filter(text="Een badpak kopen").count()) == (3, 1)

    def test_table_other_step_under_a_used_id(self, browser: Client, plan: Plan) -> None:
        """Back in the browser and typing something else: a second step, not a lost one."""
        fields = fields_of(browser, plan)
        goal = plan.goals.all()[0]
        for text in ("Bellen", "Schrijven"):
            typed = {f"goal-{goal.pk}-action": text, "submission_key": str(uuid4())}
            post(browser, address("table", plan), fields, **typed)
        assert [a.text for a in goal.actions.all()][2:] == ["Bellen", "Schrijven"]

    def test_table_shows_where_a_goal_stands(self, browser: Client, plan: Plan, professional: User) -> None:
        """Begin and now stand at the steps that can be pressed."""
        goal = plan.goals.all()[0]
        StepFactory(goal=goal, by=professional, value=2)
        page = browser.get(address("table", plan)).content.decode()
        assert re.search(rf'name="score-{goal.pk}"[^>]*value="2" aria-current="step"', page)


class TestForged:
    """Ids of other people's goals and actions in the form: the answer for something unknown, and nothing changed."""

    @pytest.fixture
    def other(self, stranger: User) -> Plan:
        """A plan of somebody else, with a goal and a step."""
        made = PlanFactory(by=stranger)
        goal = Goal.objects.create(
            plan=made, own_words="Geheim", set_on=made.opened_on, recorded_by=stranger, changed_by=stranger
        )
        Action.objects.create(goal=goal, text="Ook geheim", recorded_by=stranger, changed_by=stranger)
        return made

    @pytest.mark.parametrize("kind", ["goal", "goal's step", "action id", "score", "tick", "unknown score"])
    def test_table_with_ids_of_somebody_else(self, browser: Client, plan: Plan, other: Plan, kind: str) -> None:
        """Not even a part of the form is saved."""
        theirs, mine = other.goals.get(), plan.goals.all()[0]
        step = theirs.actions.get()
        forged = {
            "goal": {"goal": [str(theirs.pk)], f"goal-{theirs.pk}-own_words": "Overschreven"},
            "goal's step": {"goal": [str(theirs.pk)], f"goal-{theirs.pk}-action": "Erbij"},
            "action id": {f"goal-{mine.pk}-action": "Anders", f"goal-{mine.pk}-action_id": str(step.pk)},
            "score": {f"score-{theirs.pk}": "5"},
            "tick": {f"tick-{step.pk}": "1"},
            "unknown score": {f"score-{uuid4()}": "5"},
        }[kind]
        before = stored()
        page = fill(browser, "table", plan, **{STORY: "Getypt"}, **forged)
        assert page.status_code == 404 and "geheim" not in page.content.decode().lower()
        assert stored() == before

    @pytest.mark.parametrize("step", ["0", "6", "9" * 5000, "x", "٣", "-1", ""])
    def test_table_with_a_step_that_there_is_not(self, browser: Client, plan: Plan, step: str) -> None:
        """No score; what was typed is saved unless the form was forged."""
        goal = plan.goals.all()[0]
        page = fill(browser, "table", plan, **{f"score-{goal.pk}": step})
        assert page.status_code in {302, 404}
        assert not goal.scores.exists()

    def test_table_with_unknown_life_domains(self, browser: Client, plan: Plan) -> None:
        """Are refused, and what was typed stays."""
        before = stored()
        goal = plan.goals.all()[0]
        for forged in ({THEMES: ["nonsense"]}, {f"goal-{goal.pk}-life_domain": "nonsense"}):
            page = fill(browser, "table", plan, **{STORY: "Getypt verhaal"}, **forged)
            assert page.status_code == 422 and "Getypt verhaal" in page.content.decode()
        assert stored() == before
