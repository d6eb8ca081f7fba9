"""Forms of the talk about questions."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.models.remark import Outcome, QuestionRemark, RemarkKind, Trouble
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField

LONGEST = 2000


class RemarkForm(LaidOut, forms.Form):
    """What is the matter in one tap, in words, or both; who may propose changes says whether this is one."""

    trouble = forms.ChoiceField(
        label=_("What is the matter?"), choices=Trouble.choices, widget=forms.RadioSelect, required=False
    )
    text = TypedField(
        label=_("In your own words"), lines=3, max_length=LONGEST,
        help_text=_("Everybody who works here can read this. Write nothing about residents."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=RemarkKind.choices, widget=forms.RadioSelect, required=False
    )
    shapes: ClassVar[dict[str, type[WhyField]]] = {"trouble": Chips, "kind": Chips}

    def __init__(self, *args: Any, proposes: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not proposes:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        found: dict[str, Any] = super().clean()
        if not self.errors and not (found["trouble"] or found["text"]):
            self.add_error("text", _("Choose what is the matter, or write something down."))
        return found

    def said(self) -> dict[str, str]:
        """For the operation."""
        return {**self.cleaned_data, "kind": self.cleaned_data.get("kind") or RemarkKind.REMARK}


class AnswerForm(LaidOut, forms.Form):
    """The answer to a remark; of a proposal also whether it is taken over."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"), choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is taken over.")},
    )  # fmt: skip
    answer = TypedField(
        label=_("Answer"), lines=4, max_length=LONGEST, required=True,
        help_text=_("Everybody who works here can read this."),
        error_messages={"required": _("Write down an answer.")},
    )  # fmt: skip
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    shapes: ClassVar[dict[str, type[WhyField]]] = {"outcome": Chips}

    def __init__(self, *args: Any, remark: QuestionRemark, **options: Any) -> None:
        options["initial"] = {"outcome": remark.outcome, "answer": remark.answer, "was": remark.answer}
        super().__init__(*args, **options)
        if remark.kind != RemarkKind.PROPOSAL:
            del self.fields["outcome"]

    def said(self) -> dict[str, str]:
        """For the operation."""
        return {"outcome": "", **self.cleaned_data}
