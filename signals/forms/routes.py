"""To whom signals about a theme, in an area, go."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Theme
from organisation.forms.area_field import AreaField
from shared.layout import Chips, LaidOut, WhyField
from signals.forms.to_whom import ToWhomField, value_of
from signals.models import Route
from signals.queries.routes import DAYS, routes

WITHIN = ((3, gettext_lazy("3 days")), (7, gettext_lazy("a week")), (14, gettext_lazy("2 weeks")))
LONGER = (30, gettext_lazy("a month"))


class RouteForm(LaidOut, forms.Form):
    """A theme, an area or both; with neither it is for whatever has no other route."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        required=False,
        label=gettext_lazy("Signals about"),
        empty_label=gettext_lazy("Every theme"),
    )
    area = AreaField(required=False, label=gettext_lazy("In this area"))
    to = ToWhomField(label=gettext_lazy("go to"))
    answer_within_days = forms.TypedChoiceField(
        choices=[*WITHIN, LONGER],
        coerce=int,
        widget=forms.RadioSelect,
        label=gettext_lazy("How long may an answer take?"),
        help_text=gettext_lazy("After that the team lead sees the signal too."),
        error_messages={"required": gettext_lazy("Choose how long an answer may take.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"answer_within_days": Chips}

    def __init__(self, *args: Any, known: Route | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known
        day = timezone.localdate()
        offered = Q(until__isnull=True) | Q(until__gt=day) | Q(pk=known.theme_id if known else None)
        self.fields["theme"].queryset = Theme.objects.filter(offered)
        self.initial.setdefault("answer_within_days", DAYS)

    @staticmethod
    def initial_of(route: Route) -> dict[str, Any]:
        """The form's first values; a time between two choices becomes the longer one."""
        days = next((days for days, _label in (*WITHIN, LONGER) if days >= route.answer_within_days), LONGER[0])
        to = value_of(route.to_person_id, route.to_team_id)
        named = {"theme": route.theme_id, "area": route.area, "version": route.version}
        return {**named, "to": to, "answer_within_days": days}

    def clean(self) -> dict[str, Any]:
        """Somebody gets it, and nothing else has the same route."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "to" not in self.errors and not any(said.get("to") or ()):
            self.add_error("to", _("Choose who must act."))
        if {"theme", "area"} & set(self.errors):
            return said
        same = routes().filter(theme=said.get("theme"), area=said.get("area"))
        if same.exclude(pk=self.known.pk if self.known else None).exists():
            self.add_error("theme", _("There is a route for this already. Change that one."))
        return said

    def values(self) -> dict[str, Any]:
        """What was chosen, for the operation."""
        person, team = self.cleaned_data["to"]
        chosen = {name: self.cleaned_data[name] for name in ("theme", "area", "answer_within_days")}
        return {**chosen, "to_person": person, "to_team": team}
