"""A list of services out of a sheet, as people keep one: a name and its category, and no keys. It becomes two files.

Who is known keeps its key and its place; a category that is not there yet is made.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from catalogue.models import Service, ServiceCategory
from catalogue.models.service import Reach
from exchange import storage
from exchange.sheets.reading import Row
from shared.text import comparable

# What stands above the columns, in Dutch and English offices.
CALLED = {
    "service": ("service", "sleutel", "key", "code"),
    "name": ("naam", "dienst", "diensten", "naam van de dienst", "name", "naam nl"),
    "name_en": ("engels", "in het engels", "naam in het engels", "naam en", "name en", "english", "name in english"),
    "category": ("categorie", "hoofdcategorie", "rubriek", "groep", "category"),
    "scope": ("voor wie", "bereik", "scope", "whom is it for"),
    "rank": ("volgorde", "rank", "order"),
    "until": ("tot", "einddatum", "until"),
}
# What people call the three reaches.
REACHES = {
    Reach.INDIVIDUAL: ("inwoner", "individueel", "een inwoner of gezin", "gezin", "huishouden"),
    Reach.GROUP: ("groep", "een groep", "groepen"),
    Reach.NEIGHBOURHOOD: ("buurt", "een buurt", "wijk", "een wijk"),
}  # fmt: skip
KEY, MOST = 40, 2000


class NoNames(Exception):
    """No column with the names of services was found."""


class TooMany(Exception):
    """There are more rows than a list of services has."""


@dataclass
class Made:
    """What was written: what stood above the columns and how they were matched, as `Sheet` keeps it."""

    header: list[str]
    columns: dict[str, Any]


def make_bundle(place: str, rows: Iterable[Row]) -> Made:
    """Writes services.csv, and service_categories.csv when one is new, into a place. Raises `NoNames`, `TooMany`."""
    found = iter(rows)
    header = next(found, (1, []))[1]
    at = columns_of(header)
    if "name" not in at:
        raise NoNames
    # What is said about a key that nobody typed is said about the name that it was made of.
    made = Made(header, {name: {"from": where} for name, where in ({"service": at["name"]} | at).items()})
    names = Known()
    names_of_columns = [*dict.fromkeys(["service", *at, "rank"])]
    lines = [names_of_columns]
    for number, cells in found:
        if number > MOST:
            raise TooMany
        # Each row stays on its own line, so that the report names the rows of the sheet.
        lines += [[]] * (number - len(lines) - 1)
        row = {name: " ".join(cells[where].split()) if where < len(cells) else "" for name, where in at.items()}
        lines.append([names.completed(row).get(name, "") for name in names_of_columns])
    _write(place, "services", lines)
    if names.new:
        _write(place, "service_categories", [["category", "name", "rank"], *names.new])
    return made


def columns_of(header: list[str]) -> dict[str, int]:
    """Which column stands where, by what is written above it."""
    meant = [comparable(head.replace("_", " ")) for head in header]
    at = {}
    for name, words in CALLED.items():
        where = next((meant.index(word) for word in words if word in meant), None)
        if where is not None:
            at[name] = where
    return at


class Known:
    """The services and categories that are there, by name; new ones get a key and come last."""

    def __init__(self) -> None:
        services = list(Service.objects.values_list("key", "name_nl", "rank"))
        categories = list(ServiceCategory.objects.values_list("key", "name_nl", "rank"))
        self.services = {comparable(name): key for key, name, _rank in services}
        self.ranks = {key: rank for key, _name, rank in services}
        self.categories = {word: key for key, name, _rank in categories for word in (comparable(key), comparable(name))}
        self.taken = set(self.ranks) | {key for key, _name, _rank in categories}
        self.last = max([rank for *_, rank in services], default=0)
        self.last_category = max([rank for *_, rank in categories], default=0)
        self.new: list[list[str]] = []

    def completed(self, row: dict[str, str]) -> dict[str, str]:
        """The row with a key, a place, the key of its category and one of our words for whom it is for."""
        called = comparable(row["name"])
        if not row.get("service") and called:
            # Once more in the sheet: the same key, so that the check of doubles names both rows.
            row["service"] = self.services.get(called) or self.services.setdefault(called, self._key(row["name"]))
        # Without a name it is refused, once: not for a key that nobody could give it either.
        row["service"] = row.get("service") or "-"
        if not row.get("rank"):
            row["rank"] = str(self.ranks.get(row.get("service", ""), self._next()))
        if row.get("category"):
            row["category"] = self._category(row["category"])
        if row.get("scope"):
            said = comparable(row["scope"])
            row["scope"] = next((reach for reach, words in REACHES.items() if said in words), row["scope"])
        return row

    def _category(self, name: str) -> str:
        called = comparable(name)
        if called not in self.categories:
            self.categories[called] = self._key(name)
            self.last_category += 1
            self.new.append([self.categories[called], name, str(self.last_category)])
        return self.categories[called]

    def _key(self, name: str) -> str:
        stem = slugify(comparable(name))[: KEY - 4].rstrip("-") or "dienst"
        key = next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 9999))) if key not in self.taken)
        self.taken.add(key)
        return key

    def _next(self) -> int:
        self.last = min(self.last + 1, 32000)
        return self.last


def _write(place: str, name: str, lines: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    storage.keep(place, f"{name}.csv", [text.getvalue().encode()])
