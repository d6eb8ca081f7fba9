"""The short code with which somebody ends looking together; it does nothing else."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from organisation.models import User
from shared.easy_codes import digits_of


@transaction.atomic
def set_unlock_code(*, person: User, code: str, by: User) -> None:
    """Keeps the hash of a code of digits; an empty one takes the code away, and the password does it then."""
    person.unlock_code = make_password(code) if code else ""
    person.save(update_fields=["unlock_code"])


def unlocks(person: User, typed: str) -> bool:
    """Whether this is the short code or the password of a person."""
    digits = digits_of(typed)
    if person.unlock_code and digits and check_password(digits, person.unlock_code):
        return True
    return person.check_password(typed)
