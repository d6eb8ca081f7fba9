"""What the queue does for figures, every night."""

import logging

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from outcomes.verifying import verify

logger = logging.getLogger(__name__)
# Names enough to see what is wrong; `manage.py verify_figures` names them all.
NAMED = 20
PUBLISH = "outcomes.tasks.publish_quarters"
# Loaded by the worker alone, with the solver that it needs: pages do without.
PUBLISH_FIRST = "outcomes.publishing.publish.publish_first"


@app.periodic(cron="20 1 * * *")
@app.task(name="outcomes.tasks.check_facts", queueing_lock="check_facts", pass_context=False)
def check_facts(timestamp: int) -> None:
    """Compares all facts with their source and remembers it. It mends nothing: a difference is a fault to be found."""
    differences = 0
    for found in verify():
        differences += 1
        if differences <= NAMED:
            logger.error("A fact is not what the registrations say: %s", found)
    if differences:
        logger.error("%s facts are not what the registrations say; see manage.py verify_figures.", differences)


@app.periodic(cron="40 2 * * *")
@app.task(name=PUBLISH, queueing_lock="publish_quarters", pass_context=False)
def publish_quarters(timestamp: int) -> None:
    """Publishes the first quarter that is due, and asks for the next one: what waits meanwhile has its turn in between.

    A fault leaves what was published last, with its date, until the next night.
    """
    said = import_string(PUBLISH_FIRST)(timezone.localdate())
    for edition in said:
        logger.info("Published: %s", edition)
    if said:
        app.configure_task(PUBLISH).defer(timestamp=timestamp)
