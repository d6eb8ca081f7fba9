"""Reads: runs, what waits, and residents that may be there twice."""

from exchange.queries.acts import Act, acts
from exchange.queries.doubles import doubles, merges_of
from exchange.queries.runs import exports, remembered, runs, waiting_places
from exchange.queries.worker import stands_still

__all__ = ["Act", "acts", "doubles", "exports", "merges_of", "remembered", "runs", "stands_still", "waiting_places"]
