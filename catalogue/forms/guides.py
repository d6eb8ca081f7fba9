"""Forms of the seven steps. Everything but a name may stay empty."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.models import Purpose, ResultKind, SetupGuide, WantedResult
from catalogue.steps import Step
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField

LONGEST = 8000


class GuideForm(LaidOut, forms.Form):
    """What the walk is called."""

    title = TypedField(
        label=_("What is it about?"), max_length=120, required=True,
        help_text=_("For example: what we want to know of 2027."), error_messages={"required": _("Give it a name.")},
    )  # fmt: skip


class ResultForm(LaidOut, forms.Form):
    """One more result, in own words."""

    words = TypedField(
        label=_("A result that we want"), max_length=200, required=True,
        help_text=_("For example: people have somebody to turn to."),
        error_messages={"required": _("Write down the result.")},
    )  # fmt: skip


class ResultEditForm(ResultForm):
    """The result with what it is for; this becomes the reason of the questions made from it."""

    why = TypedField(label=_("What will we do with it?"), lines=3, max_length=600)
    for_whom = TypedField(label=_("Who has use of it?"), max_length=120)
    purpose = forms.ChoiceField(
        label=_("What is it for?"), choices=Purpose.choices, widget=forms.RadioSelect, required=False
    )
    result_kind = forms.ChoiceField(
        label=_("Which kind of result is it?"), choices=ResultKind.choices, widget=forms.RadioSelect, required=False
    )
    indicator = TypedField(label=_("By what do you see it?"), max_length=200, help_text=_("A figure, or a story."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shapes: ClassVar[dict[str, type[WhyField]]] = {"purpose": Chips, "result_kind": Chips}

    def __init__(self, *args: Any, result: WantedResult, **options: Any) -> None:
        super().__init__(*args, initial={name: getattr(result, name) for name in self.base_fields}, **options)

    def wanted(self) -> dict[str, Any]:
        """For the operation."""
        return {**self.cleaned_data, "version": self.cleaned_data["version"] or 0}


class StepForm(LaidOut, forms.Form):
    """The words of one step, under the name of the column that keeps them."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, guide: SetupGuide, step: Step, **options: Any) -> None:
        initial = {step.field: getattr(guide, step.field), "version": guide.version}
        super().__init__(*args, initial=initial, **options)
        self.fields[step.field] = TypedField(label=_("Your notes"), lines=8, max_length=LONGEST)

    def words(self) -> dict[str, Any]:
        """For the operation."""
        return {**self.cleaned_data, "version": self.cleaned_data["version"] or 0}
