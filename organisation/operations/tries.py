"""Counting tries at something that can be guessed. Each is counted before it is judged: nobody runs past the limit."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisation.models import WrongTry

KEPT = timedelta(days=1)


def fingerprint(kind: str, whose: str) -> str:
    """What stands in the table for an address or a session: nobody reads back from it which one."""
    return salted_hmac(f"organisation.tries.{kind}", whose, algorithm="sha256").hexdigest()


@transaction.atomic
def begin_try(*, whose: str, limit: int, within: timedelta) -> int:
    """Counts a try and says how many are left after it; -1 when there were too many already, and it must not be judged.

    Tries of one and the same wait for each other, so that many at one moment are counted as they should.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [whose])
    WrongTry.objects.filter(at__lt=now - KEPT).delete()
    left = limit - WrongTry.objects.filter(whose=whose, at__gt=now - within).count()
    if left <= 0:
        return -1
    WrongTry.objects.create(whose=whose)
    return left - 1


@transaction.atomic
def forgive_try(*, whose: str) -> None:
    """The latest try was right after all."""
    latest = WrongTry.objects.filter(whose=whose).order_by("-at", "-pk").values("pk")[:1]
    WrongTry.objects.filter(pk__in=latest).delete()
