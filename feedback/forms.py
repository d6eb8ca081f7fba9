"""The talk about a question that is hardly filled in, what is agreed about a figure, and an offer of a pattern."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.models import Decision, QuestionTalk
from feedback.offers import NAMED_BY, Origin
from shared.fields import TypedField
from shared.layout import LATER, Chips, DateChips, DayField, LaidOut, WhyField
from signals.forms.offers import OfferForm

LONGEST = 4000


class TalkForm(LaidOut, forms.Form):
    """What was said, what was decided and why. It can be kept without a decision."""

    said = TypedField(
        label=_("What did you say about it?"), lines=5, max_length=LONGEST,
        help_text=_("Only who arranges the questions reads this. Write nothing about residents or colleagues."),
    )  # fmt: skip
    decision = forms.ChoiceField(
        label=_("What do you decide?"), choices=Decision.choices, widget=forms.RadioSelect, required=False
    )
    reason = TypedField(
        label=_("Why?"), lines=3, max_length=LONGEST, help_text=_("Everybody who works here reads this.")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shapes: ClassVar[dict[str, type[WhyField]]] = {"decision": Chips}

    def __init__(self, *args: Any, talk: QuestionTalk, **options: Any) -> None:
        initial = {name: getattr(talk, name) for name in ("said", "decision", "reason", "version")}
        super().__init__(*args, initial=initial, **options)
        if not talk.question.is_own:
            self.fields["decision"].choices = [one for one in Decision.choices if one[0] != Decision.DROP]
            self.fields["decision"].help_text = _(
                "A question of Keukentafel itself cannot go; all that is nice to know can be hidden."
            )

    def clean(self) -> dict[str, Any]:
        """A decision has a reason: without one nobody learns from it."""
        found: dict[str, Any] = super().clean()
        if found.get("decision") and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write down why. Colleagues read it beside the decision."))
        return found

    def talked(self) -> dict[str, Any]:
        """For the operation."""
        return {**self.cleaned_data, "version": self.cleaned_data["version"] or 0}


class AgreementForm(LaidOut, forms.Form):
    """What we are going to do, who does it and before when."""

    text = TypedField(
        label=_("What are we going to do?"), max_length=200, required=True,
        error_messages={"required": _("Write down in a few words what you are going to do.")},
        help_text=_("Write nothing about residents."),
    )  # fmt: skip
    who = TypedField(label=_("Who does it?"), max_length=120)
    by_when = DayField(label=_("Before when?"), offers=LATER)
    shapes: ClassVar[dict[str, type[WhyField]]] = {"by_when": DateChips}


class PatternOfferForm(OfferForm):
    """An offer with the name of its pattern beside it; what was seen and expected stands in no field."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in NAMED_BY:
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def begins(origin: Origin | None, day: date) -> dict[str, Any]:
        """The form's first values."""
        named = {name: getattr(origin.pattern, name) for name in NAMED_BY} if origin else {}
        return {"title": origin.title if origin else "", "begun_on": day, **named}
