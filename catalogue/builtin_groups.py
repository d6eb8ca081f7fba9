"""Questions about groups that were met, with their reason; more of `builtin_questions.py`."""

from catalogue.builtin_questions import Builtin

GROUPS: list[Builtin] = []
