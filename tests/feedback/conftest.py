"""Facts follow at once in these tests as well, where they are asked for."""

import pytest

from organisation.models import User
from tests.outcomes.conftest import facts_at_once
from tests.outcomes.worlds import QUARTER, World

__all__ = ["facts_at_once"]


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


@pytest.fixture
def colleagues(world: World, colleague: User, former: User) -> list[World]:
    """Three of one team, who all coordinated a plan in the quarter."""
    made = [world, World(colleague), World(former)]
    for one in made:
        one.plan(opened_on=QUARTER.start)
    return made
