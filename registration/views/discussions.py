"""Meetings of professionals: case discussions, peer supervision, theme meetings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.operations.offered import offered_set
from organisation import scope as scopes
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.models import Team
from organisation.scope import Scope
from organisation.submission import once
from registration import queries
from registration import rules_for_discussions as rules
from registration.forms.discussion import AgreedForm, DiscussionForm
from registration.forms.stale import mind
from registration.models import AgreedAction, CaseDiscussion, CaseText, Plan
from registration.models.discussion import KindOfDiscussion
from registration.operations import discussions as operations
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale
from registration.queries import discussions as found
from shared.text import typed

ON_A_PAGE = 25


@allowed(rules.may_discuss)
def discussions(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The meetings of one's own teams, the latest first, and what is still to be done from them.

    Looking for words is a POST, so that they stand in no address; it writes nothing.
    """
    kind = request.GET.get("kind", "")
    kind = kind if kind in KindOfDiscussion.values else ""
    words = typed(request.POST.get("q", ""))[:80]
    pages = Paginator(found.found(scope, kind, words), ON_A_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "kinds": KindOfDiscussion.choices,
        "kind": kind,
        "words": words,
        "to_do": found.still_to_do(scope)[:5],
    }
    return render(request, "registration/discussions.html", context)


@allowed(rules.may_discuss)
@once
def discussion_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What kind and when are enough."""
    teams = Team.objects.filter(pk__in=scope.team_ids)
    first = {"held_on": timezone.localdate(), "kind": KindOfDiscussion.CASE, "colleagues": [request.user.pk]}
    form = DiscussionForm(posted_or_draft(request), teams=teams, plans=_own_plans(request), initial=first)
    if request.method == "POST" and form.is_valid():
        offered = offered_set(form.offered_keys())
        made = operations.add_discussion(
            team=form.of_team(),
            case_text=form.cleaned_data.get("case_text", ""),
            offered=offered,
            by=request.user,
            **form.values(),
        )
        undo = reverse("discussion_remove", args=[made.pk])
        messages.success(request, _("The meeting is written down."), extra_tags=f"undo:{undo}")
        return redirect("discussion", made.pk)
    return render(request, "registration/discussion_new.html", {"form": form}, status=_status(request))


@allowed(rules.own_discussion)
@once
def discussion(request: HttpRequest, discussion: CaseDiscussion) -> HttpResponse:
    """What was learned and agreed; room to agree on more. Its own part of the case for who it concerns."""
    form = AgreedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.add_agreed(discussion=discussion, by=request.user, **form.cleaned_data)
        messages.success(request, _("Agreed."))
        return redirect("discussion", discussion.pk)
    context = {
        "discussion": discussion,
        "form": form,
        "case_text": _case_text(request, discussion),
        "others": discussion.of_plans - len(discussion.named),
        "joined": discussion.participants.select_related("user"),
        "agreed": discussion.agreed.filter(removed_at__isnull=True),
    }
    return render(request, "registration/discussion.html", context, status=_status(request))


@allowed(rules.own_discussion)
@once
def discussion_edit(request: HttpRequest, discussion: CaseDiscussion) -> HttpResponse:
    """What was said otherwise. What was said about the case, and about which plans, only by who may read that."""
    said = _case_text(request, discussion)
    reads_case = bool(discussion.named or (discussion.recorded_by == request.user and not discussion.of_plans))
    # Who could hang a plan of their own on it would be concerned by that.
    choices = [*discussion.named, *_own_plans(request)] if reads_case else []
    plans = {plan.pk: plan for plan in choices}.values()
    form = DiscussionForm(
        posted_or_draft(request),
        teams=[discussion.team],
        plans=plans,
        reads_case=reads_case,
        initial=DiscussionForm.initial_of(discussion, discussion.named, said),
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_discussion(discussion=discussion, known=said, by=request.user, **form.changes())
        except Stale as stale:
            mind(form, stale, "learning_point" if isinstance(stale.current, CaseDiscussion) else "case_text")
        else:
            messages.success(request, _("Saved."))
            return redirect("discussion", discussion.pk)
    context = {"form": form, "discussion": discussion}
    return render(request, "registration/discussion_edit.html", context, status=_status(request))


@allowed(rules.own_discussion)
@require_POST
@once
def discussion_remove(request: HttpRequest, discussion: CaseDiscussion) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=discussion, by=request.user)
    undo = reverse("discussion_put_back", args=[discussion.pk])
    messages.success(request, _("The meeting is removed."), extra_tags=f"undo:{undo}")
    return redirect("discussions")


@allowed(rules.removed_discussion)
@require_POST
@once
def discussion_put_back(request: HttpRequest, discussion: CaseDiscussion) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=discussion, by=request.user)
    messages.success(request, _("The meeting is back."))
    return redirect("discussion", discussion.pk)


@allowed(rules.own_agreed)
@require_POST
@once
def agreed_tick(request: HttpRequest, agreed: AgreedAction) -> HttpResponse:
    """Done, or not done after all."""
    operations.tick_agreed(agreed=agreed, done=request.POST.get("done") != "0", by=request.user)
    return redirect("discussion", agreed.discussion_id)


@allowed(rules.own_agreed)
@require_POST
@once
def agreed_remove(request: HttpRequest, agreed: AgreedAction) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=agreed, by=request.user)
    undo = reverse("agreed_put_back", args=[agreed.pk])
    messages.success(request, _("Removed."), extra_tags=f"undo:{undo}")
    return redirect("discussion", agreed.discussion_id)


@allowed(rules.own_agreed)
@require_POST
@once
def agreed_put_back(request: HttpRequest, agreed: AgreedAction) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=agreed, by=request.user)
    messages.success(request, _("It is back."))
    return redirect("discussion", agreed.discussion_id)


def _own_plans(request: HttpRequest) -> list[Plan]:
    own = queries.plans(scopes.own(request.user), timezone.localdate())
    return list(own.filter(is_closed=False).order_by("whose"))


def _case_text(request: HttpRequest, discussion: CaseDiscussion) -> CaseText | None:
    user = request.user
    return found.case_text(scopes.outside(user), scopes.own(user), discussion, user)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
