"""Cells of a bundle: whether a text is what its column takes, and the same text in the one spelling that is kept."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from exchange.bundle.columns import KEY, Column
from shared.text import INVISIBLE, typed


class Wrong(Exception):
    """A cell that its column does not take; `code` and `params` as of a `Problem`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


# What a spreadsheet would read as a formula, in plain and full-width letters.
BEGINS = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
# A dash or plus before words or a number is how people begin a line, and is none.
NO_FORMULA = re.compile(r"[+\-](\s[^|]*|[\d\s().,/-]*)", re.DOTALL)
# Put before it on the way out (export.py) so that a spreadsheet reads a text; taken away again here.
ESCAPED = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
ODD = re.compile(rf"[\r\t]|{INVISIBLE.pattern}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BIRTH = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
WHOLE = re.compile(r"[+-]?\d{1,9}")
YEARS = range(1900, 2101)
# Levels of scales lie in between.
LEVEL = 32_767
UNKEPT = re.compile(r"[\x00\ud800-\udfff]")

Check = Callable[[str], str]


def text(cell: str, longest: int) -> str:
    """A text as the pages would keep it."""
    if ESCAPED.match(cell):
        cell = cell[1:]
    elif BEGINS.match(cell) and not NO_FORMULA.fullmatch(cell):
        raise Wrong("formula")
    kept = typed(cell) if ODD.search(cell) or cell != cell.strip() else cell
    if len(kept) > longest:
        raise Wrong("longer", longest=longest)
    return kept


def key(cell: str, longest: int = KEY) -> str:
    """A key of the sender: short, visible, on one line."""
    kept = text(cell, 10_000)
    if len(kept) > longest or not kept.isprintable():
        raise Wrong("key")
    return kept


def keys(cell: str, parted: str = " ", longest: int = KEY) -> str:
    """Several keys with a space (or what else parts them) between, each once."""
    each = cell.split() if parted == " " else filter(None, map(str.strip, cell.split(parted)))
    return parted.join(dict.fromkeys(key(one, longest) for one in each))


def words(cell: str) -> str:
    """Several keys in any order."""
    return " ".join(sorted(keys(cell).split()))


def several(cell: str, choices: tuple[str, ...]) -> str:
    """Several of the choices, each once, with a space between."""
    return " ".join(dict.fromkeys(choice(one, choices) for one in cell.split()))


def labels(cell: str) -> str:
    """The labels of a scale as JSON: [{"value": 1, "nl": "...", "en": "..."}]."""
    found = _parsed(cell, "labels")
    fine = isinstance(found, list) and all(
        isinstance(one, dict) and one.keys() <= {"value", "nl", "en"} and type(one.get("value")) is int
        and abs(one["value"]) <= LEVEL and all(_plain(one.get(name, "")) for name in ("nl", "en"))
        for one in found
    )  # fmt: skip
    if not fine:
        raise Wrong("labels")
    return json.dumps(found, ensure_ascii=False)


def texts(cell: str) -> str:
    """Own texts for levels as JSON: {"1": "..."}."""
    found = _parsed(cell, "texts")
    fine = isinstance(found, dict) and all(WHOLE.fullmatch(level) and _plain(said) for level, said in found.items())
    if not fine:
        raise Wrong("texts")
    return json.dumps(found, ensure_ascii=False)


def _parsed(cell: str, code: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise Wrong(code) from error


def _plain(found: object) -> bool:
    """A text that the database can keep."""
    return isinstance(found, str) and not UNKEPT.search(found)


def day(cell: str) -> str:
    """A day."""
    cell = cell.strip()
    if not DAY.fullmatch(cell) or int(cell[:4]) not in YEARS:
        raise Wrong("day")
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError as error:
        raise Wrong("day") from error


def moment(cell: str) -> str:
    """A moment; without a time zone it is one of the clock on the wall."""
    try:
        found = datetime.fromisoformat(cell.strip())
        if found.year not in YEARS:
            raise Wrong("moment")
        return (found if found.tzinfo else timezone.make_aware(found)).isoformat()
    except (ValueError, OverflowError) as error:
        raise Wrong("moment") from error


def birth(cell: str) -> str:
    """A birth date of which the month or the day may be unknown."""
    found = BIRTH.fullmatch(cell.strip())
    if not found or int(found[1]) not in range(1850, 2101):
        raise Wrong("birth")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as error:
        raise Wrong("birth") from error
    return found[0]


def whole(cell: str, low: int, high: int) -> str:
    """A whole number."""
    cell = cell.strip()
    if not WHOLE.fullmatch(cell) or not cell.isascii() or not low <= int(cell) <= high:
        raise Wrong("whole", low=low, high=high)
    return str(int(cell))


def choice(cell: str, choices: tuple[str, ...]) -> str:
    """One of the choices."""
    if cell.strip() not in choices:
        raise Wrong("choice", choices=", ".join(choices))
    return cell.strip()


def email(cell: str, longest: int) -> str:
    """An e-mail address."""
    kept = text(cell, longest)
    try:
        validate_email(kept)
    except ValidationError as error:
        raise Wrong("email") from error
    return kept


def check_of(column: Column) -> Check:
    """What looks at the filled cells of a column."""
    named = KEY if column.longest == Column.longest else column.longest
    checks: dict[str, Check] = {
        "key": partial(key, longest=min(column.longest, KEY)),
        "reference": key,
        "references": partial(keys, parted=column.parted, longest=named),
        "words": words,
        "several": partial(several, choices=column.choices),
        "labels": labels,
        "texts": texts,
        "text": partial(text, longest=column.longest),
        "email": partial(email, longest=column.longest),
        "day": day,
        "moment": moment,
        "birth": birth,
        "whole": partial(whole, low=column.low, high=column.high),
        "choice": partial(choice, choices=column.choices),
    }
    return checks[column.type]
