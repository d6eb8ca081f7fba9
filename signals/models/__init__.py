"""Work outside the file: groups met, activities, signals, and what is offered in answer to them."""

from signals.models.activity import Activity, Attendance, HoursSpent, Invited, KindOfWork, Partner, Series
from signals.models.answer import OutsideAnswer
from signals.models.goal import GroupGoal, GroupStep
from signals.models.group import AgeBand, Colour, Group
from signals.models.group_met import GroupMet, Mood
from signals.models.offer import CollectiveOffer
from signals.models.signal import (
    AgendaPoint,
    KindOfSignal,
    NeighbourhoodSignal,
    Reply,
    Route,
    SameSignal,
    Seriousness,
    SignalReply,
    SignalText,
)

__all__ = [
    "Activity",
    "AgeBand",
    "AgendaPoint",
    "Attendance",
    "CollectiveOffer",
    "Colour",
    "Group",
    "GroupGoal",
    "GroupMet",
    "GroupStep",
    "HoursSpent",
    "Invited",
    "KindOfSignal",
    "KindOfWork",
    "Mood",
    "NeighbourhoodSignal",
    "OutsideAnswer",
    "Partner",
    "Reply",
    "Route",
    "SameSignal",
    "Series",
    "Seriousness",
    "SignalReply",
    "SignalText",
]
