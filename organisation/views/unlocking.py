"""Choosing the short code that ends looking together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from organisation.access import allowed
from organisation.forms.unlocking import UnlockCodeForm
from organisation.operations.unlocking import set_unlock_code
from organisation.rules import logged_in
from organisation.submission import once


@sensitive_post_parameters("code")
@allowed(logged_in)
@once
def unlock_code(request: HttpRequest) -> HttpResponse:
    """A short code of one's own, or none any more."""
    form = UnlockCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        set_unlock_code(person=request.user, code=code, by=request.user)
        messages.success(request, _("Your short code is kept.") if code else _("You have no short code now."))
        return redirect("profile")
    return render(request, "organisation/unlock_code.html", {"form": form}, status=422 if form.is_bound else 200)
