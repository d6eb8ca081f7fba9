"""The files the browser gets: complete, small, and made of what the lists name."""

import gzip
import re
import struct
from pathlib import Path

import pytest

from organisation.navigation import ENTRIES
from tools import assets
from tools.one_glyph import one_glyph
from tools.stylesheet import pruned, selectors, squeezed, unresolved

ROOT = Path(__file__).resolve().parent.parent.parent
ICON = re.compile(r'\{% icon "([\w-]+)"|\bicon="([\w-]+)"')


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with everything built from the installed packages."""
    folder = tmp_path_factory.mktemp("assets")
    assets.build(folder)
    return folder


def templates():
    """The text of every template."""
    folders = [ROOT / "templates", *ROOT.glob("*/templates")]
    return {path: path.read_text() for folder in folders for path in folder.rglob("*.html")}


def test_no_variable_is_used_that_nothing_declares(built):
    assert unresolved((built / "css" / "look.css").read_text()) == set()


def test_an_undeclared_variable_is_found_also_as_a_fallback():
    sheet = "a{--known:1;color:var(--known,var(--x));top:var(--a,var(--b));left:var(--c);right:var(--d,0)}"
    assert unresolved(sheet) == {"--b", "--c"}


def test_every_icon_in_a_template_or_the_navigation_is_in_the_sprite(built):
    there = set(re.findall(r'<symbol id="([\w-]+)"', (built / "icons.svg").read_text()))
    used = {one or other for text in templates().values() for one, other in ICON.findall(text)}
    used |= {entry[2] for entry in ENTRIES}
    assert used - there == set(), "add these to tools/icons.txt"


def test_every_class_of_a_part_in_a_template_goes_along():
    listed = {name for line in assets.listed("parts.txt") for name in line.split()[1:]}
    used = {(name, path.name) for path, text in templates().items() for name in re.findall(r"\butrecht-[\w-]+", text)}
    assert {pair for pair in used if pair[0] not in listed} == set(), "add these to tools/parts.txt"


def test_an_icon_that_does_not_exist_stops_with_a_line_that_names_it(monkeypatch):
    monkeypatch.setattr(assets, "listed", lambda _name: ["no-such-icon"])
    with pytest.raises(assets.Wrong, match="Tabler has no icon named no-such-icon"):
        assets.sprite()


def test_a_class_that_its_part_does_not_have_stops_with_a_line_that_names_it(monkeypatch):
    monkeypatch.setattr(assets, "listed", lambda _name: ["button-css utrecht-buton"])
    with pytest.raises(assets.Wrong, match="button-css has no class utrecht-buton"):
        assets.parts()


def test_a_missing_package_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "PACKAGES", tmp_path)
    with pytest.raises(assets.Wrong, match="npm ci --ignore-scripts"):
        assets.stylesheet()


def test_the_first_visit_stays_within_its_weight(built):
    def weight(path):
        return len(gzip.compress(path.read_bytes(), 9))

    # Those in the frame of every page; what a page adds for itself is weighed with that page (`python3 dev.py bench`).
    frame = re.findall(r"js/([a-z]+\.js)", (ROOT / "templates/base.html").read_text())
    own = sum(weight(ROOT / "static/js" / name) for name in frame)
    letters = sum(weight(built / "fonts" / f"letters-latin-{w}.woff2") for w in (400, 700))
    noughts = sum(weight(built / "fonts" / f"nought-{w}.woff") for w in (400, 700))
    assert weight(built / "css" / "look.css") <= 19_000
    assert weight(built / "js" / "htmx.min.js") <= 17_000
    assert len(frame) >= 5 and own <= 6_000
    assert letters + noughts <= 27_000


def test_names_in_the_stylesheet_lead_to_files_that_are_there(built):
    for name in re.findall(r'url\("(\.\./[^"]+)"\)', (built / "css" / "look.css").read_text()):
        assert (built / "css" / name).resolve().is_file()


def test_only_wanted_rules_stay():
    sheet = "a{x:1}.utrecht-a,.utrecht-b{y:2}@media print{.utrecht-b{z:3}}.utrecht-a:is(b,c){k:1}"
    assert pruned(sheet, {"utrecht-a"}) == "a{x:1}.utrecht-a{y:2}.utrecht-a:is(b,c){k:1}"
    assert selectors("a:is(b,c),d") == ["a:is(b,c)", "d"]
    assert squeezed("/* x */ a , b { c : d ; }") == "a,b{c :d}"


def test_the_font_of_one_sign_has_two_glyphs_of_the_asked_width():
    source = assets.package_file(assets.DIGITS.format(weight=400)).read_bytes()
    font = one_glyph(source, "0", advance=630)
    assert font[:4] == b"wOFF"
    assert len(font) == struct.unpack(">I", font[8:12])[0] < 1_500
    with pytest.raises(ValueError, match="not a WOFF"):
        one_glyph(b"x" * 100, "0", 600)
