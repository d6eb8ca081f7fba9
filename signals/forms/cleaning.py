"""What of a signal is wiped."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from shared.layout import Chips, LaidOut, WhyField
from signals.models import NeighbourhoodSignal
from signals.to_leave_out import kinds_in

PARTS = (
    ("text", gettext_lazy("what was said")),
    ("place", gettext_lazy("the place in words")),
    ("provision", gettext_lazy("the provision")),
)


class CleaningForm(LaidOut, forms.Form):
    """Which words go. What looks like somebody is chosen beforehand; without that, what was said."""

    what = forms.MultipleChoiceField(
        choices=PARTS,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("What do you want to wipe?"),
        error_messages={"required": gettext_lazy("Choose what you want to wipe.")},
    )

    shapes: ClassVar[dict[str, type[WhyField]]] = {"what": Chips}

    def __init__(self, *args: Any, signal: NeighbourhoodSignal, **options: Any) -> None:
        super().__init__(*args, **options)
        words = getattr(signal, "words", None)
        said = {"text": words.text if words else "", "place": signal.place, "provision": signal.provision}
        named = [part for part, text in said.items() if kinds_in(text)]
        self.initial.setdefault("what", named or ["text"])
