"""Reads of questions: the list of all, what is asked at a moment, what is said about them, and whom to ask."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.models import MOMENTS_OUTSIDE, Asking, Moment, Need, Question, QuestionPlace, QuestionRemark
from catalogue.queries.own_questions import ESSENTIAL
from organisation.models import Membership, User
from organisation.roles import RIGHTS, Right


@dataclass(frozen=True)
class Part:
    """A part of the work: the built-in forms that belong to it (`asked_in`), and the moments of own questions."""

    label: str | Promise
    asked_in: frozenset[str]
    moments: frozenset[str] = frozenset()


# In the order of the work.
PARTS: dict[str, Part] = {
    "resident": Part(_("Resident"), frozenset({"resident"})),
    "plan": Part(_("Plan and goal"), frozenset({"plan"}), frozenset({Moment.OPENING})),
    "note": Part(_("Notes"), frozenset({"note"}), frozenset({Moment.CONTACT})),
    "assessment": Part(_("Instruments"), frozenset({"assessment"}), frozenset({Moment.ASSESSMENT})),
    "beside": Part(_("Referrals and applications"), frozenset({"beside"})),
    "experience": Part(_("By the resident"), frozenset({"experience"}), frozenset({Moment.EXPERIENCE})),
    "closing": Part(_("Closing"), frozenset({"closing"}), frozenset({Moment.CLOSING})),
    "outside": Part(
        _("Outside: groups, activities, signals"), frozenset({"group", "activity", "signal"}), MOMENTS_OUTSIDE
    ),
    "discussion": Part(_("Meetings of professionals"), frozenset({"discussion"})),
}
STATES = {
    "asked": _("asked now"),
    "draft": _("in the making"),
    "retired": _("no longer asked"),
    "all": _("all"),
}
ORDERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "": (_("order of the talk"), ("rank", "key")),
    "name": (_("name"), ("label_nl", "key")),
    "newest": (_("newest first"), ("-since", "rank", "key")),
    "review": (_("looked at again soonest"), ("review_on", "rank", "key")),
}
PROPOSING = [role for role, rights in RIGHTS.items() if Right.PROPOSE_CHANGES in rights]


@dataclass(frozen=True)
class Wanted:
    """Which questions to list; what is empty leaves nothing out."""

    part: str = ""
    words: str = ""
    kind: str = ""
    purpose: str = ""
    need: str = ""
    result_kind: str = ""
    state: str = "asked"
    order: str = ""


def listed(wanted: Wanted, day: date) -> QuerySet[Question]:
    """Questions for the list, with their places."""
    found = _in_state(wanted.state, day).filter(_in_part(wanted.part))
    exact = {"purpose": wanted.purpose, "need": wanted.need, "result_kind": wanted.result_kind}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.kind:
        found = found.filter(asked_in="") if wanted.kind == "own" else found.exclude(asked_in="")
    for word in wanted.words.split():
        texts = ("label_nl", "label_en", "why_nl", "why_en", "for_whom_nl", "for_whom_en")
        found = found.filter(Q(*((f"{text}__unaccent__icontains", word) for text in texts), _connector=Q.OR))
    return found.prefetch_related("places").order_by(*ORDERS.get(wanted.order, ORDERS[""])[1])


def parts_in_use(state: str, day: date) -> list[str]:
    """The parts of the work in which there are such questions, in the order of the work."""
    asked_in = set(_in_state(state, day).values_list("asked_in", flat=True))
    moments = set(QuestionPlace.objects.filter(question__in=_in_state(state, day)).values_list("moment", flat=True))
    return [key for key, part in PARTS.items() if part.asked_in & asked_in or part.moments & moments]


def _in_state(state: str, day: date) -> QuerySet[Question]:
    if state == "draft":
        return Question.objects.filter(Q(since__isnull=True) | Q(since__gt=day))
    if state == "retired":
        return Question.objects.filter(until__lte=day)
    return Question.objects.all() if state == "all" else Question.objects.live_on(day)


def _in_part(key: str) -> Q:
    if key not in PARTS:
        return Q()
    placed = QuestionPlace.objects.filter(question=OuterRef("pk"), moment__in=PARTS[key].moments)
    return Q(asked_in__in=PARTS[key].asked_in) | Exists(placed)


def hides_nice() -> bool:
    """Whether questions that are nice to know are not asked for now."""
    return Asking.objects.filter(hides_nice=True).exists()


@dataclass(frozen=True)
class Tally:
    """How many questions are live, how many of these can be hidden as nice to know, and whether those are hidden."""

    live: int
    nice: int
    hidden: bool

    @property
    def asked(self) -> int:
        """How many are asked now."""
        return self.live - self.nice if self.hidden else self.live

    @property
    def needed(self) -> int:
        """How many are asked when the nice ones are hidden."""
        return self.live - self.nice


def tally(day: date) -> Tally:
    """How many questions are asked on a day."""
    nice = Q(need=Need.NICE) & ~Q(pk__in=ESSENTIAL)
    counted = Question.objects.live_on(day).aggregate(live=Count("pk"), nice=Count("pk", filter=nice))
    return Tally(counted["live"], counted["nice"], hides_nice())


def placed(moment: str, day: date) -> QuerySet[QuestionPlace]:
    """The places of a moment in order, of questions that are asked or in the making."""
    found = QuestionPlace.objects.filter(moment=moment).exclude(question__until__lte=day)
    return found.select_related("question").order_by("rank", "pk")


def remarks_about(question: Question) -> QuerySet[QuestionRemark]:
    """What is said about a question, the newest first; not what was taken away."""
    found = question.remarks.filter(removed_at__isnull=True)
    return found.select_related("written_by", "answered_by").order_by("-written_at", "-pk")


def unanswered() -> QuerySet[QuestionRemark]:
    """Remarks and proposals without an answer, the oldest first."""
    found = QuestionRemark.objects.filter(removed_at__isnull=True, answered_at__isnull=True)
    return found.select_related("question", "written_by").order_by("written_at", "pk")


def troubles(question: Question) -> list[tuple[str, int]]:
    """What is the matter with a question by one tap, with how many said so, the most said first."""
    said = question.remarks.filter(removed_at__isnull=True).exclude(trouble="")
    counted = said.order_by().values("trouble").annotate(number=Count("pk")).order_by("-number", "trouble")
    return [(row["trouble"], row["number"]) for row in counted]


def people_to_ask(day: date) -> list[User]:
    """Who is named as the one to ask about questions, by name."""
    held = Membership.objects.on(day).filter(role__in=PROPOSING, user=OuterRef("pk"))
    return list(User.objects.filter(Exists(held), is_active=True).order_by(Lower("name"), "pk"))


def same_words(question: Question) -> Question | None:
    """Another question, asked or in the making, with the very same words."""
    found = Question.objects.filter(label_nl__iexact=question.label_nl, until__isnull=True).exclude(pk=question.pk)
    return found.order_by(F("since").asc(nulls_last=True)).first()
