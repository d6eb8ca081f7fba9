"""Teams: adding, changing, closing, and the areas they work for."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from organisation.models import Area, Team, User


@transaction.atomic
def add_team(*, name: str, area: Area | None, by: User | None) -> Team:
    """A new team; its key, used in exports, is made from the name."""
    team = Team.objects.create(name=name, key=_free_key(name))
    if area:
        team.areas.add(area)
    return team


@transaction.atomic
def change_team(*, team: Team, name: str, by: User) -> Team:
    """Another name; the key stays."""
    team.name = name
    team.save(update_fields=["name"])
    return team


@transaction.atomic
def close_team(*, team: Team, by: User) -> None:
    """From today on the team takes nothing new. Its people and plans stay as they are."""
    team.closed_on = timezone.localdate()
    team.save(update_fields=["closed_on"])


@transaction.atomic
def reopen_team(*, team: Team, by: User) -> None:
    """The team is open again."""
    team.closed_on = None
    team.save(update_fields=["closed_on"])


@transaction.atomic
def add_area(*, team: Team, area: Area, by: User) -> None:
    """The team also works for this area."""
    team.areas.add(area)


@transaction.atomic
def remove_area(*, team: Team, area: Area, by: User) -> None:
    """The team no longer works for this area."""
    team.areas.remove(area)


def _free_key(name: str) -> str:
    start = slugify(name)[:56] or "team"
    taken = set(Team.objects.filter(key__startswith=start).values_list("key", flat=True))
    endings = ["", *(f"-{number}" for number in range(2, len(taken) + 3))]
    return next(start + ending for ending in endings if start + ending not in taken)
