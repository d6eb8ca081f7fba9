"""One's own page and the choice of language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.people import ProfileForm
from organisation.language import remember
from organisation.operations.people import change_person
from organisation.roles import Right
from organisation.rules import anybody, logged_in
from organisation.scope import standing
from organisation.submission import once


@allowed(logged_in)
@once
def profile(request: HttpRequest) -> HttpResponse:
    """Name, phone number, language and reminders of who is logged in; the way to password and two-step log-in."""
    user = request.user
    known = {name: getattr(user, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, has_caseload=standing(user).may(Right.OWN_FILES), initial=known)
    if form.is_valid():
        change_person(person=user, by=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Changed."))
        return remember(user.language, redirect("profile"))
    return render(request, "organisation/profile.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@allowed(anybody)
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Sets the language on this device, and for who is logged in everywhere. Twice is the same as once."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        change_person(person=request.user, by=request.user, language=language)
    return remember(language, response)
