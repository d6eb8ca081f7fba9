"""Facts follow at once in these tests as well, where they are asked for."""

from tests.outcomes.conftest import facts_at_once

__all__ = ["facts_at_once"]
