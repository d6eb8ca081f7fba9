"""Reads of the catalogue."""

from catalogue.queries.asked import life_domains, questions, reasons, sheet_languages

__all__ = ["life_domains", "questions", "reasons", "sheet_languages"]
