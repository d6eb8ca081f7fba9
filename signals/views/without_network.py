"""Empty forms that a device keeps for when there is no network: a group met, an activity, a signal.

They know no group, series or team: what is typed is looked up by its words when it gets to the office.
"""

from django.contrib.auth.decorators import login_not_required
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import Moment
from organisation import scope
from organisation.access import allowed
from organisation.rules import anybody
from signals.forms.activities import ActivityForm
from signals.forms.group_met import GroupMetForm
from signals.forms.neighbourhood import SignalForm
from signals.forms.own_questions import OutsideQuestions


@login_not_required
@allowed(anybody)
@require_safe
def offline_group_met(request: HttpRequest) -> HttpResponse:
    """A group met at a place that is typed."""
    form = GroupMetForm(scope=scope.nobody())
    form.fields["team"].widget = HiddenInput()
    own = OutsideQuestions(moment=Moment.GROUP_MET)
    return render(request, "signals/offline_group_met.html", {"form": form, "own": own})


@login_not_required
@allowed(anybody)
@require_safe
def offline_activity(request: HttpRequest) -> HttpResponse:
    """An activity."""
    form = ActivityForm(scope=scope.nobody())
    del form.fields["team"]
    own = OutsideQuestions(moment=Moment.ACTIVITY)
    return render(request, "signals/offline_activity.html", {"form": form, "own": own})


@login_not_required
@allowed(anybody)
@require_safe
def offline_signal(request: HttpRequest) -> HttpResponse:
    """A signal."""
    form = SignalForm(team_ids=())
    del form.fields["team"]
    own = OutsideQuestions(moment=Moment.SIGNAL)
    return render(request, "signals/offline_signal.html", {"form": form, "own": own})
