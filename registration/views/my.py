"""The resident's own pages: a code and a PIN, the plan, who sees it and who looked."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from catalogue.queries import sheet_languages
from organisation.access import allowed
from organisation.operations.tries import begin_try, fingerprint, forgive_try
from organisation.rules import anybody
from registration import phone_session
from registration.forms.phone_code import OpenForm
from registration.models import PhoneCode
from registration.operations.phone_codes import open_with_code
from registration.own_page import headings, meanings, own_sheet, sight
from registration.queries.phone import Opened
from registration.sheet_words import DUTCH
from registration.with_a_code import with_a_code
from shared.easy_codes import digits_of

# So many wrong tries of one address, whatever the code, until the hour is over.
TRIES, WITHIN = 30, timedelta(hours=1)


@login_not_required
@never_cache
@sensitive_post_parameters("code", "pin")
@allowed(anybody)
def my(request: HttpRequest) -> HttpResponse:
    """Code and PIN. Whatever is wrong with them, the sentence is the same."""
    languages = sheet_languages()
    on = {one.code for one in languages}
    wanted = (request.GET.get("language"), translation.get_language())
    language = next((code for code in wanted if code in on), DUTCH)
    status, said = 200, request.GET.get("said", "")
    if request.method == "POST":
        status, opened = _opened(request)
        if opened:
            response = redirect("my_plan")
            phone_session.begin(response, opened.pk, opened.language)
            return response
        said = {422: "wrong", 429: "wait"}[status]
    with translation.override(language):
        typed = {"code": request.POST.get("code", "")[:40]}
        context = {"form": OpenForm(initial=typed), "languages": languages, "language": language, "said": said}
        context["words"] = headings()
        response = render(request, "registration/my.html", context, status=status)
    response.headers["Content-Language"] = language
    return response


@with_a_code
@require_safe
def my_plan(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The chosen lines of the sheet, to read."""
    context = {"sheet": own_sheet(opened, timezone.now()), "code": opened.code, "words": headings()}
    context["meanings"] = meanings(opened)
    return render(request, "registration/my_plan.html", context)


@with_a_code
@require_safe
def my_looks(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Who may see what, and who looked, day by day."""
    context = {"sight": sight(opened, timezone.now()), "code": opened.code, "words": headings()}
    return render(request, "registration/my_looks.html", context)


@login_not_required
@never_cache
@allowed(anybody)
@require_POST
def my_close(request: HttpRequest) -> HttpResponse:
    """Nothing is open on this phone any more. Twice is the same as once."""
    return phone_session.back_to_start(request, "closed")


def _opened(request: HttpRequest) -> tuple[int, PhoneCode | None]:
    """The code, when code and PIN are right; else 422, or 429 after too many wrong tries from one address."""
    whose = fingerprint("my", get_adapter(request).get_client_ip(request))
    if begin_try(whose=whose, limit=TRIES, within=WITHIN) < 0:
        return 429, None
    opened = open_with_code(code=request.POST.get("code", "")[:40], pin=digits_of(request.POST.get("pin", "")[:40]))
    if opened:
        forgive_try(whose=whose)
    return (302 if opened else 422), opened
