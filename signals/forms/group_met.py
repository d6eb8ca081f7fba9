"""A group met: where, how many, what was seen and done, in taps."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Characteristic, Intervention
from catalogue.models.worded import Named
from catalogue.queries.lists import named_on
from catalogue.why import WithReasons
from organisation.forms.area_field import AreaField
from organisation.models import Team
from organisation.scope import Scope
from organisation.templatetags.look import options
from registration.forms.plan import TeamForm
from registration.operations.answers import Said
from shared.fields import PastDayField, TypedField
from shared.ids import is_uuid
from shared.period import day_in_words
from signals.forms.sizes import SizeField
from signals.models import Group, GroupMet, Mood
from signals.operations.group_met import Seen
from signals.queries import groups as queries

# What stands in `group` when it is a place where nobody of the team met a group before.
NEW = "new"
# So many places stand there as large buttons, and so many things to tap at once: what fits the screen of a phone.
LARGE, AT_ONCE = 3, {"characteristics": 9, "interventions": 6}
TAPPED: dict[str, type[Named]] = {"characteristics": Characteristic, "interventions": Intervention}
ICONS = {Mood.GOOD: "mood-happy", Mood.CALM: "mood-smile", Mood.TENSE: "mood-empty", Mood.GRIM: "mood-sad"}


class TapField(forms.MultipleChoiceField):
    """Any number of what stands in a list of the catalogue; whether it was offered on that day the form knows."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple)

    def valid_value(self, value: str) -> bool:
        """The form says more plainly what is wrong."""
        return True


