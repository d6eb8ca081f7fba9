"""How allauth behaves here: nobody signs up, everybody is invited, and the language of a person comes along."""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse

from organisation.language import remember
from organisation.models import User

logger = logging.getLogger(__name__)
POSTMAN = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        """On to the page that was asked for, in the language of the person."""
        return remember(user.language, super().post_login(request, user, **rest))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends beside the answer: neither the wait nor a failure may tell whether an address is known here."""
        request = allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request)}
        POSTMAN.submit(deliver, self.render_mail(template_prefix, email, known | context))


def deliver(message: EmailMessage) -> None:
    """Sends, or leaves a line in the log, without the error itself: it can hold the address."""
    try:
        message.send()
    except (OSError, SMTPException):
        logger.warning("A mail could not be sent.")
