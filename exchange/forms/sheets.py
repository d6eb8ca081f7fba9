"""Matching a sheet: what its rows are, which column becomes which, and what its own words for a choice mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.bundle.columns import Column
from exchange.bundle.shape import BY_NAME, FILES
from exchange.file_words import COLUMN_WORDS, FILE_WORDS
from exchange.models import Sheet
from exchange.sheets.matching import ROW, is_day, targets
from exchange.sheets.offered import likeliest, offered
from shared.fields import TypedField
from shared.layout import LaidOut

EMPTY, FIXED = "", "fixed"
DAYS = [
    ("dmy", gettext_lazy("day first: 31-03-2026")),
    ("mdy", gettext_lazy("month first: 03/31/2026")),
    ("ymd", gettext_lazy("year first: 2026-03-31")),
]


class PageForm(LaidOut, forms.Form):
    """What stands in the rows of a sheet; which sheet it is was chosen by opening it."""

    page = forms.ChoiceField(widget=forms.HiddenInput, required=False)
    file = forms.ChoiceField(label=gettext_lazy("What stands in each row?"))

    def __init__(self, *args: Any, pages: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["page"].choices = [(page, page) for page in pages]
        names = [file.name for file in FILES if not file.inner and not file.only_here]
        self.fields["file"].choices = [(name, FILE_WORDS.get(name, name)) for name in names]
        self.fields["file"].widget = forms.Select(choices=self.fields["file"].choices)


class ColumnsForm(LaidOut, forms.Form):
    """For each column of the bundle: one of the sheet, one value for all rows, or nothing; and how days are written."""

    def __init__(self, *args: Any, sheet: Sheet, **options: Any) -> None:
        self.sheet, self.wanted = sheet, targets(BY_NAME[sheet.file])
        super().__init__(*args, **options)
        places = [(str(place), head or _("column %(number)s") % {"number": place + 1}) for place, head in
                  enumerate(sheet.header)]  # fmt: skip
        for column in self.wanted:
            self._add(column, places, sheet.columns.get(column.name, {}))

    def _add(self, column: Column, places: list[tuple[str, str]], how: dict[str, Any]) -> None:
        first = [(EMPTY, _("leave empty")), (FIXED, _("the same in every row:"))]
        if column.type == "key":
            first.append((ROW, _("the number of the row")))
        chosen = ROW if how.get("key") == ROW else str(how["from"]) if how.get("from") is not None else EMPTY
        self.fields[f"{column.name}-from"] = forms.ChoiceField(
            label=COLUMN_WORDS.get(column.name, column.name),
            choices=[*first, *places],
            initial=FIXED if chosen == EMPTY and how.get("fixed") else chosen,
            required=False,
            widget=forms.Select,
        )
        self.fields[f"{column.name}-fixed"] = TypedField(
            label=_("In every row"), max_length=200, initial=how.get("fixed", ""), contact=True
        )
        if is_day(column):
            self.fields[f"{column.name}-days"] = forms.ChoiceField(
                label=_("How days are written"), choices=DAYS, initial=how.get("days", "dmy"), required=False,
                widget=forms.Select,
            )  # fmt: skip

    def rows(self) -> list[dict[str, Any]]:
        """The boxes of each column, for the page."""
        return [
            {
                "name": column.name,
                "needed": column.needed,
                "choices": [label for _value, label in offered(column)] if column.choices else [],
                "fixed_open": self[f"{column.name}-from"].value() == FIXED,
                **{part: self[f"{column.name}-{part}"] for part in ("from", "fixed", "days")
                   if f"{column.name}-{part}" in self.fields},
            }
            for column in self.wanted
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Needed columns are filled from somewhere."""
        match = self.match()
        for column in self.wanted:
            if column.needed and column.name not in match:
                self.add_error(f"{column.name}-from", _("Say where this comes from; it cannot be empty."))
        return self.cleaned_data

    def match(self) -> dict[str, dict[str, Any]]:
        """What was chosen, as it is kept; what values of a choice mean is kept along."""
        found: dict[str, dict[str, Any]] = {}
        for column in self.wanted:
            chosen = self.cleaned_data.get(f"{column.name}-from", EMPTY)
            fixed, days = (
                self.cleaned_data.get(f"{column.name}-fixed", ""),
                self.cleaned_data.get(f"{column.name}-days"),
            )
            former = self.sheet.columns.get(column.name, {})
            how: dict[str, Any] = {}
            if chosen == ROW:
                how["key"] = ROW
            elif chosen.isdigit():
                how["from"] = int(chosen)
            if chosen != EMPTY and fixed and chosen != ROW:
                how["fixed"] = fixed
            if how and days:
                how["days"] = days
            if how and former.get("values") and former.get("from") == how.get("from"):
                how["values"] = former["values"]
            if how:
                found[column.name] = how
        return found


class ValuesForm(LaidOut, forms.Form):
    """What the sheet's own words for a choice mean, and a name to remember all of it under."""

    def __init__(self, *args: Any, unknown: dict[str, list[str]], columns: dict[str, Column], **options: Any) -> None:
        super().__init__(*args, **options)
        self.unknown = unknown
        for name, values in unknown.items():
            for number, value in enumerate(values):
                choices = offered(columns[name])
                self.fields[f"{name}-{number}"] = forms.ChoiceField(
                    label=f"{COLUMN_WORDS.get(name, name)}: {value}",
                    choices=[("", _("leave empty")), *choices],
                    initial=likeliest(value, choices),
                    required=False,
                    widget=forms.Select,
                )
        self.fields["remember_as"] = TypedField(
            label=_("Remember this under a name"),
            help_text=_("For the next sheet with the same columns. Leave it empty if you do not need it."),
            max_length=80,
        )

    def values_of(self, name: str) -> dict[str, str]:
        """{what stands in the sheet: what it means}."""
        found = enumerate(self.unknown.get(name, []))
        return {value: self.cleaned_data.get(f"{name}-{number}", "") for number, value in found}
