"""Template tags of forms that stand open: the key of a form, and the banner that offers what was typed before."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import template
from django.forms import BaseForm
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisation.drafts import AHEAD, moment
from organisation.models import Draft
from organisation.queries.drafts import unfinished
from organisation.typed_back import KEY, is_text

register = template.Library()
# More than these nobody reads; they stand on the first page as well.
OFFERED = 4


def draft_key(request: HttpRequest) -> SafeString:
    """The submission key of a form that is kept while somebody types, with what the script needs to know.

    `data-draft` is the number to count on from: 0 on a page where nothing was typed yet.
    """
    draft: Draft | None = getattr(request, "draft", None)
    key, number, again = (draft.key, draft.number + AHEAD, False) if draft else _sent_before(request)
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-draft="{}" data-draft-to="{}" data-draft-of="{}"{}>',
        *(KEY, key, number, reverse("draft_keep"), request.user.pk, " data-draft-now" if again else ""),
    )


def _sent_before(request: HttpRequest) -> tuple[UUID, int, bool]:
    """The key of a form that came back with an error; a new one otherwise."""
    try:
        key = UUID(request.POST.get(KEY, ""))
    except ValueError:
        return uuid4(), 0, False
    draft = Draft.objects.filter(user=request.user, key=key).first()
    return key, (draft.number if draft else 0) + AHEAD, True


@register.inclusion_tag("_parts/draft.html", takes_context=True)
def draft_offer(context: Context) -> dict[str, Any]:
    """Above a form: what was typed here before and not saved, or that it stands in the form now.

    Looks at `form` or `page` of the context, and at the `form` of its `own`, for texts of the draft that have no field
    any more.
    """
    request = context["request"]
    draft: Draft | None = getattr(request, "draft", None)
    others: list[Draft] = []
    if request.method == "GET":
        others = [one for one in unfinished(request.user, request.path)[: OFFERED + 1] if one != draft]
    offered = None if draft or not others else others.pop(0)
    drawn = (context.get("form") or context.get("page"), getattr(context.get("own"), "form", None))
    left = homeless(draft, *drawn) if draft else []
    return {"draft": draft, "offered": offered, "others": others[:OFFERED], "left": left, "path": request.path}


def homeless(draft: Draft, drawn: Any, beside: BaseForm | None = None) -> list[str]:
    """Texts of the draft for which the form, and one that stands beside it, have no field any more."""
    forms: list[BaseForm] = [*getattr(drawn, "parts", [drawn]), *([beside] if beside else [])]
    known = tuple(form.add_prefix(name) for form in forms for name in form.fields)
    return list(_texts(draft, known))


def _texts(draft: Draft, known: tuple[str, ...]) -> Iterator[str]:
    for name, texts in draft.fields.items():
        # A field of several controls counts them: due_on_0, due_on_1.
        if name not in known and name.rpartition("_")[0] not in known:
            yield from filter(is_text, texts)


@register.filter(name="moment")
def moment_in_words(at: datetime) -> str:
    """When, as people say it: today 10.15."""
    return moment(at)
