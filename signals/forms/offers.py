"""What is offered to many because of a pattern. The pattern itself is in no field: the server finds it again."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from organisation.models import Team
from registration.forms.plan import TeamForm
from shared.fields import TypedField
from shared.layout import Chips, WhyField
from signals.forms.activities import HeldOnField
from signals.models import CollectiveOffer


class OfferForm(WithReasons, TeamForm):
    """A title is enough."""

    title = TypedField(
        max_length=120,
        required=True,
        error_messages={"required": gettext_lazy("Say what the offer is called. A few words are enough.")},
    )
    aim = TypedField(lines=3, max_length=20_000)
    begun_on = HeldOnField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"team": Chips}
    asks: ClassVar[dict[str, str]] = {name: f"offer.{name}" for name in ("title", "aim", "begun_on")}
    field_order = ("team", "title", "aim", "begun_on")

    def __init__(self, *args: Any, scope: Any, known: CollectiveOffer | None = None, **options: Any) -> None:
        teams = Team.objects.filter(pk__in=[known.team_id] if known else scope.team_ids)
        super().__init__(*args, teams=teams, **options)
        self.give_reasons()

    @staticmethod
    def initial_of(offer: CollectiveOffer) -> dict[str, Any]:
        """The form's first values."""
        return {name: getattr(offer, name) for name in ("title", "aim", "begun_on", "version")}

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation, but for the team."""
        return {name: self.cleaned_data[name] for name in ("title", "aim", "begun_on")}
