"""`manage.py work`: does what waits in the queue, beside the web server, until somebody stops it."""

import asyncio
import logging
import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app
from procrastinate.exceptions import ProcrastinateException
from procrastinate.signals import on_stop
from psycopg import Error
from psycopg_pool import PoolClosed, PoolTimeout

# After so many seconds a database that went away is asked for again.
PAUSE = 5
AWAY = (ProcrastinateException, Error, PoolTimeout, PoolClosed, OSError)


class Command(BaseCommand):
    """One piece of work after the other; a second process of this command shares the queue with the first."""

    help = "Does the work that takes longer than a page: moving registrations in and out."

    def add_arguments(self, parser: CommandParser) -> None:
        """For one round and no more."""
        parser.add_argument("--once", action="store_true", help="do what waits now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Works; when the database goes away this says so once, and asks again until it is back."""
        # What is taken out is for nobody else on this machine.
        os.umask(0o077)
        # Its own lines would say, again and again, what is said here once.
        for name in ("psycopg.pool", "procrastinate"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        away = False
        while True:
            try:
                if work(wait=not options["once"]):
                    return
            except AWAY:
                pass
            if not away:
                self.stderr.write("The database cannot be reached; work waits until it is back.")
            away = True
            time.sleep(PAUSE)


def work(*, wait: bool) -> bool:
    """Does what waits in the queue; with `wait` also what comes later. Whether it is done: nothing was left, or the
    process was asked to stop. A queue that loses the database in the middle of its work stops without a word."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        return asyncio.run(_worked(worker, wait))


async def _worked(worker: Any, wait: bool) -> bool:
    asked = not wait
    async with worker.open_async():
        running = asyncio.ensure_future(
            worker.run_worker_async(wait=wait, shutdown_graceful_timeout=20, install_signal_handlers=False)
        )

        def stop() -> None:
            nonlocal asked
            asked = True
            running.cancel()

        with on_stop(stop):
            try:
                await running
            except asyncio.CancelledError:
                if not asked:
                    raise
    return asked
