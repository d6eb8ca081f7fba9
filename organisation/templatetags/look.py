"""Template tags of the look. They are built in: no template has to load them."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import uuid4

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organisation.submission import FIELD
from organisation.templatetags.drafts import draft_key
from shared.layout import PastDayWidget
from shared.numbers import signed

register = template.Library()

VOICES = {"resident": "circle-filled", "professional": "square-rotated-filled", "carer": "triangle-filled"}
CLASSES = {
    forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.widgets.Input: "utrecht-textbox",
}
LADDER = (1, 2, 3, 4, 5)


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """The icon of that name in tools/icons.txt; always beside a word, so hidden from screen readers."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, static("icons.svg"), name
    )


@register.simple_tag
def voice(kind: str, name: str = "", *, bare: bool = False) -> SafeString:
    """Who says or does something: a shape and a word. `bare` keeps the word for screen readers only."""
    words = {"resident": _("resident"), "professional": _("professional"), "carer": _("carer")}
    shown = "visually-hidden" if bare else ""
    shape, word = icon(VOICES[kind]), name or words[kind]
    return format_html('<span class="voice voice--{}">{}<span class="{}">{}</span></span>', kind, shape, shown, word)


@register.simple_tag(takes_context=True)
def submission_key(context: Context, *, draft: bool = False) -> SafeString:
    """The hidden field with which a form that arrives twice is done once.

    With `draft` what is typed in the form is kept (static/js/draft.js): it then has the key of its draft, and a form
    that comes back with an error has the key it was sent with.
    """
    if draft:
        return draft_key(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())


@register.filter
def undo_path(message: Message) -> str:
    """Where to send the undoing of what this message tells, or nothing. Given as `extra_tags="undo:/path/"`."""
    tags = message.extra_tags or ""
    return tags.removeprefix("undo:") if tags.startswith("undo:") else ""


@register.filter
def text_path(message: Message) -> str:
    """Where the text is that this message is about, or nothing. Given as `extra_tags="text:/path/"`."""
    tags = message.extra_tags or ""
    return tags.removeprefix("text:") if tags.startswith("text:") else ""


@register.simple_tag
def stairs(
    begin: int | None = None,
    previous: int | None = None,
    now: int | None = None,
    values: Sequence[int] = LADDER,
    goal_at: int = LADDER[-1],
) -> list[dict[str, Any]]:
    """The steps of a ladder, or of the scale with these values: number as shown, value, classes, words above it and
    whether it is now.

    Where begin is now only "Now" is said; an earlier step that is begin or now is not said apart.
    """
    begin = None if begin == now else begin
    previous = None if previous in (begin, now) else previous
    values, goal_at = (values, goal_at) if values else (LADDER, LADDER[-1])
    steps = [_step(number, begin, previous, now) for number in values]
    for place, step in enumerate(steps, start=1):
        step["classes"] = f"stair--{place} {step['classes']}".strip()
        step["number"] = signed(step["value"], values[0])
        if step["value"] == goal_at:
            step["flags"].insert(0, ("goal", _("My goal")))
    return steps


def _step(number: int, begin: int | None, previous: int | None, now: int | None) -> dict[str, Any]:
    kinds = [
        kind for kind, at in (("begin", begin), ("previous", previous), ("now", now)) if at is not None and at == number
    ]
    words = {"begin": _("Begin"), "previous": _("Before"), "now": _("Now")}
    flags = [(kind, words[kind]) for kind in kinds]
    classes = " ".join(f"stair--{kind}" for kind in kinds)
    return {"value": number, "classes": classes, "flags": flags, "now": "now" in kinds}


@register.simple_tag
def options(field: BoundField) -> list[dict[str, Any]]:
    """The choices of a radio or checkbox field: id, value, label, checked and (from `field.icons`) icon."""
    icons = getattr(field.field, "icons", {})
    return [_option(choice.data, icons) for choice in field.subwidgets]


def _option(choice: dict[str, Any], icons: dict[str, str]) -> dict[str, Any]:
    value = str(choice["value"])
    label = _("Not now") if not value and str(choice["label"]).startswith("---") else choice["label"]
    found = {"id": choice["attrs"].get("id", ""), "value": value, "label": label, "checked": choice["selected"]}
    return {**found, "icon": icons.get(value, "")}


@register.filter
def any_checked(choices: list[dict[str, Any]]) -> bool:
    """Whether one of these choices (of `options`) is chosen."""
    return any(choice["checked"] for choice in choices)


@register.simple_tag
def ladder_options(field: BoundField) -> list[dict[str, Any]]:
    """The same for a ladder of radios, with what stands above each step (`field.begin`, `field.previous`); of another
    scale with `field.values` and `field.goal_at`."""
    asked = field.field
    stood = (getattr(asked, name, None) for name in ("begin", "previous", "now"))
    steps = stairs(*stood, getattr(asked, "values", LADDER), getattr(asked, "goal_at", LADDER[-1]))
    known = {str(step["value"]): step for step in steps}
    return [known[option["value"]] | option for option in options(field) if option["value"] in known]


@register.filter
def kind(field: BoundField) -> str:
    """How a field is drawn: check, radios, checks, group (several controls under one legend) or plain."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "group" if widget.use_fieldset else "plain"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a field with the classes of the NL Design System; Django adds what describes it."""
    widget = field.field.widget
    name = next((name for base, name in CLASSES.items() if isinstance(widget, base)), "")
    part = name.split(" ")[0]
    classes = [widget.attrs.get("class", ""), name, f"{part}--invalid" if part and field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))} if part else None)


def _jump(field: BoundField) -> str:
    """The id of the control that an error of this field is about."""
    widget = field.field.widget
    # A day by chips shows its date when there is something wrong with it.
    if isinstance(widget, PastDayWidget) or not field.use_fieldset:
        return field.id_for_label
    # The chips of a `DayField` are numbered within their own number.
    parts = getattr(widget, "widgets", None)
    return f"{field.auto_id}_0_0" if parts and isinstance(parts[0], forms.RadioSelect) else f"{field.auto_id}_0"


@register.simple_tag
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """For the list above a form: where to jump to, the name of the field and what is wrong."""
    found = [{"id": "", "label": "", "text": str(text)} for text in form.non_field_errors()]
    for field in form:
        jump = _jump(field)
        label = str(field.label)
        label += "" if label.endswith(("?", ":", ".")) else ":"
        found += [{"id": jump, "label": label, "text": str(text)} for text in field.errors]
    return found
