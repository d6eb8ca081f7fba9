"""Something of a list, in two languages; and from when on it is not offered any more."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.lists import ICONS, Listing
from catalogue.models import Service, ServiceCategory
from catalogue.models.service import Reach
from catalogue.models.worded import Named
from catalogue.queries import lists as queries
from shared.fields import TypedField
from shared.layout import Chips, DayField, LaidOut, Tiles, WhyField


class NamedForm(LaidOut, forms.Form):
    """The name in Dutch, and in English where somebody reads that."""

    name_nl = TypedField(
        required=True,
        label=gettext_lazy("Name in Dutch"),
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    name_en = TypedField(
        label=gettext_lazy("Name in English"), help_text=gettext_lazy("Left empty, the Dutch name is shown.")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, listing: Listing, listed: Named | None = None, **options: Any) -> None:
        self.listed = listed
        super().__init__(*args, initial=self._first(listed), **options)
        for name in ("name_nl", "name_en"):
            longest = listing.model._meta.get_field(name).max_length
            self.fields[name].max_length = longest
            self.fields[name].validators.append(forms.CharField(max_length=longest).validators[0])
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def _first(self, listed: Named | None) -> dict[str, Any]:
        if listed is None:
            return {}
        return {name: getattr(listed, name) for name in (*self.base_fields, "version") if hasattr(listed, name)}

    def said(self) -> dict[str, Any]:
        """What was typed, for the operation."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class SubjectForm(NamedForm):
    """With whether also nobody and everybody say something about people."""

    is_sensitive = forms.BooleanField(
        required=False,
        label=gettext_lazy("A sensitive subject"),
        help_text=gettext_lazy("Also nought or all says something about people here; readers outside do not see that."),
    )


class DomainForm(SubjectForm):
    """With the icon that stands for it everywhere."""

    icon = forms.ChoiceField(
        label=gettext_lazy("Which icon stands for it?"),
        choices=list(ICONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an icon.")},
    )

    shapes: ClassVar[dict[str, type[WhyField]]] = {"icon": Tiles}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["icon"].icons = {name: name for name in ICONS}


class ServiceForm(NamedForm):
    """With its category, and whom it is for."""

    category = forms.ModelChoiceField(
        ServiceCategory.objects.none(),
        label=gettext_lazy("Under which category?"),
        required=False,
        empty_label=gettext_lazy("No category"),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Whom is it for?"), choices=Reach.choices, initial=Reach.INDIVIDUAL, widget=forms.RadioSelect
    )

    shapes: ClassVar[dict[str, type[WhyField]]] = {"scope": Chips}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held = [self.listed.category_id] if isinstance(self.listed, Service) else []
        self.fields["category"].queryset = queries.categories(timezone.localdate(), also=held)


class RetireForm(LaidOut, forms.Form):
    """From which day on it is not offered any more; today when nothing is chosen."""

    until = DayField(
        offers=(("today", gettext_lazy("today"), lambda today: today),),
        label=gettext_lazy("From which day is it not offered any more?"),
    )

    def clean_until(self) -> date:
        """Not a day that is past: what was chosen since then would stand there without being offered."""
        today = timezone.localdate()
        day: date = self.cleaned_data["until"] or today
        if day < today:
            raise forms.ValidationError(_("This day is past. Choose today or a later day."))
        return day


FORMS: dict[str, type[NamedForm]] = {"domains": DomainForm, "themes": SubjectForm, "services": ServiceForm}


def form_of(listing: Listing) -> type[NamedForm]:
    """The form of a list."""
    return FORMS.get(listing.kind, NamedForm)
