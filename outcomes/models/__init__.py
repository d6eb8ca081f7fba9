"""What figures are made of: facts, work outside, what was published, and what stood out in it."""

from outcomes.models.facts import SPANS, ChangedPlan, Fact, FactCheck, FactQuerySet, GoneFact, Kind, is_last
from outcomes.models.outside import ActivityFact, GroupMetFact, GroupSeenFact, OutsideFact, OutsideQuerySet, SignalFact
from outcomes.models.patterns import FoundPattern, PatternSearch
from outcomes.models.publications import CellPlace, CountedCell, Over, Publication, PublishedCell, Readers

__all__ = [
    "SPANS",
    "ActivityFact",
    "CellPlace",
    "ChangedPlan",
    "CountedCell",
    "Fact",
    "FactCheck",
    "FactQuerySet",
    "FoundPattern",
    "GoneFact",
    "GroupMetFact",
    "GroupSeenFact",
    "Kind",
    "OutsideFact",
    "OutsideQuerySet",
    "Over",
    "PatternSearch",
    "Publication",
    "PublishedCell",
    "Readers",
    "SignalFact",
    "is_last",
]
