"""Activities: the list, one of them, adding, changing, removing and putting back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue.models import Moment
from catalogue.operations.offered import offered_set
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.scope import Scope, outside
from organisation.submission import once
from organisation.views.undo import undo
from registration.views.leave_out import ask_to_leave_out
from shared.ids import is_uuid
from signals import rules_for_activities as rules
from signals.answered import told
from signals.forms.activities import ActivityForm, alike
from signals.forms.again import again
from signals.forms.hours import in_hours
from signals.forms.left_over import Noted, finds_its_place
from signals.forms.own_questions import OutsideQuestions
from signals.models import Activity, Attendance, Invited
from signals.operations import activities as operations
from signals.queries import activities as queries
from signals.queries.answers import answers
from signals.queries.attendances import others
from signals.rules_for_cleaning import may_clean

ON_A_PAGE = 25


@allowed(rules.may_record)
def activities(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What one's own teams did and planned, the last one first, and one more of the same with a few taps.

    Looking for words is a POST, so that no name stands in an address or a log; it writes nothing.
    """
    wish = queries.Wish.read(request.GET.dict(), request.POST.get("q", ""))
    found = wish.of(queries.activities(scope))
    context: dict[str, Any] = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "wish": wish,
        "sums": queries.sums(found, scope.day),
        "services": queries.used_services(scope),
        "going": queries.open_series(scope, scope.day),
        "chosen": queries.series_of(scope).filter(pk=wish.series).first() if wish.series else None,
        "again": again(scope, request.user.pk),
        "today": scope.day,
    }
    return render(request, "signals/activities.html", context)


@allowed(rules.may_record)
@once
def activity_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """An activity that was held, or is planned; `?like=` begins as another one was, `?series=` and `?offer=` choose."""
    sent, begins = Noted.of(posted_or_draft(request)), _begins(request, scope)
    form = ActivityForm(sent, scope=scope, initial=begins)
    own = OutsideQuestions(moment=Moment.ACTIVITY, by=request.user, sent=sent, service=begins.get("service"))
    if request.method == "POST" and all([form.is_valid(), own.is_valid(), finds_its_place(form)]):
        asked = {"offered": offered_set(form.offered_keys(), own.offered_keys()), "answers": own.answers()}
        team = form.cleaned_data["team"]
        made = operations.add_activity(team=team, by=request.user, **asked, **form.values())
        messages.success(request, _("The activity is saved."), extra_tags=undo("activity_remove", made))
        ask_to_leave_out(request, form, own.form, to=reverse("activity_edit", args=[made.pk]))
        return redirect("activity", made.pk)
    context = {"form": form, "own": own, "again": again(scope, request.user.pk)}
    return render(request, "signals/activity_new.html", context, status=_status(request))


@allowed(rules.seen_activity)
@require_safe
def activity(request: HttpRequest, activity: Activity, named: list[Attendance]) -> HttpResponse:
    """One activity: how many came, with whom, and those of one's own residents who were asked."""
    context = {
        "activity": activity,
        "named": named,
        "others": others(activity, named),
        "partners": activity.partners.all(),
        "hours": [(spent.get_kind_display(), in_hours(spent.minutes)) for spent in activity.hours.order_by("kind")],
        "states": Invited.choices,
        "is_planned": activity.held_on > timezone.localdate(),
        "former": activity.former_wordings.select_related("changed_by"),
        "told": told(answers(outside(request.user)).filter(activity=activity)),
        "cleans": may_clean(request.user, activity),
    }
    return render(request, "signals/activity.html", context)


@allowed(rules.team_activity)
@once
def activity_edit(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What was typed or chosen otherwise, or how many came to what was planned."""
    sent, scope = Noted.of(posted_or_draft(request)), outside(request.user)
    form = ActivityForm(sent, scope=scope, known=activity, initial=ActivityForm.initial_of(activity))
    own = OutsideQuestions(
        moment=Moment.ACTIVITY, by=request.user, sent=sent, record=activity, service=activity.service_id
    )
    if request.method == "POST" and all([form.is_valid(), own.is_valid(), finds_its_place(form)]):
        changed = {"version": form.cleaned_data["version"] or 0, "answers": own.answers(), **form.values()}
        try:
            operations.change_activity(activity=activity, by=request.user, asked=own.offered_keys(), **changed)
        except Stale as stale:
            mind(form, stale, "title")
        else:
            messages.success(request, _("Saved."))
            ask_to_leave_out(request, form, own.form, to=reverse("activity_edit", args=[activity.pk]))
            return redirect("activity", activity.pk)
    context = {"form": form, "own": own, "activity": activity}
    return render(request, "signals/activity_edit.html", context, status=_status(request))


@allowed(rules.team_activity)
@require_POST
@once
def activity_remove(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Out of sight, with an undo."""
    operations.remove_activity(activity=activity, by=request.user)
    messages.success(request, _("The activity is removed."), extra_tags=undo("activity_put_back", activity))
    return redirect("activities")


@allowed(rules.removed_activity)
@require_POST
@once
def activity_put_back(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Undoes a removal."""
    operations.put_back_activity(activity=activity, by=request.user)
    messages.success(request, _("The activity is back."))
    return redirect("activity", activity.pk)


def _begins(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    """What a new one begins with, from the address; another team's is as good as none."""
    begins: dict[str, Any] = {"held_on": timezone.localdate()}
    like = request.GET.get("like", "")
    found = queries.activities(scope).filter(pk=like).first() if is_uuid(like) else None
    chosen = {name: request.GET[name] for name in ("series", "offer") if is_uuid(request.GET.get(name, ""))}
    return begins | (alike(found) if found else {}) | chosen


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
