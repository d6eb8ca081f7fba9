"""Forms of questions: finding them, making them, their words, and from when until when they are asked."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import AnswerType, Moment, Need, Purpose, Question, ResultKind, Service
from catalogue.queries.questions import ORDERS, PARTS, STATES, Wanted
from organisation.models import Discipline
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField

ANY = ("", _("all"))
# A reason is read, not studied.
LONGEST_WHY = 600
NO_DATE = _("This is not a date. Type it like 3-12-2026.")


class DayInput(forms.DateInput):
    """The browser's own calendar; it sends and wants year-month-day in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WantedForm(LaidOut, forms.Form):
    """Which questions to list. What nobody offered is left out without a word."""

    q = forms.CharField(label=_("Search"), required=False, max_length=120, strip=True)
    state = forms.ChoiceField(label=_("Which"), required=False, choices=list(STATES.items()))
    kind = forms.ChoiceField(
        label=_("Made by"), required=False, choices=[ANY, ("built_in", _("Keukentafel")), ("own", _("ourselves"))]
    )
    purpose = forms.ChoiceField(label=_("What it is for"), required=False, choices=[ANY, *Purpose.choices])
    need = forms.ChoiceField(label=_("Needed"), required=False, choices=[ANY, *Need.choices])
    result = forms.ChoiceField(label=_("Kind of result"), required=False, choices=[ANY, *ResultKind.choices])
    order = forms.ChoiceField(
        label=_("In the order of"), required=False, choices=[(key, label) for key, (label, _by) in ORDERS.items()]
    )

    def wanted(self, part: str) -> Wanted:
        """What was asked for, as far as it can be had."""
        self.is_valid()
        found = self.cleaned_data
        return Wanted(
            part=part if part in PARTS else "",
            words=found.get("q", ""),
            kind=found.get("kind", ""),
            purpose=found.get("purpose", ""),
            need=found.get("need", ""),
            result_kind=found.get("result", ""),
            state=found.get("state") or "asked",
            order=found.get("order", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether one of the folded filters is in use."""
        return any(self.data.get(name) for name in ("kind", "purpose", "need", "result", "order"))


def in_year() -> date:
    """The day on which a question made today is looked at again."""
    return timezone.localdate() + timedelta(days=365)


class WordsForm(LaidOut, forms.Form):
    """The words of a question and its reason, in two languages. All that a built-in question lets be changed."""

    label_nl = TypedField(
        label=_("The question in Dutch"), max_length=120, required=True,
        error_messages={"required": _("Write down what you want to ask.")},
    )  # fmt: skip
    hint_nl = TypedField(
        label=_("What helps to answer it"), max_length=200, help_text=_("Stands under the question. May stay empty.")
    )
    why_nl = TypedField(
        label=_("Why do we ask this?"), lines=3, max_length=LONGEST_WHY,
        help_text=_("One or two plain sentences. Whoever fills it in can read this."),
    )  # fmt: skip
    for_whom_nl = TypedField(
        label=_("Who has use of the answer?"), max_length=120, help_text=_("For example: the resident and the team.")
    )
    visible_to_nl = TypedField(label=_("Who sees the answer?"), max_length=160)
    label_en = TypedField(label=_("The question in English"), max_length=120)
    hint_en = TypedField(label=_("What helps to answer it, in English"), max_length=200)
    why_en = TypedField(label=_("Why, in English"), lines=3, max_length=LONGEST_WHY)
    for_whom_en = TypedField(label=_("For whom, in English"), max_length=120)
    visible_to_en = TypedField(label=_("Who sees it, in English"), max_length=160)
    need = forms.ChoiceField(
        label=_("Is it needed, or nice to know?"), choices=Need.choices, widget=forms.RadioSelect, required=False,
        help_text=_("Questions that are nice to know can be hidden all at once."),
    )  # fmt: skip
    review_on = forms.DateField(
        label=_("When do you look at it again?"), widget=DayInput, required=False, error_messages={"invalid": NO_DATE}
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shapes: ClassVar[dict[str, type[WhyField]]] = {"need": Chips}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("need", "purpose", "result_kind", "answer_type", "moments", "disciplines", "services"):
            if name in self.fields:
                self.fields[name].shape = "chips"  # type: ignore[attr-defined]

    def clean_review_on(self) -> date:
        """In a year when nobody chose a day; a day behind us says nothing."""
        day: date | None = self.cleaned_data["review_on"]
        if day and day != self.initial.get("review_on") and day < timezone.localdate():
            raise forms.ValidationError(_("This day is behind us. Choose a day to come."))
        return day or self.initial.get("review_on") or in_year()

    def clean_need(self) -> str:
        """As it was when nothing was chosen."""
        return self.cleaned_data["need"] or self.initial.get("need") or Need.NICE

    def words(self) -> dict[str, Any]:
        """The fields of the question itself, for the operation; without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def initial_of(cls, question: Question) -> dict[str, Any]:
        """The form's first values."""
        return {name: getattr(question, name) for name in WordsForm.base_fields}

    @property
    def has_english_error(self) -> bool:
        """Whether something is wrong in the folded part."""
        return any(name.endswith("_en") for name in self.errors)


class QuestionForm(WordsForm):
    """An own question: also how it is answered, what for, when, of whom."""

    answer_type = forms.ChoiceField(
        label=_("How is it answered?"), choices=AnswerType.choices, widget=forms.RadioSelect, required=False
    )
    purpose = forms.ChoiceField(
        label=_("What is the answer for?"), choices=Purpose.choices, widget=forms.RadioSelect, required=False
    )
    result_kind = forms.ChoiceField(
        label=_("Which kind of result does it belong to?"),
        choices=ResultKind.choices, widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    moments = forms.MultipleChoiceField(
        label=_("When is it asked?"), choices=Moment.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    disciplines = forms.MultipleChoiceField(
        label=_("Whom is it asked of?"), choices=Discipline.choices,
        widget=forms.CheckboxSelectMultiple, required=False, help_text=_("Nobody chosen means everybody."),
    )  # fmt: skip
    services = forms.ModelMultipleChoiceField(
        label=_("At which services?"), queryset=Service.objects.none(),
        widget=forms.CheckboxSelectMultiple, required=False, help_text=_("None chosen means all."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_fixed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        chosen = self.initial.get("services") or []
        offered = Service.objects.filter(until__isnull=True) | Service.objects.filter(until__gt=today)
        self.fields["services"].queryset = (offered | Service.objects.filter(pk__in=chosen)).distinct()
        if is_fixed:
            del self.fields["answer_type"]

    def clean_answer_type(self) -> str:
        """A few words when nothing was chosen."""
        return self.cleaned_data["answer_type"] or self.initial.get("answer_type") or AnswerType.TEXT

    def clean_purpose(self) -> str:
        """As it was, or to learn together."""
        return self.cleaned_data["purpose"] or self.initial.get("purpose") or Purpose.LEARN

    def clean_result_kind(self) -> str:
        """As it was, or an outcome."""
        return self.cleaned_data["result_kind"] or self.initial.get("result_kind") or ResultKind.OUTCOME

    @classmethod
    def initial_of(cls, question: Question) -> dict[str, Any]:
        """The form's first values, with moments and services."""
        own = {name: getattr(question, name) for name in ("answer_type", "purpose", "result_kind", "disciplines")}
        moments = list(question.places.values_list("moment", flat=True))
        services = list(question.services.values_list("pk", flat=True))
        return {**super().initial_of(question), **own, "moments": moments, "services": services}


class LiveForm(LaidOut, forms.Form):
    """From which day a question is asked; today when nothing was chosen."""

    since = forms.DateField(
        label=_("Ask it from"), widget=DayInput, required=False, error_messages={"invalid": NO_DATE}
    )

    def clean_since(self) -> date:
        """Today, unless another day was chosen."""
        return self.cleaned_data["since"] or timezone.localdate()


class RetireForm(LaidOut, forms.Form):
    """From which day a question is not asked any more; today when nothing was chosen."""

    until = forms.DateField(
        label=_("Ask it no more from"), widget=DayInput, required=False, error_messages={"invalid": NO_DATE}
    )

    def clean_until(self) -> date:
        """Today, unless another day was chosen."""
        return self.cleaned_data["until"] or timezone.localdate()


class ChoiceForm(LaidOut, forms.Form):
    """The words of a choice in two languages, and the words that it had when the form was opened."""

    label_nl = TypedField(
        label=_("Choice"), max_length=80, required=True, error_messages={"required": _("Write down the choice.")}
    )
    label_en = TypedField(label=_("In English"), max_length=80, help_text=_("May stay empty."))
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class LookForm(LaidOut, forms.Form):
    """Of whom to look what is asked."""

    discipline = forms.ChoiceField(
        label=_("Kind of work"), required=False, choices=[("", _("no kind of work")), *Discipline.choices]
    )
    service = forms.ModelChoiceField(
        label=_("Service"), queryset=Service.objects.all(), required=False, empty_label=_("no service")
    )

    def of_whom(self) -> dict[str, str | None]:
        """Discipline and key of the service; what nobody offered counts as none."""
        self.is_valid()
        service = self.cleaned_data.get("service")
        return {"discipline": self.cleaned_data.get("discipline", ""), "service": service.pk if service else None}
