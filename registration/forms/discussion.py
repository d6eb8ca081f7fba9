"""A meeting of professionals, and what was agreed in it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from catalogue.models import Theme
from catalogue.why import WithReasons
from organisation.forms.area_field import AreaField
from organisation.models import Team, User
from registration.models import CaseDiscussion, CaseText, Plan
from registration.models.discussion import DiscussionRole, KindOfDiscussion
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, DayField, LaidOut, WhyField

MANY = ("themes", "plans", "colleagues", "roles")


class DiscussionForm(LaidOut, WithReasons, forms.Form):
    """What kind and when are enough. The themes count, and what is said about a case stays shut."""

    kind = forms.ChoiceField(
        choices=KindOfDiscussion.choices,
        widget=forms.RadioSelect,
        initial=KindOfDiscussion.CASE,
        error_messages={"required": gettext_lazy("Choose what kind of meeting it was.")},
    )
    title = TypedField(
        max_length=120,
        label=gettext_lazy("What was it about, in a few words?"),
        help_text=gettext_lazy("Without names of residents: the whole team reads this."),
    )
    held_on = PastDayField()
    team = forms.ModelChoiceField(Team.objects.none(), label=gettext_lazy("Of which team?"), empty_label=None)
    themes = forms.ModelMultipleChoiceField(Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    area = AreaField(required=False)
    learning_point = TypedField(lines=3, max_length=20_000)
    plans = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("One of these plans is not yours any more. Look at it again.")},
    )
    case_text = TypedField(lines=4, max_length=20_000)
    colleagues = forms.ModelMultipleChoiceField(
        User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Which colleagues joined?"),
    )
    roles = forms.MultipleChoiceField(
        choices=DiscussionRole.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    case_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = dict.fromkeys(("kind", *MANY), Chips)
    asks: ClassVar[dict[str, str]] = {
        **{
            name: f"discussion.{name}" for name in ("kind", "held_on", "themes", "plans", "learning_point", "case_text")
        },
        "roles": "discussion.who",
    }

    def __init__(
        self, *args: Any, teams: Iterable[Team], plans: Iterable[Plan], reads_case: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known: CaseDiscussion | None = self.initial.get("known")
        mine = {team.pk: team for team in teams}
        self.selectable = {str(plan.pk): plan for plan in plans}
        self.fields["team"].queryset = Team.objects.filter(pk__in=mine)
        if len(mine) == 1 or known:
            del self.fields["team"]
        self.only_team = next(iter(mine.values()))
        self._offer(known, mine)
        if not reads_case:
            del self.fields["case_text"]
        if not self.selectable:
            del self.fields["plans"]
        self.give_reasons()

    def _offer(self, known: CaseDiscussion | None, teams: Iterable[Any]) -> None:
        """What can be chosen: what is offered today, and what was chosen before."""
        day = timezone.localdate()
        offered = Q(until__isnull=True) | Q(until__gt=day)
        here = Q(memberships__team__in=[known.team_id] if known else teams, memberships__since__lte=day)
        stays = Q(memberships__until__isnull=True) | Q(memberships__until__gte=day)
        colleagues = User.objects.filter(here & stays)
        if known:
            offered |= Q(pk__in=known.themes.values("pk"))
            joined = known.participants.filter(user__isnull=False).values("user")
            colleagues = User.objects.filter(Q(pk__in=colleagues.values("pk")) | Q(pk__in=joined))
        self.fields["themes"].queryset = Theme.objects.filter(offered)
        self.fields["colleagues"].queryset = colleagues.distinct().order_by("name")
        self.fields["plans"].choices = [(id, plan.full_name) for id, plan in self.selectable.items()]

    @staticmethod
    def initial_of(discussion: CaseDiscussion, plans: Iterable[Plan], case_text: CaseText | None) -> dict[str, Any]:
        """The form's first values, with the plans that may be named to who reads."""
        names = ("kind", "title", "held_on", "learning_point", "version")
        joined = list(discussion.participants.all())
        return {
            **{name: getattr(discussion, name) for name in names},
            "known": discussion,
            "area": discussion.area_id,
            "themes": [theme.pk for theme in discussion.themes.all()],
            "plans": [str(plan.pk) for plan in plans],
            "colleagues": [one.user_id for one in joined if one.user_id],
            "roles": [one.role for one in joined if not one.user_id],
            "case_text": case_text.text if case_text else "",
            "case_version": case_text.version if case_text else 0,
        }

    def values(self) -> dict[str, Any]:
        """What was said of the meeting itself, for the operations."""
        apart = {"version", "case_version", "case_text", "team"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return {**said, "plans": [self.selectable[id] for id in said.get("plans", [])]}

    def changes(self) -> dict[str, Any]:
        """The same with what one could choose from, the versions, and the words about the case (None: not shown)."""
        typed = self.cleaned_data
        versions = {name: typed[name] or 0 for name in ("version", "case_version")}
        words = typed.get("case_text") if "case_text" in self.fields else None
        return {**self.values(), **versions, "selectable": self.selectable.values(), "case_text": words}

    def of_team(self) -> Team:
        """The team that held it: the one that was chosen, or the only one there is."""
        chosen: Team = self.cleaned_data.get("team") or self.only_team
        return chosen


class AgreedForm(LaidOut, forms.Form):
    """What somebody will do, who, and by when."""

    text = TypedField(
        max_length=200,
        required=True,
        label=gettext_lazy("What will we do?"),
        error_messages={"required": gettext_lazy("Write down what will be done.")},
    )
    who = TypedField(max_length=120, label=gettext_lazy("Who does it?"), contact=True)
    due_on = DayField(label=gettext_lazy("By when?"))

    shapes: ClassVar[dict[str, type[WhyField]]] = {}
