"""Writes what stands in packs. What an organisation arranged itself stays: on or off, and its own texts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from catalogue import packs
from catalogue.models import Instrument, InstrumentPart, InstrumentScale, LifeDomain
from catalogue.models.instrument import MainVoice, Origin
from catalogue.packs import Fault, Pack, PackError, Part, files, read_packs


@transaction.atomic
def load_packs(path: Path | None = None) -> list[Instrument]:
    """Loads one pack, or all of a folder (ours, if none is named). Raises `PackError`: then nothing is written."""
    path = path or packs.FOLDER
    domains = set(LifeDomain.objects.values_list("key", flat=True))
    paths = files(path) if path.is_dir() else [path]
    return [_write(pack, file) for pack, file in zip(read_packs(paths, domains=domains), paths, strict=True)]


def _write(pack: Pack, file: Path) -> Instrument:
    said = pack.said
    facts = {
        **_two("name", said["name"]),
        **_two("about", said.get("about")),
        "form": said["form"],
        "main_voice": said.get("voice", MainVoice.PROFESSIONAL),
        "licence": said["licence"],
        "licence_en": said.get("licence_en", ""),
        "source": said["source"],
        "source_en": said.get("source_en", ""),
        "rank": said.get("rank", 100),
    }
    first = {**facts, "is_on": said.get("is_on", True), "origin": Origin.PACK}
    instrument, is_new = Instrument.objects.get_or_create(key=pack.key, edition=pack.edition, defaults=first)
    if instrument.origin != Origin.PACK:
        words = _("an instrument “%(key)s” of this edition was made here; expected another key or edition.")
        raise PackError([Fault(file.name, "key", words % {"key": pack.key})])
    if not is_new:
        _renew(instrument, facts)
    scales = _write_scales(instrument, said["scales"], file)
    _write_parts(instrument, pack.parts, scales)
    return instrument


def _write_scales(instrument: Instrument, said: Sequence[dict[str, Any]], file: Path) -> dict[str, InstrumentScale]:
    """Scales by key. Their bounds and direction stay as they are: scores were given on them."""
    here = {scale.key: scale for scale in instrument.scales.all()}
    for at, each in enumerate(said):
        fixed = {name: each[name] for name in ("lowest", "highest", "direction")}
        facts = {
            **_two("name", each.get("name")),
            "labels": each.get("labels", []),
            "low_to": each.get("low_to"),
        }
        found = here.get(each["key"])
        if found is None:
            here[each["key"]] = InstrumentScale.objects.create(instrument=instrument, key=each["key"], **fixed, **facts)
        elif any(getattr(found, name) != value for name, value in fixed.items()):
            words = _("another scale than was loaded before; give the pack another edition.")
            raise PackError([Fault(file.name, f"scales[{at}]", words)])
        else:
            _renew(found, facts)
    return here


def _write_parts(instrument: Instrument, parts: Sequence[Part], scales: dict[str, InstrumentScale]) -> None:
    here = {part.key: part for part in instrument.parts.all()}
    new = []
    for rank, part in enumerate(parts, start=1):
        facts = {
            **_two("name", part.said["name"]),
            **_two("section", part.said.get("section")),
            "subject": part.subject,
            "life_domain_id": part.said.get("life_domain"),
            "rank": rank,
        }
        if part.key in here:
            _renew(here[part.key], facts)
        else:
            scale = scales[part.scale]
            new.append(InstrumentPart(instrument=instrument, key=part.key, scale=scale, **facts))
    InstrumentPart.objects.bulk_create(new)


def _two(name: str, words: dict[str, str] | None) -> dict[str, str]:
    return {f"{name}_{language}": (words or {}).get(language, "") for language in ("nl", "en")}


def _renew(record: models.Model, facts: dict[str, Any]) -> None:
    """Takes over what the pack says otherwise than before; nothing is written when it says the same."""
    changed = [name for name, value in facts.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, facts[name])
    if changed:
        record.save(update_fields=changed)
