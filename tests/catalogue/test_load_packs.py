"""Instruments come as packs: read whole or not at all, and what an organisation arranged itself stays."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from catalogue import packs
from catalogue.builtin_domains import LIFE_DOMAINS
from catalogue.models import Instrument, InstrumentPart
from catalogue.operations import load_builtin, load_packs
from catalogue.packs import FOLDER, PackError, files, read_pack
from catalogue.queries import instruments, parts

DAY = date(2026, 11, 22)
DOMAINS = [key for key, *_words in LIFE_DOMAINS]
OFFICIAL = [
    *("Financiën", "Werk & opleiding", "Tijdsbesteding", "Huisvesting", "Huiselijke relaties"),
    *("Geestelijke gezondheid", "Lichamelijke gezondheid", "Middelengebruik", "Basale ADL", "Instrumentele ADL"),
    *("Sociaal netwerk", "Maatschappelijke participatie", "Justitie"),
]
KEYS = [
    *("finance", "work_education", "day_activity", "housing", "household", "mental_health", "physical_health"),
    *("substance_use", "daily_living", "practical_living", "social_network", "participation", "justice"),
]
Change = Callable[[dict[str, Any]], object]


def a_pack() -> dict[str, Any]:
    """A small one that is right."""
    return {
        "key": "sleep",
        "edition": "1",
        "form": "levels",
        "name": {"nl": "Slapen", "en": "Sleeping"},
        "licence": "Vrij.",
        "source": "Verzonnen.",
        "scales": [
            {
                "key": "level",
                "lowest": 1,
                "highest": 3,
                "direction": "higher",
                "low_to": 1,
                "labels": [{"value": 1, "nl": "slecht", "en": "badly"}],
            }
        ],
        "items": [{"key": "night", "name": {"nl": "Nacht", "en": "Night"}, "life_domain": "mental_health"}],
    }


def written(folder: Path, pack: object, name: str = "sleep.json") -> Path:
    """As a file."""
    path = folder / name
    path.write_text(pack if isinstance(pack, str) else json.dumps(pack))
    return path


def faults(folder: Path, pack: object) -> list[tuple[str, str]]:
    """(place, words) of everything that is wrong with it, in English."""
    with translation.override("en"), pytest.raises(PackError) as wrong:
        read_pack(written(folder, pack), domains=DOMAINS)
    assert {fault.file for fault in wrong.value.faults} == {"sleep.json"}
    return [(fault.place, fault.words) for fault in wrong.value.faults]


@pytest.mark.django_db
def test_what_is_there() -> None:
    """The instruments that are on, in order, each with the parts that it should have."""
    found = {each.key: parts(each, DAY) for each in instruments(DAY)}
    assert list(found) == ["wat_telt", "zrm", "omaha", "gas"]
    matrix = list(found["zrm"])
    assert [part.key for part in matrix] == [*KEYS, "other"]
    assert [part.name_nl for part in matrix] == [*OFFICIAL, "Iets anders"]
    assert [part.life_domain_id for part in matrix] == [*KEYS, "other"]
    assert [label["nl"] for label in matrix[0].scale.labels] == [
        *("acute problematiek", "niet zelfredzaam", "beperkt zelfredzaam", "voldoende zelfredzaam"),
        "volledig zelfredzaam",
    ]
    assert (matrix[0].scale.direction, matrix[0].scale.low_to) == ("higher", 2)
    assert [(part.key, part.name_nl) for part in found["wat_telt"]] == [(key, nl) for key, nl, *_rest in LIFE_DOMAINS]
    assert not found["gas"] and set(Instrument.objects.filter(is_on=False).values_list("key", flat=True)) == {
        "mobility_mentoring",
        "positive_health",
    }


@pytest.mark.django_db
def test_omaha() -> None:
    """42 problems under four headings, each on three scales, and room for something else."""
    found = parts(Instrument.objects.get(key="omaha", edition="2005"), DAY)
    named = [part for part in found if part.subject]
    assert (len(named), len({part.subject for part in named})) == (126, 42)
    assert {part.key for part in named if part.subject == "income"} == {
        *("income.knowledge", "income.behaviour", "income.status")
    }
    headings = [part.section_nl for part in named if part.scale.key == "status"]
    assert [headings.count(each) for each in dict.fromkeys(headings)] == [4, 12, 18, 8]
    assert [part.key for part in found if not part.subject] == ["other"]


@pytest.mark.django_db
def test_terms_in_the_language_of_the_page() -> None:
    """Who reads English reads there under which terms it may be used; what has no English is said in Dutch."""
    matrix = Instrument.objects.get(key="zrm")
    with translation.override("en"):
        assert "All rights reserved" in matrix.terms and "Questions about its use" in matrix.credit
        assert matrix.spoken == "en"
        matrix.licence_en = ""
        assert (matrix.terms, matrix.spoken) == (matrix.licence, "nl")
    with translation.override("nl"):
        assert "Alle rechten voorbehouden" in matrix.terms
    assert all(one.licence_en and one.source_en for one in Instrument.objects.filter(origin="pack"))


@pytest.mark.django_db
def test_scales_for_goals() -> None:
    """Three variants that are never mixed, with a word for every level."""
    scales = Instrument.objects.get(key="gas").scales.all()
    assert [(each.key, each.lowest, each.highest) for each in scales] == [
        *(("gas", -2, 2), ("gas_start", -3, 2), ("gas_psw", -1, 2))
    ]
    assert all(len(each.labels) == each.highest - each.lowest + 1 for each in scales)


@pytest.mark.django_db
def test_no_text_of_others() -> None:
    """Of what is not ours only names and the words of levels: no text stands with any part, and the owner is named."""
    assert not InstrumentPart.objects.exclude(texts={}).exists()
    for instrument in Instrument.objects.all():
        assert instrument.licence and instrument.source
    assert "GGD Amsterdam" in Instrument.objects.get(key="zrm").licence
    assert "Martin KS (2005)" in Instrument.objects.get(key="omaha").source


@pytest.mark.django_db
def test_reading_costs_the_same(django_assert_num_queries: Callable[..., Any]) -> None:
    """Two queries for all instruments and all parts of one."""
    with django_assert_num_queries(2):
        found = {each.key: each for each in instruments(DAY)}
        assert [(part.scale.key, str(part.life_domain)) for part in parts(found["omaha"], DAY)]


@pytest.mark.django_db
def test_retired_part_is_out() -> None:
    """From its day on; an instrument of which nothing is left is not offered."""
    matrix = Instrument.objects.get(key="zrm")
    matrix.parts.filter(key="justice").update(until=DAY)
    assert "justice" not in {part.key for part in parts(matrix, DAY)}
    assert "justice" in {part.key for part in parts(matrix, date(2026, 11, 21))}
    matrix.parts.update(until=DAY)
    assert "zrm" not in {each.key for each in instruments(DAY)}


@pytest.mark.django_db
def test_again_changes_nothing() -> None:
    """What was arranged stays: off, own texts, the permission; and nothing is written at all."""
    Instrument.objects.filter(key="zrm").update(is_on=False, holds_licence=True)
    InstrumentPart.objects.filter(key="finance", instrument__key="zrm").update(texts={"1": "Onze woorden"}, until=DAY)
    before = list(Instrument.objects.values()), list(InstrumentPart.objects.order_by("pk").values())
    load_builtin()
    load_packs()
    assert (list(Instrument.objects.values()), list(InstrumentPart.objects.order_by("pk").values())) == before


@pytest.mark.django_db
def test_a_file_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack put in the folder is there after the next start; a better name of it arrives too."""
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    written(tmp_path, a_pack())
    load_builtin()
    made = Instrument.objects.get(key="sleep")
    assert made.is_on and [part.key for part in parts(made, DAY)] == ["night", "other"]
    pack = a_pack()
    pack["name"]["nl"], pack["scales"][0]["labels"][0]["nl"] = "Goed slapen", "heel slecht"
    pack["items"].append({"key": "noon", "name": {"nl": "Middag", "en": "Noon"}})
    written(tmp_path, pack)
    load_builtin()
    made.refresh_from_db()
    assert made.name_nl == "Goed slapen" and [part.key for part in parts(made, DAY)] == ["night", "noon", "other"]
    assert made.scales.get().labels[0]["nl"] == "heel slecht"


