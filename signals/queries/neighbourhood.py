"""Signals as they stand: the last event of each, whom it is with, and what was answered. All within a scope."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from organisation.scope import Scope
from shared.text import comparable
from signals.models import NeighbourhoodSignal, Reply, SameSignal, SignalReply, SignalText

# With these a signal needs nothing any more.
ENDED = (Reply.DONE, Reply.NOT_NOW)
# The same thing is seen again within so many days.
SAME_WITHIN = timedelta(days=7)
LAST_SAID = Case(When(of_correction=True, then=Value("")), default=F("says"), output_field=CharField())
WITH = ("theme", "area", "team", "professional", "words")


def signals(scope: Scope | None) -> QuerySet[NeighbourhoodSignal]:
    """Signals that stand, each once by its last event, with `root` (the first event) and where it stands.

    `said`: what who must act said last, "" as long as they said nothing; `answer`: the last that is more than seen;
    `now_person` and `now_team`: who must act; `due`: until which day; `waits`: nobody said what happens with it;
    `is_open`: something is still to be done; `is_double`: it counts with another one; `weight`: how serious, 0 where
    that was not said. Where a correction of the sender brought it to others, they said nothing yet.
    """
    replies = SignalReply.objects.filter(signal=OuterRef("root")).order_by("-recorded_at", "-pk")
    answers = replies.exclude(says=Reply.SEEN)
    onward = replies.filter(Q(to_person__isnull=False) | Q(to_team__isnull=False))
    went_on = Q(onward__isnull=False)
    waits = Q(answer__isnull=True) | Q(answer=Reply.PASSED_ON)
    return (
        events(scope)
        .filter(replaced_by__isnull=True, is_taken_back=False)
        .annotate(
            root=Coalesce("first_id", "pk"),
            said=Subquery(replies.values(last=LAST_SAID)[:1]),
            answer=Subquery(answers.values("says")[:1]),
            onward=Subquery(onward.values("pk")[:1]),
            onward_by=Subquery(onward.values("answer_by")[:1]),
        )
        .annotate(
            now_person=_either(went_on, Subquery(onward.values("to_person")[:1]), "to_person_id"),
            now_team=_either(went_on, Subquery(onward.values("to_team")[:1]), "to_team_id"),
            due=Coalesce("onward_by", "answer_by", output_field=DateField()),
            waits=Case(When(waits, then=True), default=False),
            is_open=Case(When(answer__in=ENDED, then=False), default=True),
            is_double=Exists(SameSignal.objects.filter(signal=OuterRef("root"))),
            weight=Coalesce("seriousness", 0),
        )
        .select_related(*WITH)
    )


def each_once(found: QuerySet[NeighbourhoodSignal]) -> QuerySet[NeighbourhoodSignal]:
    """Of a list (of `signals`) without those for which another one in the same list stands.

    That is the signal with which one counts, where that is as serious, waits for an answer too, and not until a later
    day. So nothing that is urgent, waits longer or is with somebody else goes out of sight by being joined.
    """
    joined = SameSignal.objects.filter(signal=OuterRef(OuterRef("root"))).values("other")
    kept = found.filter(Q(pk__in=joined, first__isnull=True) | Q(first__in=joined))
    stands = Q(weight__gte=OuterRef("weight"), due__lte=OuterRef("due"), waits__gte=OuterRef("waits"))
    return found.exclude(Q(is_double=True) & Exists(kept.filter(stands, is_open__gte=OuterRef("is_open")).order_by()))


def _either(condition: Q, then: Subquery, column: str) -> Case:
    return Case(When(condition, then=then), default=F(column), output_field=UUIDField())


def events(scope: Scope | None) -> QuerySet[NeighbourhoodSignal]:
    """All events within the scope, corrected and taken back ones too."""
    return NeighbourhoodSignal.objects.within(scope)


def signal_of(scope: Scope | None, first: UUID) -> NeighbourhoodSignal | None:
    """The signal that began with this event, as it stands; None when it was taken back or is not there."""
    return signals(scope).filter(Q(pk=first, first__isnull=True) | Q(first=first)).first()


def last_event(scope: Scope | None, first: UUID) -> NeighbourhoodSignal | None:
    """The last event of it, also one that takes it back."""
    whole = events(scope).filter(Q(pk=first, first__isnull=True) | Q(first=first))
    return whole.filter(replaced_by__isnull=True).select_related(*WITH, "replaces").first()


def must_act(scope: Scope) -> Q:
    """Those that wait for this person or for a team of theirs."""
    return Q(now_person=scope.user_id) | Q(now_team__in=scope.team_ids)


def replies_of(scope: Scope | None, first: UUID) -> QuerySet[SignalReply]:
    """What was answered, the oldest first."""
    found = SignalReply.objects.within(scope).filter(signal=first)
    return found.select_related("recorded_by", "to_person", "to_team", "wiped_by").order_by("recorded_at", "pk")


def risen(scope: Scope | None, led: set[UUID], day: date) -> QuerySet[NeighbourhoodSignal]:
    """Without an answer although the day for it is over, of the teams that somebody leads or sent to these."""
    theirs = Q(team__in=led) | Q(now_team__in=led)
    return each_once(signals(scope).filter(theirs, waits=True, due__lt=day)).order_by("due", "pk")


def answered_lately(scope: Scope, since: date) -> QuerySet[NeighbourhoodSignal]:
    """What one sent and what was last said to it since a day (`said_text`, `said_by`), the latest on top."""
    replies = SignalReply.objects.filter(signal=OuterRef("root"), of_correction=False)
    answers = replies.order_by("-recorded_at", "-pk")
    last = {"said_on": "replied_on", "said_text": "text", "said_by": "recorded_by__name"}
    found = signals(scope).filter(professional=scope.user_id)
    told = found.annotate(**{name: Subquery(answers.values(column)[:1]) for name, column in last.items()})
    return told.filter(said_on__gte=since).exclude(said="").order_by("-said_on", "-pk")


def like(found: QuerySet[NeighbourhoodSignal], words: str) -> QuerySet[NeighbourhoodSignal]:
    """Those with all these words in what was said, in the place, the provision, the area or the theme."""
    for word in words.split():
        said = Q(words__text__unaccent__icontains=word) | Q(place__unaccent__icontains=word)
        about = Q(provision__unaccent__icontains=word) | Q(area__comparable_name__contains=comparable(word) or word)
        found = found.filter(said | about | Q(theme__name_nl__icontains=word) | Q(theme__name_en__icontains=word))
    return found


def texts_of(scope: Scope | None, first: UUID) -> QuerySet[SignalText]:
    """What was said, in the first event and in every correction."""
    return SignalText.objects.within(scope).filter(Q(signal=first) | Q(signal__first=first))
