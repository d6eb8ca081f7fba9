"""What somebody who must act says back."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from catalogue.why import WithReasons
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField
from signals.forms.to_whom import ToWhomField, value_of
from signals.models import NeighbourhoodSignal, Reply


class ReplyForm(LaidOut, WithReasons, forms.Form):
    """Where it stands, with or without words. Whoever chooses a team or a colleague passes it on."""

    says = forms.ChoiceField(choices=Reply.choices, required=False, widget=forms.RadioSelect)
    text = TypedField(lines=2, max_length=20_000, about_nobody=True)
    to = ToWhomField()

    shapes: ClassVar[dict[str, type[WhyField]]] = {"says": Chips}
    asks: ClassVar[dict[str, str]] = {name: f"signal_reply.{name}" for name in ("says", "text", "to")}

    def __init__(self, *args: Any, signal: NeighbourhoodSignal, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now_with = value_of(signal.now_person, signal.now_team)
        if signal.said:
            # Seen is said first or not at all.
            self.fields["says"].choices = [one for one in Reply.choices if one[0] != Reply.SEEN]
        self.give_reasons()

    def clean(self) -> dict[str, Any]:
        """Passing on names somebody else; and something must be said."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        somebody, says = any(said.get("to") or ()), said.get("says")
        if self.errors:
            return said
        if somebody and not says:
            said["says"] = says = Reply.PASSED_ON.value
        if not says:
            self.add_error("says", _("Choose what happens with the signal."))
        elif says == Reply.PASSED_ON and not somebody:
            self.add_error("to", _("Choose to whom you pass it on."))
        elif somebody and self["to"].data == self.now_with:
            self.add_error("to", _("The signal is there already. Choose somebody else."))
        elif somebody and says != Reply.PASSED_ON:
            self.add_error("to", _("Choose “passed on” to send it to somebody else, or choose nobody here."))
        return said

    def values(self) -> dict[str, Any]:
        """What was said, for the operation."""
        person, team = self.cleaned_data["to"]
        return {
            "says": self.cleaned_data["says"],
            "text": self.cleaned_data["text"],
            "to_person": person,
            "to_team": team,
        }
