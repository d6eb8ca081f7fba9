"""What the demo begins with at Amir: a plan under way, a family with a plan of its own, and a first talk."""

from datetime import date, time, timedelta
from typing import Any

from exchange.demo.course import Course, meet
from exchange.demo.families import belongs
from exchange.demo.rows import Rows, event, wording
from exchange.demo.town import Town
from registration.models import (
    Action,
    ActionTick,
    Assignment,
    Goal,
    GoalScore,
    HelpRequest,
    NetworkPerson,
    Plan,
    Resident,
    Strength,
)

# (text, who, name of somebody else, days from today or None, done so many days ago or None)
Step = tuple[str, str, str, int | None, int | None]

TALKING: list[Step] = [
    ("Ik bel Ria van hiernaast.", "resident", "", -6, 6),
    ("We eten samen in het buurthuis.", "together", "", 10, None),
    ("Amir vraagt naar de koffieochtend.", "professional", "", 3, None),
]
MONEY: list[Step] = [
    ("Ik leg alle brieven op één stapel.", "resident", "", -19, 19),
    ("Kees komt helpen met de app.", "carer", "Kees", 12, None),
    ("We bellen samen de bank.", "together", "", None, None),
]
REST: list[Step] = [
    ("We eten drie keer in de week aan tafel.", "together", "", 5, None),
    ("Ik leg de telefoons om zes uur in de mand.", "Hanna", "", -8, 9),
    ("Opa haalt de kinderen dinsdag van school.", "carer", "Opa", -3, None),
]
HOMEWORK: list[Step] = [
    ("Ik ruim de zolderkamer op.", "Fien", "", 7, None),
    ("Bram zet er een bureau neer.", "Bram", "", 14, None),
]


def write_showcase(rows: Rows, town: Town) -> None:
    """Adds three plans with an appointment today, and one of somebody in the family."""
    sjaan(rows, town)
    family(rows, town)
    first_talk(rows, town)


def sjaan(rows: Rows, town: Town) -> None:
    """Sjaan, who wants to talk with people again and to know what is in her account."""
    course = _plan(rows, town, _somebody(rows, town, ("Sjaan", "Voorbeeld", 1948), "BU99010103", 77), 77)
    start = course.plan.opened_on
    _asks(course, "Ik zit veel alleen, en de post blijft dicht.", "social_network", "finance")
    _goal(
        course, "social_network", "Ik wil weer vaker met mensen praten.", TALKING,
        [(1, start), (2, rows.ago(45)), (3, rows.ago(4))],
    )  # fmt: skip
    _goal(course, "finance", "Ik wil weten wat er op mijn rekening staat.", MONEY, [(1, start), (2, rows.ago(19))])
    _builds_on(course, "Ik vertel graag over vroeger.", ("Kees", "neef", "geld"), ("Ria", "buurvrouw", ""))
    _talk(course, start, "visit", "Kennisgemaakt aan de keukentafel. Sjaan vertelt graag over vroeger.")
    _talk(course, rows.ago(21), "phone", "De post ligt nu op één stapel. Kees, de neef, wil helpen.")
    _talk(course, rows.ago(4), "visit", "Sjaan heeft Ria gebeld. Ze gaan samen wandelen.")
    meet(course, rows.today, time(10), "thuis, Lindepad")
    meet(course, rows.today + timedelta(days=10), time(10), "thuis, aan de keukentafel")


def family(rows: Rows, town: Town) -> None:
    """The family Zomaar, who want rest at the table; one step is later than agreed. Hanna has a plan of her own too."""
    course = _family(rows, town, "Zomaar", (("Hanna", 1987), ("Bram", 1985), ("Fien", 2013), ("Mats", 2017)), 52)
    fien = course.members[2]
    _asks(course, "Het is altijd druk aan tafel. We worden er moe van.", "household", "children")
    scores = [(2, course.plan.opened_on), (3, rows.ago(12))]
    _goal(course, "household", "Wij willen rust aan tafel.", REST, scores)
    _goal(course, "children", "Ik wil een eigen plek voor mijn huiswerk.", HOMEWORK, [(1, rows.ago(12))], fien)
    _builds_on(course, "Wij eten graag samen.", ("Opa", "opa", "haalt de kinderen van school"))
    _talk(course, rows.ago(12), "visit", "De mand voor de telefoons staat er. De kinderen tellen de dagen.")
    meet(course, rows.today, time(13, 30), "thuis, Vlierhof")
    hanna = _plan(rows, town, course.members[0], 200)
    _asks(hanna, "Ik slaap slecht sinds de verhuizing.", "mental_health")
    _goal(hanna, "mental_health", "Ik wil weer doorslapen.", [], [(1, hanna.plan.opened_on), (3, rows.ago(40))])
    _talk(hanna, hanna.plan.opened_on, "visit", "Hanna vertelde over de verhuizing.")
    _talk(hanna, rows.ago(40), "phone", "Het slapen gaat beter. Hanna wil nu iets voor het hele gezin.")


