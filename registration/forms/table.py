"""The kitchen-table page: one form, whatever part of it is filled in."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.models import LifeDomain, Question
from catalogue.queries import life_domains, reasons
from catalogue.why import explain, offered_in
from registration.forms.days import within_reach
from registration.forms.stale import mind
from registration.forms.who import EVERYBODY, GONE, Around, whose_id
from registration.models import Goal, HelpRequest, Plan
from registration.models.action import ACTION_FITS
from registration.models.goal import GOAL_FITS
from registration.operations.stale import Stale
from registration.operations.table import KEEP, TypedAction, TypedGoal, TypedStrength, TypedTable
from registration.overview import Card, overview
from shared.fields import TypedField
from shared.ids import is_uuid, uuid7
from shared.layout import DayField
from shared.unfinished import Unjudged

# The question of each field, by the part of the page that is a record of its own.
STORY = {"own_words": "help_request.own_words", "themes": "goal.life_domain"}
STRENGTH = {"own_words": "strength.own_words"}
GOAL = {name: f"goal.{name}" for name in ("own_words", "resident", "life_domain")}
ACTION = {"action": "action.text", "who": "action.who", "due_on": "action.due_on"}
ASKED = {*STORY.values(), *STRENGTH.values(), *GOAL.values(), *ACTION.values(), "goal.score"}
LONGEST = 2000


class StoryForm(Unjudged, forms.Form):
    """What is going on, and what it is about."""

    own_words = TypedField(lines=2, max_length=20_000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    themes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, domains: list[LifeDomain], why: dict[str, Question], **options: Any) -> None:
        super().__init__(*args, prefix="plan", **options)
        themes = self.fields["themes"]
        themes.choices = [(domain.key, domain.name) for domain in domains]
        themes.icons = {domain.key: domain.icon for domain in domains}
        explain_each(self, STORY, why)


class StrengthForm(Unjudged, forms.Form):
    """Room for one more thing that goes well."""

    own_words = TypedField(lines=2, max_length=LONGEST)
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, why: dict[str, Question], **options: Any) -> None:
        super().__init__(*args, prefix="strength", **options)
        explain_each(self, STRENGTH, why)
        if not self.is_bound:
            self.initial["id"] = uuid7()

    def typed(self) -> TypedStrength | None:
        """What was typed, for the operation; None when nothing was."""
        said = self.cleaned_data
        return TypedStrength(said["id"] or uuid7(), said["own_words"]) if said["own_words"] else None


class GoalForm(Unjudged, forms.Form):
    """A goal with room for its next step."""

    own_words = TypedField(lines=2, max_length=LONGEST, fits=GOAL_FITS)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    life_domain = forms.ChoiceField(required=False, label=_("Belongs to"))
    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    action = TypedField(max_length=LONGEST, fits=ACTION_FITS)
    action_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    who = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    who_name = TypedField(max_length=40, label=_("Name"))
    due_on = DayField()

    def __init__(
        self,
        *args: Any,
        id: UUID,
        domains: list[LifeDomain],
        why: dict[str, Question],
        around: Around,
        **options: Any,
    ) -> None:
        super().__init__(*args, prefix=f"goal-{id}", **options)
        self.id, self.around = id, around
        self.fields["life_domain"].choices = [("", _("Not chosen")), *((d.key, d.name) for d in domains)]
        self.fields["who"].choices = around.doers
        self.fields["who"].error_messages["invalid_choice"] = GONE
        around.ask_whose(self)
        explain_each(self, GOAL | ACTION, why)
        # It says so itself, beside the words of the goal.
        self.fields["life_domain"].label, self.fields["life_domain"].why = _("Belongs to"), None  # type: ignore[attr-defined]
        self.fields["action"].widget.attrs.update({"autocomplete": "off", "enterkeyhint": "enter"})
        if not self.is_bound:
            self.initial["action_id"] = uuid7()

    def clean_due_on(self) -> date | None:
        """Not a year that is surely a slip."""
        return within_reach(self.cleaned_data["due_on"])

    def typed(self) -> TypedGoal:
        """What was typed, for the operation."""
        said = self.cleaned_data
        text, doer = said["action"], self.around.doer(said["who"], said["who_name"])
        action = TypedAction(said["action_id"] or uuid7(), text, doer, said["due_on"])
        return TypedGoal(
            self.id,
            said["own_words"],
            said["life_domain"] or None,
            # A form that lost the choice on the way leaves it as it was.
            whose_id(said) if said.get("resident") else KEEP,
            said["version"],
            [action] if text else [],
        )


def explain_each(form: forms.Form, asks: dict[str, str], why: dict[str, Question]) -> None:
    """Gives fields the words and the reason of their question, or hides those that are not asked any more."""
    for name, key in asks.items():
        if name in form.fields and key in why:
            explain(form, name, why[key])


@dataclass
class Block:
    """A goal on the page: the form, and the goal as it is stored (None for a new one)."""

    form: GoalForm
    goal: Goal | None = None
    domain: LifeDomain | None = None
    card: Card | None = None
    # One more block than there are goals or chosen life domains: folded until somebody wants it.
    spare: bool = False

    @property
    def name(self) -> str:
        """What a screen reader calls the block, after its number."""
        words = self.goal.own_words if self.goal else ""
        return words or (self.domain.name if self.domain else "")

    @property
    def goal_of(self) -> str:
        """Whose goal it is, in a household."""
        return self.card.whose if self.card else ""


@dataclass
class TableForm:
    """The whole page: the story and a block for every goal, every chosen life domain without one, and one more."""

    plan: Plan
    me: str
    posted: QueryDict | None = None
    # Where the cursor goes: the id of a goal (its next step), or "next" (the first goal without words).
    at: str = ""

    @cached_property
    def domains(self) -> list[LifeDomain]:
        """The life domains in use."""
        return list(life_domains(timezone.localdate()))

    @cached_property
    def why(self) -> dict[str, Question]:
        """The reasons of everything asked here, in one query."""
        return reasons(*ASKED)

    @property
    def score_question(self) -> Question | None:
        """The question that the ladder asks."""
        return self.why.get("goal.score")

    @cached_property
    def around(self) -> Around:
        """The people around the plan."""
        return Around(self.plan, self.me)

    @property
    def goal_of(self) -> str:
        """Whose goals these are, unless a block says otherwise."""
        return gettext("Goal of %(name)s") % {"name": self.plan.called}

    @cached_property
    def strength(self) -> StrengthForm:
        """Room for what goes well."""
        return StrengthForm(self.posted, why=self.why)

    @property
    def starters(self) -> list[str]:
        """How the next step may begin."""
        return [f"{begin} " for begin in (gettext("I call"), gettext("I go to"), gettext("We go together to"))]

    @cached_property
    def requests(self) -> list[HelpRequest]:
        """What the resident asked, as stored."""
        return list(self.plan.help_requests.all())

    @cached_property
    def story(self) -> StoryForm:
        """The upper part."""
        told = next((request for request in self.requests if request.theme_id is None), None)
        initial = {"themes": [request.theme_id for request in self.requests if request.theme_id]}
        if told:
            initial |= {"own_words": told.own_words, "version": told.version}
        return StoryForm(self.posted, initial=initial, domains=self.domains, why=self.why)

    @cached_property
    def blocks(self) -> list[Block]:
        """The goals: stored ones first, then those that the form brought, then room for more."""
        goals = [goal for goal in self.plan.goals.all() if goal.ended_on is None]
        stored = [self._block(goal.pk, goal=goal) for goal in goals]
        if self.posted is not None:
            known = {goal.pk for goal in goals}
            return stored + [self._block(id) for id in self._posted_ids() if id not in known]
        taken = {goal.life_domain_id for goal in goals}
        asked = {request.theme_id for request in self.requests} - taken
        fresh = [self._block(uuid7(), domain=domain) for domain in self.domains if domain.key in asked]
        spare = self._block(uuid7())
        spare.spare = bool(stored or fresh)
        self._put_cursor([*stored, *fresh])
        return [*stored, *fresh, spare]

    def _put_cursor(self, blocks: list[Block]) -> None:
        for block in blocks:
            if self.at == str(block.form.id) or (self.at == "next" and block.goal is None):
                name = "action" if block.goal else "own_words"
                block.form.fields[name].widget.attrs["autofocus"] = True
                return

    def _posted_ids(self) -> list[UUID]:
        posted = self.posted or QueryDict()
        return [UUID(text) for text in posted.getlist("goal") if is_uuid(text)]

    def _block(self, id: UUID, goal: Goal | None = None, domain: LifeDomain | None = None) -> Block:
        initial: dict[str, Any] = {"life_domain": domain.key if domain else "", "resident": EVERYBODY}
        around = self.around
        if goal:
            initial |= {"own_words": goal.own_words, "version": goal.version, "life_domain": goal.life_domain_id or ""}
            initial["resident"] = str(goal.resident_id or EVERYBODY)
            around = around.beside(goal.resident_id)
        # A goal that is not in what was posted (made meanwhile elsewhere) is shown as stored.
        posted = self.posted if self.posted and str(id) in self.posted.getlist("goal") else None
        form = GoalForm(posted, initial=initial, id=id, domains=self.domains, why=self.why, around=around)
        card = overview(self.plan).card(goal.pk) if goal else None
        return Block(form, goal, goal.life_domain if goal else domain, card)

    @property
    def parts(self) -> list[forms.Form]:
        """All forms of the page."""
        return [self.story, self.strength, *(block.form for block in self.blocks)]

    def is_valid(self) -> bool:
        """Whether everything that was typed can be saved."""
        forms_sent = [self.story, self.strength, *(block.form for block in self.blocks if block.form.is_bound)]
        return all([form.is_valid() for form in forms_sent])

    def typed(self) -> TypedTable:
        """What was typed, for the operation."""
        said = self.story.cleaned_data
        goals = [block.form.typed() for block in self.blocks if block.form.is_bound]
        words, version, themes = said["own_words"], said["version"], frozenset(said["themes"])
        return TypedTable(words, version, themes, goals, self.strength.typed(), self.offered())

    def offered(self) -> dict[str, list[str]]:
        """The questions that stood on the page, for each kind of record that it makes."""
        goals = [block.form for block in self.blocks[:1]]
        return {
            "story": offered_in(self.story, STORY),
            "strength": offered_in(self.strength, STRENGTH),
            "goal": [key for form in goals for key in offered_in(form, GOAL)],
            "action": [key for form in goals for key in offered_in(form, ACTION)],
        }

    def mind(self, stale: Stale) -> None:
        """Tells, beside the field, what somebody else made of it meanwhile; what was typed stays in the field."""
        current = stale.current
        form = self.story if isinstance(current, HelpRequest) else self._form_of(current.pk)
        mind(form, stale, "own_words")

    def _form_of(self, id: UUID) -> forms.Form:
        return next(block.form for block in self.blocks if block.form.id == id)
