"""`manage.py figures --scope team:<key> --period 2026-Q3 --as <person>`: what pages show, for programs."""

import json
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, override

from catalogue.models import Service
from organisation import scope as scopes
from organisation.actor import acting, as_system
from organisation.models import Area, Team, User
from organisation.scope import Scope
from outcomes import published
from outcomes.as_json import Plain, as_json, published_as_json
from outcomes.counting import with_people
from outcomes.indicators import INDICATORS
from shared.period import Period

REASON = "who asks for figures is looked up by address"
OF_ONE = {"own": scopes.own, "co_worked": scopes.co_worked}
WIDER = ("area", "service", "organisation")


class Command(BaseCommand):
    """Asks on behalf of one person, within what that person may see."""

    help = "Prints figures as one person sees them: one object per figure, or a table."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose figures, of when, and for whom."""
        parser.add_argument(
            "--scope", required=True, help="own, co_worked, team:<key>, area:<code>, service:<key> or organisation"
        )
        parser.add_argument("--period", required=True, help="2026, 2026-Q3 or 2026-07-01..2026-10-01")
        parser.add_argument("--keys", default="", help="which figures, with commas between; all of them without it")
        parser.add_argument("--as", dest="person", default="", help="the e-mail address of who may see them")
        parser.add_argument("--format", choices=["json", "table"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints them, or says in a sentence why not."""
        if not options["person"]:
            raise CommandError("Say with --as who asks: there is no figure without somebody who may see it.")
        person = person_of(options["person"])
        with acting(person, reading=True), override(person.language):
            found = figures(options["scope"], person, options["period"], options["keys"])
            if options["format"] == "json":
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            else:
                self.stdout.write("\n".join(line for figure in found for line in lines(figure)))


def period_of(text: str) -> Period:
    """A period as it is written."""
    try:
        return Period.parse(text)
    except ValueError as error:
        raise CommandError(f"{error}") from error


def person_of(email: str) -> User:
    """Somebody who can log in."""
    with as_system(REASON):
        person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError("Nobody can log in with that address.")
    return person


def figures(text: str, person: User, of: str, keys: str) -> list[Plain]:
    """What this person may see of a scope. What one may not see looks the same as what there is not."""
    period = period_of(of)
    found = of_everybody(text, person, of, keys) if text.partition(":")[0] in WIDER else None
    if scope := scope_of(text, person):
        if scope.kind == "team" and not is_whole(period):
            raise CommandError("Figures of a team are of whole quarters and years: 2026-Q3 or 2026.")
        wanted = asked(keys, {name: one for name, one in INDICATORS.items() if scope.kind in one.SCOPES})
        scope = with_people(scope, [period])
        found = [as_json(one, computed(one, scope, period), scope=text, period=of) for one in wanted]
    if found is None:
        raise CommandError(f"There is no {text} here for this person.")
    return found


def scope_of(text: str, person: User) -> Scope | None:
    """Of a caseload or a team; None for all else."""
    kind, _colon, key = text.partition(":")
    team = Team.objects.filter(key=key).first() if kind == "team" else None
    return scopes.team(person, team.pk) if team else OF_ONE[text](person) if text in OF_ONE else None


def of_everybody(text: str, person: User, of: str, keys: str) -> list[Plain] | None:
    """What was published of an area, a service or the organisation, and of the last how questions are used.

    Without `keys` a figure that is not made of such a period is left out.
    """
    over, _colon, key = text.partition(":")
    period = period_of(of)
    scope = scopes.published(person, over, key)  # type: ignore[arg-type]  # one of `WIDER`
    if scope is None or not is_there(over, key):
        return None
    there = {name: one for name, one in INDICATORS.items() if published.is_published(one)}
    beside = scopes.organisation(person) if over == "organisation" else None
    uses = {name: one for name, one in INDICATORS.items() if beside and beside.kind in one.SCOPES}
    wanted = asked(keys, there | uses)
    editions = [one for one in published.editions(scope) if (one.start, one.end) == (period.start, period.end)]
    shown = published.of_place(scope, wanted, editions)
    found = [published_as_json(INDICATORS[name], figure, scope=text) for (name, _period), figure in shown.items()]
    if beside and (keys or (period.quarter and period.end <= beside.day)):
        counted = [one for one in wanted if one.KEY in uses]
        found += [as_json(one, computed(one, beside, period), scope=text, period=of) for one in counted]
    if not found:
        raise CommandError("Nothing was published of that period.")
    return sorted(found, key=lambda figure: str(figure["key"]))


def is_there(over: str, key: str) -> bool:
    """Whether there is an area, or a service, of this code; there is one organisation."""
    if over == "organisation":
        return not key
    return Area.objects.filter(code=key).exists() if over == "area" else Service.objects.filter(key=key).exists()


def is_whole(period: Period) -> bool:
    """A quarter or a year of the calendar."""
    return bool(period.quarter) or period == Period.parse(f"{period.start.year:04d}")


def asked(keys: str, there: dict[str, ModuleType]) -> list[ModuleType]:
    """The figures that were named, or all that there are for a scope."""
    wanted = [key.strip() for key in keys.split(",") if key.strip()]
    if missing := [key for key in wanted if key not in there]:
        raise CommandError(f"There is no {missing[0]} for this scope. There are: {', '.join(sorted(there))}.")
    return [there[key] for key in wanted or sorted(there)]


def computed(indicator: ModuleType, scope: Scope, period: Period) -> Any:
    """The figure, or why it is not made of this period."""
    try:
        return indicator.compute(scope, period)
    except ValueError as error:
        raise CommandError(str(error)) from error


def lines(figure: Plain) -> list[str]:
    """A figure in lines: its question, then each cell."""
    head = f"{figure['key']}: {INDICATORS[figure['key']].LABEL}"
    few = gettext("too little to show")
    if figure["withheld"]:
        return [head, f"  {few}"]
    if figure.get("known") is not None and "total" in figure:
        head += f" ({figure['known']} / {figure['total']})"
    return [head, *(f"  {cell['cell']:<48} {shown(cell, few)}" for cell in figure["cells"])]


def shown(cell: Plain, few: str) -> str:
    """A count with what it is of, a value, or that there is too little."""
    if cell["withheld"]:
        return few
    number = "-" if cell.get("value", 0) is None else str(cell.get("value", cell.get("count")))
    return number if cell.get("of") is None else f"{number} / {cell['of']}"
