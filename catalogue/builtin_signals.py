"""Questions about signals from the neighbourhood, with their reason; more of `builtin_questions.py`."""

from catalogue.builtin_questions import Builtin

SIGNALS: list[Builtin] = []
