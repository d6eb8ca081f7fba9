"""The forms of the page over the log of looks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.models import Team, User
from organisation.queries.people import NAME
from registration.forms.resident import PartialDateField
from registration.looks import GROUNDS
from shared.fields import TypedField
from shared.layout import LaidOut


class WishForm(LaidOut, forms.Form):
    """Which lines to show; nothing that is chosen names a resident."""

    person = forms.ChoiceField(required=False, label=gettext_lazy("Who"))
    team = forms.ChoiceField(required=False, label=gettext_lazy("Team"))
    period = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Period"),
        choices=[
            ("week", gettext_lazy("the last week")),
            ("month", gettext_lazy("the last month")),
            ("quarter", gettext_lazy("the last three months")),
            ("year", gettext_lazy("the last year")),
            ("all", gettext_lazy("everything")),
        ],
    )
    ground = forms.ChoiceField(required=False, label=gettext_lazy("Reason for looking"))
    kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("What was done"),
        choices=[
            ("", gettext_lazy("everything")),
            ("read", gettext_lazy("read")),
            ("write", gettext_lazy("changed")),
            ("print", gettext_lazy("printed")),
            ("known", gettext_lazy("saw that somebody is known")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        everybody = User.objects.order_by(NAME, "pk").values_list("pk", "name")
        teams = Team.objects.order_by(NAME, "pk").values_list("pk", "name")
        self._offer("person", _("everybody"), [(str(id), name) for id, name in everybody])
        self._offer("team", _("every team"), [(str(id), name) for id, name in teams])
        # What was opened with a reason comes first: that is what most asks for an eye.
        grounds = sorted(GROUNDS.items(), key=lambda ground: ground[0] != "broken glass")
        self._offer("ground", _("every reason"), grounds)

    def _offer(self, name: str, everything: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        """The choices of a field, after the word for not choosing."""
        field = self.fields[name]
        self.fields[name] = forms.ChoiceField(required=False, label=field.label, choices=[("", everything), *choices])


class AskedForm(LaidOut, forms.Form):
    """Who asks who looked: a whole name and a whole birth date, so that nobody can go fishing."""

    name = TypedField(
        required=True,
        max_length=300,
        contact=True,
        label=gettext_lazy("First and last name"),
        error_messages={"required": gettext_lazy("Fill in the whole name.")},
    )
    birth = PartialDateField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy(
            "So that you find the right person. Is no whole birth date in the file? "
            "Then ask the coordinator to fill it in first."
        ),
        error_messages={"required": gettext_lazy("Fill in day, month and year.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        # Of a date in three boxes each box may stay empty; that it is needed says `clean_birth`.
        self.fields["birth"].required = True

    def clean_name(self) -> str:
        """More than one word: a first name alone would be fishing."""
        name: str = self.cleaned_data["name"]
        if len(name.split()) < 2:
            raise forms.ValidationError(_("Fill in the first and the last name."))
        return name

    def clean_birth(self) -> tuple[int, int, int]:
        """Day, month and year."""
        birth: tuple[int, int, int] = self.cleaned_data["birth"]
        if not birth or not all(birth):
            raise forms.ValidationError(_("Fill in day, month and year."))
        return birth
