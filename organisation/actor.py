"""Who is at work, told to PostgreSQL for the length of a transaction.

Row-level security (`registration/migrations/0003_second_lock.py`) shows the app's role only rows that this person may
reach. The rules in Python come first and are stricter; this stands behind them: where nobody is named, there is nothing
to see.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.utils import timezone

from organisation.models import User

SYSTEM = "system"
# Before the id of a code: somebody reads on the own phone.
CODE = "code:"
TELL = """
SELECT current_setting('app.actor', true), current_setting('app.today', true), current_setting('app.now', true),
       set_config('app.actor', %s, true), set_config('app.today', %s, true), set_config('app.now', %s, true)
"""
# The same in a transaction in which PostgreSQL refuses every write.
TELL_READING = f"{TELL.rstrip()}, set_config('transaction_read_only', 'on', true)"


@contextmanager
def acting(who: User | AnonymousUser, *, reading: bool = False) -> Iterator[None]:
    """A transaction in which `who` is at work; in one for `reading` PostgreSQL refuses every write."""
    with told(str(who.pk) if isinstance(who, User) else "", TELL_READING if reading else TELL):
        yield
        if reading:
            transaction.set_rollback(True)


@contextmanager
def with_code(code_id: UUID) -> Iterator[None]:
    """A transaction in which a resident reads with a code, checked together with its PIN; nothing can be written."""
    with told(f"{CODE}{code_id}", TELL_READING):
        yield
        transaction.set_rollback(True)


@contextmanager
def as_system(reason: str) -> Iterator[None]:
    """A transaction for work that is nobody's and needs all rows: moving in, the demo. The reason is for the reader."""
    if not reason:
        raise ValueError("Work outside every scope needs a reason.")
    with told(SYSTEM):
        yield


@contextmanager
def told(actor: str, tell: str = TELL) -> Iterator[None]:
    """A transaction in which PostgreSQL knows the actor and the day; within another one the former actor returns."""
    within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        now = timezone.localtime()
        cursor.execute(tell, [actor, now.date().isoformat(), now.isoformat()])
        former = cursor.fetchone()[:3]
        yield
        # A rollback forgets the setting by itself, and so does the end of the outermost transaction.
        if within and not connection.needs_rollback:
            cursor.execute(TELL, [value or "" for value in former])
