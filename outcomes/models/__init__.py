"""What figures are made of: facts, work outside, what was published, and what stood out in it."""

from outcomes.models.facts import SPANS, ChangedPlan, Fact, FactCheck, FactQuerySet, Kind, is_last
from outcomes.models.outside import OutsideFact, OutsideQuerySet, Seen
from outcomes.models.patterns import FoundPattern, PatternSearch
from outcomes.models.publications import CellPlace, CountedCell, Over, Publication, PublishedCell, Readers

__all__ = [
    "SPANS",
    "CellPlace",
    "ChangedPlan",
    "CountedCell",
    "Fact",
    "FactCheck",
    "FactQuerySet",
    "FoundPattern",
    "Kind",
    "OutsideFact",
    "OutsideQuerySet",
    "Over",
    "PatternSearch",
    "Publication",
    "PublishedCell",
    "Readers",
    "Seen",
    "is_last",
]
