"""Notes and appointments."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.why import WithReasons
from registration.forms.days import within_reach
from registration.models import Appointment, Note, Plan
from registration.models.note import NoteKind
from shared.fields import PastDayField, TypedField
from shared.layout import Chips, LaidOut, WhyField

CLOCK = ["%H:%M", "%H.%M", "%H"]


class NoteForm(LaidOut, WithReasons, forms.Form):
    """One line or a whole story, and the day of the talk."""

    text = TypedField(
        lines=4,
        max_length=20_000,
        required=True,
        error_messages={"required": gettext_lazy("Write down what was said. One line is fine.")},
    )
    held_on = PastDayField()
    kind = forms.ChoiceField(
        choices=NoteKind.choices, required=False, widget=forms.RadioSelect, label=gettext_lazy("How did you speak?")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"kind": Chips}
    asks: ClassVar[dict[str, str]] = {"text": "note.text", "held_on": "note.held_on"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.give_reasons()

    @staticmethod
    def initial_of(note: Note) -> dict[str, Any]:
        """The form's first values."""
        return {"text": note.text, "held_on": note.held_on, "kind": note.kind, "version": note.version}


class SharedNoteForm(NoteForm):
    """A note that may be about several people: of the same household, or found by name in one's own caseload."""

    also = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=gettext_lazy("Is it about somebody else as well?"),
        help_text=gettext_lazy("It is written down once, and stands in each of these plans."),
        error_messages={"invalid_choice": gettext_lazy("One of these plans is not yours any more. Look at it again.")},
    )
    somebody = TypedField(max_length=80, label=gettext_lazy("Somebody else in my plans"), contact=True)

    def __init__(self, *args: Any, plans: Iterable[Plan], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(plan.pk): plan for plan in plans}
        self.fields["also"].choices = [(id, plan.full_name) for id, plan in self.known.items()]
        self.fields["also"].shape = "chips"  # type: ignore[attr-defined]  # nlds/field.html asks for it
        self.fields["somebody"].widget.attrs["autocomplete"] = "off"

    @property
    def helper(self) -> FormHelper:
        """The note itself; for whom else stands apart on the page."""
        helper = super().helper
        helper.layout = Layout(*(self.shapes.get(name, WhyField)(name) for name in NoteForm.base_fields))
        return helper

    def others(self) -> list[Plan]:
        """The other plans it is about."""
        return [self.known[id] for id in self.cleaned_data["also"]]


class AppointmentForm(LaidOut, WithReasons, forms.Form):
    """When, where, with whom."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Say which day."),
            "invalid": gettext_lazy("This is not a date. Type it like 3-12-2026."),
        },
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=CLOCK,
        error_messages={
            "required": gettext_lazy("Say at what time."),
            "invalid": gettext_lazy("This is not a time. Type it like 10:30."),
        },
    )
    place = TypedField(max_length=60, label=gettext_lazy("Where?"))
    with_whom = TypedField(max_length=60, label=gettext_lazy("With whom?"))

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    asks: ClassVar[dict[str, str]] = {"day": "appointment.starts_at"}

    @staticmethod
    def initial_of(appointment: Appointment) -> dict[str, Any]:
        """The form's first values."""
        starts_at = timezone.localtime(appointment.starts_at)
        texts = {name: getattr(appointment, name) for name in ("place", "with_whom", "version")}
        return {"day": starts_at.date(), "time": starts_at.time(), **texts}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.give_reasons()

    def clean_day(self) -> date | None:
        """Not a year that is surely a slip."""
        return within_reach(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        """The moment lies ahead."""
        typed = super().clean() or self.cleaned_data
        if "day" in typed and "time" in typed and self.starts_at() < timezone.now():
            self.add_error("day", _("This moment has passed. Choose a later one."))
        return typed

    def starts_at(self) -> datetime:
        """The moment, in the time zone of the organisation."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))
