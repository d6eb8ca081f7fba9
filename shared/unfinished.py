"""Forms that somebody did not finish: shown as they were left, and judged only once they are sent."""

from collections.abc import Mapping, Sequence

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict


class Unfinished(QueryDict):
    """The fields of such a form, as if they had been sent."""

    @classmethod
    def of(cls, fields: Mapping[str, Sequence[str]]) -> "Unfinished":
        """From {name: [texts]}."""
        made = cls("", mutable=True)
        for name, texts in fields.items():
            made.setlist(name, list(texts))
        return made


class Unjudged(forms.BaseForm):
    """Mixin for forms: what is unfinished shows in its fields without a word about it, and is never valid."""

    def full_clean(self) -> None:
        """Looks at what was sent; at what is unfinished it does not."""
        if not isinstance(self.data, Unfinished):
            return super().full_clean()
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def is_valid(self) -> bool:
        """Whether it can be saved: never before it is sent."""
        return not isinstance(self.data, Unfinished) and super().is_valid()
