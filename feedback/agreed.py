"""Reads of what was agreed after looking at figures."""

from datetime import date

from django.utils import timezone

from feedback.asked import Whose, quarter_of
from feedback.models import Agreement
from shared.period import Period


def agreements(question: str, whose: Whose, day: date) -> tuple[list[Agreement], list[Agreement]]:
    """What was agreed on a page before (still open, or in the last quarter), and what in this quarter."""
    team = [whose.team.pk] if whose.team else []
    user_id = None if whose.team else whose.scope.user_id
    there = Agreement.objects.seen_by(user_id, team).filter(question=question, removed_at__isnull=True)
    now = Period.parse(quarter_of(day))
    lately = Period.quarter_before(now.start)
    earlier, these = [], []
    for agreement in there.filter(made_at__date__lte=day):
        made = timezone.localdate(agreement.made_at)
        if made in now:
            these.append(agreement)
        elif agreement.done_at is None or made in lately:
            earlier.append(agreement)
    return earlier, these
