"""Where a resident is referred to."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from catalogue.models import Theme
from catalogue.why import WithReasons
from registration.forms.who import EVERYBODY, Around, whose_id
from registration.models import Referral
from registration.models.referral import Line, YesNo
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, LaidOut, WhyField

NOT_SAID = ("", gettext_lazy("not said"))


class ReferralForm(LaidOut, WithReasons, forms.Form):
    """To whom, and why. A name and a day are enough."""

    to = TypedField(
        max_length=120,
        required=True,
        contact=True,
        error_messages={"required": gettext_lazy("Fill in to whom. The name of an organisation is enough.")},
    )
    referred_on = PastDayField()
    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    line = forms.ChoiceField(choices=Line.choices, required=False, widget=forms.RadioSelect)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label=gettext_lazy("No theme"))
    reason = TypedField(lines=3, max_length=20_000)
    could_have_been_ours = forms.ChoiceField(
        choices=[*YesNo.choices, NOT_SAID], required=False, widget=forms.RadioSelect
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = dict.fromkeys(("resident", "line", "could_have_been_ours"), Chips)
    asks: ClassVar[dict[str, str]] = {
        "resident": "beside.resident",
        **{
            name: f"referral.{name}"
            for name in ("to", "referred_on", "line", "theme", "reason", "could_have_been_ours")
        },
    }

    def __init__(self, *args: Any, around: Around, known: Referral | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        around.ask_whose(self)
        day = timezone.localdate()
        # A theme that is not offered any more stays where it was chosen.
        offered = Q(until__isnull=True) | Q(until__gt=day) | Q(pk=known.theme_id if known else None)
        self.fields["theme"].queryset = Theme.objects.filter(offered)
        self.fields["to"].widget.attrs["autocomplete"] = "off"
        self.give_reasons()

    @staticmethod
    def initial_of(referral: Referral) -> dict[str, Any]:
        """The form's first values."""
        names = ("to", "referred_on", "line", "reason", "could_have_been_ours", "version")
        whose = str(referral.resident_id or EVERYBODY)
        return {"resident": whose, "theme": referral.theme_id, **{name: getattr(referral, name) for name in names}}

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation; whose it is only where that was asked."""
        typed = {name: said for name, said in self.cleaned_data.items() if name not in {"version", "resident"}}
        return typed | ({"resident_id": whose_id(self.cleaned_data)} if "resident" in self.fields else {})
