"""Many changing one text at the same moment: whoever is told "saved" finds those words kept, now or as former ones."""

import os
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from organisation.models import User
from registration.models import Goal, Note, Plan
from tests.makers import AssignmentFactory, NoteFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, forms, post

# With KEUKENTAFEL_PROVE=1 as many as the bar in docs/quality.md names; else enough to see a fault.
EDITS = 1000 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 16
AT_ONCE = 8


@dataclass
class Writer:
    """Somebody with a browser of one's own, who changes one text again and again, each time after reading it."""

    browser: Client
    name: str
    saved: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def write(self, page: str, record: Any, words: str, name: str, together: threading.Barrier) -> None:
        """Reads, waits until everybody has read, and saves."""
        here = address(page, record)
        fields = next(form.fields for form in forms(self.browser.get(here)) if "version" in form.fields)
        together.wait(timeout=60)
        status = post(self.browser, here, fields, **{name: words}).status_code
        self.statuses[status] += 1
        if status == 302:
            self.saved.append(words)


def write_all(writers: list[Writer], page: str, record: Any, name: str) -> None:
    """Rounds in which everybody reads the same version and then saves, until there were `EDITS` tries."""
    together = threading.Barrier(len(writers))

    def rounds(writer: Writer) -> None:
        try:
            for turn in range(EDITS // len(writers)):
                writer.write(page, record, f"{writer.name} zegt het zo, keer {turn}.", name, together)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(rounds, writers))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("page", "name"), [("goal_edit", "own_words"), ("note_edit", "text")])
def test_nothing_is_overwritten_unseen(
    client_of: Callable[[User], Client], professional: User, colleague: User, plan: Plan, page: str, name: str
) -> None:
    """One of each round wins and the others are told (422); every text that was said to be saved can still be read."""
    AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), kind="co_worker")
    record: Goal | Note = plan.goals.all()[0] if page == "goal_edit" else NoteFactory(plan=plan, by=professional)
    first = getattr(record, name)
    writers = [Writer(client_of([professional, colleague][turn % 2]), f"Schrijver {turn}") for turn in range(AT_ONCE)]
    write_all(writers, page, record, name)
    said = [words for writer in writers for words in writer.saved]
    statuses = sum((writer.statuses for writer in writers), Counter())
    record.refresh_from_db()
    kept = [*record.former_wordings.values_list(name, flat=True), getattr(record, name)]
    assert set(statuses) == {302, 422} and sum(statuses.values()) == EDITS
    assert statuses[302] == EDITS // AT_ONCE == record.version - 1
    assert sorted(kept) == sorted([first, *said])
