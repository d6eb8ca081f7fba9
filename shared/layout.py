"""How form fields are laid out and the control for a day: crispy layout objects with the template pack `nlds`.

A form field may carry `why` (an object with why, for_whom, visible_to, since), `icons` ({value: icon name}), `after` (a
template to show under it) and, for a ladder, `begin`, `previous` and `now`.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared.unfinished import Unjudged

PICK = "pick"


class WhyField(Field):  # type: ignore[misc]  # crispy-forms carries no types
    """A field with its reason; the reason shows whenever the form field has one, so this is the ordinary field."""

    template = "nlds/field.html"
    shape = ""

    def render(self, form: Any, context: Any, *positional: Any, **named: Any) -> Any:
        """Draws with the shape of this object."""
        extra = {**(named.pop("extra_context", None) or {}), "shape": self.shape}
        return super().render(form, context, *positional, extra_context=extra, **named)


class Tiles(WhyField):
    """Choices as tiles with icons."""


class Chips(WhyField):
    """Choices as chips: short words, at most nine."""

    shape = "chips"


class Ladder(WhyField):
    """Five radios as stairs."""

    shape = "ladder"


class DateChips(WhyField):
    """A day by chips; for a `DayField`."""


class LaidOut(Unjudged):
    """Mixin for forms: all fields in their own order, in the shapes that `shapes` names; the page has the form tag."""

    shapes: ClassVar[dict[str, type[WhyField]]] = {}
    fields: dict[str, forms.Field]
    # The browser must not mark an empty field as wrong before anything was sent.
    use_required_attribute = False

    @property
    def helper(self) -> FormHelper:
        """What `{% crispy form %}` draws."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*(self.shapes.get(name, WhyField)(name) for name in self.fields))
        return helper


Offer = tuple[str, str | Promise, Callable[[date], date]]


def end_of_week(today: date) -> date:
    """The Sunday of the week of this day."""
    return today + timedelta(days=6 - today.weekday())


def after(days: int) -> Callable[[date], date]:
    """A function that gives the day so many days on."""
    return lambda today: today + timedelta(days=days)


SOON: Sequence[Offer] = (
    ("week", _("this week"), end_of_week),
    ("two_weeks", _("2 weeks"), after(14)),
)
LATER: Sequence[Offer] = (
    ("two_weeks", _("2 weeks"), after(14)),
    ("six_weeks", _("6 weeks"), after(42)),
    ("three_months", _("3 months"), after(91)),
)


class DayWidget(forms.MultiWidget):
    """Chips with a native date input at the end; works without JavaScript."""

    template_name = "nlds/widgets/date_chips.html"
    use_fieldset = True

    def __init__(self, offers: Sequence[Offer] = SOON) -> None:
        self.offers = offers
        choices = [(code, label) for code, label, _day in offers] + [(PICK, _("pick a day"))]
        super().__init__([forms.RadioSelect(choices=choices), forms.DateInput(format="%Y-%m-%d")])

    def decompress(self, value: date | None) -> list[Any]:
        """The chip of a day, or the picked day itself."""
        if value is None:
            return ["", None]
        today = timezone.localdate()
        chip = next((code for code, _label, day in self.offers if day(today) == value), PICK)
        return [chip, value if chip == PICK else None]


class DayField(forms.MultiValueField):
    """A day, by a chip ("this week") or picked; nothing when nothing was chosen. A chip wins over a left-over date."""

    def __init__(self, offers: Sequence[Offer] = SOON, **options: Any) -> None:
        self.offers = offers
        choices = [(code, label) for code, label, _day in offers] + [(PICK, _("pick a day"))]
        chip = forms.ChoiceField(choices=choices, required=False)
        picked = forms.DateField(
            required=False, error_messages={"invalid": _("This is not a date. Type it like 3-12-2026.")}
        )
        options.setdefault("required", False)
        options.setdefault("widget", DayWidget(offers))
        super().__init__([chip, picked], require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> date | None:
        """The day meant by the chip, else the picked day."""
        chip, picked = data_list or ["", None]
        offered = next((day for code, _label, day in self.offers if code == chip), None)
        return offered(timezone.localdate()) if offered else picked


class PastDayWidget(forms.DateInput):
    """Chips "today" and "yesterday" before a native date input; works without JavaScript.

    A chip sends its day beside the date, in `<name>_chip`: a day and not a word, so that what was typed before midnight
    or found back a day later still means the same. A date under its own name counts before a chip: a chip empties it
    (js/chips.js), and without JavaScript it stays in sight.
    """

    template_name = "nlds/widgets/past_day.html"
    input_type = "date"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With `chips`: value, label and whether it is chosen; the date shows by its own chip and with an error."""
        context = super().get_context(name, value, attrs)
        shown, today = context["widget"]["value"] or "", timezone.localdate()
        offers = [(today.isoformat(), _("today")), ((today - timedelta(days=1)).isoformat(), _("yesterday"))]
        known = {day for day, _label in offers}
        wrong = "aria-invalid" in context["widget"]["attrs"]
        chosen = shown if shown in known else PICK if shown or wrong else ""
        context["widget"]["chips"] = [
            {"value": value, "label": label, "checked": value == chosen}
            for value, label in [*offers, (PICK, _("another day"))]
        ]
        context["widget"] |= {"value": shown if chosen == PICK else "", "invalid": wrong}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The date, else the day of the chip."""
        chip = data.get(f"{name}_chip", "")
        return data.get(name) or ("" if chip == PICK else chip)
