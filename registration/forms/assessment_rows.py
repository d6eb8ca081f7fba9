"""What the form of an instrument is made of: rows of levels, problems under headings, and what was said before."""

from dataclasses import dataclass, field
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from catalogue.levels import labels, values
from catalogue.models import Instrument, InstrumentPart, InstrumentScale
from registration.models import Assessment, AssessmentPart, Plan
from registration.queries.assessments import Whose
from shared.ids import is_uuid
from shared.numbers import signed

NOT_APPLICABLE = "na"
# The part for what no other part covers; an instrument with levels asks only words for it.
SOMETHING_ELSE = "other"
LEVEL, WORDS = "level-", "words-"


@dataclass(frozen=True)
class Button:
    """A level to press, with the rings of the last answers: "voice whose" and whether it shows from the start."""

    value: str
    shown: str
    label: str
    checked: bool
    rings: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One part as it stands on the page; the part for something else has words alone."""

    id: UUID
    part: InstrumentPart
    name: str
    buttons: list[Button]
    not_applicable: bool
    words: str
    texts: list[tuple[str, str]]
    error: str


@dataclass(frozen=True)
class Problem:
    """Parts about one subject, each on its own scale, and whether they are open."""

    subject: str
    name: str
    rows: list[Row]
    is_open: bool


@dataclass(frozen=True)
class Section:
    """Problems under one heading, and whether one of them is open."""

    name: str
    problems: list[Problem]

    @property
    def is_open(self) -> bool:
        """Whether something in it is in sight from the start."""
        return any(problem.is_open for problem in self.problems)


@dataclass(frozen=True)
class Filled:
    """What an instrument is filled in with: the plan, its parts in use, and what was said before."""

    plan: Plan
    instrument: Instrument
    parts: list[InstrumentPart]
    last: dict[Whose, dict[UUID, AssessmentPart]]
    # The first name of who fills it in.
    me: str
    # What is corrected, with its parts; a retired part in it is kept.
    corrects: Assessment | None = None


class ScaleLevels:
    """A scale, worked out once for all parts on it."""

    def __init__(self, scale: InstrumentScale) -> None:
        words = labels(scale)
        self.name, self.lowest = scale.name, scale.lowest
        self.levels = [(str(v), signed(v, scale.lowest), words.get(v, "")) for v in values(scale)]
        self.choices = [(value, label) for value, _shown, label in self.levels] + [(NOT_APPLICABLE, "")]

    def shown(self, value: str) -> str:
        """A value as it stands on its button."""
        return signed(int(value), self.lowest)


def look_for_strangers(form: forms.Form, filled: Filled, begins: tuple[str, ...], empty: str = "") -> list[str]:
    """The names of parts that were sent and are not asked any more; a part of another instrument is refused.

    A value that begins with `empty` says nothing.
    """
    ids = {
        name[-36:]
        for name, value in form.data.items()
        if name.startswith(begins)
        and name not in form.fields
        and str(value).strip()
        and not (empty and str(value).startswith(empty))
    }
    known = filled.instrument.parts.filter(pk__in=[id for id in ids if is_uuid(id)]) if ids else []
    gone = [part.name for part in known]
    if len(gone) < len(ids):
        raise forms.ValidationError(_("A part of another instrument was sent along. Nothing was saved."))
    return gone
