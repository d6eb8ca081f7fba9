"""Two people changing one text of a plan: see `organisation.operations.stale`."""

from organisation.operations.stale import Stale, reword

__all__ = ["Stale", "reword"]
