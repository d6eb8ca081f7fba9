"""An action that a team offers itself."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.queries import life_domains
from organisation.models import Team
from registration.forms.plan import TeamForm
from registration.models import TeamPhrase
from registration.models.action import ACTION_FITS
from shared.fields import TypedField
from shared.layout import LaidOut

LONGEST = 70


class PhraseForm(LaidOut, forms.Form):
    """The words, and the part of life they belong to."""

    text = TypedField(
        required=True,
        max_length=LONGEST,
        fits=ACTION_FITS,
        label=_("Small action"),
        help_text=_("Begin with who does something: “I call ...”, “We go together to ...”."),
        error_messages={"required": _("Write down a small action.")},
    )
    life_domain = forms.ChoiceField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = [(domain.key, domain.name) for domain in life_domains(timezone.localdate())]
        self.fields["life_domain"] = forms.ChoiceField(
            required=False, label=_("Belongs to"), choices=[("", _("Every goal")), *found]
        )
        self.fields["text"].widget.attrs["autocomplete"] = "off"

    def clean_text(self) -> str:
        """One line: it becomes a chip."""
        return " ".join(self.cleaned_data["text"].split())

    def said(self) -> dict[str, Any]:
        """What was typed, for the operation."""
        return {"text": self.cleaned_data["text"], "life_domain": self.cleaned_data["life_domain"] or None}

    @staticmethod
    def initial_of(phrase: TeamPhrase) -> dict[str, Any]:
        """The form's first values."""
        return {"text": phrase.text, "life_domain": phrase.life_domain_id or "", "version": phrase.version}


class NewPhraseForm(PhraseForm, TeamForm):
    """For which of one's own teams as well; who has one team is not asked."""

    field_order = ("text", "life_domain", "team")

    def said(self) -> dict[str, Any]:
        """With the team."""
        team: Team = self.cleaned_data["team"]
        return {**super().said(), "team": team}
