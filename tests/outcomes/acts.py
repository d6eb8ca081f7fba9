"""What people do with a plan, each through its own operation: facts follow every one of these."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from catalogue.models import Instrument
from catalogue.operations.offered import offered_set
from organisation.models import User
from registration.models import Action, Assessment, Goal, GoalScore, Household, Plan
from registration.operations import actions, answers, assessments, assignments, experience, goals, merging, plans
from registration.operations import referrals as referring
from registration.operations.removing import put_back, remove
from tests.makers import (
    ActionFactory,
    GoalFactory,
    HelpRequestFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    PlanFactory,
    ResidentFactory,
    StepFactory,
)
from tests.makers_beside import ReferralFactory
from tests.makers_catalogue import InstrumentFactory
from tests.makers_people import days_ago

EFFECT, ACCESS = "experience.effect", "experience.access"


@dataclass
class Full:
    """A plan with something of every kind, of a family of which one member has a file twice."""

    by: User
    colleague: User
    household: Household
    plan: Plan
    instrument: Instrument
    goal: Goal
    assessment: Assessment

    def assess(self, score: int, day: int, replaces: Assessment | None = None) -> Assessment:
        """Both parts of the instrument, so many days ago: one with a score, one not asked."""
        first, second = self.instrument.parts.all()
        said = [assessments.Said(first.pk, score=score), assessments.Said(second.pk, state="not_asked")]
        sheet = assessments.Sheet(None, "professional", days_ago(day))
        kept = {"plan": self.plan, "instrument": self.instrument, "by": self.by, "replaces": replaces}
        return assessments.add_assessment(sheet=sheet, parts=said, **kept)

    def say(self, said: answers.Said) -> None:
        """Answers a question of the round about our help."""
        given = {"plan": self.plan, "moment": "experience", "experience": self.plan.experiences.get(), "by": self.by}
        answers.save_answers(**given, said=[said], voice="resident", answered_on=days_ago(4))


def full(by: User, colleague: User) -> Full:
    """One of everything that figures count."""
    household = HouseholdFactory(by=by)
    HouseholdMemberFactory(household=household, by=by)
    plan = PlanFactory(resident=None, household=household, by=by, opened_on=days_ago(50))
    goal, other = GoalFactory(plan=plan, by=by, importance=2), GoalFactory(plan=plan, by=by, importance=1)
    for value, day in ((1, 40), (3, 20)):
        StepFactory(goal=goal, by=by, value=value, scored_on=days_ago(day))
    for one, value in ((goal, -1), (other, 1)):
        StepFactory(goal=one, by=by, scale="gas", value=value, scored_on=days_ago(10))
    ActionFactory(goal=goal, by=by, due_on=days_ago(3))
    HelpRequestFactory(plan=plan, by=by, theme_id="finance")
    ReferralFactory(plan=plan, by=by, theme_id="finance", resident=household.members.get().resident)
    offered = offered_set([EFFECT, ACCESS])
    experience.ask_experience(plan=plan, way="here", asked_on=days_ago(5), offered=offered, by=by)
    made = Full(by, colleague, household, plan, InstrumentFactory(key="own_sleep"), goal, None)  # type: ignore[arg-type]  # made next
    made.assessment = made.assess(1, 30)
    made.say(answers.Said(EFFECT, "filled", "yes"))
    return made


# Each goes from one act to the next; after each of them facts are what their source says.
Acts = Callable[[Full], Iterator[object]]


def scoring(at: Full) -> Iterator[object]:
    """A score, one that corrects it, one in another voice, and taking back."""
    made = goals.score_goal(goal=at.goal, value=5, voice="resident", scored_on=days_ago(2), by=at.by)
    yield made
    yield StepFactory(goal=at.goal, by=at.by, value=2, scored_on=days_ago(2), replaces=made)
    yield goals.take_back_score(score=GoalScore.objects.get(replaces=made), by=at.by)
    yield goals.score_goal(goal=at.goal, value=1, voice="professional", scored_on=days_ago(41), by=at.by)


def goal(at: Full) -> Iterator[object]:
    """Ended, taken up again, weighed otherwise, removed and put back."""
    ended = {"ended_on": days_ago(1), "result": "reached", "obstacle": ""}
    yield goals.end_goal(goal=at.goal, version=at.goal.version, by=at.by, **ended)
    yield goals.reopen_goal(goal=at.goal, by=at.by)
    yield goals.change_goal(goal=at.goal, version=at.goal.version, by=at.by, importance=3)
    yield remove(record=at.goal, by=at.by)
    yield put_back(record=at.goal, by=at.by)


def action(at: Full) -> Iterator[object]:
    """Done, not done, cancelled, on another day, removed and put back."""
    one = at.goal.actions.get()
    yield actions.tick_action(action=one, done=True, day=days_ago(4), by=at.by)
    yield actions.tick_action(action=one, done=False, day=days_ago(4), by=at.by)
    one.refresh_from_db()
    # Cancelled steps come in with a bundle; no page cancels one.
    yield Action.objects.filter(pk=one.pk).update(cancelled_on=days_ago(2))
    yield actions.change_action(action=one, version=one.version, by=at.by, due_on=days_ago(1))
    yield remove(record=one, by=at.by)
    yield put_back(record=one, by=at.by)


def referral(at: Full) -> Iterator[object]:
    """Another one, changed, removed and put back."""
    yield referring.add_referral(plan=at.plan, referred_on=days_ago(1), to="Buurthuis Bedacht", by=at.by)
    one = at.plan.referrals.get(referred_on=days_ago(1))
    yield referring.change_referral(referral=one, version=one.version, by=at.by, line="second")
    yield remove(record=one, by=at.by)
    yield put_back(record=one, by=at.by)


def assessing(at: Full) -> Iterator[object]:
    """Filled in again, corrected, taken back, put back."""
    again = at.assess(3, 9)
    yield again
    corrected = at.assess(2, 9, replaces=again)
    yield corrected
    empty = assessments.take_back_assessment(assessment=corrected, by=at.by)
    yield empty
    yield assessments.put_back_assessment(assessment=empty, by=at.by)


def answering(at: Full) -> Iterator[object]:
    """Another answer in the place of one, and an answer to a question that had none."""
    stood = at.plan.answers.get(question=EFFECT)
    yield at.say(answers.Said(EFFECT, "filled", "no", stood=stood.pk))
    stood = at.plan.answers.get(replaces=stood)
    yield at.say(answers.Said(EFFECT, "empty", stood=stood.pk))
    yield at.say(answers.Said(ACCESS, "filled", "partly"))


def closing(at: Full) -> Iterator[object]:
    """Closed, opened again, closed and taken back."""
    review = plans.Review(helped_resident="yes", continues_independently="partly")
    yield plans.close_plan(plan=at.plan, closed_on=days_ago(6), review=review, by=at.by)
    yield plans.reopen_plan(plan=at.plan, reopened_on=days_ago(5), because="Toch niet", by=at.by)
    yield plans.close_plan(plan=at.plan, closed_on=days_ago(1), review=review, by=at.by)
    yield plans.take_back_closing(closing=at.plan.closings.get(closed_on=days_ago(1)), by=at.by)


def changing(at: Full) -> Iterator[object]:
    """A plan under another service: what it says to figures stands under that service from then on."""
    yield plans.change_plan(plan=at.plan, version=at.plan.version, by=at.by, opened_on=days_ago(60))


def handing_over(at: Full) -> Iterator[object]:
    """One plan to a colleague, who has a day of work; a whole caseload; and back."""
    to, day = at.colleague.memberships.get(), timezone.localdate()
    handed = assignments.hand_over(plans=[at.plan], to=to, since=day, by=at.by)
    yield goals.score_goal(goal=at.goal, value=5, voice="resident", scored_on=day, by=at.colleague)
    yield assignments.take_back(assignment=handed.made[0], before=handed.before, by=at.by)
    caseload = [at.plan, *PlanFactory.create_batch(3, by=at.by, opened_on=days_ago(9))]
    yield assignments.hand_over(plans=caseload, to=to, since=day, by=at.by)


def merging_two(at: Full) -> Iterator[object]:
    """Two files of one resident become one, and two again."""
    plan = PlanFactory(by=at.by, opened_on=days_ago(8))
    twin = ResidentFactory(by=at.by)
    yield plan
    both: dict[str, Any] = {"kept": twin.pk, "other": plan.resident.pk, "by": at.by}
    moved = merging.merge_residents(**both, name="kept", birth="kept")
    yield moved
    yield merging.undo_merge(**both, moved=moved)


ACTS: list[Acts] = [
    scoring,
    goal,
    action,
    referral,
    assessing,
    answering,
    closing,
    changing,
    handing_over,
    merging_two,
]
