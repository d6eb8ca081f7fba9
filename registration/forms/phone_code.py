"""Which lines a resident reads on the own phone, in which language, for whom, and the PIN."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registration import sheet
from registration.forms.sheet import SheetForm
from registration.models import Plan, Resident
from registration.operations.phone_codes import PIN_LENGTH
from shared.easy_codes import digits_of, is_easy

NOT_THEIRS = _("This is of another member. Choose something of this member, or of all of them.")

OF_ONE = _("This goal is of one member. Choose that member above, or a goal of all of them.")


class PhoneCodeForm(SheetForm):
    """The choice as for the sheet; in a household also for whom, since nobody reads another member's part."""

    done = None
    also = None
    whose = forms.ChoiceField(label=_("For whom?"), required=False, widget=forms.RadioSelect)
    pin = forms.CharField(
        label=_("PIN of 5 digits"),
        required=False,
        max_length=40,
        help_text=_("Choose it together, or leave it empty: then we make one. It does not stand on the paper."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(
        self,
        plan: Plan,
        day: date,
        languages: sheet.Languages,
        people: Sequence[Resident],
        posted: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(plan, day, sheet.Choice(), languages, posted)
        self.people = {str(person.pk): person for person in people}
        self.fields["language"].label = _("Language")
        if plan.household_id is None:
            del self.fields["whose"]
        else:
            named = [(pk, person.called) for pk, person in self.people.items()]
            self.fields["whose"].choices = [("", _("All of them")), *named]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_pin(self) -> str:
        """Five digits that are not the first to be tried."""
        typed = self.cleaned_data["pin"]
        pin = digits_of(typed)
        if typed and len(pin) != PIN_LENGTH:
            raise forms.ValidationError(_("Choose 5 digits."))
        if pin and is_easy(pin):
            raise forms.ValidationError(_("This PIN is easy to guess. Choose another one."))
        return pin

    def clean(self) -> dict[str, Any]:
        """Nothing of another member; a code for all of them shows only what is of all of them."""
        cleaned = super().clean()
        if "whose" not in self.fields or not cleaned.get("goal") or "whose" in self.errors:
            return cleaned
        member, goal, picked = self.resident, self._goal(cleaned), self._picked(cleaned)
        if goal.resident_id not in (None, member.pk if member else None):
            self.add_error("goal", NOT_THEIRS if member else OF_ONE)
        others = {action.pk for action in goal.actions.all() if action.resident_id not in (None, member and member.pk)}
        if member and picked & others:
            self.add_error("actions", NOT_THEIRS)
        return cleaned

    @property
    def resident(self) -> Resident | None:
        """For whom: the member that was chosen, or the household as a whole."""
        return self.people.get(self.cleaned_data.get("whose", ""))

    @property
    def action_ids(self) -> set[UUID]:
        """The actions that were chosen, of a valid form."""
        return self._picked(self.cleaned_data)


class OpenForm(forms.Form):
    """What a resident types: whatever it is, it is never refused for its shape alone."""

    code = forms.CharField(
        label=pgettext_lazy("resident", "Code"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )
    pin = forms.CharField(
        label=pgettext_lazy("resident", "PIN"),
        required=False,
        max_length=40,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
    )
