"""One-time links with which somebody chooses a password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.passwords import FirstPasswordForm
from organisation.models import Invitation, User
from organisation.operations import invitations as operations
from organisation.rules import arranges_invitation, arranges_person, holds_link
from organisation.submission import once

SHOW = "invitation_to_show"


@allowed(arranges_person)
@require_POST
@once
def invitation_new(request: HttpRequest, person: User) -> HttpResponse:
    """Makes a link; earlier ones no longer work."""
    invitation = operations.invite(person=person, by=request.user)
    if settings.EMAIL_ENABLED:
        operations.mail(person=person, link=link_of(request, invitation), by=request.user)
    request.session[SHOW] = str(invitation.pk)
    return redirect("invitation", invitation.pk)


@allowed(arranges_invitation)
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Shows the link to who made it, once."""
    shown = invitation.is_open and request.session.get(SHOW) == str(invitation.pk)
    if shown:
        del request.session[SHOW]
    found = {
        "invitation": invitation,
        "person": invitation.user,
        "link": link_of(request, invitation) if shown else "",
        "mailed": settings.EMAIL_ENABLED,
    }
    return render(request, "organisation/invitation.html", found)


@allowed(arranges_invitation)
@require_POST
@once
def invitation_withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The link no longer works."""
    operations.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("person", invitation.user_id)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@allowed(holds_link)
def invitation_take_up(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Where an invited person chooses a password. The link itself works once, so a second sending finds it used."""
    if not invitation.is_open or not invitation.user.is_active:
        return render(request, "organisation/invitation_over.html", status=410)
    form = FirstPasswordForm(request.POST or None, person=invitation.user)
    if form.is_valid() and operations.take_up(
        invitation=invitation, password=form.cleaned_data["password"], by=invitation.user
    ):
        messages.success(request, _("Your password is kept. Log in with it now."))
        return redirect("account_login")
    found = {"form": form, "person": invitation.user}
    return render(request, "organisation/invitation_take_up.html", found, status=422 if form.is_bound else 200)


def link_of(request: HttpRequest, invitation: Invitation) -> str:
    """The whole address to hand over."""
    return request.build_absolute_uri(reverse("invitation_take_up", args=[operations.token_of(invitation)]))
