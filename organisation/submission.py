"""Saving once: the same form that arrives twice is done once and answered twice."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render

from organisation.models import Submission
from organisation.offline import as_told, is_kept_by_other
from organisation.operations.drafts import forget_draft
from organisation.saved_before import saved_before
from organisation.typed_back import Typed, typed_in

View = Callable[..., HttpResponse]
FIELD = "submission_key"


def once(view: View) -> View:
    """Wraps a view that writes: same key and body, same answer; same key and another body, a 409.

    Work, key and answer are one transaction, and so is letting go of the draft of this form. An answer that is not a
    redirect (a form with errors) undoes everything, the key included, so that the form can be sent again after mending.
    A form is opened or sent; anything else is a 405. One that waited on a device is answered as its script can read it,
    and a 401 when it waited for somebody else than who is logged in.
    """

    @wraps(view)
    def done_once(request: HttpRequest, *objects: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request, *objects)
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        try:
            key = UUID(request.POST.get(FIELD, ""))
        except ValueError:
            return render(request, "submission_unknown.html", {"typed": to_copy(request)}, status=400)
        if is_kept_by_other(request):
            return HttpResponse(status=401)
        return as_told(request, _first_or_again(view, request, key, *objects))

    return done_once


def _first_or_again(view: View, request: HttpRequest, key: UUID, *objects: Any) -> HttpResponse:
    fingerprint = fingerprint_of(request)
    with transaction.atomic():
        try:
            with transaction.atomic():
                # A second one that is under way at the same moment waits here until the first is done.
                row = Submission.objects.create(user=request.user, key=key, fingerprint=fingerprint, answer="")
        except IntegrityError:
            return _again(request, key, fingerprint)
        response = view(request, *objects)
        if not isinstance(response, HttpResponseRedirect):
            transaction.set_rollback(True)
            return response
        forget_draft(key=key, by=request.user)
        row.answer = response.url
        row.save(update_fields=["answer"])
    return response


def _again(request: HttpRequest, key: UUID, fingerprint: str) -> HttpResponse:
    earlier = Submission.objects.get(user=request.user, key=key)
    if earlier.fingerprint != fingerprint:
        name = request.resolver_match.url_name if request.resolver_match else ""
        there = {"typed": to_copy(request), "before": saved_before(request, earlier), "key": key}
        there["adds"] = str(name).endswith("_new")
        return render(request, "submission_changed.html", there, status=409)
    return HttpResponseRedirect(earlier.answer)


def to_copy(request: HttpRequest) -> Typed:
    """What was typed and is not saved, to read and to copy; sending it again as it is would be refused again."""
    return replace(typed_in(request), can_resend=False)


def fingerprint_of(request: HttpRequest) -> str:
    """SHA-256 of the address and of everything sent but the two tokens, in a fixed order."""
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name not in {FIELD, "csrfmiddlewaretoken"}:
            for value in request.POST.getlist(name):
                digest.update(b"\x00" + name.encode() + b"\x01" + value.encode())
    return digest.hexdigest()
