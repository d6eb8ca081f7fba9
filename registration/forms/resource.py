"""Strengths, and people who help."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from registration.forms.who import EVERYBODY, Around
from registration.models import NetworkPerson, Strength
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField


class StrengthForm(LaidOut, WithReasons, forms.Form):
    """Something that goes well; in a household also whose strength it is."""

    own_words = TypedField(
        lines=2,
        max_length=2000,
        required=True,
        error_messages={"required": gettext_lazy("Write down what goes well. A few words are fine.")},
    )
    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=gettext_lazy("Of whom is this?"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"resident": Chips}
    asks: ClassVar[dict[str, str]] = {"own_words": "strength.own_words"}

    def __init__(self, *args: Any, around: Around, **options: Any) -> None:
        super().__init__(*args, **options)
        around.ask_whose(self)
        self.give_reasons()

    @staticmethod
    def initial_of(strength: Strength) -> dict[str, Any]:
        """The form's first values."""
        whose = str(strength.resident_id or EVERYBODY)
        return {"own_words": strength.own_words, "resident": whose, "version": strength.version}


class NetworkPersonForm(LaidOut, WithReasons, forms.Form):
    """Somebody who helps. A name is enough."""

    name = TypedField(
        max_length=80,
        required=True,
        error_messages={"required": gettext_lazy("Fill in a name. A first name is fine.")},
    )
    relation = TypedField(max_length=80)
    helps_with = TypedField(lines=2, max_length=2000)
    phone = TypedField(max_length=20, contact=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {
        name: f"network_person.{name}" for name in ("name", "relation", "helps_with", "phone")
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("name", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        self.give_reasons()

    @staticmethod
    def initial_of(person: NetworkPerson) -> dict[str, Any]:
        """The form's first values."""
        return {name: getattr(person, name) for name in ("name", "relation", "helps_with", "phone", "version")}
