"""Keeps a session that looks together with a resident inside the one plan that is on the table.

Also drops what waited in a session too long.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from organisation.views.errors import page_not_found
from registration import shown_once
from registration.talking import EXPERIENCE, page_of, plan_in_talk

# What a resident with the tablet in hands can reach: of this one plan, and of no plan at all.
LOOKING = {"GET", "HEAD"}
OF_THE_PLAN = {"talk": LOOKING, "talk_tick": {"POST"}, "talk_score": {"POST"}, "talk_score_back": {"POST"}}
# With the questions about our help on the table, nothing else of the plan is to be seen.
OF_EXPERIENCE = {"talk_experience": {*LOOKING, "POST"}}
OF_NO_PLAN = {"talk_unlock": {*LOOKING, "POST"}, "account_logout": {"POST"}, "choose_language": {"POST"}}

GetResponse = Callable[[HttpRequest], HttpResponse]


def inside_talk(get_response: GetResponse) -> GetResponse:
    """Lets through the page of the talk, its ticks and steps, unlocking, logging out and the choice of language.

    Every other page leads back to that one, and every other form answers as for something that does not exist. It says
    so before anything looks at what was asked for: other tabs, typed addresses, the back button, parts by htmx, drafts.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        shown_once.forget_old(request)
        plan = plan_in_talk(request)
        if plan is None:
            return get_response(request)
        page = page_of(request)
        if _is_allowed(request, plan, page):
            response = get_response(request)
            # Closed or handed over meanwhile: the way out stays open.
            gone = response.status_code == 404 and request.method in LOOKING
            return _led_to(request, reverse("talk_unlock")) if gone else response
        if request.method in LOOKING:
            return _led_to(request, reverse(page, args=[plan]))
        return page_not_found(request, Http404())

    return middleware


def _is_allowed(request: HttpRequest, plan: str, page: str) -> bool:
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return False
    name = found.url_name or ""
    here = OF_EXPERIENCE if page == EXPERIENCE else OF_THE_PLAN
    if name in here:
        return request.method in here[name] and str(found.kwargs["plan"]) == plan
    return request.method in OF_NO_PLAN.get(name, set())


def _led_to(request: HttpRequest, url: str) -> HttpResponse:
    """There; as a whole page, also when only a part of one was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url, "Cache-Control": "no-store"})
    response = HttpResponseRedirect(url)
    response["Cache-Control"] = "no-store"
    return response
