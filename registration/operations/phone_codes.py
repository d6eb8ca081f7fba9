"""Codes for the resident's own phone: made, withdrawn, and opened together with a PIN."""

import secrets
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisation.actor import as_system
from organisation.models import User
from registration.models import Goal, PhoneCode, Plan, Resident
from registration.models.phone_code import VALID_FOR
from shared.easy_codes import is_easy

# Crockford's 32 signs: none of them looks like another. Ten of them are 50 bits.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, PIN_LENGTH = 10, 5
MEANT = str.maketrans("OIL", "011")


@transaction.atomic
def make_phone_code(
    *, plan: Plan, resident: Resident | None, goal: Goal, action_ids: Iterable[UUID], pin: str, by: User, **rest: Any
) -> PhoneCode:
    """A code for seven days; an earlier one for the same person no longer works. `rest`: shows_appointment,
    shows_phone, language."""
    earlier = PhoneCode.objects.filter(plan=plan, resident=resident).valid(timezone.now())
    earlier.update(withdrawn_at=timezone.now())
    made = PhoneCode(plan=plan, resident=resident, goal=goal, action_ids=list(action_ids), recorded_by=by, **rest)
    made.code_hash, made.pin_hash = code_hash(code_of(made)), make_password(pin)
    made.expires_at = made.recorded_at + VALID_FOR
    made.save()
    return made


@transaction.atomic
def withdraw_phone_code(*, phone_code: PhoneCode, by: User) -> None:
    """It opens nothing any more, from the next page on."""
    PhoneCode.objects.filter(pk=phone_code.pk, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


@transaction.atomic
def open_with_code(*, code: str, pin: str) -> PhoneCode | None:
    """The code, when it holds and the PIN is right. By nobody: the resident has no account.

    The try is counted before the PIN is looked at, in one statement that waits for others of the same row, so that five
    is five. A PIN is looked at once whether the code is known or not, so that both take as long.
    """
    nobody = _nobody()
    with as_system("a resident opens the own sheet with code and PIN"):
        mine = PhoneCode.objects.filter(code_hash=code_hash(code))
        counted = mine.valid(timezone.now()).update(wrong_tries=F("wrong_tries") + 1)
        found = mine.first() if counted else None
        right = check_password(pin, found.pin_hash if found else nobody)
        if found is None or not right:
            return None
        mine.update(wrong_tries=F("wrong_tries") - 1)
        return found


def code_of(phone_code: PhoneCode) -> str:
    """The code itself. Stored nowhere: it follows from the row and the secret key of the site."""
    digest = salted_hmac("registration.phone_code", str(phone_code.pk), algorithm="sha256").digest()
    number = int.from_bytes(digest, "big")
    return "".join(SIGNS[(number >> (5 * place)) % 32] for place in range(LENGTH))


def code_hash(code: str) -> str:
    """What is kept of a code, however it was written."""
    meant = "".join(sign for sign in code.upper().translate(MEANT) if sign in SIGNS)
    return salted_hmac("registration.phone_code.hash", meant, algorithm="sha256").hexdigest()


def new_pin() -> str:
    """A PIN that is not among the first that somebody would try."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _place in range(PIN_LENGTH))
        if not is_easy(pin):
            return pin


@cache
def _nobody() -> str:
    """The hash of a PIN that nobody has, to take the same time for a code that nobody knows."""
    return make_password(secrets.token_hex())
