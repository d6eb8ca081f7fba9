"""Reads of the catalogue."""

from catalogue.queries.asked import (
    life_domains,
    questions,
    reasons,
    sensitive_parts,
    sensitive_subjects,
    sheet_languages,
)
from catalogue.queries.instruments import instruments, parts

__all__ = [
    "instruments",
    "life_domains",
    "parts",
    "questions",
    "reasons",
    "sensitive_parts",
    "sensitive_subjects",
    "sheet_languages",
]
