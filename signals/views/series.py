"""Series of activities: all of them, one with how it went over time, another title, ending and going on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.scope import Scope, outside
from organisation.submission import once
from organisation.views.undo import undo
from shared.columns import columns
from signals import rules_for_activities as rules
from signals.forms.again import again
from signals.forms.series import SeriesForm
from signals.models import GroupGoal, Series
from signals.operations import series as operations
from signals.queries import activities as queries

ON_A_PAGE = 25
# So many of the last times fit beside each other.
DRAWN = 12


@allowed(rules.may_record)
@require_safe
def all_series(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The series of one's own teams; those that ended stay readable."""
    shown = "ended" if request.GET.get("show") == "ended" else "open"
    going, every = queries.open_series(scope, scope.day).values("pk"), queries.series_of(scope)
    found = every.exclude(pk__in=going) if shown == "ended" else every.filter(pk__in=going)
    context = {"page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")), "shown": shown}
    return render(request, "signals/all_series.html", context)


@allowed(rules.team_series)
@require_safe
def series(request: HttpRequest, series: Series) -> HttpResponse:
    """One series: how many came each time, what is wanted with those who come, and the next time."""
    scope, today = outside(request.user), timezone.localdate()
    times = queries.activities(scope).filter(series=series)
    held = list(times.filter(held_on__lte=today)[:DRAWN])[::-1]
    context = {
        "series": series,
        "has_ended": bool(series.ended_on and series.ended_on <= today),
        "drawing": columns([(date_format(one.held_on, "j-n"), one.participants) for one in held]),
        "page": Paginator(times, ON_A_PAGE).get_page(request.GET.get("page")),
        "sums": queries.sums(times, today),
        "goals": GroupGoal.objects.within(scope).filter(series=series, removed_at__isnull=True),
        "again": again(scope, request.user.pk, series.pk),
        "today": today,
    }
    return render(request, "signals/series.html", context)


@allowed(rules.team_series)
@once
def series_edit(request: HttpRequest, series: Series) -> HttpResponse:
    """Another title."""
    form = SeriesForm(posted_or_draft(request), initial=SeriesForm.initial_of(series))
    if request.method == "POST" and form.is_valid():
        version, title = form.cleaned_data["version"] or 0, form.cleaned_data["title"]
        try:
            operations.rename_series(series=series, title=title, version=version, by=request.user)
        except Stale as stale:
            mind(form, stale, "title")
        else:
            messages.success(request, _("Saved."))
            return redirect("series", series.pk)
    context = {"form": form, "series": series}
    return render(request, "signals/series_edit.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.team_series)
@require_POST
@once
def series_end(request: HttpRequest, series: Series) -> HttpResponse:
    """There are no more of it from today on; with an undo."""
    operations.end_series(series=series, ended_on=timezone.localdate(), by=request.user)
    messages.success(
        request, _("The series has ended. Everything stays readable."), extra_tags=undo("series_reopen", series)
    )
    return redirect("series", series.pk)


@allowed(rules.team_series)
@require_POST
@once
def series_reopen(request: HttpRequest, series: Series) -> HttpResponse:
    """It goes on."""
    operations.reopen_series(series=series, by=request.user)
    messages.success(request, _("The series goes on."))
    return redirect("series", series.pk)
