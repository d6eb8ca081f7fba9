"""Every form of a professional as it stands in a browser, for tests that send anything to it."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client

from catalogue.models import Instrument, InstrumentPart
from organisation.models import User
from registration.models import Goal, HouseholdMember, Plan, QuestionAnswer
from registration.operations.goal_scale import Meaning, set_scale
from tests.makers import GoalFactory, NetworkPersonFactory, PlanFactory, ResidentFactory, StepFactory
from tests.makers_answers import AssessmentFactory, QuestionAnswerFactory
from tests.makers_beside import ApplicationFactory, DecisionFactory, ReferralFactory
from tests.makers_catalogue import InstrumentFactory
from tests.makers_questions import OwnQuestionFactory, QuestionChoiceFactory, QuestionPlaceFactory
from tests.registration.pages import Fields, address, forms

# The moments at which own questions are asked, and each way of answering one.
MOMENTS = ("opening", "contact", "closing", "assessment", "experience")
WAYS = ("text", "long_text", "choice", "choices", "number", "date", "yes_no", "smiley")


@dataclass(frozen=True)
class Page:
    """A form: its address, what stands in it, what can be chosen in it, and its buttons."""

    name: str
    here: str
    fields: Fields
    choices: Fields
    buttons: list[tuple[str, str]]
    browser: Client


def page_of(browser: Client, name: str, *of: Any) -> Page:
    """The form of a page that is opened."""
    here = address(name, *of)
    shown = browser.get(here)
    assert shown.status_code == 200, (name, shown.status_code)
    own = next(form for form in forms(shown) if form.action in {"", here} and "submission_key" in form.fields)
    fields = {field: said for field, said in own.fields.items() if field != "submission_key"}
    return Page(name, here, fields, own.choices, [button for button in own.buttons if button[0]], browser)


def press_of(browser: Client, name: str, *of: Any, **fields: str) -> Page:
    """Something that is pressed without a page of its own."""
    said = {field: [text] for field, text in fields.items()}
    return Page(name, address(name, *of), said, {}, [], browser)


def plan_of(by: User) -> Plan:
    """A plan of somebody else, with one of everything that can be named in a form."""
    plan = PlanFactory(by=by)
    goal = GoalFactory(plan=plan, by=by)
    StepFactory(goal=goal, by=by)
    NetworkPersonFactory(plan=plan, by=by)
    QuestionAnswerFactory(plan=plan, by=by)
    return plan


def ask_everything() -> None:
    """A question of each kind at each moment."""
    for way in WAYS:
        question = OwnQuestionFactory(answer_type=way, at="")
        for moment in MOMENTS:
            QuestionPlaceFactory(question=question, moment=moment)
        for _ in range(2 if way in {"choice", "choices"} else 0):
            QuestionChoiceFactory(question=question)


def beside(browser: Client, plan: Plan, by: User) -> list[Page]:
    """Goals, what stands beside them, and what is asked."""
    goal = plan.goals.all()[0]
    action, referral = goal.actions.all()[0], ReferralFactory(plan=plan, by=by)
    decision = DecisionFactory(application=ApplicationFactory(plan=plan, by=by), by=by)
    answer = QuestionAnswerFactory(plan=plan, by=by)
    pages = {
        "referral_new": plan, "referral_edit": referral, "application_new": plan,
        "application_edit": decision.application, "decision_new": decision.application, "decision_edit": decision,
        "opening_questions": plan, "answer_edit": answer, "note_new": plan, "plan_close": plan, "table": plan,
        "experience_new": plan, "goal_edit": goal, "goal_score": goal, "goal_end": goal, "goal_scale": goal,
        "action_edit": action,
    }  # fmt: skip
    pressed = {
        "referral_remove": referral, "application_remove": decision.application, "decision_remove": decision,
        "answer_take_back": answer, "goal_remove": goal, "goal_reopen": goal,
    }  # fmt: skip
    return [
        *(page_of(browser, name, of) for name, of in pages.items()),
        *(press_of(browser, name, of) for name, of in pressed.items()),
        press_of(browser, "goal_move", goal, to="up"),
        press_of(browser, "goal_order", goal, action=str(action.pk)),
        press_of(browser, "action_move", action, to="up"),
        press_of(browser, "tick", action, done="1"),
    ]


def measured(browser: Client, plan: Plan, by: User) -> list[Page]:
    """Instruments of each shape, new and corrected, and what is pressed on their pages."""
    own = InstrumentFactory()
    Instrument.objects.update(is_on=True)
    board = Instrument.objects.filter(form="board")[0]
    by_subject = InstrumentPart.objects.exclude(subject="")[0].instrument
    wide = Instrument.objects.get(key="zrm")
    pages = [page_of(browser, "assessment_new", plan, one) for one in (own, board, by_subject, wide)]
    for one in (own, board):
        part = one.parts.all()[0]
        made = AssessmentFactory(plan=plan, by=by, instrument=one, scores={part: part.scale.lowest})
        pages.append(page_of(browser, "assessment_edit", made))
        pages.append(press_of(browser, "assessment_take_back", made))
        pages.append(press_of(browser, "assessment_goal", made, part))
    return pages


def with_levels(plan: Plan, by: User) -> Goal:
    """A second goal, on another scale with words."""
    goal = GoalFactory(plan=plan, by=by)
    set_scale(goal=goal, scale="gas", importance=2, version=1, meanings=[Meaning(0, "Elke dag.", 0)], by=by)
    goal.refresh_from_db()
    return goal


def every_form(browser: Client, tablet: Client, plan: Plan, noa: HouseholdMember, by: User) -> list[Page]:
    """Of the plan of one resident and of that of the family of `noa`; `tablet` is turned round to the resident."""
    ask_everything()
    together = noa.household.plans.get()
    goal, shared = with_levels(plan, by), GoalFactory(plan=together, by=by, resident=noa.resident)
    found = [*beside(browser, plan, by), *measured(browser, plan, by)]
    found += [page_of(browser, name, goal) for name in ("goal_score", "goal_scale")]
    own, board = Instrument.objects.filter(origin="own")[0], Instrument.objects.filter(form="board")[0]
    found += [page_of(browser, "assessment_new", together, one) for one in (own, board)]
    found += [page_of(browser, name, together) for name in ("referral_new", "application_new", "table")]
    found.append(page_of(browser, "goal_edit", shared))
    turned = tablet.post(address("experience_new", plan), {"submission_key": str(uuid4()), "way": "here"})
    assert turned.url == address("talk_experience", plan)
    return [*found, page_of(tablet, "talk_experience", plan)]


def elsewhere(strange: Plan, plan: Plan, together: Plan) -> list[str]:
    """Names of things of somebody else, of a resident of nobody, and of one's own where they do not belong."""
    goal, mine = strange.goals.all()[0], plan.goals.all()[0]
    found = [
        strange.pk, strange.resident_id, goal.pk, goal.scores.all()[0].pk, strange.network.all()[0].pk,
        QuestionAnswer.objects.get(plan=strange).pk, ResidentFactory(by=strange.recorded_by).pk,
        plan.pk, plan.resident_id, mine.pk, mine.actions.all()[0].pk, together.pk, uuid4(),
        InstrumentPart.objects.all()[0].pk,
    ]  # fmt: skip
    return [str(id) for id in found] + [f"network-{found[4]}"]
