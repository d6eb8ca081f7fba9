"""`manage.py load_areas`: lists of Statistics Netherlands, other lists, and GeoJSON."""

import csv
import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisation.area_file import AreaRow, Wrong, read
from organisation.models import Area
from organisation.operations import areas as operations

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FIELD = Path(os.environ.get("KEUKENTAFEL_FIELD_DATA", ROOT.parent / "shared" / "data")) / "geo"
OWN = [HERE / "fixtures" / "list.csv", HERE / "fixtures" / "districts.geojson"]
Write = Callable[..., Path]
SQUARE = {"type": "Polygon", "coordinates": [[[5, 52], [5, 53], [6, 53], [5, 52]]]}


def load(file: Path, **options: int) -> str:
    """Runs the command and gives what it says."""
    said = StringIO()
    call_command("load_areas", str(file), stdout=said, **options)
    return said.getvalue()


def rows_in(file: Path) -> dict[str, str]:
    """Code to name, read without our own reader."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as lines:
            return {row["statcode"]: row["statnaam"] for row in csv.DictReader(lines)}
    given = [feature["properties"] for feature in json.loads(file.read_text())["features"]]
    return {one.get("statcode") or one["wijkCode"]: one.get("statnaam") or one["wijkNaam"] for one in given}


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes a file to load."""

    def write(text: str | bytes, name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.django_db
@pytest.mark.parametrize("file", [*OWN, *sorted(FIELD.glob("*.*"))], ids=lambda file: file.name)
def test_files(file: Path) -> None:
    """Every row becomes one area with its name to the letter; a second time nothing is new and nothing is doubled."""
    year = {"year": 2024} if file.suffix == ".geojson" else {}
    expected = rows_in(file)
    assert f"{len(expected)} areas, of which {len(expected)} new." in load(file, **year)
    assert dict(Area.objects.values_list("code", "name")) == expected
    assert f"{len(expected)} areas, of which 0 new." in load(file, **year)
    assert Area.objects.count() == len(expected)
    assert not Area.objects.filter(comparable_name="").exists()
    assert Area.objects.filter(outline__isnull=file.suffix == ".geojson").count() == 0


@pytest.mark.django_db
class TestParents:
    """Neighbourhood below district below municipality."""

    def test_chain(self) -> None:
        """By the code, with letters in it."""
        load(OWN[0])
        found = Area.objects.get(code="BU99990A0B")
        assert found.parent.code == "WK99990A"
        assert found.parent.parent.code == "GM9999"
        assert found.label == 'De "Nieuwe" Kade, Bedachtstad (BU99990A0B)'

    def test_parent_comes_later(self, written: Write) -> None:
        """A district that is loaded later becomes the parent; until then the municipality is."""
        load(written("statcode,statnaam,jaar\nBU99990101,Buurt,2025\n"))
        assert Area.objects.get().parent is None
        load(written("statcode,statnaam,jaar\nGM9999,Stad,2025\n"))
        assert Area.objects.get(level="BU").parent.code == "GM9999"
        load(written("statcode,statnaam,jaar\nWK999901,Wijk,2025\n"))
        assert Area.objects.get(level="BU").parent.code == "WK999901"

    def test_nearest_year(self, written: Write) -> None:
        """The same year, else the nearest, else the newer of two."""
        load(written("statcode,statnaam,jaar\n" + "".join(f"GM9999,Stad,{year}\n" for year in (2014, 2016, 2020))))
        load(written("statcode,statnaam,jaar\n" + "".join(f"WK999901,Wijk,{year}\n" for year in (2014, 2015, 2024))))
        years = dict(Area.objects.filter(level="WK").values_list("year", "parent__year"))
        assert years == {2014: 2014, 2015: 2016, 2024: 2020}

    def test_own_area_keeps_its_parts(self, written: Write) -> None:
        """What an organisation hung below an area of its own stays there."""
        load(written("statcode,statnaam,jaar\nWK999901,Wijk,2025\n"))
        own = Area.objects.create(code="oost", level="own", name="Oost", year=2025)
        Area.objects.filter(level="WK").update(parent=own)
        load(written("statcode,statnaam,jaar\nGM9999,Stad,2025\n"))
        assert Area.objects.get(level="WK").parent == own


@pytest.mark.django_db
class TestUpdating:
    """A list that comes again."""

    def test_new_name(self, written: Write) -> None:
        """Replaces the name, and its comparable one; the area stays the same area."""
        load(written("statcode,statnaam,jaar\nBU99990101,Oude naam,2025\n"))
        before = Area.objects.get()
        load(written("statcode,statnaam,jaar\nBU99990101,Ñieuwe naam,2025\n"))
        after = Area.objects.get()
        assert (after.pk, after.name, after.comparable_name) == (before.pk, "Ñieuwe naam", "nieuwe naam")

    def test_list_keeps_outline(self, written: Write) -> None:
        """A list without outlines takes none away."""
        given = {"properties": {"statcode": "WK999901", "statnaam": "Wijk", "jaar": 2025}, "geometry": SQUARE}
        load(written(json.dumps({"features": [given]}), "areas.geojson"))
        load(written("statcode,statnaam,jaar\nWK999901,Wijk,2025\n"))
        assert Area.objects.get().outline == SQUARE

    def test_another_year_is_another_area(self, written: Write) -> None:
        """Codes change by year."""
        load(written("statcode,statnaam,jaar\nBU99990101,Buurt,2025\nBU99990101,Buurt,2026\n"))
        assert Area.objects.count() == 2

    def test_twice_in_one_list(self, written: Write) -> None:
        """The same row twice counts once."""
        assert "1 areas" in load(written("statcode,statnaam,jaar\nBU99990101,Buurt,2025\nBU99990101,Buurt,2025\n"))

    def test_in_batches(self, written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        """More rows than one batch holds."""
        monkeypatch.setattr(operations, "BATCH", 3)
        lines = "".join(f"BU9999{number:04d},Buurt {number},2025\n" for number in range(7))
        assert "7 areas, of which 7 new." in load(written("statcode,statnaam,jaar\n" + lines))


@pytest.mark.django_db
class TestWrong:
    """One thing wrong, and nothing is loaded; everything that is wrong is said."""

    def test_every_fault_is_named(self, written: Write) -> None:
        """Line, column, what stands there and what was expected."""
        file = written(
            "rubriek,statcode,statnaam,jaar\n"
            "buurt,BU99990101,Goed,2025\n"
            "buurt,BU999901,Te kort,2025\n"
            "wijk,BU99990102,Geen wijk,2025\n"
            "buurt,BU99990103,,2025\n"
            f"buurt,BU99990104,{'x' * 121},2025\n"
            "buurt,BU99990105,Jaar,tweeduizend\n"
            "buurt,BU99990106,Jaar,1066\n"
            "buurt,BU99990107,Jaar\n"
            "buurt,BU99990101,Anders,2025\n"
        )
        with pytest.raises(CommandError) as error:
            load(file)
        said = str(error.value)
        assert "8 rows are not right" in said
        for part in (
            "line 3, statcode: 'BU999901'; expected a code like",
            "line 4, rubriek: 'wijk'; expected what the code BU99990102 says",
            "line 5, statnaam: ''; expected a name of 1 to 120 characters",
            "line 6, statnaam",
            "line 7, jaar: 'tweeduizend'",
            "line 8, jaar: '1066'",
            "line 9, jaar: ''",
            "line 10, statnaam: 'Anders'; expected 'Goed', as BU99990101 is called on line 2",
        ):
            assert part in said
        assert not Area.objects.exists()

    @pytest.mark.parametrize(
        ("text", "name", "part"),
        [
            ("", "list.csv", "a column statcode"),
            ("statcode;naam\n", "list.csv", "a column statnaam"),
            ("code,statnaam\n", "list.csv", "a column statcode"),
            (b"statcode,statnaam,jaar\nBU99990101,Bu\xefrt,2025\n", "list.csv", "a file in UTF-8"),
            ('statcode,statnaam,jaar\nBU99990101,"Bu"urt,2025\n', "list.csv", "quotes around text"),
            ("{", "areas.geojson", "a list of features"),
            ("[]", "areas.json", "a list of features"),
            ('{"features": ["x"]}', "areas.geojson", "a code and a name"),
            ('{"features": [{"properties": null}]}', "areas.geojson", "a code and a name"),
            ('{"features": [{"properties": {"naam": "x"}}]}', "areas.geojson", "a code like"),
            (
                '{"features": [{"properties": {"statcode": "GM9999"}, "geometry": {"type": "Point"}}]}',
                "areas.geojson",
                "a Polygon or a MultiPolygon",
            ),
            *(
                (
                    f'{{"features": [{{"properties": {{"statcode": "GM9999"}}, "geometry": {outline}}}]}}',
                    "areas.geojson",
                    "a Polygon or a MultiPolygon",
                )
                for outline in (
                    '{"type": "Polygon", "coordinates": []}',
                    '{"type": "Polygon", "coordinates": [[]]}',
                    '{"type": "Polygon", "coordinates": [[[5, 52], [5, 53], [5, 52]]]}',
                    '{"type": "Polygon", "coordinates": [[[0, 0], [9, 1e400], [9, 9], [0, 0]]]}',
                    '{"type": "Polygon", "coordinates": [[[0, 0], ["9", 0], [9, 9], [0, 0]]]}',
                    '{"type": "MultiPolygon", "coordinates": [[[[0], [9], [9], [0]]]]}',
                    '{"type": "GeometryCollection", "geometries": []}',
                )
            ),
        ],
    )
    def test_file(self, written: Write, text: str | bytes, name: str, part: str) -> None:
        """A file that is something else says so in one line, not with a traceback."""
        with pytest.raises(CommandError, match=part):
            load(written(text, name))
        assert not Area.objects.exists()

    def test_no_file(self, tmp_path: Path) -> None:
        """A file that is not there."""
        with pytest.raises(CommandError, match="There is no file"):
            load(tmp_path / "nergens.csv")


def test_shapes_of_lists(written: Write) -> None:
    """Semicolons, a byte order mark, capitals in the header, a year from the command: all are read."""
    file = written("\ufeffStatcode;StatNaam\nbu9999010a;'t Eind (brt)\n".encode())
    assert list(read(file, 2025)) == [AreaRow(2, "BU9999010A", "'t Eind (brt)", 2025)]


def test_geojson_without_outline(written: Write) -> None:
    """A feature may have no geometry, and codes of a municipality's own making have their own names."""
    file = written('{"features": [{"properties": {"buurtcode": "BU99990101", "buurtnaam": "Buurt"}}]}', "areas.geojson")
    assert list(read(file, 2025)) == [AreaRow(1, "BU99990101", "Buurt", 2025)]
    assert isinstance(next(iter(read(file, None))), Wrong)
