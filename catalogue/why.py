"""Gives the fields of a form their reason, and hides those that are not asked any more."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from catalogue.models import Question
from catalogue.queries import reasons
from catalogue.queries.own_questions import is_asked


class WithReasons:
    """Mixin for forms: `asks` names, per field, the question that the field asks.

    Each named field gets the question's label (in the language of the page) and `field.why`, which the templates of the
    form show under "Why do we ask this?". A field whose question is not asked any more goes along hidden, so that what
    is stored stays as it is.
    """

    asks: ClassVar[dict[str, str]] = {}
    fields: dict[str, Any]

    def give_reasons(self) -> None:
        """To be called at the end of `__init__`."""
        found = reasons(*self.asks.values())
        for name, key in self.asks.items():
            if name in self.fields and key in found:
                explain(self, name, found[key])

    def offered_keys(self) -> list[str]:
        """The keys of the questions that stand in this form, for `offered_set`."""
        return offered_in(self, self.asks)


def explain(form: Any, name: str, question: Question) -> None:
    """Gives a field the words and the reason of its question (of `reasons`), or hides it."""
    field = form.fields[name]
    field.label, field.why = question.label, question
    hides_nice = bool(getattr(question, "hides_nice", False))
    if field.required or is_asked(question, hides_nice=hides_nice, day=timezone.localdate()):
        return
    if not form.is_bound or _can_be_kept(form, name):
        hide(field)


def _can_be_kept(form: Any, name: str) -> bool:
    """What was typed before the question was hidden goes along as well, but not what the person must mend first."""
    field = form.fields[name]
    try:
        field.clean(field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))
    except forms.ValidationError:
        return False
    return True


def hide(field: forms.Field) -> None:
    """The field carries on what is stored, or was typed, and nobody sees it."""
    field.widget = Hidden(field.widget)
    field.widget.is_required = field.required


def offered_in(form: Any, asks: dict[str, str]) -> list[str]:
    """The keys of the questions of those fields that stand in a form and are not hidden."""
    return [key for name, key in asks.items() if name in form.fields and not form.fields[name].widget.is_hidden]


class Hidden(forms.Widget):
    """Draws hidden inputs with the names and values that another widget would send, and reads as that widget does."""

    template_name = "nlds/widgets/hidden.html"

    def __init__(self, shown: forms.Widget) -> None:
        super().__init__()
        self.shown = shown

    @property
    def is_hidden(self) -> bool:
        """Always: layouts leave it to the form where it is drawn."""
        return True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With `parts`: the name and the text of each input."""
        return {**super().get_context(name, value, attrs), "parts": sent_by(self.shown, name, value)}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """As the other widget reads."""
        return self.shown.value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """As the other widget says."""
        return self.shown.value_omitted_from_data(data, files, name)


def sent_by(widget: forms.Widget, name: str, value: Any) -> list[tuple[str, str]]:
    """The names and texts that a widget with this value would send."""
    if isinstance(widget, forms.MultiWidget):
        values = value if isinstance(value, list) else widget.decompress(value)
        named = zip(widget.widgets, widget.widgets_names, values, strict=False)
        return [part for one, end, one_value in named for part in sent_by(one, name + end, one_value)]
    shown = widget.format_value(value)
    texts = shown if isinstance(shown, list | tuple) else [shown]
    return [(name, str(text)) for text in texts if text not in (None, "")]
