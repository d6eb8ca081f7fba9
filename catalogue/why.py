"""Gives the fields of a form their reason."""

from typing import Any, ClassVar

from catalogue.queries import reasons


class WithReasons:
    """Mixin for forms: `asks` names, per field, the question that the field asks.

    Each named field gets the question's label (in the language of the page) and `field.why`, which the templates of the
    form show under "Why do we ask this?".
    """

    asks: ClassVar[dict[str, str]] = {}
    fields: dict[str, Any]

    def give_reasons(self) -> None:
        """To be called at the end of `__init__`."""
        found = reasons(*self.asks.values())
        for name, key in self.asks.items():
            if name in self.fields and key in found:
                self.fields[name].label = found[key].label
                self.fields[name].why = found[key]
