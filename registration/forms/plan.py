"""Starting and closing a plan."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from organisation.forms.area_field import AreaField
from organisation.models import Team
from registration.forms.plan_goals import GOALS, GoalFields
from registration.forms.resident import ResidentForm
from registration.forms.service import ServiceField, offer_services
from registration.models import Answer, Plan
from registration.models.closing import Reason
from registration.models.plan import Law
from registration.operations.plans import Review
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, LaidOut, WhyField
from shared.period import day_in_words


class TeamForm(LaidOut, forms.Form):
    """For which of one's own teams; who has only one is not asked."""

    team = forms.ModelChoiceField(Team.objects.none(), widget=forms.RadioSelect, label=gettext_lazy("Which team?"))

    shapes: ClassVar[dict[str, type[WhyField]]] = {"team": Chips}

    def __init__(self, *args: Any, teams: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["team"].queryset = teams
        self.fields["team"].empty_label = None
        if len(teams) == 1:
            self.fields["team"].required = False
            self.fields["team"].widget = forms.HiddenInput()
            self.only_team = teams[0]

    def clean_team(self) -> Team:
        """The chosen team, or the only one there is."""
        return self.cleaned_data["team"] or self.only_team


class PlanForm(ResidentForm, TeamForm):
    """A new plan for somebody new."""

    opened_on = PastDayField(required=False, label=gettext_lazy("When did it start?"))
    service = ServiceField()

    field_order = (*ResidentForm.base_fields, "team")
    asks: ClassVar[dict[str, str]] = {**ResidentForm.asks, "service": "plan.service"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["first_name"].widget.attrs["autofocus"] = True
        # Only in the form that a device keeps for when there is no network, and when that one comes in.
        self.goals = GoalFields(self) if GOALS in (self.data or self.initial) else None

    def give_reasons(self) -> None:
        """With the services that are offered."""
        offer_services(self, "service")
        super().give_reasons()

    def opened(self, today: date | None = None) -> date:
        """The day of opening; `today` when left empty."""
        return self.cleaned_data["opened_on"] or today or timezone.localdate()


class PlanEditForm(LaidOut, WithReasons, forms.Form):
    """Under which law, in which neighbourhood and with which service; all may stay empty."""

    law = forms.ChoiceField(choices=Law.choices, required=False, widget=forms.RadioSelect)
    area = AreaField(required=False)
    service = ServiceField()
    version = forms.IntegerField(widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"law": Chips}
    asks: ClassVar[dict[str, str]] = {"law": "plan.law", "area": "resident.area", "service": "plan.service"}

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, initial=self.initial_of(plan), **options)
        offer_services(self, "service", also=plan.service)
        self.give_reasons()

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        """The form's first values."""
        return {"law": plan.law, "area": plan.area, "service": plan.service_id, "version": plan.version}


ANSWERS = [(Answer.YES, Answer.YES.label), (Answer.PARTLY, Answer.PARTLY.label), (Answer.NO, Answer.NO.label)]
WITHOUT = [(Answer.NOT_ASKED, Answer.NOT_ASKED.label), (Answer.NOT_APPLICABLE, Answer.NOT_APPLICABLE.label)]


class ClosingForm(LaidOut, WithReasons, forms.Form):
    """The end of a plan. Only the day is needed; every review question may be left out."""

    closed_on = PastDayField()
    reason = forms.ChoiceField(choices=Reason.choices, required=False, widget=forms.RadioSelect)
    helped_resident = forms.ChoiceField(choices=ANSWERS + WITHOUT, required=False, widget=forms.RadioSelect)
    helped_professional = forms.ChoiceField(choices=ANSWERS + WITHOUT, required=False, widget=forms.RadioSelect)
    continues_independently = forms.ChoiceField(choices=ANSWERS + WITHOUT, required=False, widget=forms.RadioSelect)
    explanation = TypedField(lines=3, max_length=20_000, label=gettext_lazy("What do you want to say about it?"))

    shapes: ClassVar[dict[str, type[WhyField]]] = dict.fromkeys(
        ("reason", "helped_resident", "helped_professional", "continues_independently"), Chips
    )
    asks: ClassVar[dict[str, str]] = {
        name: f"closing.{name}"
        for name in ("closed_on", "reason", "helped_resident", "helped_professional", "continues_independently")
    }

    def __init__(self, *args: Any, opened_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.opened_on = opened_on
        self.give_reasons()

    def clean_closed_on(self) -> date:
        """Not before the plan was opened."""
        day: date = self.cleaned_data["closed_on"]
        if day < self.opened_on:
            words = {"day": day_in_words(self.opened_on)}
            raise forms.ValidationError(_("The plan was opened on %(day)s. Choose that day or a later one.") % words)
        return day

    def review(self) -> Review:
        """The answers, for the operation."""
        return Review(**{name: said for name, said in self.cleaned_data.items() if name != "closed_on"})


class ReopenForm(LaidOut, WithReasons, forms.Form):
    """From which day a closed plan goes on, and why."""

    reopened_on = PastDayField(label=gettext_lazy("From which day does the plan go on?"))
    because = TypedField(
        lines=3,
        max_length=20_000,
        required=True,
        label=gettext_lazy("Why does it go on?"),
        error_messages={"required": gettext_lazy("Say in a few words why. One line is fine.")},
    )
