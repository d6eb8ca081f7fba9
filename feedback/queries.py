"""Reads of the talks about questions, and of what came of figures."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from catalogue.models import Question
from feedback.models import Agreement, DecisionRead, Opening, QuestionTalk, Taken
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


@dataclass(frozen=True)
class Times:
    """How often something was done, and when last."""

    count: int
    last: datetime | None


def openings(since: date) -> dict[str, Times]:
    """How often each page with figures was looked at from a day on, by everybody together."""
    return _times(Opening.objects.filter(opened_at__gte=_begin(since)), "opened_at")


def takings(since: date) -> dict[str, Times]:
    """How often each was taken along."""
    return _times(Taken.objects.filter(taken_at__gte=_begin(since)), "taken_at")


def agreed_since(since: date) -> dict[str, Times]:
    """How often something was agreed on each; what was removed was not agreed."""
    return _times(Agreement.objects.filter(made_at__gte=_begin(since), removed_at__isnull=True), "made_at")


def talks_about(question: Question) -> Times:
    """How often people talked about a question itself."""
    found = QuestionTalk.objects.filter(question=question).aggregate(count=Count("pk"), last=Max("begun_at"))
    return Times(**found)


def counted_since() -> datetime | None:
    """From when on it is noted who looks at figures; None where nobody ever did."""
    first: datetime | None = Opening.objects.order_by("pk").values_list("opened_at", flat=True).first()
    return first


def _times(found: QuerySet[Any], moment: str) -> dict[str, Times]:
    rows = found.order_by().values("question").annotate(count=Count("pk"), last=Max(moment))
    return {row["question"]: Times(row["count"], row["last"]) for row in rows}


def _begin(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
