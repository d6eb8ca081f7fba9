"""Which pages are taken along, what they are called together, and what each says in words."""

import re
from collections.abc import Sequence
from datetime import date
from html import unescape

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.insight import Page
from feedback.insights import QUESTIONS
from feedback.models import FiguresOf
from feedback.taking.goals_now import KEY as GOALS_NOW
from feedback.taking.goals_now import GoalsNow
from shared.period import Period, day_in_words

# What a file of all questions is called.
ALL = "all_questions"


def pages(asked: Asked, question: str) -> list[Page]:
    """One question, or with "" every one that there is for this scope. Raises LookupError for one that there is not."""
    found = [Page(key, one, asked) for key, one in QUESTIONS.items()]
    if asked.whose.kind == FiguresOf.OWN:
        found.insert(0, Page(GOALS_NOW, GoalsNow(), asked.of(Period.up_to(asked.day))))
    wanted = [page for page in found if question in {"", page.key}]
    if not wanted:
        raise LookupError(question)
    return wanted


def file_name(found: Sequence[Page], asked: Asked) -> str:
    """As 2026-Q3_team-noord_goals_reached, with nothing personal in it."""
    key = found[0].key if len(found) == 1 else ALL
    name = "_".join((asked.of_period.replace("..", "_"), asked.whose.value.replace(":", "-"), key.replace("-", "_")))
    return re.sub(r"[^\w-]", "", name, flags=re.ASCII)


def said(page: Page) -> str:
    """The answer, or in its place why there is none: the words of the page itself."""
    drawn = render_to_string("feedback/_answer.html", {"content": page.content, "asked": page.asked})
    parts = [" ".join(unescape(strip_tags(part)).split()) for part in drawn.split("</p>")]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def reading(page: Page) -> str:
    """How it is read."""
    rounded = _("Counts are rounded to five.") if page.asked.whose.is_outside else ""
    return f"{page.question.reading} {rounded}".strip()


def rule(page: Page) -> str:
    """What is not shown because of how few residents are behind it; "" where everything is."""
    drawn = render_to_string("feedback/_rule.html", {"page": page, "asked": page.asked})
    return " ".join(unescape(strip_tags(drawn)).split())


def of_what(page: Page, day: date) -> list[tuple[str, str]]:
    """Whose figures, of which period, and of which day they are: what was published has the day of its counting."""
    asked = page.asked
    found = [(_("Whose figures"), str(asked.whose)), (_("Period"), asked.period_words)]
    if asked.counted_on:
        found.append((_("Counted on"), day_in_words(timezone.localdate(asked.counted_on))))
    return [*found, (_("Made on"), day_in_words(day))]
