"""A household: its name, and who belongs to it, known already or new."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Question
from catalogue.queries import reasons
from catalogue.why import WithReasons, explain
from organisation import scope
from organisation.forms.area_field import AreaField
from organisation.models import User
from registration import queries
from registration.forms.plan import TeamForm
from registration.forms.resident import PartialDateField
from registration.models import HouseholdMember, Resident
from registration.operations.plans import Person
from registration.queries.people import Alike
from shared.fields import PastDayField, TypedField
from shared.ids import is_uuid
from shared.layout import LaidOut
from shared.period import day_in_words
from shared.unfinished import Unjudged

ROWS = 2
MOST = 40
NEW = "new"
MEMBERS = "household.members"
ASKED = {"first_name": "resident.first_name", "last_name": "resident.last_name", "birth": "resident.birth_date"}


class NameForm(LaidOut, WithReasons, forms.Form):
    """What the family calls itself."""

    name = TypedField(
        max_length=120,
        required=True,
        error_messages={"required": gettext_lazy("Fill in a name for the family. A last name is fine.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {"name": "household.name"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.give_reasons()


class HouseholdForm(NameForm, TeamForm):
    """A new household: its name, for which team, where it lives, since when."""

    area = AreaField(required=False)
    opened_on = PastDayField(required=False, label=gettext_lazy("When did it start?"))

    asks: ClassVar[dict[str, str]] = {**NameForm.asks, "area": "resident.area"}

    def opened(self) -> date:
        """The day of opening; today when left empty."""
        return self.cleaned_data["opened_on"] or timezone.localdate()


class PersonForm(Unjudged, forms.Form):
    """One person as a row: a first name is enough, and a row may stay empty."""

    first_name = TypedField(max_length=200)
    last_name = TypedField(max_length=200)
    birth = PartialDateField()
    # The id of somebody of one's own caseload who is meant, or "new".
    known = forms.CharField(required=False)

    use_required_attribute = False

    def __init__(self, *args: Any, why: dict[str, Question], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, key in ASKED.items():
            if key in why:
                explain(self, name, why[key])
                # The reason stands above the rows, once for all of them.
                self.fields[name].why = None
        for name in ("first_name", "last_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """With a last name or a birth date comes a first name; a nickname is fine."""
        typed = super().clean() or self.cleaned_data
        begun = typed.get("last_name") or any(typed.get("birth") or ())
        if begun and not typed.get("first_name") and "first_name" not in self.errors:
            self.add_error("first_name", _("Fill in a first name. A nickname is fine."))
        return typed

    @property
    def is_empty(self) -> bool:
        """Whether nobody was typed."""
        return not self.cleaned_data.get("first_name")

    def person(self, area: Any = None) -> Person:
        """Somebody new, who lives where the household lives."""
        typed = self.cleaned_data
        return Person(typed["first_name"], last_name=typed["last_name"], birth=typed["birth"], area=area)


@dataclass
class Row:
    """A person on the page, and whom this may be."""

    form: PersonForm
    found: queries.LookAlikes | None = None
    taken: Resident | None = None

    @property
    def may_be(self) -> list[Alike]:
        """People of one's own caseload who can be taken instead."""
        return [alike for alike in self.found.people if alike.plan] if self.found else []

    @property
    def others(self) -> list[Alike]:
        """People of colleagues, by name only."""
        return [alike for alike in self.found.people if not alike.plan] if self.found else []

    def look(self, user: User, anyway: bool) -> queries.LookAlikes | None:
        """Settles who is meant: somebody taken, somebody new, or a question to the professional (what was found)."""
        known = self.form.cleaned_data["known"]
        if is_uuid(known):
            self.taken = queries.residents_today(scope.own(user), timezone.localdate()).filter(pk=known).first()
            if self.taken is None:
                self.form.add_error(None, _("This resident is not among yours. Choose again, or add somebody new."))
            return None
        if known == NEW or anyway:
            return None
        self.found = queries.look_alikes(user, self.form.person()) or None
        return self.found


@dataclass
class PeopleForm:
    """The rows of a page; what was posted says how many."""

    posted: QueryDict | None = None
    rows_at_first: int = ROWS
    # Somebody who belongs to it anyway and has no row.
    first: Resident | None = None
    # Whether more people were sent than fit on the page; known once the rows are.
    too_many: bool = False
    why: dict[str, Question] = field(default_factory=lambda: reasons(MEMBERS, *ASKED.values()))

    @property
    def question(self) -> Question | None:
        """What the rows ask together, with its reason."""
        return self.why.get(MEMBERS)

    @cached_property
    def rows(self) -> list[Row]:
        """As many as were on the page, and two more when more room was asked for."""
        number = self.rows_at_first
        if self.posted is not None:
            sent = self.posted.get("people", "")
            number = min(int(sent[:9]), MOST + 1) if sent.isdecimal() else 0
            self.too_many = number > MOST
            number += ROWS if "more" in self.posted else 0
        made = [PersonForm(self.posted, prefix=f"person-{at}", why=self.why) for at in range(min(number, MOST))]
        if self.posted is not None and "more" in self.posted and made:
            made[-ROWS].fields["first_name"].widget.attrs["autofocus"] = True
        return [Row(form) for form in made]

    def is_valid(self) -> bool:
        """Whether every row can be used."""
        return all([row.form.is_valid() for row in self.rows])

    @property
    def has_room(self) -> bool:
        """Whether there can be more rows."""
        return len(self.rows) < MOST

    @property
    def filled(self) -> list[Row]:
        """The rows with somebody in them, of a valid form."""
        return [row for row in self.rows if not row.form.is_empty or is_uuid(row.form.cleaned_data["known"])]

    def look(self, user: User) -> Iterator[queries.LookAlikes]:
        """Looks whom each row means; gives what was found and is not settled yet."""
        for row in self.filled:
            found = row.look(user, "anyway" in (self.posted or {}))
            if found:
                yield found

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask, after looking."""
        return not any(row.found or row.form.errors for row in self.rows)

    def people(self, area: Any = None) -> list[Person | Resident]:
        """Who they are."""
        return ([self.first] if self.first else []) + [row.taken or row.form.person(area) for row in self.filled]

    def blame(self, who: Resident, words: str) -> bool:
        """Says a sentence beside the row of somebody; False when this person has no row."""
        own = [row for row in self.filled if row.taken and row.taken.pk == who.pk]
        for row in own:
            row.form.add_error(None, words)
        return bool(own)


class DayForm(LaidOut, WithReasons, forms.Form):
    """The first day of a member."""

    since = PastDayField(required=False, label=gettext_lazy("Since when?"))

    def day(self) -> date:
        """The day; today when left empty."""
        return self.cleaned_data["since"] or timezone.localdate()


class LeaveForm(LaidOut, WithReasons, forms.Form):
    """The last day of a member."""

    until = PastDayField()

    asks: ClassVar[dict[str, str]] = {"until": "household.until"}

    def __init__(self, *args: Any, member: HouseholdMember, **options: Any) -> None:
        super().__init__(*args, **options)
        self.member = member
        self.give_reasons()

    def clean_until(self) -> date:
        """Not before the first day."""
        day: date = self.cleaned_data["until"]
        if day < self.member.since:
            words = {"day": day_in_words(self.member.since)}
            raise forms.ValidationError(_("It began on %(day)s. Choose that day or a later one.") % words)
        return day


def elsewhere() -> str:
    """What to say of somebody who is in another household; which one is not for everybody to know."""
    return _("This resident already belongs to a family on that day. Choose another day, or end that first.")
