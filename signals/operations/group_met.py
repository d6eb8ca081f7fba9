"""Groups met: events. A correction is a new event that names what it replaces; nothing is changed or thrown away."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from catalogue.models import Characteristic, Intervention, OfferedSet
from organisation.models import Area, Team, User
from registration.operations.answers import Said
from shared.text import comparable
from signals.models import Group, GroupMet
from signals.operations.answers import keep_answers
from signals.operations.groups import add_group


class MetOtherwise(Exception):
    """This was corrected or taken back meanwhile."""


@dataclass(frozen=True)
class Seen:
    """What somebody saw and did; all but the day may be empty."""

    met_on: date
    size: int | None = None
    mood: str = ""
    own_words: str = ""
    characteristics: tuple[Characteristic, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    answers: tuple[Said, ...] = ()

    @classmethod
    def of(cls, met: GroupMet) -> "Seen":
        """What was recorded before, to be said once more; its answers to own questions are copied."""
        tapped = (tuple(met.characteristics.all()), tuple(met.interventions.all()))
        return cls(met.met_on, met.size, met.mood, met.own_words, *tapped)


@transaction.atomic
def record_group_met(*, group: Group, seen: Seen, offered: OfferedSet | None = None, by: User) -> GroupMet:
    """A group was met. It counts for the team and the area of the group as they are now."""
    return _event(group, seen, by, offered=offered)


@transaction.atomic
def meet_new_group(
    *, team: Team, place: str, area: Area | None, seen: Seen, offered: OfferedSet | None = None, by: User
) -> GroupMet:
    """A group at a place that was not known yet: the group and the meeting together, or neither.

    It is called after the place until somebody calls it otherwise. Where the team meets a group of that name already,
    as when two phones were without a network, it is that one.
    """
    met_there = Group.objects.filter(team=team, ended_on__isnull=True).order_by("recorded_at")
    same = (group for group in met_there if comparable(place) in {comparable(group.name), comparable(group.place)})
    group = next(same, None) or add_group(team=team, name=place, place=place, area=area, by=by)
    return _event(group, seen, by, offered=offered)


@transaction.atomic
def correct_group_met(
    *, met: GroupMet, group: Group, seen: Seen, offered: OfferedSet | None = None, by: User
) -> GroupMet:
    """Says it otherwise, also of which group it was; the former event stays. Raises `MetOtherwise`."""
    return _event(group, seen, by, offered=offered or met.offered, replaces=met, copies=met)


@transaction.atomic
def take_back_group_met(*, met: GroupMet, by: User) -> GroupMet:
    """It was not so: an event that says nothing and replaces it. Raises `MetOtherwise`."""
    return _event(met.group, Seen(met.met_on), by, offered=met.offered, replaces=met, is_taken_back=True)


@transaction.atomic
def put_back_group_met(*, met: GroupMet, by: User) -> GroupMet:
    """Says once more what `met` said, in place of whatever replaced it since. Raises `MetOtherwise`."""
    last = met
    while following := GroupMet.objects.filter(replaces=last).first():
        last = following
    if last == met:
        return met
    return _event(met.group, Seen.of(met), by, offered=met.offered, replaces=last, copies=met)


def _event(
    group: Group,
    seen: Seen,
    by: User,
    *,
    offered: OfferedSet | None = None,
    replaces: GroupMet | None = None,
    copies: GroupMet | None = None,
    is_taken_back: bool = False,
) -> GroupMet:
    whose = {"professional": by, "recorded_by": by, "team_id": group.team_id, "area_id": group.area_id}
    said = {"met_on": seen.met_on, "size": seen.size, "mood": seen.mood, "own_words": seen.own_words}
    try:
        with transaction.atomic():
            made = GroupMet.objects.create(
                group=group, **whose, **said, offered=offered, replaces=replaces, is_taken_back=is_taken_back
            )
    except IntegrityError as error:
        # Events cannot be locked, for nobody may change them; of two at the same moment the second ends here.
        raise MetOtherwise from error
    made.characteristics.set(seen.characteristics)
    made.interventions.set(seen.interventions)
    keep_answers(record=made, said=seen.answers, copies=copies, by=by)
    return made
