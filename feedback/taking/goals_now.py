"""Where the goals of one's own residents stand today, in the shape of the questions with a period."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.asked import Asked
from feedback.dashboards import goals_now as dashboard
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table
from outcomes.indicators import goals_now
from shared.period import day_in_words

# The end of its address, and its name in the logs.
KEY = "goals-now"


class GoalsNow:
    """Of today, the last day of the period that stands beside it."""

    title = gettext_lazy("Where do the goals of my residents stand now?")
    short = gettext_lazy("Open goals, today")
    reading = gettext_lazy(
        "The higher the step, the nearer to the goal. A low step is no bad news: somebody who has just begun stands "
        "there."
    )
    indicators = (goals_now,)

    def content(self, key: str, asked: Asked) -> Content:
        """As the page of its own says it."""
        page = dashboard.page(asked.whose.scope, asked.day)
        if not page.spread.total:
            return Content("", state="empty")
        most = max(row.count for row in page.rows)
        rows = tuple(
            Row(
                f"{row.cell} · {row.words}" if row.is_step else row.words,
                (Number(row.count, share=row.share, about=_("Goals")),),
                says=str(row.count),
                bar=length(row.count, most),
            )
            for row in page.rows
        )
        title = _("Open goals on %(day)s") % {"day": day_in_words(page.day)}
        rests = ngettext(
            "Of %(total)d open goal we know the step of %(known)d.",
            "Of %(total)d open goals we know the step of %(known)d.",
            page.spread.total,
        ) % {"total": page.spread.total, "known": page.spread.known}
        return Content(page.answer, (Table(title, _("Step"), (Column("goals", _("Goals")),), rows),), (rests,))
