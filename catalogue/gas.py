"""Goal Attainment Scaling: one figure for several goals, by the formula of Kiresuk and Sherman (1968)."""

from collections.abc import Sequence
from math import sqrt

# How much the scores of goals of one person are taken to go together, as the authors set it.
TOGETHER = 0.3
MEAN, SPREAD = 50, 10


def t_score(scores: Sequence[float | None], weights: Sequence[float]) -> float | None:
    """T of goals with a score each (None: not scored) and a weight of 0 or more; 50 is as expected, ten a spread.

    A goal without a score leaves with its weight. None when nothing is left, or nothing of weight. Raises ValueError
    for a weight below 0 and for lists that are not equally long.
    """
    pairs = [(score, weight) for score, weight in zip(scores, weights, strict=True) if score is not None]
    if any(weight < 0 for weight in weights):
        raise ValueError("A weight is 0 or more.")
    total = sum(weight for _score, weight in pairs)
    if not total:
        return None
    # Only how weights compare counts; brought to a sum of 1 they neither vanish nor overflow when multiplied.
    parts = [(score, weight / total) for score, weight in pairs]
    reached = sum(score * weight for score, weight in parts)
    return MEAN + SPREAD * reached / sqrt((1 - TOGETHER) * sum(weight**2 for _score, weight in parts) + TOGETHER)
