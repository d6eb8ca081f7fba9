"""Who of one's own residents came to an activity; and the activities on the plan of a resident."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from organisation.access import File, Grant, allowed
from organisation.drafts import posted_or_draft
from organisation.scope import Scope
from organisation.submission import once
from organisation.views.undo import undo
from registration.models import Plan, Resident
from registration.rules import ASSIGNED
from shared.ids import is_uuid
from shared.text import typed
from shared.unfinished import Unfinished
from signals import rules_for_activities as rules
from signals.forms.attendances import AttendanceForm
from signals.models import Activity, Attendance, Invited
from signals.operations import attendances as operations
from signals.queries import attendances as queries

# So many names stand there at once, and so many are shown when somebody is looked for.
SHOWN, FOUND = 18, 5


@allowed(rules.team_activity)
@once
def attendance_new(request: HttpRequest, activity: Activity) -> HttpResponse:
    """People of one's own open plans, by a tap or by their name; who came to the series before comes first."""
    looking = "look" in request.POST and bool(request.POST.get("somebody", "").strip())
    sent = Unfinished.of(dict(request.POST.lists())) if looking else posted_or_draft(request)
    people, today = _people(request, activity, sent or QueryDict()), timezone.localdate()
    form = AttendanceForm(sent, people=people, initial=AttendanceForm.initial_of(activity, today))
    if request.method == "POST" and form.is_valid():
        state, chosen = Invited(form.cleaned_data["state"]), form.chosen()
        made = operations.add_attendances(activity=activity, residents=chosen, state=state, by=request.user)
        request.also_looked = [Grant(files=tuple(File(one.pk) for one in chosen), ground=ASSIGNED)]
        _say_added(request, made, state)
        return redirect(reverse("activity", args=[activity.pk]) + "#who")
    context = {"form": form, "activity": activity, "looked": looking}
    status = 422 if request.method == "POST" and not looking else 200
    return render(request, "signals/attendance_new.html", context, status=status)


@allowed(rules.own_attendance_as)
@require_POST
@once
def attendance_set(request: HttpRequest, attendance: Attendance, state: Invited) -> HttpResponse:
    """Invited, declined or came, with one tap; the undo is the same with how it stood before."""
    before = operations.set_attendance(attendance=attendance, state=state, by=request.user)
    back = reverse("attendance_set", args=[attendance.pk, before])
    messages.success(request, _said(attendance, before), extra_tags=f"undo:{back}")
    return redirect(reverse("activity", args=[attendance.activity_id]) + "#who")


@allowed(rules.own_attendance)
@require_POST
@once
def attendance_remove(request: HttpRequest, attendance: Attendance) -> HttpResponse:
    """Off the list, with an undo."""
    operations.remove_attendance(attendance=attendance, by=request.user)
    said = _("%(name)s is off the list.") % {"name": attendance.resident.called}
    messages.success(request, said, extra_tags=undo("attendance_put_back", attendance))
    return redirect(reverse("activity", args=[attendance.activity_id]) + "#who")


@allowed(rules.own_attendance)
@require_POST
@once
def attendance_put_back(request: HttpRequest, attendance: Attendance) -> HttpResponse:
    """On the list again."""
    operations.put_back_attendance(attendance=attendance, by=request.user)
    messages.success(request, _("%(name)s is on the list again.") % {"name": attendance.resident.called})
    return redirect(reverse("activity", args=[attendance.activity_id]) + "#who")


@allowed(rules.seen_plan_activities)
@require_safe
def plan_activities(request: HttpRequest, plan: Plan, scope: Scope) -> HttpResponse:
    """The activities of one's own teams to which the people of a plan were asked."""
    found = queries.of_plan(plan, scope, timezone.localdate())
    return render(request, "signals/plan_activities.html", {"plan": plan, "attendances": found})


def _people(request: HttpRequest, activity: Activity, sent: QueryDict) -> list[Resident]:
    """Whom the page offers: those who were looked for, those who are ticked, who came before, and others by name."""
    day, words = timezone.localdate(), typed(sent.get("somebody", ""))
    ticked = [id for id in sent.getlist("residents") if is_uuid(id)]
    mine, free = queries.own_residents(request.user, day), queries.to_add(activity, request.user, day)
    found = list(queries.to_add(activity, request.user, day, words)[:FOUND]) if words else []
    before: list[UUID] = list(queries.came_before(activity).values_list("resident_id", flat=True))
    known = [*found, *mine.filter(pk__in=ticked), *free.filter(pk__in=before)[:SHOWN], *free[:SHOWN]]
    # Each once, in this order.
    return list({one.pk: one for one in known}.values())[: SHOWN + len(found) + len(ticked)]


def _said(attendance: Attendance, before: str) -> str:
    words = {"name": attendance.resident.called}
    if attendance.state == Invited.CAME and before == Invited.DECLINED:
        return _("%(name)s had declined and came after all.") % words
    said = {
        Invited.CAME: _("%(name)s came."),
        Invited.DECLINED: _("%(name)s declined."),
        Invited.INVITED: _("%(name)s is invited."),
    }
    return said[Invited(attendance.state)] % words


def _say_added(request: HttpRequest, made: list[tuple[Attendance, str]], state: Invited) -> None:
    for attendance, before in made:
        if before == Invited.DECLINED and state == Invited.CAME:
            messages.success(request, _said(attendance, before))
    count = len(made)
    said = ngettext("%(count)d person is on the list.", "%(count)d people are on the list.", count) % {"count": count}
    only = undo("attendance_remove", made[0][0]) if count == 1 and not made[0][1] else ""
    messages.success(request, said, extra_tags=only)
