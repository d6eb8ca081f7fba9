"""Questions about activities and collective offers, with their reason; more of `builtin_questions.py`."""

from catalogue.builtin_questions import Builtin

ACTIVITIES: list[Builtin] = []
