"""What the words of a sheet can mean: the choices of a column, and the short lists that an organisation arranges."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalogue.models import Characteristic, Intervention, LifeDomain, Service, Theme
from catalogue.models.question import State
from catalogue.models.service import Reach
from exchange.bundle.columns import Column
from exchange.bundle.shape_signals import SERIOUS
from exchange.models import ImportedKey
from organisation.models import Area, Team, User
from organisation.models.area import Level
from organisation.models.user import Discipline
from organisation.roles import Role
from registration.models.assessment import PartState
from registration.models.assignment import Kind
from registration.models.closing import Answer, Reason
from registration.models.discussion import DiscussionRole, KindOfDiscussion
from registration.models.goal import GoalResult, Scale
from registration.models.note import NoteKind
from registration.models.plan import Law
from registration.models.question_answer import Way
from registration.models.referral import Decided, Line
from registration.models.voice import Voice
from shared.text import comparable
from signals.models import AgeBand, Colour, Invited, KindOfSignal, KindOfWork, Mood, Reply, Seriousness

NAMED: tuple[type[TextChoices], ...] = (
    AgeBand, Answer, Colour, Decided, Discipline, DiscussionRole, GoalResult, Invited, Kind, KindOfDiscussion,
    KindOfSignal, KindOfWork, Law, Level, Line, Mood, NoteKind, PartState, Reach, Reason, Reply, Role, Scale, State,
    Voice, Way,
)  # fmt: skip
LABELS: dict[tuple[str, ...], list[tuple[str, Any]]] = {tuple(named.values): list(named.choices) for named in NAMED}
LABELS[SERIOUS] = [(str(value), label) for value, label in Seriousness.choices]
LABELS["yes", "no"] = [("yes", _("yes")), ("no", _("no"))]
# What sheets say for these in Dutch, whatever the language of the page.
ALSO = {"ja": "yes", "nee": "no", "deels": "partly", "gedeeltelijk": "partly"}
LISTS = {
    "life_domains": LifeDomain, "themes": Theme, "services": Service, "teams": Team, "characteristics": Characteristic,
    "interventions": Intervention,
}  # fmt: skip
# Of these so many, and no more, are offered: a longer list is no choice.
LONG, LONGEST = ("areas", "people"), 400
# What stands between several of them in one cell of a sheet.
BETWEEN = re.compile(r"\s*[;,/\n]\s*")


def has_words(column: Column) -> bool:
    """Whether one chooses from a list in it."""
    return bool(column.choices) or column.to in (*LISTS, *LONG)


def offered(column: Column) -> list[tuple[str, Any]]:
    """What one chooses from: [(what stands in the bundle, what it is called on screen)]."""
    if column.to in LISTS:
        return [(one.key, one.name) for one in LISTS[column.to].objects.all()]
    if column.to == "people":
        people = User.objects.filter(is_active=True).order_by("name")[: LONGEST + 1]
        return _unless_long([(str(one.pk), one.name) for one in people])
    if column.to == "areas":
        areas = list(Area.objects.order_by("name", "code", "-year")[: LONGEST + 1])
        years = Counter(one.code for one in areas)
        return _unless_long(
            [(one.code if years[one.code] == 1 else f"{one.code}@{one.year}", one.name) for one in areas]
        )
    return LABELS.get(column.choices) or [(value, value) for value in column.choices]


def _unless_long(found: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return found if len(found) <= LONGEST else []


def apart(column: Column, cell: str) -> list[str]:
    """What stands in a cell of a sheet: several where the column takes several, else the cell as it is."""
    return [cell] if column.type != "references" else list(filter(None, BETWEEN.split(cell.strip())))


def unknown_values(column: Column, found: Iterable[str], how: dict[str, Any]) -> list[str]:
    """The values that are none of those to choose from, and that nobody matched yet, in the order found."""
    choices = offered(column)
    known = {"", *(value for value, _label in choices), *how.get("values", {})}
    each = dict.fromkeys(value for cell in found for value in apart(column, cell))
    values = [value for value in each if value not in known] if choices else []
    if column.to in (*LISTS, *LONG) and values:
        came = set(ImportedKey.objects.filter(kind=column.to, key__in=values).values_list("key", flat=True))
        values = [value for value in values if value not in came]
    return values


def likeliest(value: str, choices: list[tuple[str, Any]]) -> str:
    """The choice that a value seems to mean: called the same, or the only one that is named in it; else empty."""
    meant = comparable(value)
    if ALSO.get(meant) in dict(choices):
        return ALSO[meant]
    names = {key: {comparable(key.replace("_", " ")), comparable(str(label))} for key, label in choices}
    same = [key for key, called in names.items() if meant in called]
    within = [key for key, called in names.items() if any(name and name in meant.split() for name in called)]
    if same:
        return same[0]
    return within[0] if len(within) == 1 else ""
