"""Activities: adding, changing, removing and putting back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalogue.models import OfferedSet
from catalogue.operations.offered import offered_set
from organisation.models import Team, User
from organisation.operations.stale import Stale, reword
from registration.operations.answers import Said
from signals.models import Activity, HoursSpent, Series
from signals.operations.answers import change_answers, keep_answers
from signals.operations.partners import named_partners
from signals.operations.series import begin_series

Hours = Mapping[str, int]


@transaction.atomic
def add_activity(
    *,
    team: Team,
    title: str,
    held_on: date,
    series: Series | None = None,
    begins_series: bool = False,
    partners: Iterable[str] = (),
    hours: Hours | None = None,
    offered: OfferedSet | None = None,
    answers: Sequence[Said] = (),
    by: User,
    **said: Any,
) -> Activity:
    """One activity, held or planned. `begins_series` makes it the first of a series of its title; `partners` are names,
    `hours` minutes by kind of work; `said` are other columns: count, volunteers, area, service, theme, offer, words."""
    if begins_series and series is None:
        series = begin_series(team=team, title=title, day=held_on, by=by)
    stamps = {"professional": by, "recorded_by": by, "changed_by": by, "offered": offered}
    made = Activity.objects.create(team=team, title=title, series=series, held_on=held_on, **said, **stamps)
    made.partners.set(named_partners(names=partners, by=by))
    _keep_hours(made, hours or {})
    keep_answers(record=made, said=answers, by=by)
    return made


@transaction.atomic
def change_activity(
    *,
    activity: Activity,
    version: int,
    begins_series: bool = False,
    partners: Iterable[str] = (),
    hours: Hours | None = None,
    answers: Sequence[Said] = (),
    asked: Sequence[str] = (),
    by: User,
    **values: Any,
) -> bool:
    """Whatever of it was typed or chosen otherwise; hours stay when None. Says whether anything did. Raises `Stale`.

    `asked` are the keys of the own questions that stood in the form, with `answers`.
    """
    if begins_series and values.get("series") is None:
        day = values.get("held_on", activity.held_on)
        values["series"] = begin_series(team=activity.team, title=values.get("title", activity.title), day=day, by=by)
    wanted = named_partners(names=partners, by=by)
    others = set(wanted) != set(activity.partners.all())
    spent = hours is not None and dict(hours) != dict(activity.hours.values_list("kind", "minutes"))
    changed = reword(activity, version=version, by=by, **values)
    answered = change_answers(activity=activity, said=answers, by=by)
    if (others or spent or answered) and not changed:
        _stand(activity, version, by)
    if others:
        activity.partners.set(wanted)
    if spent:
        _keep_hours(activity, hours or {})
    known = activity.offered.keys if activity.offered else []
    if not set(asked) <= set(known):
        Activity.objects.filter(pk=activity.pk).update(offered=offered_set(known, asked))
    return changed or others or spent or answered


@transaction.atomic
def remove_activity(*, activity: Activity, by: User) -> None:
    """Out of sight and out of every count; it can be put back, with who came."""
    Activity.objects.filter(pk=activity.pk).update(removed_at=timezone.now())


@transaction.atomic
def put_back_activity(*, activity: Activity, by: User) -> None:
    """Undoes the removal."""
    Activity.objects.filter(pk=activity.pk).update(removed_at=None)


def _stand(activity: Activity, version: int, by: User) -> None:
    """The row counts as changed where only what hangs on it is; raises `Stale`."""
    stamps = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by}
    if not Activity.objects.filter(pk=activity.pk, version=version).update(**stamps):
        raise Stale(Activity.objects.select_related("changed_by").get(pk=activity.pk))
    activity.version = version + 1


def _keep_hours(activity: Activity, hours: Hours) -> None:
    activity.hours.all().delete()
    HoursSpent.objects.bulk_create(
        HoursSpent(activity=activity, kind=kind, minutes=minutes) for kind, minutes in hours.items() if minutes
    )
