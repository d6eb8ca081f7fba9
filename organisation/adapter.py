"""How allauth behaves here: nobody signs up, everybody is invited, and the language of a person comes along."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from organisation.language import remember
from organisation.models import User


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        """On to the page that was asked for, in the language of the person."""
        return remember(user.language, super().post_login(request, user, **rest))
