"""An activity, held or planned."""

import re
from datetime import date, timedelta
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Question, Service, Theme
from catalogue.models.service import Reach
from catalogue.queries import reasons
from catalogue.queries.lists import services
from catalogue.queries.own_questions import is_asked
from catalogue.why import WithReasons
from organisation.forms.area_field import AreaField
from organisation.models import Team
from registration.forms.plan import TeamForm
from registration.forms.service import ServiceField
from shared.fields import EARLIEST, PastDayField, TypedField
from shared.layout import Chips, WhyField
from signals.forms.hours import HoursField
from signals.models import Activity, CollectiveOffer, KindOfWork, Series
from signals.models.activity import MOST_PEOPLE
from signals.operations.partners import LONGEST
from signals.queries.activities import open_series
from signals.queries.offers import open_offers

# Further ahead nobody plans an activity: the year is a slip.
AHEAD = timedelta(days=366)
MOST_PARTNERS = 20


class HeldOnField(PastDayField):
    """A day that was, or a planned one within a year."""

    def validate(self, value: date | None) -> None:
        """Not before 1900, and not further ahead than a year."""
        forms.DateField.validate(self, value)
        if value and not EARLIEST <= value <= timezone.localdate() + AHEAD:
            raise forms.ValidationError(_("This day lies very far away. Check the year."))


class WholeField(forms.IntegerField):
    """How many: a whole number from 0 to `max_value`, or nothing."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, required=False, widget=box, **options)
        self.error_messages["invalid"] = gettext_lazy("Type a whole number, like 12.")
        few = gettext_lazy("Fewer than 0 cannot be. Type a whole number, like 12.")
        many = gettext_lazy("More than %(limit_value)s cannot be right. Check the number.")
        for validator in self.validators:
            validator.message = many if isinstance(validator, MaxValueValidator) else few  # type: ignore[attr-defined]


class ActivityForm(WithReasons, TeamForm):
    """What it was and when; a name and a day are enough, and of a series or service the name is known."""

    title = TypedField(
        max_length=120, error_messages={"required": gettext_lazy("Say what it was. A few words are enough.")}
    )
    held_on = HeldOnField()
    count = WholeField(max_value=MOST_PEOPLE)
    series = forms.ModelChoiceField(
        Series.objects.none(),
        required=False,
        label=gettext_lazy("Is it one of a series?"),
        empty_label=gettext_lazy("No, or not yet"),
        error_messages={"invalid_choice": gettext_lazy("This series is not one of your team. Choose another.")},
    )
    begins_series = forms.BooleanField(required=False, label=gettext_lazy("This is the first of a series"))
    service = ServiceField()
    area = AreaField(required=False)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label=gettext_lazy("No theme"))
    offer = forms.ModelChoiceField(
        CollectiveOffer.objects.none(),
        required=False,
        label=gettext_lazy("Is it part of an offer that you made for more people?"),
        empty_label=gettext_lazy("No"),
        error_messages={"invalid_choice": gettext_lazy("This offer is not one of your team. Choose another.")},
    )
    partners = TypedField(
        lines=2, max_length=2_500, help_text=gettext_lazy("Put a comma or a new line between two names.")
    )
    volunteers = WholeField(max_value=1_000)
    own_words = TypedField(lines=3, max_length=20_000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {
        name: f"activity.{name}"
        for name in ("title", "held_on", "count", "service", "area", "theme", "partners", "volunteers", "own_words")
    }
    shapes: ClassVar[dict[str, type[WhyField]]] = {"team": Chips}
    field_order = ("team", "title", "held_on", "count")

    def __init__(self, *args: Any, scope: Any, known: Activity | None = None, **options: Any) -> None:
        teams = Team.objects.filter(pk__in=[known.team_id] if known else scope.team_ids)
        super().__init__(*args, teams=teams, **options)
        day, fields = timezone.localdate(), self.fields
        held_theme, held_series = (known.theme_id, known.series_id) if known else (None, None)
        offered = Q(until__isnull=True) | Q(until__gt=day) | Q(pk=held_theme)
        fields["theme"].queryset = Theme.objects.filter(offered)
        self._choose("service", offered_services(day, known))
        self._choose(
            "series", Series.objects.within(scope).filter(Q(pk=held_series) | Q(pk__in=open_series(scope, day)))
        )
        self._choose("offer", open_offers(scope, day, known))
        for kind in KindOfWork:
            fields[f"hours_{kind.value}"] = HoursField(label=kind.label)
        self.give_reasons()

    def _choose(self, name: str, among: QuerySet[Any]) -> None:
        """What there is to choose from; without anything there is nothing to ask."""
        self.fields[name].queryset = among
        if not among.exists():
            del self.fields[name]

    def give_reasons(self) -> None:
        """And whether this organisation wants to know hours."""
        super().give_reasons()
        self.hours_why: Question | None = reasons("activity.hours").get("activity.hours")
        hides = bool(self.hours_why and getattr(self.hours_why, "hides_nice", False))
        if self.hours_why is None or not is_asked(self.hours_why, hides_nice=hides, day=timezone.localdate()):
            self.hours_why = None
            for kind in KindOfWork:
                del self.fields[f"hours_{kind.value}"]

    @property
    def helper(self) -> FormHelper:
        """All but the hours, which stand apart on the page."""
        helper = super().helper
        names = [name for name in self.fields if not name.startswith("hours_")]
        helper.layout = Layout(*(self.shapes.get(name, WhyField)(name) for name in names))
        return helper

    def hours_fields(self) -> list[forms.BoundField]:
        """The fields for hours, where they are asked."""
        return [self[name] for name in self.fields if name.startswith("hours_")]

    def has_hours(self) -> bool:
        """Whether somebody filled hours in, or did so wrongly: then they stand open."""
        return any(field.value() not in (None, "") for field in self.hours_fields())

    def offered_keys(self) -> list[str]:
        """With the hours, where they are asked."""
        return [*super().offered_keys(), *(["activity.hours"] if self.hours_why else [])]

    def clean_partners(self) -> str:
        """Names, each of them short enough."""
        names = self.names(self.cleaned_data["partners"])
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(_("One of the names is very long. Put a comma between two names."))
        if len(names) > MOST_PARTNERS:
            raise forms.ValidationError(_("These are more than %(most)d partners.") % {"most": MOST_PARTNERS})
        return str(self.cleaned_data["partners"])

    @staticmethod
    def names(text: str) -> list[str]:
        """The names of partners, as they were typed."""
        return [name.strip() for name in re.split(r"[,;\n]", text) if name.strip()]

    def clean(self) -> dict[str, Any]:
        """A name from the series or the service where none was typed; no head count of a day to come."""
        typed = super().clean() or self.cleaned_data
        series, team = typed.get("series"), typed.get("team")
        if series and team and series.team_id != team.pk:
            self.add_error("series", _("This series is of another team. Choose another, or the other team."))
        if "title" in typed and not typed["title"]:
            service = typed.get("service")
            typed["title"] = series.title if series else service.name if service else ""
            if not typed["title"]:
                self.add_error("title", self.fields["title"].error_messages["required"])
        day, count = typed.get("held_on"), typed.get("count")
        if day and day > timezone.localdate() and count:
            self.add_error("count", _("This day is still to come. Leave the number empty until then."))
        return typed

    def values(self) -> dict[str, Any]:
        """What was typed, for the operation, but for the team; hours only where they were asked."""
        apart = {"team", "version", *(name for name in self.fields if name.startswith("hours_"))}
        typed = {name: said for name, said in self.cleaned_data.items() if name not in apart}
        typed["partners"] = self.names(typed["partners"])
        kinds = [kind.value for kind in KindOfWork]
        hours = {kind: self.cleaned_data[f"hours_{kind}"] for kind in kinds if self.cleaned_data.get(f"hours_{kind}")}
        return {**typed, "hours": hours} if self.hours_why else typed

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        """The form's first values."""
        said = {name: getattr(activity, name) for name in ("held_on", "count", "own_words", "version")}
        return {**_chosen(activity), **said}


