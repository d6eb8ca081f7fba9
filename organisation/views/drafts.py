"""Forms that stand open: kept while somebody types, put aside, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation import rules
from organisation.access import allowed
from organisation.drafts import Sent
from organisation.models import Draft
from organisation.operations import drafts as operations
from organisation.submission import once
from shared.back import back

PLAIN = "text/plain; charset=utf-8"


@allowed(rules.logged_in)
@require_POST
def draft_keep(request: HttpRequest) -> HttpResponse:
    """Keeps a form as it stands now; says in plain words why it cannot. Reads nothing of anybody."""
    try:
        sent = Sent.read(request.POST)
    except ValueError:
        return HttpResponse(status=400)
    if sent.whose != request.user.pk:
        words = _("Somebody else is logged in here now. Your text stays here; log in yourself to save it.")
        return HttpResponse(words, PLAIN, status=409)
    try:
        operations.keep_draft(key=sent.key, path=sent.path, number=sent.number, fields=sent.fields, by=request.user)
    except operations.TooLong:
        return HttpResponse(_("This is too much to keep as a draft. Save it now."), PLAIN, status=413)
    except operations.Elsewhere:
        words = _("This form was saved, or typed on, in another tab. Copy what you type here and load the page again.")
        return HttpResponse(words, PLAIN, status=409)
    return HttpResponse(status=204)


@allowed(rules.own_draft)
@require_POST
@once
def draft_drop(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Puts a draft aside, with an undo; back to the page, which is empty then."""
    operations.drop_draft(draft=draft, by=request.user)
    undo = reverse("draft_put_back", args=[draft.pk])
    messages.success(request, _("Your draft is put aside."), extra_tags=f"undo:{undo}")
    return redirect(back(request, draft.path))


@allowed(rules.own_draft)
@require_POST
@once
def draft_put_back(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Undoes that: the page opens with the draft in it."""
    operations.put_back_draft(draft=draft, by=request.user)
    return redirect(f"{draft.path}?draft={draft.pk}")
