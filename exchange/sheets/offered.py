"""What the words of a sheet can mean: the choices of a column, and the short lists that an organisation arranges."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalogue.models import LifeDomain, Service, Theme
from catalogue.models.question import State
from catalogue.models.service import Reach
from exchange.bundle.columns import Column
from exchange.models import ImportedKey
from organisation.models import Team
from organisation.models.area import Level
from organisation.models.user import Discipline
from organisation.roles import Role
from registration.models.assessment import PartState
from registration.models.assignment import Kind
from registration.models.closing import Answer, Reason
from registration.models.goal import GoalResult, Scale
from registration.models.note import NoteKind
from registration.models.plan import Law
from registration.models.question_answer import Way
from registration.models.referral import Decided, Line
from registration.models.voice import Voice
from shared.text import comparable

NAMED: tuple[type[TextChoices], ...] = (
    Answer, Decided, Discipline, GoalResult, Kind, Law, Level, Line, NoteKind, PartState, Reach, Reason, Role, Scale,
    State, Voice, Way,
)  # fmt: skip
LABELS: dict[tuple[str, ...], list[tuple[str, Any]]] = {tuple(named.values): list(named.choices) for named in NAMED}
LABELS["yes", "no"] = [("yes", _("yes")), ("no", _("no"))]
# What sheets say for these in Dutch, whatever the language of the page.
ALSO = {"ja": "yes", "nee": "no", "deels": "partly", "gedeeltelijk": "partly"}
LISTS = {"life_domains": LifeDomain, "themes": Theme, "services": Service, "teams": Team}


def has_words(column: Column) -> bool:
    """Whether one chooses from a list in it."""
    return bool(column.choices) or column.to in LISTS


def offered(column: Column) -> list[tuple[str, Any]]:
    """What one chooses from: [(what stands in the bundle, what it is called on screen)]."""
    if column.to in LISTS:
        return [(one.key, one.name) for one in LISTS[column.to].objects.all()]
    return LABELS.get(column.choices) or [(value, value) for value in column.choices]


def unknown_values(column: Column, found: Iterable[str], how: dict[str, Any]) -> list[str]:
    """The values that are none of those to choose from, and that nobody matched yet, in the order found."""
    known = {"", *(value for value, _label in offered(column)), *how.get("values", {})}
    values = [value for value in dict.fromkeys(found) if value not in known]
    if column.to in LISTS and values:
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
