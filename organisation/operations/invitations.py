"""One-time links: made, handed over or mailed, withdrawn, taken up."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from organisation.models import Invitation, User
from organisation.queries.people import token_hash

DAYS = 7
logger = logging.getLogger(__name__)


@transaction.atomic
def invite(*, person: User, by: User | None) -> Invitation:
    """A new link for seven days; earlier ones no longer work. `by` is None on the command line only."""
    withdraw_all(person=person)
    invitation = Invitation(user=person, made_by=by or person, expires_at=timezone.now() + timedelta(days=DAYS))
    invitation.token_hash = token_hash(token_of(invitation))
    invitation.save()
    return invitation


def token_of(invitation: Invitation) -> str:
    """The secret part of the link. Stored nowhere: it follows from the invitation and the secret key of the site."""
    return salted_hmac("organisation.invitation", str(invitation.pk), algorithm="sha256").hexdigest()


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """The link no longer works."""
    withdraw_all(person=invitation.user)


def withdraw_all(*, person: User) -> None:
    """Voids every open link of a person; part of the operations of others."""
    person.invitations.filter(used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


@transaction.atomic
def take_up(*, invitation: Invitation, password: str, by: User) -> bool:
    """Sets the password and uses the link up. False when somebody else did so at the same moment."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_open:
        return False
    locked.used_at = timezone.now()
    locked.save(update_fields=["used_at"])
    by.set_password(password)
    by.save(update_fields=["password"])
    return True


def mail(*, person: User, link: str, by: User) -> None:
    """Mails the link once the work is kept. A mail that cannot be sent changes nothing: the link can be handed over."""
    transaction.on_commit(lambda: _send(person, link, by.name))


def _send(person: User, link: str, inviter: str) -> None:
    with translation.override(person.language):
        subject = _("Choose a password for Keukentafel")
        body = render_to_string("organisation/invitation_mail.txt", {"person": person, "link": link, "by": inviter})
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
    except (OSError, SMTPException):
        # Without the error itself: it can hold the address.
        logger.warning("An invitation could not be mailed.")
