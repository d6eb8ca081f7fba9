"""A field for who must act: a team, or somebody who works in one or leads one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.models import Team, User
from signals.queries.routes import acting_people, acting_teams

Whom = tuple[User | None, Team | None]
NOBODY: Whom = (None, None)


class ToWhomField(forms.ChoiceField):
    """Gives (person, None), (None, team), or (None, None) where nothing was chosen."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(choices=_choices, **options)
        self.error_messages["invalid_choice"] = gettext_lazy("Choose a team or a colleague from the list.")

    def clean(self, value: Any) -> Whom:
        """The person or the team that was chosen."""
        chosen = super().clean(value)
        if not chosen:
            return NOBODY
        kind, _colon, key = chosen.partition(":")
        # In the list a moment ago; whoever left in this very moment is not chosen.
        person = acting_people(timezone.localdate()).filter(pk=key).first() if kind == "person" else None
        team = acting_teams().filter(pk=key).first() if kind == "team" else None
        if person is None and team is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return person, team


def value_of(person_id: object, team_id: object) -> str:
    """What the list sends for a person or a team."""
    return f"person:{person_id}" if person_id else f"team:{team_id}" if team_id else ""


def _choices() -> list[Any]:
    people = [(value_of(person.pk, None), person.name) for person in acting_people(timezone.localdate())]
    teams = [(value_of(None, team.pk), team.name) for team in acting_teams()]
    return [("", _("Choose a team or a colleague")), (_("Teams"), teams), (_("Colleagues"), people)]
