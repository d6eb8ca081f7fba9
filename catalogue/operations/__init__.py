"""Writes of the catalogue."""

from catalogue.operations.builtin import load_builtin
from catalogue.operations.languages import check_language, switch_language

__all__ = ["check_language", "load_builtin", "switch_language"]
