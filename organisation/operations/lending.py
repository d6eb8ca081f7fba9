"""Lending somebody a right for some days, and taking it back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation.models import LentRight, User
from organisation.roles import LENT, Right

# The first and the last day included.
AT_MOST = timedelta(days=14)
# A reason shorter than this says nothing to who reads it later.
REASON_FROM = 20


@transaction.atomic
def lend_right(*, user: User, right: Right, since: date, until: date, because: str, by: User) -> LentRight:
    """The right holds from the next request on, the first and the last day included. Raises `ValidationError`."""
    if right not in LENT:
        raise ValidationError(_("This right comes with a role and is not lent."))
    if user.pk == by.pk:
        raise ValidationError(_("Nobody lends a right to oneself. Ask another privacy officer."))
    if not since <= until < since + AT_MOST:
        raise ValidationError(_("A right is lent for at most 14 days."))
    if len(because.strip()) < REASON_FROM:
        raise ValidationError(_("Say why in at least 20 characters."))
    return LentRight.objects.create(user=user, right=right, since=since, until=until, because=because, lent_by=by)


@transaction.atomic
def take_back_right(*, lent: LentRight, by: User) -> None:
    """It does not hold any more on the next request."""
    lent.taken_back_at = timezone.now()
    lent.save(update_fields=["taken_back_at"])


@transaction.atomic
def give_back_right(*, lent: LentRight, by: User) -> None:
    """Undoes the taking back: it holds until the day that was agreed on, for whoever is still not oneself."""
    lent.taken_back_at = None
    lent.save(update_fields=["taken_back_at"])
