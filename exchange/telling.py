"""Says how far a run is while it is under way: from a connection of its own, since the work is one transaction."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from exchange.models import ImportRun, RunState
from organisation.actor import as_system

REASON = "how far a run is"
# At most so often, in seconds.
PACE = 1.0


class Telling:
    """What the engine calls with (rows done, rows in all, what is going on)."""

    def __init__(self, run_id: UUID, thread: ThreadPoolExecutor) -> None:
        self.run_id, self.thread = run_id, thread
        self.last, self.state = 0.0, ""
        self.saving: Future[None] | None = None

    def __call__(self, done: int, total: int, state: RunState) -> None:
        """Passed on when it is time again, and when the state changes; never waits."""
        now = time.monotonic()
        busy = self.saving is not None and not self.saving.done()
        if busy or (now - self.last < PACE and state == self.state):
            return
        self.last, self.state = now, state
        self.saving = self.thread.submit(tell, self.run_id, done, total, state)


@contextmanager
def telling(run_id: UUID) -> Iterator[Telling]:
    """For the length of one run."""
    with ThreadPoolExecutor(1) as thread:
        try:
            yield Telling(run_id, thread)
        finally:
            thread.submit(close)


def tell(run_id: UUID, done: int, total: int, state: RunState) -> None:
    """Keeps how far it is; a run that has ended stays as it ended."""
    with as_system(REASON):
        going = ImportRun.objects.filter(pk=run_id, finished_at__isnull=True)
        going.update(rows_done=done, rows_total=max(done, total), state=state)


def close() -> None:
    """The connection of this thread, which is asked for here: every thread has one of its own."""
    connection.close()
