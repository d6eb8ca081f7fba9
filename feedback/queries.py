"""Reads of the talks about questions."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from feedback.models import DecisionRead, QuestionTalk
from organisation.models import User

# So long a decision stands on the first page of who did not put it aside.
TOLD_FOR = timedelta(days=30)


def decided() -> QuerySet[QuestionTalk]:
    """Talks in which something was decided, the last decision first."""
    return (
        QuestionTalk.objects.exclude(decision="").select_related("question", "decided_by").order_by("-decided_at", "pk")
    )


def told_to(user: User, now: datetime) -> QuerySet[QuestionTalk]:
    """What others decided in the last thirty days and this person did not put aside since."""
    read = DecisionRead.objects.filter(talk=OuterRef("pk"), user=user, read_at__gte=OuterRef("decided_at"))
    lately = decided().filter(decided_at__gt=now - TOLD_FOR, decided_at__lte=now)
    return lately.exclude(decided_by=user).filter(~Exists(read))


def talks_of(quarter: str) -> dict[str, QuestionTalk]:
    """The talks about a quarter, by question."""
    return {talk.question_id: talk for talk in QuestionTalk.objects.filter(quarter=quarter)}
