"""Whether the program beside the pages lives: while it does, it says so every ten seconds."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

# So long something may wait, and the program be silent, before anybody is asked to look.
SILENT = timedelta(minutes=2)


def stands_still(*asked_at: datetime) -> bool:
    """Whether one of these, asked for at such a moment and not ended, waits for a program that does not live.

    While it lives what waits longer waits for its turn, behind other work. Nothing is asked of the database as long as
    nothing waits for long.
    """
    since = timezone.now() - SILENT
    waits = any(moment < since for moment in asked_at)
    return waits and not ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()
