"""Of two residents that are one: which name and which birth date stay."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.operations.merging import Which
from registration.queries.doubles import Compared
from shared.layout import LaidOut


class MergeForm(LaidOut, forms.Form):
    """Only what differs is asked."""

    name = forms.ChoiceField(label=gettext_lazy("Which name stays?"), widget=forms.RadioSelect)
    birth = forms.ChoiceField(label=gettext_lazy("Which birth date stays?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, pair: Compared, **options: Any) -> None:
        super().__init__(*args, **options)
        both = (("kept", pair.kept), ("other", pair.other))
        if pair.same_name:
            del self.fields["name"]
        else:
            self.fields["name"].choices = [(which, _name(known.resident)) for which, known in both]
            self.fields["name"].error_messages["required"] = _("Choose a name.")
        if pair.same_birth:
            del self.fields["birth"]
        else:
            self.fields["birth"].choices = [(which, known.born or _("unknown")) for which, known in both]
            self.fields["birth"].error_messages["required"] = _("Choose a birth date.")

    def chosen(self) -> dict[str, Which]:
        """Whose name and whose birth date; those of who stays where there was nothing to choose."""
        return {field: self.cleaned_data.get(field, "kept") for field in ("name", "birth")}  # type: ignore[misc]


def _name(resident: Any) -> str:
    return f"{resident.full_name} ({resident.known_as})" if resident.known_as else resident.full_name