@pytest.mark.django_db
def test_other_bounds_are_another_edition(tmp_path: Path) -> None:
    """Scores were given on the scale as it was."""
    load_packs(written(tmp_path, a_pack()))
    pack = a_pack()
    pack["scales"][0]["highest"] = 4
    with pytest.raises(PackError, match=r"sleep.json, scales\[0\]"):
        load_packs(written(tmp_path, pack))
    assert Instrument.objects.get(key="sleep").scales.get().highest == 3


@pytest.mark.django_db
def test_own_instrument_is_not_overwritten(tmp_path: Path) -> None:
    """What was made here stays ours."""
    Instrument.objects.create(key="sleep", edition="1", name_nl="Ons bord", origin="own")
    with pytest.raises(PackError, match="sleep.json, key"):
        load_packs(written(tmp_path, a_pack()))
    assert Instrument.objects.get(key="sleep").name_nl == "Ons bord"


@pytest.mark.django_db
def test_load_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command loads one file or a folder, says what stands, and writes nothing of a folder with one faulty pack."""
    call_command("load_pack", str(written(tmp_path, a_pack())))
    assert capsys.readouterr().out == "sleep 1\n"
    good, bad = {**a_pack(), "key": "waking"}, a_pack()
    del bad["scales"][0]["direction"]
    written(tmp_path, good, "a.json")
    written(tmp_path, bad, "b.json")
    with pytest.raises(CommandError, match=r"b.json, scales\[0\]: “direction” ontbreekt"):
        call_command("load_pack", str(tmp_path))
    assert not Instrument.objects.filter(key="waking").exists()


def test_our_packs_are_right() -> None:
    """Every one of them, read without a database; the schema is not taken for one."""
    assert [read_pack(path, domains=DOMAINS).key for path in files()] == sorted(path.stem for path in files())
    assert (FOLDER / "schema.json").exists() and "schema" not in {path.stem for path in files()}


WRONG: list[tuple[Change, str, str]] = [
    (lambda p: p["scales"][0].pop("direction"), "scales[0]", "“direction” is missing"),
    (lambda p: p["scales"][0].update(direction="up"), "scales[0].direction", "expected one of: higher, lower"),
    (lambda p: p.update(colour="red"), "the whole file", "“colour” does not belong here; expected: key, edition"),
    (lambda p: p.update(edition=2017), "edition", "2017 stands here; expected: string"),
    (lambda p: p.update(key="Slaap!"), "key", "expected: pattern"),
    (lambda p: p.update(items=[]), "items", "minItems"),
    (lambda p: p.update(form="goals"), "items", "maxItems"),
    (lambda p: p["items"][0].update(scale="level", scales=["level"]), "items[0]", "not"),
    (lambda p: p["items"].append(p["items"][0]), "items", "the key “night” stands here twice"),
    (lambda p: p["scales"].append(p["scales"][0]), "scales", "the key “level” stands here twice"),
    (lambda p: p["scales"][0]["labels"].append(p["scales"][0]["labels"][0]), "scales[0].labels", "“1” stands"),
    (lambda p: p["scales"][0].update(highest=1), "scales[0].highest", "more than the lowest level, 1"),
    (lambda p: p["scales"][0].update(low_to=4), "scales[0].low_to", "4 is outside the scale; expected 1 to 3"),
    (lambda p: p["scales"][0]["labels"][0].update(value=0), "scales[0].labels[0].value", "0 is outside the scale"),
    (lambda p: p["items"][0].update(life_domain="luck"), "items[0].life_domain", "“luck” is unknown; expected one of"),
    (lambda p: p["items"][0].update(scale="depth"), "items[0].scale", "“depth” is unknown; expected one of: level"),
]


@pytest.mark.parametrize(("change", "place", "words"), WRONG)
def test_wrong(tmp_path: Path, change: Change, place: str, words: str) -> None:
    """Names the file, the place in it and what was expected."""
    pack = a_pack()
    change(pack)
    found = faults(tmp_path, pack)
    assert place in [where for where, _words in found]
    assert words in dict(found)[place]


def test_which_of_two_scales(tmp_path: Path) -> None:
    """With two scales every part says which."""
    pack = a_pack()
    pack["scales"].append({"key": "depth", "lowest": 0, "highest": 1, "direction": "lower"})
    assert faults(tmp_path, pack) == [("items[0].scale", "the scale “” is unknown; expected one of: level, depth.")]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"key": "a",\n "key": "b"}', "“key”", "this key stands here twice."),
        ("{\n  oops}", "line 2, column 3", "this is not JSON"),
        ("[]", "the whole file", "[] stands here; expected: object."),
        ("[" * 100_000, "the whole file", "it cannot be read"),
    ],
)
def test_no_pack_at_all(tmp_path: Path, text: str, place: str, words: str) -> None:
    """Other files are refused as plainly."""
    assert [(where, words in said) for where, said in faults(tmp_path, text)] == [(place, True)]


def test_unreadable(tmp_path: Path) -> None:
    """Bytes that are no text, and a file that is not there."""
    (tmp_path / "sleep.json").write_bytes(b"\xff\xfe{")
    for name in ("sleep.json", "gone.json"):
        with pytest.raises(PackError, match=name):
            packs.read_pack(tmp_path / name, domains=DOMAINS)
