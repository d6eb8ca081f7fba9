"""The form on the style page: one field of every kind, so that every part of the template pack is seen and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from shared.layout import Chips, DateChips, DayField, Ladder, Tiles, WhyField


@dataclass(frozen=True)
class Reason:
    """An example of why something is asked."""

    why: str = "Om samen te zien of het beter gaat."
    for_whom: str = "jou en de inwoner"
    visible_to: str = "Sjaan en Amir"
    since: str = "september 2026"


DOMAINS = {"finance": "wallet", "housing": "home", "social": "users", "health": "heartbeat"}


class StyleForm(forms.Form):
    """Nothing is saved; wrong input shows the errors."""

    goal = forms.CharField(label="Wat wil je bereiken?", help_text="Schrijf het op in de woorden van de inwoner.")
    step = forms.CharField(label="Wat is de volgende stap?", required=False)
    notes = forms.CharField(label="Notitie", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    domains = forms.MultipleChoiceField(
        label="Waar gaat het over?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("finance", "Geld"), ("housing", "Wonen"), ("social", "Mensen om mij heen"), ("health", "Mijn lijf")],
    )
    now = forms.ChoiceField(
        label="Waar sta je nu?", required=False, widget=forms.RadioSelect, choices=[(n, n) for n in range(1, 6)]
    )
    who = forms.ChoiceField(
        label="Wie?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("resident", "Sjaan"), ("professional", "Amir"), ("both", "Samen")],
    )
    due = DayField(label="Wanneer?")
    reached = forms.ChoiceField(
        label="Is het gelukt?", required=False, widget=forms.RadioSelect, choices=[("yes", "Ja"), ("partly", "Deels")]
    )
    team = forms.ChoiceField(label="Team", required=False, choices=[("", "Kies een team"), ("n", "Wijkteam Noord")])
    born = forms.DateField(label="Geboren", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sheet = forms.BooleanField(label="Zet op het blad voor de koelkast", required=False)

    def __init__(self, *positional: object, **named: object) -> None:
        super().__init__(*positional, **named)  # type: ignore[arg-type]  # handed on as they came
        self.fields["domains"].icons = DOMAINS  # type: ignore[attr-defined]  # read by the template pack
        self.fields["goal"].why = Reason()  # type: ignore[attr-defined]  # the same
        self.fields["goal"].widget.attrs["data-fit"] = 90
        self.fields["now"].begin, self.fields["now"].previous = 1, 2  # type: ignore[attr-defined]  # the same
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.layout = Layout(
            WhyField("goal"),
            Tiles("domains"),
            Ladder("now"),
            "step",
            Chips("who"),
            DateChips("due"),
            "reached",
            "notes",
            Fieldset("Wie je bent", Row("team", "born"), "sheet"),
        )
        self.helper.add_input(Submit("save", _("Save")))


def examples(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What `style.html` shows; with `?save` in the address the form is checked, so that its errors show."""
    return {
        "form": StyleForm(asked) if "save" in asked else StyleForm(initial={"domains": ["finance"], "now": 3}),
        "why": Reason(),
        "starters": ["Ik bel ", "Ik ga langs bij ", "We gaan samen naar "],
        "one": ["resident"],
        "two": ["resident", "professional"],
        "three": ["carer"],
    }
