"""A field for an area: part of a name or a code; where that can mean several, the form offers them to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.models import Area
from organisation.queries.areas import areas_meant
from shared.text import typed


@dataclass(frozen=True)
class Wanted:
    """What came in: the text, and the area chosen from those that were offered for that same text."""

    text: str = ""
    chosen: str = ""


class AreaInput(forms.TextInput):
    """A text box with suggestions (htmx fills the list) and, after an unclear answer, the areas that it can mean."""

    template_name = "organisation/widgets/area.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.offered: list[Area] = []

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Wanted:
        """A choice counts for the text that it was offered for, and not when the text has changed since."""
        text = data.get(name) or ""
        same = typed(text) == typed(data.get(f"{name}_offered_for") or "")
        return Wanted(text, (data.get(f"{name}_chosen") or "") if same else "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the box was not in the form at all."""
        return name not in data

    def format_value(self, value: Any) -> str:
        """The text in the box."""
        if isinstance(value, Area):
            return value.label
        return value.text if isinstance(value, Wanted) else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs: the box, where suggestions come from, and what is offered."""
        context = super().get_context(name, value, attrs)
        box = context["widget"]["attrs"]
        suggestions = f"{box.get('id', name)}_list"
        box |= {
            "list": suggestions,
            "hx-get": f"{reverse('areas')}?field={name}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{suggestions}",
            "hx-params": name,
            "hx-sync": "this:replace",
        }
        return {**context, "suggestions": suggestions, "offered": self.offered}


class AreaField(forms.Field):
    """Gives an `Area`, or None when nothing was typed. `initial` is an area or its id."""

    widget = AreaInput
    default_error_messages = {
        "unknown": _("No area has this name or code. Type part of the name, for example the first word."),
        "several": _("Several areas are called like this. Choose one below."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Area"))
        options.setdefault(
            "help_text", _("Part of the name of a neighbourhood, district or municipality, or its code.")
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """An area that is given by its id, as a form of a model does, is looked up."""
        if value is None or isinstance(value, Area | Wanted):
            return value
        return Area.objects.filter(pk=value).select_related("parent__parent").first()

    def clean(self, value: Wanted) -> Area | None:
        """The area that was meant; the error says what was expected."""
        text = typed(value.text)
        if not text:
            self.validate(None)
            return None
        found = areas_meant(text)
        meant = [area for area in found if str(area.pk) == value.chosen] or found
        if len(meant) == 1:
            return meant[0]
        self.widget.offered = found
        code = "several" if found else "unknown"
        raise ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Wanted | None) -> bool:
        """Whether another area is written in the box than stood there."""
        before = self.prepare_value(initial)
        return (before.label if before else "") != typed(data.text if data else "")
