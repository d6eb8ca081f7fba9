"""Loading the demo: once, into a place without real records."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from exchange.demo import town as the_town
from exchange.demo.activities import write_activities
from exchange.demo.asked import write_asked
from exchange.demo.beside import write_beside
from exchange.demo.course import Course, close, write_course
from exchange.demo.families import builds_on, family_around
from exchange.demo.goals import GOALS
from exchange.demo.groups import recolour, write_groups
from exchange.demo.measured import write_measured
from exchange.demo.meetings import write_meetings
from exchange.demo.names import somebody
from exchange.demo.neighbourhood import write_signals
from exchange.demo.offer import write_offer
from exchange.demo.outside import Streets
from exchange.demo.phrases import write_phrases
from exchange.demo.questions import write_questions
from exchange.demo.rows import Rows, wording, workday
from exchange.demo.showcase import write_showcase
from exchange.demo.town import ACCOUNTS, DOMAIN, Account, Town
from organisation.models import Area, Team, User
from registration.models import Plan, Resident

SEED = 2026
YEARS_BACK = 730


class Refused(Exception):
    """The demo was not loaded; the message says why in one line."""


def refuse_real_records() -> None:
    """Raises `Refused` outside a demo, and where somebody else than the people of the demo recorded anything."""
    if not settings.DEMO:
        raise Refused("The demo is loaded only where DEMO=1 is set: it adds invented people.")
    real = Resident.objects.exclude(recorded_by__email__endswith=DOMAIN)
    if real.exists() or Plan.objects.exclude(recorded_by__email__endswith=DOMAIN).exists():
        raise Refused("There are real records here; the demo is for an empty database only. Nothing was changed.")


def is_loaded() -> bool:
    """Whether the people of the demo are there."""
    return User.objects.filter(email__endswith=DOMAIN).exists()


@transaction.atomic
def load(seed: int = SEED) -> dict[str, int]:
    """Adds the whole demo, drawn by `seed`; says how many of everything. Raises `Refused`."""
    refuse_real_records()
    if is_loaded():
        raise Refused("The demo is there already. Nothing was changed.")
    if Team.objects.exists() or Area.objects.filter(code__in=the_town.AREAS).exists():
        raise Refused("There are teams or areas here already; the demo brings its own. Nothing was changed.")
    today = timezone.localdate()
    town = the_town.build(today)
    town.services = write_offer()
    write_questions(town, today)
    rows = Rows(Random(seed), today, list(GOALS))  # noqa: S311  # chance for invented people, no secret
    write_showcase(rows, town)
    write_phrases(rows, town)
    for account in ACCOUNTS:
        _caseload(rows, town, account)
    write_beside(rows, town)
    write_measured(rows)
    streets = Streets.of(rows, town)
    groups = write_groups(streets)
    write_activities(streets)
    write_signals(streets)
    write_meetings(streets)
    rows.save()
    recolour(streets, groups)
    write_asked(town, today)
    return {model.__name__: len(made) for model, made in rows.kept.items()}


def _caseload(rows: Rows, town: Town, account: Account) -> None:
    known: list[Resident] = []
    for number in range(account.closed_plans):
        known.append(_closed(rows, town, account, again=known[-1] if number % 9 == 8 else None))
    for number in range(account.open_plans):
        # One in twelve comes back; the closed plan is then read beside the new one.
        _open(rows, town, account, number, again=known[number] if number % 12 == 11 else None)


@dataclass(frozen=True)
class Opening:
    """Who, where, and from which day."""

    opened_on: date
    by: User
    again: Resident | None
    of_family: bool = False


def _closed(rows: Rows, town: Town, account: Account, again: Resident | None) -> Resident:
    luck = rows.luck
    length = int(min(600, 40 + luck.gammavariate(2, 75)))
    back = luck.randint(length + 3, max(length + 4, YEARS_BACK))
    opened_on = rows.ago(back)
    closed_on = workday(opened_on + timedelta(days=length))
    course = _course(rows, town, account, Opening(opened_on, town.people[account.name], again), closed_on)
    write_course(course, town.teams[account.team], town.colleagues(account), luck.choice([1, 1, 2, 2, 3]))
    close(course, closed_on)
    return course.plan.resident  # type: ignore[return-value]  # closed plans of the demo are of one resident


def _open(rows: Rows, town: Town, account: Account, number: int, again: Resident | None) -> None:
    luck = rows.luck
    opened_on = rows.ago(int(min(YEARS_BACK, 5 + luck.gammavariate(1.6, 90))))
    # One in six is the plan of a family.
    opening = Opening(opened_on, town.people[account.name], again, of_family=number % 6 == 3)
    course = _course(rows, town, account, opening, rows.today)
    # One in nine has not been spoken for long, one in six is behind with a step, one in fifteen has no goal yet.
    course.quiet, course.late = number % 9 == 4, number % 6 == 2
    goals = 0 if number % 15 == 7 else luck.choice([1, 1, 2, 2, 3])
    write_course(course, town.teams[account.team], town.colleagues(account), goals)
    if number % 14 == 6 and (rows.today - opened_on).days > 60:
        closed_on = course.day(opened_on + timedelta(days=30), rows.today - timedelta(days=20))
        close(course, closed_on, reopened_on=closed_on + timedelta(days=luck.randint(3, 18)))


def _course(rows: Rows, town: Town, account: Account, opening: Opening, until: date) -> Course:
    luck, start = rows.luck, opening.opened_on
    before, handed_over_on = None, None
    length = (min(until, rows.today - timedelta(days=160)) - start).days
    if length > 40 and luck.random() < 0.2:
        before = luck.choice(town.colleagues(account))
        handed_over_on = workday(start + timedelta(days=luck.randint(20, length - 10)))
    first = before or opening.by
    resident = opening.again or _resident(rows, town, account, wording(start, first))
    law = luck.choices(["wmo", "jeugdwet", "other", ""], [66, 14, 5, 15])[0]
    family = family_around(rows, resident, resident.language, start, first) if opening.of_family else None
    plan = rows.add(
        Plan(
            resident=None if family else resident, household=family.household if family else None,
            area=resident.area, opened_on=start, law="jeugdwet" if family else law,
            service=town.service(len(rows.kept.get(Plan, []))), **wording(start, first),
        )
    )  # fmt: skip
    if family:
        builds_on(rows, plan, first)
    return Course(rows, plan, until, opening.by, before, handed_over_on, members=family.members if family else [])


def _resident(rows: Rows, town: Town, account: Account, stamp: dict[str, Any]) -> Resident:
    luck = rows.luck
    name = somebody(luck)
    oldest, youngest = (1932, 1962) if account.discipline == "nursing" else (1944, 2006)
    year = luck.randint(oldest, youngest) if luck.random() < 0.9 else None
    month = luck.randint(1, 12) if year and luck.random() < 0.85 else None
    return rows.resident(
        first_name=name.first_name, prefix=name.prefix, last_name=name.last_name, language=name.language,
        known_as=luck.choice(["Jo", "Mo", "Mien", "Buurman"]) if luck.random() < 0.04 else "",
        birth_year=year, birth_month=month, birth_day=luck.randint(1, 28) if month else None,
        area=luck.choice(town.neighbourhoods(account.team)) if luck.random() < 0.95 else None,
        **stamp,
    )  # fmt: skip
