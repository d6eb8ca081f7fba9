"""Meetings of professionals. Everything starts with `within(scope)`."""

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from organisation.models import User
from organisation.scope import Scope
from registration.models import AgreedAction, CaseDiscussion, CaseText, Plan


def every_discussion(scope: Scope | None) -> QuerySet[CaseDiscussion]:
    """Those of the scope, removed ones too."""
    return CaseDiscussion.objects.within(scope).select_related("team", "area", "recorded_by")


def discussions(scope: Scope | None) -> QuerySet[CaseDiscussion]:
    """Those of the scope, each with its themes and `of_plans`: how many plans it was about."""
    held = every_discussion(scope).filter(removed_at__isnull=True)
    return held.annotate(of_plans=Count("plans", distinct=True)).prefetch_related("themes")


def found(scope: Scope | None, kind: str, words: str) -> QuerySet[CaseDiscussion]:
    """Those of one kind ("" for all) with these words in the title or in what was learned, the latest first."""
    some = discussions(scope)
    if kind:
        some = some.filter(kind=kind)
    if words:
        some = some.filter(Q(title__icontains=words) | Q(learning_point__icontains=words))
    return some.order_by("-held_on", "-pk")


def agreed(scope: Scope | None) -> QuerySet[AgreedAction]:
    """What was agreed in the meetings of a scope."""
    return AgreedAction.objects.within(scope).select_related("discussion")


def still_to_do(scope: Scope | None) -> QuerySet[AgreedAction]:
    """What was agreed and is not done yet, the first to be due on top."""
    open_ones = agreed(scope).filter(removed_at__isnull=True, done_on__isnull=True, discussion__removed_at__isnull=True)
    return open_ones.order_by("due_on", "pk")


def about(scope: Scope | None, plan: Plan) -> QuerySet[CaseDiscussion]:
    """Those in which a plan was talked about, the latest first, each with its themes and `to_do`: what was agreed."""
    actions = agreed(scope).filter(removed_at__isnull=True).order_by("done_on", "due_on", "pk")
    held = every_discussion(scope).filter(removed_at__isnull=True, plans=plan)
    return held.prefetch_related("themes", Prefetch("agreed", actions, to_attr="to_do")).order_by("-held_on", "-pk")


def case_text(scope: Scope | None, own: Scope | None, discussion: CaseDiscussion, user: User) -> CaseText | None:
    """What was said about the case, for who works on one of its plans and, without plans, who wrote it; else None."""
    return case_texts(scope, own, [discussion], user).first()


def case_texts(
    scope: Scope | None, own: Scope | None, among: Collection[CaseDiscussion], user: User
) -> QuerySet[CaseText]:
    """The same of several meetings."""
    plans = Plan.objects.within(own).filter(discussions=OuterRef("discussion"))
    concerned = Q(Exists(plans)) | Q(discussion__recorded_by=user, discussion__plans__isnull=True)
    return CaseText.objects.within(scope).filter(concerned, discussion__in=among).select_related("changed_by")