class GroupMetForm(WithReasons, TeamForm):
    """Which group is enough; it was today unless said otherwise, and all the rest may stay empty."""

    group = forms.CharField(
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a place, or type a new one.")},
    )
    place = TypedField(max_length=120, label=gettext_lazy("What is the new place called?"))
    area = AreaField(required=False)
    met_on = PastDayField(required=False)
    size = SizeField()
    characteristics = TapField()
    mood = forms.ChoiceField(choices=Mood.choices, required=False, widget=forms.RadioSelect)
    interventions = TapField()
    own_words = TypedField(lines=2, max_length=20_000)

    asks: ClassVar[dict[str, str]] = {
        "area": "group.area",
        **{
            name: f"group_met.{name}"
            for name in ("group", "met_on", "size", "characteristics", "mood", "interventions", "own_words")
        },
    }

    def __init__(
        self, *args: Any, scope: Scope, known: GroupMet | None = None, wanted: str = "", **options: Any
    ) -> None:
        self.scope, self.known = scope, known
        self.places = list(queries.last_first(scope))
        self.seen = queries.last_seen(scope, self.places)
        teams = Team.objects.filter(pk__in=scope.team_ids)
        super().__init__(*args, teams=teams, initial=self._first(wanted), **options)
        self.fields["team"].required = False
        self.fields["mood"].icons = ICONS  # type: ignore[attr-defined]  # read by the template
        asks_place = {"autofocus": True} if self.initial["group"] == NEW and not self.is_bound else {}
        self.fields["place"].widget.attrs |= {"autocomplete": "off", **asks_place}
        # Before any field is drawn: one that is has its words.
        self.give_reasons()
        self._offer_places()
        for name, model in TAPPED.items():
            self._offer(name, model)

    def _first(self, wanted: str) -> dict[str, Any]:
        """What is chosen at first: what is corrected; else the group in the address or the last one, as last seen."""
        if self.known:
            names = ("met_on", "size", "mood", "own_words")
            said = {name: getattr(self.known, name) for name in names} | {"group": str(self.known.group_id)}
            return said | {name: [one.pk for one in getattr(self.known, name).all()] for name in TAPPED}
        asked = next((group for group in self.places if str(group.pk) == wanted), None)
        group = asked or next(iter(self.places), None)
        if group is None or wanted == NEW:
            return {"group": NEW, "met_on": timezone.localdate()}
        # The one that was asked for stands in front.
        self.places.sort(key=lambda one: one != group)
        seen = self.seen.get(group.pk, [])
        return {"group": str(group.pk), "met_on": timezone.localdate(), "characteristics": seen}

    def _offer_places(self) -> None:
        if self.known and self.known.group not in self.places:
            self.places.insert(0, self.known.group)
        named = [(str(group.pk), group.name) for group in self.places]
        another = [] if self.known else [(NEW, _("another place") if named else _("a new place"))]
        self.fields["group"].widget.choices = named + another  # type: ignore[attr-defined]  # of a RadioSelect

    def _offer(self, name: str, model: type[Named]) -> None:
        chosen = self[name].value() or []
        offered = named_on(model, timezone.localdate(), also=chosen)
        self.fields[name].choices = [(one.pk, one.name) for one in offered]  # type: ignore[attr-defined]

    def clean_team(self) -> Team | None:
        """Only a new place needs one."""
        chosen: Team | None = self.cleaned_data["team"]
        return chosen or getattr(self, "only_team", None)

    def clean_group(self) -> Group | None:
        """A group of one's own teams, also one that ended since; None for a new place. Of others nothing is known."""
        said: str = self.cleaned_data["group"]
        if said == NEW and not self.known:
            return None
        if not is_uuid(said):
            raise forms.ValidationError(_("Choose a place, or type a new one."))
        found = queries.groups(self.scope).filter(pk=UUID(said)).first()
        if found is None:
            raise forms.ValidationError(_("This place is not in the list any more. Choose another, or type a new one."))
        return found

    def clean(self) -> dict[str, Any]:
        """A new place has a name, and what is tapped was offered on the day that the group was met."""
        said = super().clean() or self.cleaned_data
        if "group" in said and said["group"] is None and not said.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say what the place is called. One word is enough."))
        if "group" in said and said["group"] is None and not said.get("team"):
            self.add_error("team", _("Say for which of your teams this is."))
        for name, model in TAPPED.items():
            said[name] = self._tapped(name, model, said.get(name, []))
        return said

    def _tapped(self, name: str, model: type[Named], keys: list[str]) -> list[Named]:
        rows = model._default_manager.in_bulk(keys)
        if len(rows) < len(set(keys)):
            self.add_error(name, _("This is not in the list any more. Choose again."))
        day = self.cleaned_data.get("met_on") or timezone.localdate()
        held = {one.pk for one in getattr(self.known, name).all()} if self.known else set()
        for one in rows.values():
            if one.until and one.until <= day and one.pk not in held:
                words = {"name": one.name, "day": day_in_words(one.until)}
                self.add_error(name, _("“%(name)s” is not offered since %(day)s. Let go of it.") % words)
        return [rows[key] for key in dict.fromkeys(keys) if key in rows]

    def said(self, answers: tuple[Said, ...] = ()) -> Seen:
        """What was seen and done, with answers to own questions, for the operation."""
        typed = self.cleaned_data
        tapped = {name: tuple(typed[name]) for name in TAPPED}
        day = typed["met_on"] or timezone.localdate()
        return Seen(day, typed["size"], typed["mood"], typed["own_words"], **tapped, answers=answers)

    @cached_property
    def where(self) -> dict[str, list[dict[str, Any]]]:
        """The places: the last ones as large buttons, the others, and the choice of a new one."""
        seen = {str(pk): " ".join(keys) for pk, keys in self.seen.items()}
        rows = [{**one, "seen": seen.get(one["value"], "")} for one in options(self["group"])]
        known, new = [one for one in rows if one["value"] != NEW], [one for one in rows if one["value"] == NEW]
        return {"large": known[:LARGE], "rest": known[LARGE:], "new": new}

    def chips(self) -> list[dict[str, Any]]:
        """What can be tapped, as rows of the page: the field, those at once, and those behind "more".

        What is chosen always stands in sight, in the order of the catalogue.
        """
        return [self._chips(name) for name in TAPPED]

    def _chips(self, name: str) -> dict[str, Any]:
        rows = options(self[name])
        room = AT_ONCE[name] - sum(row["checked"] for row in rows)
        free = [row for row in rows if not row["checked"]][: max(room, 0)]
        at_once = [row for row in rows if row["checked"] or row in free]
        return {"field": self[name], "at_once": at_once, "rest": [row for row in rows if row not in at_once]}
