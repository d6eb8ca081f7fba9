"""The form field for each way of answering an own question, and what its answer is as stored."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import AnswerType, Question, QuestionChoice
from registration.forms.days import within_reach
from shared.fields import TypedField
from shared.smiley import FACES, SmileyLine

SHORT, LONG = 2000, 20_000
BIGGEST = 1_000_000_000
NO_CHOICE = gettext_lazy("This choice is not offered any more. Choose again, or say it in own words.")
# One of these cannot be unchosen: "not asked" then counts, and is no contradiction.
BY_TAP = frozenset({AnswerType.CHOICE, AnswerType.YES_NO, AnswerType.SMILEY})
LISTS = frozenset({AnswerType.CHOICE, AnswerType.CHOICES})
YES_NO = [("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


class NumberField(forms.DecimalField):
    """A number, with a comma or a point; at most six decimals, and no sign of the currency or the like."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=16, decimal_places=6, min_value=-BIGGEST, max_value=BIGGEST, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": "12"}
        self.error_messages["invalid"] = gettext_lazy("This is not a number. Type it like 3 or 2,5.")

    def to_python(self, value: Any) -> Any:
        """Reads a comma as a point."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class DayField(forms.DateField):
    """Any day from 1900 until ten years ahead."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)
        self.error_messages["invalid"] = gettext_lazy("This is not a date. Type it like 3-12-2026.")

    def clean(self, value: Any) -> date | None:
        """Not a year that is surely a slip."""
        return within_reach(super().clean(value))


def _choices(question: Question, day: date, kept: frozenset[str]) -> list[tuple[str, str]]:
    """What can be chosen on a day, and what was chosen before."""
    return [
        (choice.key, choice.label if in_use(choice, day) else _("%(choice)s (retired)") % {"choice": choice.label})
        for choice in question.choices.all()
        if in_use(choice, day) or choice.key in kept
    ]


def in_use(choice: QuestionChoice, day: date) -> bool:
    """Whether a choice is offered on a day."""
    return choice.until is None or choice.until > day


def _one(options: list[tuple[str, str]], widget: forms.Widget | None = None) -> forms.Field:
    field = forms.ChoiceField(choices=options, required=False, widget=widget or forms.RadioSelect())
    field.error_messages["invalid_choice"] = NO_CHOICE
    field.shape = "chips"  # type: ignore[attr-defined]  # nlds/field.html asks for it
    return field


def _several(options: list[tuple[str, str]]) -> forms.Field:
    field = forms.MultipleChoiceField(choices=options, required=False, widget=forms.CheckboxSelectMultiple())
    field.error_messages["invalid_choice"] = NO_CHOICE
    field.shape = "chips"  # type: ignore[attr-defined]
    return field


Maker = Callable[[list[tuple[str, str]]], forms.Field]
MAKERS: dict[str, Maker] = {
    AnswerType.TEXT: lambda options: TypedField(max_length=SHORT),
    AnswerType.LONG_TEXT: lambda options: TypedField(lines=4, max_length=LONG),
    AnswerType.CHOICE: _one,
    AnswerType.CHOICES: _several,
    AnswerType.NUMBER: lambda options: NumberField(required=False),
    AnswerType.DATE: lambda options: DayField(required=False),
    AnswerType.YES_NO: lambda options: _one([(value, str(word)) for value, word in YES_NO]),
    AnswerType.SMILEY: lambda options: _one([(str(place), str(word)) for place, _icon, word in FACES], SmileyLine()),
}


def field_for(question: Question, day: date, kept: frozenset[str] = frozenset()) -> forms.Field:
    """The field of a question as offered on a day, with its label, hint and reason.

    `kept`: keys of choices that may stand although they are retired, for they were chosen before or offered today.
    """
    field = MAKERS[question.answer_type](_choices(question, day, kept))
    field.label, field.help_text = question.label, question.hint
    field.why = question  # type: ignore[attr-defined]  # read by the templates of the form pack
    return field


def as_stored(question: Question, said: Any) -> Any:
    """What a field gave, as it is stored: a text, a list of keys, a number or an ISO day; None for nothing."""
    if said in (None, "", []):
        return None
    if question.answer_type == AnswerType.SMILEY:
        return int(said)
    if isinstance(said, Decimal):
        return int(said) if said == said.to_integral_value() else float(said)
    return said.isoformat() if isinstance(said, date) else said


def as_shown(question: Question, value: Any) -> Any:
    """A stored value as the field shows it again."""
    if value is None:
        return [] if question.answer_type == AnswerType.CHOICES else ""
    if question.answer_type == AnswerType.NUMBER:
        return str(value).replace(".", ",")
    return value
