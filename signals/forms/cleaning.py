"""What of a signal, of a point on an agenda or of other work outside is wiped."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from shared.layout import Chips, LaidOut, WhyField
from signals.models import Activity, AgendaPoint, CollectiveOffer, GroupGoal, GroupMet, NeighbourhoodSignal
from signals.operations.cleaning_outside import TEXTS
from signals.queries.answers import typed_in
from signals.to_leave_out import kinds_in

PARTS = {
    "text": gettext_lazy("what was said"),
    "place": gettext_lazy("the place in words"),
    "provision": gettext_lazy("the provision"),
    "answers": gettext_lazy("what was typed to questions of our own"),
    "words": gettext_lazy("the words on the agenda"),
    "outcome": gettext_lazy("what came of it"),
    "own_words": gettext_lazy("the own words"),
    "aim": gettext_lazy("what the offer is for"),
    "former": gettext_lazy("all that stood there before"),
}


class CleaningForm(LaidOut, forms.Form):
    """Which words go. What looks like somebody is chosen beforehand; without that, what stands first."""

    what = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("What do you want to wipe?"),
        error_messages={"required": gettext_lazy("Choose what you want to wipe.")},
    )

    shapes: ClassVar[dict[str, type[WhyField]]] = {"what": Chips}

    def __init__(self, *args: Any, said: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["what"].choices = [(part, PARTS[part]) for part in said]  # type: ignore[attr-defined]
        named = [part for part, text in said.items() if kinds_in(text)]
        self.initial.setdefault("what", named or list(said)[:1])


def said_in(signal: NeighbourhoodSignal) -> dict[str, str]:
    """Every text of a signal, by its name in `PARTS`."""
    words = getattr(signal, "words", None)
    said = {"text": words.text if words else "", "place": signal.place, "provision": signal.provision}
    typed = " ".join(typed_in(signal))
    return {**said, "answers": typed} if typed else said


def said_at(point: AgendaPoint) -> dict[str, str]:
    """The same of a point on an agenda; beside a signal stand its theme and area, which are nobody's."""
    return {"outcome": point.outcome} if point.signal_id else {"words": point.words, "outcome": point.outcome}


def said_before(record: Activity | GroupMet | GroupGoal | CollectiveOffer) -> dict[str, str]:
    """The same of other work outside: the texts that may be empty, what was typed to own questions, and what stood
    there before. What it is called now is changed in its form."""
    if isinstance(record, GroupMet):
        return {"own_words": record.own_words, "answers": " ".join(typed_in(record))}
    before = " ".join(text for row in _before(record) for text in row if text)
    if isinstance(record, Activity):
        return {"own_words": record.own_words, "answers": " ".join(typed_in(record)), "former": before}
    return {"former": before} if isinstance(record, GroupGoal) else {"aim": record.aim, "former": before}


def _before(record: Activity | GroupGoal | CollectiveOffer) -> list[tuple[str, ...]]:
    return list(record.former_wordings.values_list(*TEXTS[type(record)]))
