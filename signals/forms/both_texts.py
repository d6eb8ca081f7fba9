"""What was saved first and what came later under the same number, as forms side by side (`BOTH_TEXTS` in the settings).

Each function gives the forms as saved and as sent, or None where what was saved is not this person's to see, or came
from another form.
"""

from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.urls import ResolverMatch

from catalogue.models import Moment
from organisation.models import User
from organisation.scope import outside
from signals.forms.activities import ActivityForm
from signals.forms.group_met import NEW, GroupMetForm
from signals.forms.neighbourhood import SignalForm
from signals.forms.own_questions import OutsideQuestions
from signals.queries.activities import activities
from signals.queries.groups import standing
from signals.queries.neighbourhood import signal_of

Both = tuple[list[BaseForm], list[BaseForm]]


def of_signal(user: User, posted: QueryDict, where: ResolverMatch, at: datetime) -> Both | None:
    """A signal: the answer to its form leads to itself."""
    signal = signal_of(outside(user), where.kwargs["signal"]) if "signal" in where.kwargs else None
    if signal is None:
        return None
    saved = SignalForm(team_ids=(), known=signal, initial=SignalForm.initial_of(signal))
    sent = SignalForm(posted, team_ids=(), known=signal)
    return _with_own(Moment.SIGNAL, user, posted, signal, saved, sent)


def of_activity(user: User, posted: QueryDict, where: ResolverMatch, at: datetime) -> Both | None:
    """An activity: the answer to its form leads to itself."""
    scope = outside(user)
    activity = activities(scope).filter(pk=where.kwargs.get("activity")).first()
    if activity is None:
        return None
    saved = ActivityForm(scope=scope, known=activity, initial=ActivityForm.initial_of(activity))
    sent = ActivityForm(posted, scope=scope, known=activity)
    return _with_own(Moment.ACTIVITY, user, posted, activity, saved, sent)


def of_group_met(user: User, posted: QueryDict, where: ResolverMatch, at: datetime) -> Both | None:
    """A group met: the answer leads to the group; what one recorded of it oneself since that moment came first."""
    scope = outside(user)
    mine = standing(scope).filter(group=where.kwargs.get("group"), recorded_by=user.pk, came_in_at__gte=at)
    met = mine.order_by("came_in_at").first()
    if scope is None or met is None:
        return None
    saved, sent = GroupMetForm(scope=scope, known=met), GroupMetForm(posted, scope=scope)
    if posted.get("group") == NEW:
        # A place that was typed anew: that is what the group is called.
        saved.initial.update(place=met.group.name, area=met.area)
    return _with_own(Moment.GROUP_MET, user, posted, met, saved, sent)


def _with_own(moment: Moment, by: User, posted: QueryDict, record: Any, saved: BaseForm, sent: BaseForm) -> Both:
    own = OutsideQuestions(moment=moment, by=by, record=record)
    new = OutsideQuestions(moment=moment, by=by, sent=posted)
    return [saved, own.form], [sent, new.form]
