"""Writes of the catalogue."""

from catalogue.operations.builtin import load_builtin
from catalogue.operations.languages import check_language, switch_language
from catalogue.operations.packs import load_packs

__all__ = ["check_language", "load_builtin", "load_packs", "switch_language"]
