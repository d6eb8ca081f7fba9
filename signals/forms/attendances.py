"""Who of one's own residents was asked for an activity, and how it went."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from registration.models import Resident
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField
from signals.models import Activity, Invited


class AttendanceForm(LaidOut, WithReasons, forms.Form):
    """People from one's own caseload, and one answer for all of them."""

    residents = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy("One of these people is not in an open plan of yours. Look at it again."),
        },
    )
    state = forms.ChoiceField(choices=Invited.choices, widget=forms.RadioSelect, label=gettext_lazy("How did it go?"))
    somebody = TypedField(max_length=80, label=gettext_lazy("Somebody else in my plans"), contact=True)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"residents": Chips, "state": Chips}
    asks: ClassVar[dict[str, str]] = {"residents": "attendance.resident"}

    def __init__(self, *args: Any, people: Iterable[Resident], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(one.pk): one for one in people}
        for name in ("residents", "state"):
            self.fields[name].shape = "chips"  # type: ignore[attr-defined]  # nlds/field.html asks for it
        self.fields["residents"].choices = [(id, one.full_name) for id, one in self.known.items()]  # type: ignore[attr-defined]
        self.fields["somebody"].widget.attrs["autocomplete"] = "off"
        self.give_reasons()

    @staticmethod
    def initial_of(activity: Activity, day: date) -> dict[str, Any]:
        """Of what is still to come people are invited; to what was they came."""
        return {"state": Invited.INVITED if activity.held_on > day else Invited.CAME}

    def chosen(self) -> list[Resident]:
        """The people."""
        return [self.known[id] for id in self.cleaned_data["residents"]]
