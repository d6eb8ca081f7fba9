"""How far the goals of a plan were attained, for goals on a scale of goal attainment scaling."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from catalogue.gas import t_score
from registration.assessed import all_assessed
from registration.models.goal import Scale
from registration.overview import Card, Overview
from registration.queries.assessments import to_fill_in


@dataclass(frozen=True)
class Attainment:
    """T of the goals on one scale: 50 is as expected. Rests on so many goals; so many more have no score yet."""

    scale: str
    t: int
    goals: int
    without: int


def attainments(cards: list[Card]) -> list[Attainment]:
    """One for each scale that has a score. Figures of different scales are never mixed.

    A goal weighs as its importance, 1 to 4; one of which nobody said that weighs 1.
    """
    found = []
    for scale in (Scale.GAS, Scale.GAS_START, Scale.GAS_PSW):
        on_it = [card for card in cards if card.goal.scale == scale]
        scores = [card.stairs.now for card in on_it]
        t = t_score(scores, [card.goal.importance or 1 for card in on_it])
        if t is not None:
            scored = sum(score is not None for score in scores)
            found.append(Attainment(str(scale.label), round(t), scored, len(on_it) - scored))
    return found


def measuring(page: Overview) -> dict[str, Any]:
    """For the page of a plan: what was filled in, how far goals were attained, and which instruments there are."""
    return {
        "measured": all_assessed(page.plan),
        "attained": attainments(page.cards + page.ended),
        "instruments": to_fill_in(page.plan, timezone.localdate()) if page.is_open else [],
    }
