"""Who somebody is: as much as is known."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from organisation.forms.area_field import AreaField
from registration.models import Resident
from registration.operations.plans import Person
from shared.fields import TypedField
from shared.layout import LaidOut

LANGUAGES = [
    ("nl", "Nederlands"),
    ("en", "English"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("pl", "Polski"),
    ("tr", "Türkçe"),
]


class PartialDateWidget(forms.MultiWidget):
    """Day, month, year; each may stay empty."""

    template_name = "registration/_partial_date.html"
    use_fieldset = True

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(attrs=box) for part in ("day", "month", "year")})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With a known date, a tuple from the year down, put in the boxes; Django takes a tuple as it comes."""
        return super().get_context(name, self.decompress(value) if isinstance(value, tuple) else value, attrs)

    def decompress(self, value: tuple[int | None, int | None, int | None] | None) -> list[int | None]:
        """(year, month, day) as the three boxes."""
        year, month, day = value or (None, None, None)
        return [day, month, year]


class PartialDateField(forms.MultiValueField):
    """A birth date of which the day, or the day and the month, may be unknown. Gives (year, month, day)."""

    def __init__(self, **options: Any) -> None:
        whole = {"invalid": gettext_lazy("Use digits only.")}
        parts = [forms.IntegerField(required=False, error_messages=whole) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, required=False, widget=PartialDateWidget(), **options)

    def compress(self, data_list: list[int | None]) -> tuple[int | None, int | None, int | None]:
        """Checks that the known parts can be a date."""
        # In registers 0 stands for "unknown".
        day, month, year = [part or None for part in data_list or [None, None, None]]
        if day is None and month is None and year is None:
            return (None, None, None)
        if year is None or (day is not None and month is None):
            raise forms.ValidationError(_("Leave out the day, or the day and the month; the year is needed then."))
        this_year = timezone.localdate().year
        if not 1900 <= year <= this_year:
            raise forms.ValidationError(_("The year lies between 1900 and %(year)s.") % {"year": this_year})
        try:
            born = date(year, month or 1, day or 1)
        except (ValueError, OverflowError):
            raise forms.ValidationError(_("This day does not exist. Check day and month.")) from None
        if born > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return (year, month, day)


class ResidentForm(LaidOut, WithReasons, forms.Form):
    """Only a first name is needed."""

    first_name = TypedField(
        required=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Fill in a first name. A nickname is fine.")},
    )
    prefix = TypedField(max_length=20, label=gettext_lazy("Prefix (van, de, el...)"))
    last_name = TypedField(max_length=200)
    known_as = TypedField(max_length=40)
    birth = PartialDateField()
    area = AreaField(required=False)
    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {
        "first_name": "resident.first_name",
        "last_name": "resident.last_name",
        "known_as": "resident.known_as",
        "birth": "resident.birth_date",
        "area": "resident.area",
        "language": "resident.language",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_name", "prefix", "last_name", "known_as"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.give_reasons()

    def person(self) -> Person:
        """What was typed, for the operation."""
        typed = self.cleaned_data
        names = {name: typed[name] for name in ("first_name", "prefix", "last_name", "known_as", "birth", "area")}
        return Person(**names, language=typed["language"] or "nl")

    @staticmethod
    def initial_of(resident: Resident) -> dict[str, Any]:
        """The form's first values for somebody who is known."""
        names = ("first_name", "prefix", "last_name", "known_as", "area", "language")
        birth = (resident.birth_year, resident.birth_month, resident.birth_day)
        return {name: getattr(resident, name) for name in names} | {"birth": birth}
