"""Rows that are made first and saved together: a few statements for thousands of records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from organisation.models import User
from registration.models import (
    Action,
    ActionTick,
    AgreedAction,
    Application,
    Appointment,
    Assessment,
    AssessmentPart,
    Assignment,
    CaseDiscussion,
    CaseText,
    Closing,
    Decision,
    Goal,
    GoalLevel,
    GoalScore,
    HelpRequest,
    Household,
    HouseholdMember,
    NetworkPerson,
    Note,
    Participant,
    Plan,
    Referral,
    Resident,
    Strength,
    TeamPhrase,
)
from shared.text import comparable_name
from signals.models import (
    Activity,
    AgendaPoint,
    Attendance,
    CollectiveOffer,
    Group,
    GroupGoal,
    GroupMet,
    GroupStep,
    HoursSpent,
    NeighbourhoodSignal,
    OutsideAnswer,
    Partner,
    Route,
    SameSignal,
    Series,
    SignalReply,
    SignalText,
)


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def entered(day: date) -> datetime:
    """When something of that day was entered: in the afternoon, and never later than now."""
    return min(datetime.combine(day, time(14, 30), tzinfo=UTC), timezone.now())


def event(day: date, by: User) -> dict[str, Any]:
    """Recorded by whom, when."""
    return {"recorded_at": entered(day), "recorded_by": by}


def wording(day: date, by: User) -> dict[str, Any]:
    """The same for a record whose texts people change."""
    return {**event(day, by), "changed_at": entered(day), "changed_by": by}


@dataclass
class Rows:
    """Everything of the residents, kept until `save`."""

    luck: Random
    today: date
    domains: Sequence[str]
    kept: dict[type, list[Any]] = field(default_factory=dict)
    notes_of: list[tuple[Note, Plan]] = field(default_factory=list)

    def add(self, row: Any) -> Any:
        """Keeps a row; gives it back."""
        self.kept.setdefault(type(row), []).append(row)
        return row

    def resident(self, **fields: Any) -> Resident:
        """Keeps a resident, with the name as it is compared (which `bulk_create` does not make)."""
        made = Resident(**fields)
        made.comparable_name = comparable_name(f"{made.full_name} {made.known_as}")
        return self.add(made)

    def household(self, **fields: Any) -> Household:
        """Keeps a household, with its name as it is compared."""
        made = Household(**fields)
        made.comparable_name = comparable_name(made.name)
        return self.add(made)

    def note(self, plan: Plan, **fields: Any) -> None:
        """Keeps a note of a plan."""
        self.notes_of.append((self.add(Note(**fields)), plan))

    def ago(self, days: int) -> date:
        """A working day, so many days before today."""
        return workday(self.today - timedelta(days=days))

    def save(self) -> None:
        """Writes everything, in the order in which rows point at each other."""
        for model in ORDER:
            model._base_manager.bulk_create(self.kept.get(model, []), batch_size=2000)
        between = Note.plans.through
        between._base_manager.bulk_create(
            [between(note_id=note.pk, plan_id=plan.pk) for note, plan in self.notes_of], batch_size=5000
        )


ORDER = [
    Resident, Household, HouseholdMember, Plan, Assignment, HelpRequest, Strength, NetworkPerson, Goal, GoalScore,
    Action, ActionTick, Note, Appointment, Closing, TeamPhrase, Referral,
    Application, Decision, GoalLevel, Assessment, AssessmentPart,
    Group, GroupMet, GroupMet.characteristics.through, GroupMet.interventions.through, Partner, CollectiveOffer, Series,
    Activity, Activity.partners.through, Attendance, HoursSpent, GroupGoal, GroupStep, Route, NeighbourhoodSignal,
    SignalText, SignalReply, SameSignal, AgendaPoint, CaseDiscussion, CaseDiscussion.themes.through,
    CaseDiscussion.plans.through, CaseText, Participant, AgreedAction, OutsideAnswer,
]  # fmt: skip
