"""Nothing lies about that nobody uses: templates, URL names, scripts."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.guards.addresses import own_addresses
from tests.guards.tree import ROOT, code, files, name_of, templates

# Found by name by a package or by Django itself, not by a line of ours: template -> who asks.
ASKED_FOR_BY: dict[str, str] = {
    "429.html": "allauth",
    "404.html": "Django",
    "500.html": "Django",
}
# URL names that a package asks for.
ADDRESSES = {"account_reset_password": "allauth links to it from the page for logging in"}
# crispy-forms builds the names of these out of the name of the pack.
PACK = "nlds/"
PACKAGES = ("allauth", "django", "crispy_forms")


def texts() -> str:
    """All code and templates of the product, as one text."""
    return "\n".join(path.read_text() for path in code() + templates())


def template_name(path: Path) -> str:
    """The name by which a template is asked for."""
    return path.relative_to(ROOT / "templates").as_posix()


@cache
def of_packages() -> frozenset[str]:
    """The names of all templates of the packages."""
    specs = [find_spec(package) for package in PACKAGES]
    folders = [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or []]
    found = [place for folder in folders for place in folder.rglob("templates") if place.is_dir()]
    return frozenset(path.relative_to(place).as_posix() for place in found for path in place.rglob("*.*"))


def replaces(name: str) -> bool:
    """Whether a package has a template of this name, which ours stands in for."""
    return name in of_packages()


def unused(names: list[str], text: str) -> list[str]:
    """Names that stand between quotes nowhere (a part of a template may follow the name)."""
    quoted = set(re.findall(r"""(?<=["'])[\w./-]+(?=(?:#\w+|\{\w+\})?["'])""", text))
    return [name for name in names if name not in quoted]


def test_templates() -> None:
    """Every template is drawn or taken in somewhere."""
    names = [template_name(path) for path in templates()]
    idle = [name for name in unused(names, texts()) if name not in ASKED_FOR_BY and not name.startswith(PACK)]
    assert [name for name in idle if not replaces(name)] == []


def test_addresses() -> None:
    """Every address is linked to, sent to or redirected to from a template or a view."""
    pages = [path for path in code() if path.name != "urls.py"] + templates()
    text = "\n".join(path.read_text() for path in pages)
    assert unused([address.name for address in own_addresses() if address.name not in ADDRESSES], text) == []


def test_scripts() -> None:
    """Every script of ours is loaded by a page or by another script."""
    scripts = files("static", ending=".js")
    text = texts() + "\n".join(path.read_text() for path in scripts)
    assert [name_of(path) for path in scripts if path.name not in text] == []


def test_guard_sees() -> None:
    """A planted name that nobody writes is reported; one with a part behind it is not."""
    assert unused(["a/b.html", "a/c.html"], 'render("a/c.html#part")') == ["a/b.html"]
    assert replaces("account/login.html") and not replaces("account/no_such_page.html")
