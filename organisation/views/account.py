"""The few pages about logging in that differ from those of allauth."""

from datetime import timedelta

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac


@login_not_required
def account_reset_password(request: HttpRequest) -> HttpResponseBase:
    """A new password by mail; where mail is off, whom to ask."""
    if settings.EMAIL_ENABLED:
        return allauth_views.password_reset(request)
    return render(request, "account/password_reset_ask.html")


def locked_out(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """Too many failures. The same page for an address that we know and one that we do not."""
    until = timezone.localtime(timezone.now() + timedelta(hours=settings.AXES_COOLOFF_TIME))
    return render(request, "account/locked_out.html", {"until": until}, status=429)


def counted_as(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """Under what name failures are counted: a fingerprint of the address, so that the count itself names nobody."""
    given = credentials or {}
    email = given.get("email") or given.get("username") or request.POST.get(settings.AXES_USERNAME_FORM_FIELD, "")
    return salted_hmac("organisation.login", email.strip().lower(), algorithm="sha256").hexdigest()
