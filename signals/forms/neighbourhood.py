"""What somebody saw in the neighbourhood."""

from collections.abc import Collection
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.lists import ALWAYS
from catalogue.models import Theme
from catalogue.why import WithReasons
from organisation.models import Area, Team
from registration.operations.answers import Said
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, LaidOut, WhyField
from signals.models import KindOfSignal, NeighbourhoodSignal, Seriousness
from signals.operations.neighbourhood import Seen
from signals.queries.neighbourhood_places import Place, areas_of, place_meant

PLACE = 120
UNKNOWN = {"invalid_choice": gettext_lazy("This is not in the list any more. Choose another one.")}


class PlaceInput(forms.TextInput):
    """A text box in which names of areas are suggested; any place in words will do."""

    template_name = "organisation/widgets/area.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the address from which suggestions come."""
        context = super().get_context(name, value, attrs)
        box = context["widget"]["attrs"]
        suggestions = f"{box.get('id', name)}_list"
        box |= {
            "autocomplete": "off",
            "list": suggestions,
            "hx-get": f"{reverse('areas')}?field={name}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{suggestions}",
            "hx-params": name,
            "hx-sync": "this:replace",
        }
        return {**context, "suggestions": suggestions}


class SignalForm(LaidOut, WithReasons, forms.Form):
    """A theme, a place or a few words are enough; nothing blocks."""

    words = TypedField(lines=2, max_length=20_000, about_nobody=True)
    area = forms.ModelChoiceField(
        Area.objects.none(), required=False, empty_label=None, widget=forms.RadioSelect, error_messages=UNKNOWN
    )
    place = TypedField(widget=PlaceInput, max_length=PLACE, about_nobody=True)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), required=False, empty_label=None, widget=forms.RadioSelect, error_messages=UNKNOWN
    )
    seriousness = forms.TypedChoiceField(
        choices=Seriousness.choices, required=False, widget=forms.RadioSelect, coerce=int, empty_value=None
    )
    kind = forms.ChoiceField(choices=KindOfSignal.choices, required=False, widget=forms.RadioSelect)
    provision = TypedField(max_length=120, about_nobody=True)
    observed_on = PastDayField(required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label=None, widget=forms.RadioSelect, error_messages=UNKNOWN
    )

    shapes: ClassVar[dict[str, type[WhyField]]] = dict.fromkeys(("area", "theme", "seriousness", "kind", "team"), Chips)
    asks: ClassVar[dict[str, str]] = {
        name: f"signal.{name}"
        for name in ("words", "area", "place", "theme", "seriousness", "kind", "provision", "observed_on", "team")
    }

    def __init__(
        self, *args: Any, team_ids: Collection[UUID], known: NeighbourhoodSignal | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.team_ids = [known.team_id] if known else team_ids
        teams = Team.objects.filter(pk__in=self.team_ids)
        self.fields["team"].queryset = teams
        if known or len(team_ids) == 1:
            del self.fields["team"]
        self.only_team = known.team if known else teams.first() if len(team_ids) == 1 else None
        self.fields["area"].queryset = _areas(self.team_ids, known)
        self.fields["theme"].queryset = _themes(known)
        self.fields["words"].widget.attrs["autofocus"] = True
        for name in self.shapes:
            if name in self.fields:
                self.fields[name].shape = "chips"
        self.give_reasons()
        if not known and not self.fields["area"].queryset.exists():
            del self.fields["area"]

    @property
    def tells_more(self) -> bool:
        """Whether anything of what stands folded was filled in, or is not right."""
        folded = ("seriousness", "kind", "provision", "observed_on", *(["place"] if "area" in self.fields else []))
        return any(self[name].errors or self[name].value() for name in folded if name in self.fields)

    @staticmethod
    def initial_of(signal: NeighbourhoodSignal) -> dict[str, Any]:
        """The form's first values."""
        names = ("place", "kind", "provision", "seriousness", "observed_on")
        said = Seen.of(signal)
        return {
            "words": said.text,
            "theme": signal.theme_id,
            "area": signal.area_id,
            **{name: getattr(said, name) for name in names},
        }

    def clean(self) -> dict[str, Any]:
        """Something must be said, whatever it is; and several teams ask for one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        anything = any(said.get(name) for name in ("words", "area", "place", "theme", "kind", "provision"))
        if not anything and not self.errors:
            self.add_error("words", _("Say in a few words what you saw, or choose what it is about."))
        if "team" in self.fields and not said.get("team") and "team" not in self.errors:
            self.add_error("team", _("Choose for which team this is."))
        return said

    def sent_for(self) -> Team:
        """For which team it is sent."""
        return self.only_team or self.cleaned_data["team"]

    def where(self) -> Place:
        """Where it was: the area that was tapped, else what the words mean. Words are kept in any case."""
        tapped, words = self.cleaned_data.get("area"), self.cleaned_data["place"]
        return Place(words, tapped) if tapped else place_meant(words, self.team_ids)

    def seen(self, answers: tuple[Said, ...] = ()) -> Seen:
        """What was said, with answers to own questions.

        Without a theme it is about something else; a provision alone says that it does not fit.
        """
        said, place = self.cleaned_data, self.where()
        provision = said["provision"]
        return Seen(
            theme=said["theme"] or Theme.objects.get(pk=ALWAYS),
            observed_on=said["observed_on"] or timezone.localdate(),
            area=place.area,
            place=place.words[:PLACE],
            kind=said["kind"] or (KindOfSignal.DOES_NOT_FIT.value if provision else ""),
            provision=provision,
            seriousness=said["seriousness"],
            text=said["words"],
            answers=answers,
        )


def _areas(team_ids: Collection[UUID], known: NeighbourhoodSignal | None) -> QuerySet[Area]:
    """Those of one's own teams; where it was said before stays a choice."""
    mine = Q(pk__in=areas_of(team_ids).values("pk"))
    return Area.objects.filter(mine | Q(pk=known.area_id if known else None)).order_by("name", "code")


def _themes(known: NeighbourhoodSignal | None) -> QuerySet[Theme]:
    """Those that are offered today; one that is not any more stays where it was chosen."""
    offered = Q(until__isnull=True) | Q(until__gt=timezone.localdate())
    return Theme.objects.filter(offered | Q(pk=known.theme_id if known else None))
