"""Groups: the list, one with its history, noting down, changing, ending and reopening."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import scope as scopes
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.scope import Scope
from organisation.submission import once
from shared.text import typed
from signals import rules_for_groups as rules
from signals.answered import told
from signals.forms.groups import EndForm, GroupForm
from signals.models import Group
from signals.operations import groups as operations
from signals.queries import group_goals
from signals.queries import groups as queries
from signals.queries.answers import with_answers
from signals.queries.routes import led_by

ON_A_PAGE = 25


@allowed(rules.may_meet_groups)
def groups(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The groups that one's teams meet. Looking for one is a POST, so that no words stand in an address."""
    words = typed(request.POST.get("q", ""))[:80]
    order = "met" if request.GET.get("sort") == "met" else "name"
    ended = request.GET.get("show") == "ended"
    found = queries.listed(scope, words, order, ended=ended)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "order": order, "shown": "ended" if ended else "met"}
    return render(request, "signals/groups.html", context)


@allowed(rules.team_group)
@require_safe
def group(request: HttpRequest, group: Group) -> HttpResponse:
    """What was seen with a group, how its colours went, and what is wanted with it."""
    scope, today = scopes.outside(request.user), timezone.localdate()
    met = queries.standing(scope).filter(group=group).prefetch_related(with_answers(scope))
    page = Paginator(met, ON_A_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.told = told(one.their_answers)
    context = {
        "group": group,
        "page": page,
        "quarter": queries.this_quarter(scope, group, today),
        "looks": queries.looks(group),
        "goals": group_goals.goals_of(scope, group),
        "leads": group.team_id in led_by(request.user.pk, today),
    }
    return render(request, "signals/group.html", context)


@allowed(rules.may_meet_groups)
@once
def group_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A group that was not met yet."""
    form = GroupForm(posted_or_draft(request), scope=scope)
    if request.method == "POST" and form.is_valid():
        made = operations.add_group(team=form.cleaned_data["team"], by=request.user, **form.values())
        messages.success(request, _("%(name)s is added.") % {"name": made})
        return redirect("group", made.pk)
    return render(request, "signals/group_new.html", {"form": form}, status=_status(request))


@allowed(rules.team_group)
@once
def group_edit(request: HttpRequest, group: Group) -> HttpResponse:
    """Another colour, name, place; the former ones stay readable."""
    form = GroupForm(posted_or_draft(request), known=group)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            operations.change_group(group=group, version=version, by=request.user, **form.values())
        except Stale as stale:
            mind(form, stale, "colour")
        else:
            messages.success(request, _("Changed."))
            return redirect("group", group.pk)
    return render(request, "signals/group_edit.html", {"form": form, "group": group}, status=_status(request))


@allowed(rules.team_group)
@once
def group_end(request: HttpRequest, group: Group) -> HttpResponse:
    """It is met no more from a day on; can be undone."""
    form = EndForm(posted_or_draft(request), initial={"version": group.version})
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or group.version
            day = form.cleaned_data["ended_on"]
            operations.end_group(group=group, version=version, ended_on=day, by=request.user)
        except Stale as stale:
            mind(form, stale, "ended_on")
        else:
            words = _("%(name)s is met no more. Everything stays readable.") % {"name": group}
            messages.success(request, words, extra_tags="undo:" + reverse("group_reopen", args=[group.pk]))
            return redirect("group", group.pk)
    return render(request, "signals/group_end.html", {"form": form, "group": group}, status=_status(request))


@allowed(rules.team_group)
@require_POST
@once
def group_reopen(request: HttpRequest, group: Group) -> HttpResponse:
    """It is met again."""
    operations.reopen_group(group=group, by=request.user)
    messages.success(request, _("%(name)s is met again.") % {"name": group})
    return redirect("group", group.pk)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
