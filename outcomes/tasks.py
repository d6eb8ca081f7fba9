"""What the queue does for figures, every night."""

import logging

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from outcomes.verifying import verify

logger = logging.getLogger(__name__)
# Names enough to see what is wrong; `manage.py verify_figures` names them all.
NAMED = 20
# Loaded by the worker alone, with the solver that it needs: pages do without.
PUBLISH_DUE = "outcomes.publishing.publish.publish_due"


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
@app.task(name="outcomes.tasks.publish_quarters", queueing_lock="publish_quarters", pass_context=False)
def publish_quarters(timestamp: int) -> None:
    """Publishes what is over and was not published. A fault leaves what was published last, with its date."""
    for name in import_string(PUBLISH_DUE)(timezone.localdate()):
        logger.info("%s was published.", name)
