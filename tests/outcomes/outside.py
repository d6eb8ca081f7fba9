"""Work outside that figures count, made in one line each; all of it invented."""

from datetime import date, timedelta
from typing import Any

from catalogue.models import Characteristic, Intervention
from organisation.models import Area, Team, User
from signals.models import Activity, Attendance, Group, GroupMet, NeighbourhoodSignal, Partner, SignalReply


def team_of(by: User) -> Team:
    """The team in which somebody works."""
    team = by.memberships.get().team
    assert team is not None
    return team


def group(by: User, name: str = "Groep bij het plein") -> Group:
    """A group that the team knows."""
    return Group.objects.create(team=team_of(by), name=name, recorded_by=by, changed_by=by)


def met(of: Group, by: User, day: date, *tapped: str, **fields: Any) -> GroupMet:
    """Met on a day; `tapped` are characteristics, and interventions with `did:` before them."""
    made = GroupMet.objects.create(
        **{"team": of.team, "group": of, "professional": by, "recorded_by": by, "met_on": day, **fields}
    )
    for key in tapped:
        model = Intervention if key.startswith("did:") else Characteristic
        one, _made = model.objects.get_or_create(key=key.removeprefix("did:"), defaults={"name_nl": key})
        (made.interventions if key.startswith("did:") else made.characteristics).add(one)
    return made


def held(by: User, day: date, count: int | None = None, *partners: str, **fields: Any) -> Activity:
    """An activity with a head count, or without one, and with partners by name."""
    kept = {"team": team_of(by), "professional": by, "recorded_by": by, "changed_by": by, "title": "Koffie"}
    made = Activity.objects.create(**{**kept, "held_on": day, "count": count, **fields})
    for name in partners:
        one, _made = Partner.objects.get_or_create(comparable_name=name, defaults={"name": name, "recorded_by": by})
        made.partners.add(one)
    return made


def attends(activity: Activity, resident: Any, state: str, **fields: Any) -> Attendance:
    """By name."""
    by = activity.professional
    kept = {"activity": activity, "resident": resident, "state": state, "recorded_by": by, "changed_by": by}
    return Attendance.objects.create(**kept, **fields)


def signalled(by: User, day: date, theme: str = "finance", area: Area | None = None, **fields: Any) -> Any:
    """A signal about a theme."""
    kept = {"team": team_of(by), "professional": by, "recorded_by": by, "area": area, "theme_id": theme}
    return NeighbourhoodSignal.objects.create(
        **{**kept, "observed_on": day, "answer_by": day + timedelta(days=14), **fields}
    )


def replied(signal: NeighbourhoodSignal, day: date, says: str = "working") -> SignalReply:
    """What somebody said back."""
    return SignalReply.objects.create(signal=signal, replied_on=day, says=says, recorded_by=signal.professional)
