"""How allauth behaves here: nobody signs up, everybody is invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Mails without anything about residents; nothing at all where e-mail is switched off (dummy backend)."""
        super().send_mail(template_prefix, email, context)
