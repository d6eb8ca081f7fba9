"""How many people: a number that is tapped or typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from signals.models.group_met import LARGEST

# Near enough for what one sees in the street; who counted types it.
TAPPED = (3, 6, 10, 15)


class SizeWidget(forms.TextInput):
    """Chips with numbers before a box for another one, sent beside it in `<name>_chip`; works without JavaScript.

    What stands in the box counts before a chip: a chip empties it (js/group.js).
    """

    template_name = "signals/widgets/size.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With `chips`: value and whether it is chosen; the box holds any other number."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"] or ""
        context["widget"]["chips"] = [{"value": str(one), "checked": str(one) == shown} for one in TAPPED]
        context["widget"]["value"] = "" if shown in map(str, TAPPED) else shown
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The number in the box, else that of the chip."""
        return data.get(name) or data.get(f"{name}_chip", "")


class SizeField(forms.IntegerField):
    """A whole number of people from 1 to `LARGEST`, or nothing."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=1, max_value=LARGEST, widget=SizeWidget())
        self.error_messages["invalid"] = gettext_lazy("Type a whole number, like 8.")
        many = gettext_lazy("More than %(limit_value)s is no group that somebody meets. Check the number.")
        few = gettext_lazy("A group is at least one person. Leave it empty when you do not know how many.")
        for validator, words in zip(self.validators, (many, few), strict=True):
            validator.message = words  # type: ignore[attr-defined]  # of Django's own validators of limits