def first_talk(rows: Rows, town: Town) -> None:
    """Wouter, whom nobody has talked with yet."""
    course = _plan(rows, town, _somebody(rows, town, ("Wouter", "Bedacht", 1971), "BU99010102", 4), 4)
    _asks(course, "Ik wil eerst even kennismaken.")
    meet(course, rows.today, time(15), "buurthuis De Kers")


def _somebody(rows: Rows, town: Town, who: tuple[str, str, int], code: str, days: int) -> Resident:
    first_name, last_name, born = who
    stamp = wording(rows.ago(days), town.people["Amir Bedacht"])
    return rows.resident(first_name=first_name, last_name=last_name, birth_year=born, area=town.areas[code], **stamp)


def _plan(rows: Rows, town: Town, resident: Resident, days: int) -> Course:
    return _course(rows, town, days, resident=resident, area=resident.area, law="wmo")


def _family(rows: Rows, town: Town, name: str, people: tuple[tuple[str, int], ...], days: int) -> Course:
    amir, day, code = town.people["Amir Bedacht"], rows.ago(days), "BU99010101"
    household = rows.household(name=f"Gezin {name}", area=town.areas[code], **wording(day, amir))
    # The first of them came with a plan of her own, long before the others.
    known = [200, *(days for _other in people[1:])]
    made = [_somebody(rows, town, (who, name, born), code, ago) for (who, born), ago in zip(people, known, strict=True)]
    course = _course(rows, town, days, household=household, area=household.area, law="jeugdwet")
    course.members = [belongs(rows, household, who, day, amir) for who in made]
    return course


def _course(rows: Rows, town: Town, days: int, **of: Any) -> Course:
    amir, day = town.people["Amir Bedacht"], rows.ago(days)
    plan = rows.add(Plan(opened_on=day, **of, **wording(day, amir)))
    team = town.teams["oosterveen"]
    rows.add(Assignment(plan=plan, professional=amir, team=team, since=day, **event(day, amir)))
    return Course(rows, plan, rows.today, amir)


def _builds_on(course: Course, strength: str, *people: tuple[str, str, str]) -> None:
    stamp = wording(course.plan.opened_on, course.now)
    course.rows.add(Strength(plan=course.plan, own_words=strength, **stamp))
    for name, relation, helps_with in people:
        person = {"name": name, "relation": relation, "helps_with": helps_with}
        course.rows.add(NetworkPerson(plan=course.plan, **person, **stamp))


def _asks(course: Course, story: str, *themes: str) -> None:
    day, stamp = course.plan.opened_on, wording(course.plan.opened_on, course.now)
    course.rows.add(HelpRequest(plan=course.plan, own_words=story, asked_on=day, **stamp))
    for theme in themes:
        course.rows.add(HelpRequest(plan=course.plan, theme_id=theme, asked_on=day, **stamp))


def _goal(
    course: Course,
    domain: str,
    words: str,
    steps: list[Step],
    scores: list[tuple[int, date]],
    whose: Resident | None = None,
) -> None:
    rows, day = course.rows, course.plan.opened_on
    rank = 1 + sum(1 for goal in rows.kept.get(Goal, []) if goal.plan is course.plan)
    goal = rows.add(
        Goal(
            plan=course.plan, life_domain_id=domain, own_words=words, set_on=day, rank=rank,
            resident=whose, **wording(day, course.now),
        )
    )  # fmt: skip
    for value, scored_on in scores:
        stamp = event(scored_on, course.now)
        rows.add(GoalScore(goal=goal, value=value, scored_on=scored_on, voice="resident", **stamp))
    for place, step in enumerate(steps, start=1):
        _step(course, goal, step, place)


def _step(course: Course, goal: Goal, step: Step, rank: int) -> None:
    text, who, name, due, done_ago = step
    # A first name stands for that member of the family.
    member = next((one for one in course.members if one.first_name == who), None)
    rows, day = course.rows, course.plan.opened_on
    due_on = rows.today + timedelta(days=due) if due is not None else None
    done_on = rows.ago(done_ago) if done_ago else None
    action = rows.add(
        Action(
            goal=goal, text=text, who="resident" if member else who, resident=member, who_name=name,
            due_on=due_on, done_on=done_on, rank=rank,
            **wording(day, course.now),
        )
    )  # fmt: skip
    if done_on:
        rows.add(ActionTick(action=action, ticked_on=done_on, done=True, **event(done_on, course.now)))


def _talk(course: Course, day: date, kind: str, text: str) -> None:
    course.rows.note(course.plan, held_on=day, kind=kind, text=text, **wording(day, course.now))
