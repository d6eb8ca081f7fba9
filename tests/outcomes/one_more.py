"""For every indicator a way to add one record that counts on a day, for the walk over the folder."""

from collections.abc import Callable
from datetime import date, timedelta

from catalogue.models import Instrument, Question
from registration.models import Plan
from tests.makers import ActionFactory, ClosingFactory, HelpRequestFactory, StepFactory
from tests.makers_answers import AssessmentFactory, QuestionAnswerFactory
from tests.makers_beside import ReferralFactory
from tests.makers_catalogue import InstrumentFactory
from tests.outcomes.outside import group, held, met, replied, signalled
from tests.outcomes.worlds import World

# Before the period, so that only what happens on the day itself is inside or outside of it.
EARLIER = timedelta(days=200)
EFFECT = "experience.effect"


def closed(**answers: str) -> Callable[[World, date], object]:
    """A plan closed on the day with these answers."""
    return lambda world, day: ClosingFactory(plan=begun(world, day), by=world.person, closed_on=day, **answers)


def begun(world: World, day: date) -> Plan:
    """A plan that began long before."""
    return world.plan(opened_on=day - EARLIER)


def own_instrument() -> Instrument:
    """One instrument for the length of a test."""
    return Instrument.objects.filter(key="own_sleep").first() or InstrumentFactory(key="own_sleep")


def scored_part(world: World, day: date, scores: tuple[int, int] = (1, 3)) -> object:
    """A part of an instrument, scored long before and on the day."""
    plan, instrument = begun(world, day), own_instrument()
    part = instrument.parts.all()[0]
    for score, on in zip(scores, (day - EARLIER, day), strict=True):
        filled_in = {"instrument": instrument, "by": world.person, "assessed_on": on, "scores": {part: score}}
        AssessmentFactory(plan=plan, **filled_in)
    return plan


def attained(world: World, day: date) -> object:
    """A goal with a score on the attainment scale."""
    goal = world.goal(plan=begun(world, day))
    return StepFactory(goal=goal, by=world.person, value=1, scale="gas", scored_on=day)


def answered(world: World, day: date) -> object:
    """A resident said on the tablet that it helped."""
    plan = begun(world, day)
    experience = plan.experiences.create(asked_on=day, way="here", recorded_by=world.person)
    said = {"plan": plan, "moment": "experience", "experience": experience, "answered_on": day, "value": "yes"}
    return QuestionAnswerFactory(question=Question.objects.get(key=EFFECT), by=world.person, **said)


def due(world: World, day: date) -> object:
    """A step that is due on the day and was done a few days before."""
    goal = world.goal(plan=begun(world, day))
    return ActionFactory(goal=goal, by=world.person, due_on=day, done_on=day - timedelta(days=5))


ONE_MORE: dict[str, Callable[[World, date], object]] = {
    "actions_done": due,
    "continues_independently": closed(continues_independently="yes"),
    "domain_change": scored_part,
    "experience": answered,
    "gas_t_score": attained,
    "goal_progress": lambda world, day: world.goal(
        (1, "resident", day - EARLIER), (4, "resident", day), plan=begun(world, day)
    ),
    "goals_now": lambda world, day: world.goal((3, "resident", day), plan=world.plan(opened_on=day), set_on=day),
    "goals_reached": lambda world, day: world.goal(plan=begun(world, day), ended_on=day, result="reached"),
    "groups_met": lambda world, day: met(group(world.person), world.person, day, "gas", "did:talked"),
    "help_requests": lambda world, day: HelpRequestFactory(
        plan=world.plan(opened_on=day), by=world.person, asked_on=day, theme_id="finance"
    ),
    "helped": closed(helped_resident="yes"),
    "helped_professional": closed(helped_professional="yes"),
    "plan_duration": closed(),
    # Closed on the day of its opening: an open one would stand in every later period as well.
    "plans": lambda world, day: ClosingFactory(plan=world.plan(opened_on=day), by=world.person, closed_on=day),
    "question_use": lambda world, day: [world.asked_note(day) for _resident in range(5)],
    "reach": lambda world, day: held(world.person, day, 12, "sportclub"),
    "referrals": lambda world, day: ReferralFactory(
        plan=world.plan(opened_on=day),
        by=world.person,
        referred_on=day,
        theme_id="finance",
        line="first",
        could_have_been_ours="yes",
    ),
    "signals": lambda world, day: replied(signalled(world.person, day), day),
    "time_to_first_goal": lambda world, day: world.goal(plan=world.plan(opened_on=day), set_on=day),
}