def offered_services(day: date, known: Activity | None = None) -> QuerySet[Service]:
    """Services for a group or a neighbourhood that are offered on a day, and the one that stands there."""
    also = known.service if known else None
    return services(day, Reach.GROUP, also) | services(day, Reach.NEIGHBOURHOOD, also)


def alike(activity: Activity) -> dict[str, Any]:
    """What the next one of the same begins with: everything but the day, the number, what was noticed, and what is not
    offered any more."""
    day = timezone.localdate()
    found = {name: getattr(activity, name) for name in ("service", "theme", "offer")}
    gone = [name for name, one in found.items() if one and not _is_offered(one, day)]
    return _chosen(activity) | dict.fromkeys(gone)


def _is_offered(one: Service | Theme | CollectiveOffer, day: date) -> bool:
    if isinstance(one, CollectiveOffer):
        return one.removed_at is None and (one.ended_on is None or one.ended_on > day)
    return one.until is None or one.until > day


def _chosen(activity: Activity) -> dict[str, Any]:
    """What was chosen and typed, but for the day, the number and what was noticed."""
    return {
        "team": activity.team_id,
        "title": activity.title,
        "series": activity.series_id,
        "offer": activity.offer_id,
        "service": activity.service_id,
        "theme": activity.theme_id,
        "area": activity.area,
        "volunteers": activity.volunteers,
        "partners": ", ".join(partner.name for partner in activity.partners.all()),
        **{f"hours_{spent.kind}": spent.minutes for spent in activity.hours.all()},
    }
