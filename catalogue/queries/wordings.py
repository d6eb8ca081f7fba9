"""Former wordings of a question, and the times in which it was not asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from catalogue.models import Question
from catalogue.models.worded import worded


@dataclass(frozen=True)
class Former:
    """How a question stood until a moment, in the language of the page; only what became something else is filled."""

    until: datetime
    label: str
    hint: str
    why: str
    for_whom: str
    visible_to: str


@dataclass(frozen=True)
class Pause:
    """A question was not asked from a day until the day on which it was asked again."""

    since: date
    until: date


TEXTS = ("label", "hint", "why", "for_whom", "visible_to")


def former_of(question: Question) -> tuple[list[Former], list[Pause]]:
    """What was said otherwise before, the latest first, and when it was not asked in between. One query."""
    after, formers, pauses = question, [], []
    for before in question.former_wordings.order_by("-pgh_id"):
        was = {name: worded(before, name) for name in TEXTS}
        changed = {name: text if text != worded(after, name) else "" for name, text in was.items()}
        # What was written while it was in the making was read by nobody who had to answer it.
        if any(changed.values()) and before.since:
            formers.append(Former(before.pgh_created_at, **changed))
        again = timezone.localdate(before.pgh_created_at)
        if before.until and not after.until and before.until < again:
            pauses.append(Pause(before.until, again))
        after = before
    return formers, pauses
