"""Reading lists of areas: a CBS list or another CSV (statcode, statnaam, jaar), or GeoJSON. Nothing is written here."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from organisation.models.area import CBS_CODE, Level, cbs_code
from shared.text import comparable, typed

YEARS = range(1990, 2101)
KINDS = {"gemeente": "GM", "wijk": "WK", "buurt": "BU"}
# How GeoJSON files of CBS, PDOK and municipalities call the code and the name.
PROPERTIES = [
    ("statcode", "statnaam"),
    ("buurtcode", "buurtnaam"),
    ("wijkcode", "wijknaam"),
    ("gemeentecode", "gemeentenaam"),
]
OUTLINES = {"Polygon", "MultiPolygon"}
# A ring of fewer points, the first one again at its end, holds nothing.
CLOSED = 4


@dataclass(frozen=True)
class AreaRow:
    """One area as the file has it, checked."""

    line: int
    code: str
    name: str
    year: int
    outline: dict[str, Any] | None = None

    @property
    def level(self) -> str:
        """The level, which the first two letters of the code say."""
        return Level(self.code[:2]).value

    @property
    def comparable_name(self) -> str:
        """The name as it is searched."""
        return comparable(self.name)[:120]


@dataclass(frozen=True)
class Wrong:
    """One thing that is not right: where, what stands there and what was expected."""

    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.value!r}; expected {self.expected}"


def read(path: Path, year: int | None) -> Iterator[AreaRow | Wrong]:
    """The rows of a file and what is wrong with others. `year` counts where a row names none."""
    reader = _geojson if path.suffix.lower() in {".geojson", ".json"} else _csv
    yield from reader(path, year)


def _csv(path: Path, year: int | None) -> Iterator[AreaRow | Wrong]:
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            rows = csv.DictReader(file, delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
            rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or []]
            for column in ("statcode", "statnaam"):
                if column not in rows.fieldnames:
                    yield Wrong(1, column, ", ".join(rows.fieldnames), f"a column {column}")
                    return
            for row in rows:
                line = rows.line_num
                yield _checked(line, row, year)
    except UnicodeDecodeError:
        yield Wrong(line, "file", "other letters", "a file in UTF-8")
    except csv.Error as error:
        yield Wrong(line, "file", str(error), "commas between the columns and quotes around text that has them")


def _geojson(path: Path, year: int | None) -> Iterator[AreaRow | Wrong]:
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
    except (ValueError, KeyError, TypeError):
        yield Wrong(1, "file", path.name, "GeoJSON with a list of features")
        return
    for number, feature in enumerate(features, start=1):
        yield _feature(number, feature, year)


def _feature(number: int, feature: Any, year: int | None) -> AreaRow | Wrong:
    given = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(given, dict):
        return Wrong(number, "properties", str(given)[:80], "a code and a name")
    low = {name.lower(): value for name, value in given.items()}
    code, name = next((pair for pair in PROPERTIES if pair[0] in low), PROPERTIES[0])
    outline = feature.get("geometry")
    if outline is not None and not _is_outline(outline):
        return Wrong(number, "geometry", str(outline)[:80], "a Polygon or a MultiPolygon in degrees east and north")
    row = {**low, "statcode": low.get(code), "statnaam": low.get(name)}
    return _checked(number, row, year, outline)


def _is_outline(given: Any) -> bool:
    """Whether pages can draw it: one or more shapes, each of rings of at least four points in degrees (RFC 7946)."""
    if not isinstance(given, dict) or given.get("type") not in OUTLINES:
        return False
    shapes = given.get("coordinates") if given["type"] == "MultiPolygon" else [given.get("coordinates")]
    return _all(shapes, lambda rings: _all(rings, lambda ring: _all(ring, _is_point, CLOSED)))


def _all(given: Any, fits: Callable[[Any], bool], least: int = 1) -> bool:
    return isinstance(given, list) and len(given) >= least and all(map(fits, given))


def _is_point(given: Any) -> bool:
    if not isinstance(given, list) or len(given) < 2 or not all(type(one) in {int, float} for one in given[:2]):
        return False
    return bool(abs(given[0]) <= 180 and abs(given[1]) <= 90)


def _checked(
    line: int, row: dict[str, Any], year: int | None, outline: dict[str, Any] | None = None
) -> AreaRow | Wrong:
    code = str(row.get("statcode") or "").strip().upper()
    name = typed(str(row.get("statnaam") or ""))
    when = str(row.get("jaar") or year or "").strip()
    kind = KINDS.get(str(row.get("rubriek") or "").strip().lower())
    if not cbs_code.regex.match(code):
        return Wrong(line, "statcode", code, f"a code like GM0344, WK034401 or BU03440101 ({CBS_CODE})")
    if kind and kind != code[:2]:
        return Wrong(line, "rubriek", str(row["rubriek"]), f"what the code {code} says")
    if not 0 < len(name) <= 120:
        return Wrong(line, "statnaam", name[:80], "a name of 1 to 120 characters")
    if not when.isdecimal() or int(when) not in YEARS:
        return Wrong(line, "jaar", when, f"a year from {YEARS[0]} to {YEARS[-1]}, in the file or as --year")
    return AreaRow(line, code, name, int(when), outline)
