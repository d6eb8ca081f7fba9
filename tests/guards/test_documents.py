"""Pages about the code say what the code says."""

import re
from pathlib import Path

from tests.guards.tree import ARROW, ROOT
from tools import docs

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_access() -> None:
    """docs/access.md is as the program makes it: after a change of rules run `python -m tools.docs`."""
    assert docs.PAGE.read_text() == docs.page()


def test_figures() -> None:
    """docs/figures.md is as the indicators say: after a change of one run `python -m tools.docs`."""
    assert docs.FIGURES.read_text() == docs.figures_page()


def test_every_rule_explains_itself() -> None:
    """A rule without a sentence would leave a hole in the page."""
    assert [name for name, says in docs.rules(docs.get_resolver().url_patterns).items() if len(says) < 10] == []


def broken_links(folder: Path, text: str) -> list[str]:
    """Links to files that are not there."""
    return [to for to in LINK.findall(text) if not (folder / to).exists()]


def test_links_lead_somewhere() -> None:
    """Every link between pages names a file."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert [(page.name, to) for page in pages for to in broken_links(page.parent, page.read_text())] == []


def test_guard_sees() -> None:
    """A planted link to nowhere is reported; one to a page, a heading or another site is not."""
    planted = "[a](nowhere.md) [b](map.md#top) [c](#here) [d](https://example.org/x)"
    assert broken_links(ROOT / "docs", planted) == ["nowhere.md"]


def test_map_names_every_package() -> None:
    """The map shows the whole house."""
    text = (ROOT / "docs/map.md").read_text()
    assert [package for package in ARROW if f"`{package}/`" not in text] == []


def test_decisions_are_numbered() -> None:
    """0001, 0002, ... without a gap, and each with its title on the first line."""
    pages = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert [page.name for page in pages if not page.read_text().startswith(f"# {page.name[:4]} ")] == []
