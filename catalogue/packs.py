"""Packs: an instrument as a file of data. A file in the folder `packs` is all that a new instrument needs.

What a pack holds stands in `packs/schema.json`; what a schema cannot say (no key twice, no level outside its scale,
life domains that exist) is checked here.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, ValidationError

FOLDER = Path(__file__).with_name("packs")
SCHEMA = FOLDER / "schema.json"
SOMETHING_ELSE = {"key": "other", "name": {"nl": "Iets anders", "en": "Something else"}, "life_domain": "other"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a pack: in which file, where in it, and what was expected there."""

    file: str
    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.words}"


class PackError(Exception):
    """A pack that cannot be read; nothing of it is written. `faults` holds all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Part:
    """One part: its key and subject, the key of its scale, and what the file says of it."""

    key: str
    scale: str
    subject: str
    said: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Pack:
    """A pack that was read and found right. `said` is the file, `parts` has a part for what no other part covers."""

    key: str
    edition: str
    said: dict[str, Any] = field(hash=False)
    parts: tuple[Part, ...]


def files(folder: Path = FOLDER) -> list[Path]:
    """The packs of a folder, by name."""
    return sorted(path for path in folder.glob("*.json") if path.name != SCHEMA.name)


def read_pack(path: Path, *, domains: Collection[str]) -> Pack:
    """Reads one pack; `domains` are the keys of the life domains. Raises `PackError` with everything that is wrong."""
    said = _parsed(path)
    faults = [Fault(path.name, place, words) for place, words in _against_schema(said)]
    if not faults:
        faults = [Fault(path.name, place, words) for place, words in _against_itself(said, domains)]
    if faults:
        raise PackError(faults)
    return Pack(said["key"], said["edition"], said, tuple(_parts(said)))


def read_packs(paths: Iterable[Path], *, domains: Collection[str]) -> list[Pack]:
    """Reads all of them, or none: raises `PackError` with the faults of every file."""
    packs, faults = [], []
    for path in paths:
        try:
            packs.append(read_pack(path, domains=domains))
        except PackError as wrong:
            faults += wrong.faults
    if faults:
        raise PackError(faults)
    return packs


def _parsed(path: Path) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice = _twice(key for key, _value in pairs)
        if twice:
            raise PackError([Fault(path.name, f"“{twice[0]}”", _("this key stands here twice."))])
        return dict(pairs)

    try:
        return json.loads(path.read_text("utf-8-sig"), object_pairs_hook=once)
    except json.JSONDecodeError as wrong:
        place = _("line %(line)s, column %(column)s") % {"line": wrong.lineno, "column": wrong.colno}
        raise PackError([Fault(path.name, place, _("this is not JSON (%(why)s).") % {"why": wrong.msg})]) from None
    except (OSError, UnicodeDecodeError, RecursionError):
        fault = Fault(path.name, _("the whole file"), _("it cannot be read; expected a text file in UTF-8."))
        raise PackError([fault]) from None


def _against_schema(said: Any) -> Iterator[tuple[str, str]]:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for error in sorted(Draft202012Validator(schema).iter_errors(said), key=lambda each: list(map(str, each.path))):
        yield _place(error.absolute_path), _expected(error)


def _place(path: Iterable[str | int]) -> str:
    """`scales[0].direction`, counted from nought as in the file."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return steps.lstrip(".") or _("the whole file")


def _expected(error: ValidationError) -> str:
    """What was expected, in plain words where the schema's own are not."""
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            missing = [f"“{key}”" for key in wanted if key not in error.instance]
            return _("%(keys)s is missing.") % {"keys": ", ".join(missing)}
        case "additionalProperties":
            known = error.schema["properties"]
            odd = [f"“{key}”" for key in error.instance if key not in known]
            words = {"keys": ", ".join(odd), "known": ", ".join(key for key in known if key != "$schema")}
            return _("%(keys)s does not belong here; expected: %(known)s.") % words
        case "enum":
            words = {"found": json.dumps(error.instance), "known": ", ".join(map(str, wanted))}
            return _("%(found)s stands here; expected one of: %(known)s.") % words
        case "type":
            return _("%(found)s stands here; expected: %(kind)s.") % {
                "found": json.dumps(error.instance)[:60],
                "kind": wanted,
            }
        case _:
            return _("expected: %(rule)s = %(wanted)s.") % {"rule": error.validator, "wanted": json.dumps(wanted)}


def _against_itself(said: dict[str, Any], domains: Collection[str]) -> Iterator[tuple[str, str]]:
    scales = [scale["key"] for scale in said["scales"]]
    yield from _doubled("scales", scales)
    yield from _doubled("items", [part.key for part in _parts(said)])
    for at, scale in enumerate(said["scales"]):
        yield from _of_scale(f"scales[{at}]", scale)
    for at, each in enumerate(said["items"]):
        yield from _of_part(f"items[{at}]", each, scales, domains)


def _doubled(place: str, keys: list[str]) -> Iterator[tuple[str, str]]:
    for key in _twice(keys):
        yield place, _("the key “%(key)s” stands here twice.") % {"key": key}


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _of_scale(place: str, scale: dict[str, Any]) -> Iterator[tuple[str, str]]:
    lowest, highest = scale["lowest"], scale["highest"]
    span = {"lowest": lowest, "highest": highest}
    if highest <= lowest:
        yield f"{place}.highest", _("expected more than the lowest level, %(lowest)s.") % span
        return
    labels = [label["value"] for label in scale.get("labels", [])]
    yield from _doubled(f"{place}.labels", [str(value) for value in labels])
    levels = [(f"{place}.labels[{at}].value", value) for at, value in enumerate(labels)]
    for where, value in [*levels, (f"{place}.low_to", scale.get("low_to", lowest))]:
        if not lowest <= value <= highest:
            yield (
                where,
                _("%(value)s is outside the scale; expected %(lowest)s to %(highest)s.")
                % {
                    "value": value,
                    **span,
                },
            )


def _of_part(
    place: str, said: dict[str, Any], scales: list[str], domains: Collection[str]
) -> Iterator[tuple[str, str]]:
    named = said.get("scales") or [said.get("scale", scales[0] if len(scales) == 1 else None)]
    for key in named:
        if key not in scales:
            words = {"key": key or "", "known": ", ".join(scales)}
            yield f"{place}.scale", _("the scale “%(key)s” is unknown; expected one of: %(known)s.") % words
    domain = said.get("life_domain")
    if domain is not None and domain not in domains:
        words = {"key": domain, "known": ", ".join(sorted(domains))}
        yield (
            f"{place}.life_domain",
            _("the life domain “%(key)s” is unknown; expected one of: %(known)s.") % words,
        )


def _parts(said: dict[str, Any]) -> Iterator[Part]:
    """The parts with the keys under which registrations know them, and one for what none of them covers."""
    only: str = said["scales"][0]["key"]
    for each in said["items"]:
        key = each["key"]
        if "scales" in each:
            yield from (Part(f"{key}.{scale}", scale, key, each) for scale in each["scales"])
        else:
            yield Part(key, each.get("scale", only), "", each)
    if said["items"] and all(each["key"] != SOMETHING_ELSE["key"] for each in said["items"]):
        yield Part("other", only, "", SOMETHING_ELSE)
