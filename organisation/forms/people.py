"""Forms about people, their memberships and themselves."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organisation.models import Discipline, Membership, Team, User
from organisation.roles import TEAM_ROLES, Role
from shared.fields import TypedField

# After how many weeks without contact somebody can ask to be told.
QUIET_WEEKS = (4, 6, 8, 12)


class DateInput(forms.DateInput):
    """The browser's own calendar; it sends and wants year-month-day in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HelpedForm(forms.Form):
    """A form inside a `<form>` of the page, which brings the tokens and the button."""

    @property
    def helper(self) -> FormHelper:
        """What the template pack asks for."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        return helper


class SearchForm(HelpedForm):
    """Which people to show."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=120)
    shown = forms.ChoiceField(
        label=_("Who"),
        choices=[("active", _("Can log in")), ("inactive", _("Cannot log in any more")), ("all", _("Everybody"))],
        required=False,
    )


class DetailsForm(HelpedForm):
    """What is known of a person."""

    name = TypedField(label=_("Name"), max_length=120, required=True, error_messages={"required": _("Fill in a name.")})
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("With this address the person logs in."),
        error_messages={"required": _("Fill in an e-mail address.")},
    )
    discipline = forms.ChoiceField(
        label=_("Kind of work"),
        choices=[("", _("Not known or not applicable")), *Discipline.choices],
        required=False,
        help_text=_("This decides which pages come first for this person."),
    )
    phone = TypedField(
        label=_("Phone number for residents"),
        max_length=20,
        contact=True,
        required=False,
        help_text=_("This number stands on the sheet for the fridge."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )

    def __init__(self, *args: Any, person: User | None = None, **options: Any) -> None:
        if person:
            options["initial"] = {name: getattr(person, name) for name in self.base_fields if hasattr(person, name)}
        super().__init__(*args, **options)
        self.person = person

    def clean_email(self) -> str:
        """Nobody else has this address, however it is written."""
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.person.pk if self.person else None).exists():
            raise ValidationError(_("Somebody else already has this e-mail address."))
        return email


class MembershipForm(HelpedForm):
    """A role, in which team, and from when."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.filter(closed_on__isnull=True),
        required=False,
        empty_label=_("No team: the whole organisation"),
        help_text=_("Needed for a professional and for a team lead."),
    )
    since = forms.DateField(
        label=_("First day"),
        widget=DateInput,
        initial=timezone.localdate,
        error_messages={"invalid": _("Fill in a date, for example 1-9-2026.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        teams = self.fields["team"].queryset[:2]
        if len(teams) == 1:
            self.fields["team"].initial = teams[0].pk

    def clean(self) -> dict[str, Any]:
        """A role in a team names the team; the other roles hold for the whole organisation."""
        found = super().clean() or {}
        if found.get("role") in TEAM_ROLES and not found.get("team") and "team" not in self.errors:
            self.add_error("team", _("Choose the team in which this person has this role."))
        if found.get("role") not in TEAM_ROLES:
            found["team"] = None
        return found


class PersonForm(DetailsForm, MembershipForm):
    """A new person with a first role."""

    field_order = ("name", "email", "role", "team", "since", "discipline", "phone")


class NewMembershipForm(MembershipForm):
    """Another role for somebody; the same one twice at the same time makes no sense."""

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """Refuses a role that this person already has there."""
        found = super().clean()
        if not self.errors:
            there = Membership.objects.on(found["since"]).filter(user=self.person, role=found["role"])
            if there.filter(team=found["team"]).exists():
                raise ValidationError(_("This person already has this role there on that day."))
        return found


class EndForm(HelpedForm):
    """The last day of a membership."""

    until = forms.DateField(
        label=_("Last day"),
        widget=DateInput,
        initial=timezone.localdate,
        error_messages={
            "required": _("Fill in the last day."),
            "invalid": _("Fill in a date, for example 1-9-2026."),
        },
    )

    def __init__(self, *args: Any, membership: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.membership = membership

    def clean_until(self) -> Any:
        """Not before the first day."""
        until = self.cleaned_data["until"]
        if until < self.membership.since:
            raise ValidationError(_("The last day lies before the first day."))
        return until


class ProfileForm(HelpedForm):
    """What somebody changes about oneself."""

    name = TypedField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        required=True,
        error_messages={"required": _("Fill in a name.")},
    )
    phone = TypedField(
        label=_("Phone number for residents"),
        max_length=20,
        contact=True,
        required=False,
        help_text=_("This number stands on the sheet for the fridge."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=User._meta.get_field("language").choices, widget=forms.RadioSelect
    )
    quiet_weeks = forms.ChoiceField(
        label=_("Tell me whom I did not speak for long"),
        help_text=_("After so many weeks without any contact a plan asks for your attention. Nobody else sees this."),
        choices=[("0", _("off")), *((str(n), format_lazy(_("{weeks} weeks"), weeks=n)) for n in QUIET_WEEKS)],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, has_caseload: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quiet_weeks"].shape = "chips"  # type: ignore[attr-defined]  # nlds/field.html asks for it
        self.initial["quiet_weeks"] = str(self.initial.get("quiet_weeks") or 0)
        if not has_caseload:
            del self.fields["quiet_weeks"]

    def clean_quiet_weeks(self) -> int | None:
        """A number of weeks, or None for off; where nothing was sent it stays as it was."""
        return int(self.cleaned_data["quiet_weeks"] or self.initial["quiet_weeks"]) or None
