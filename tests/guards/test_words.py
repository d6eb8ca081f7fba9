"""Every sentence on screen has its Dutch; and the program that sees to it sees what is wrong."""

from pathlib import Path

import pytest

from tests.guards.tree import ROOT
from tools import words


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of two files."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "shared/page.py").write_text(
        '_("Hello %(name)s")\nngettext("%(n)d goal", "%(n)d goals", n)\npgettext("month", "May")\n'
    )
    (tmp_path / "templates/page.html").write_text(
        "  {% if a %}\n{% translate 'Save' %}\n   {% blocktranslate count n=n %}{{ n }} step{% plural %}{{ n }} steps"
        '{% endblocktranslate %}{% include "x" with label=_("Close") %} (\n{% comment %}{% translate "No" %}'
        "{% endcomment %}{% endif %}"
    )
    return tmp_path


LINES = [
    "Hello %(name)s => Hallo %(name)s",
    "%(n)d goal || %(n)d goals => %(n)d doel || %(n)d doelen",
    "[month] May => mei",
    "Save => Bewaar",
    "%(n)s step || %(n)s steps => één stap || %(n)s stappen",
    "Close => Sluit",
]


def test_all_sentences_have_dutch() -> None:
    """The real tree."""
    assert words.faults(ROOT) == []


def test_finds_all_sentences(small: Path) -> None:
    """In code and in templates, with plurals and contexts, and not in comments."""
    found = words.sentences(small)
    assert set(found) == {
        ("", "Hello %(name)s"),
        ("", "%(n)d goal"),
        ("month", "May"),
        ("", "Save"),
        ("", "%(n)s step"),
        ("", "Close"),
    }
    assert found["", "%(n)s step"].many == "%(n)s steps"


def test_complete(small: Path) -> None:
    """With all lines set nothing is wrong, extracting changes nothing, and the compiled file reads back."""
    words.add(small, LINES)
    words.renew(small)
    assert words.faults(small) == []
    before = (small / words.LOCALE / "django.po").read_text()
    words.renew(small)
    assert (small / words.LOCALE / "django.po").read_text() == before
    assert "POT-Creation-Date" not in before
    words.compile_words(small)
    assert b"Bewaar" in (small / words.LOCALE / "django.mo").read_bytes()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Hello %(name)s => Hallo %(naam)s", "placeholders differ"),
        ("Hello %(name)s => Hallo", "placeholders differ"),
        ("%(n)s step || %(n)s steps => één stap || stappen", "placeholders differ"),
        ("%(n)s step || %(n)s steps => %(m)s stap || %(n)s stappen", "a placeholder that the English has not"),
        ("Gone => Weg", "no longer in the source"),
    ],
)
def test_sees_a_wrong_line(small: Path, line: str, fault: str) -> None:
    """One wrong line among right ones is reported, once."""
    words.add(small, [*LINES, line])
    found = words.faults(small)
    assert len(found) == 1 and found[0].startswith(fault)


def test_sees_missing_and_fuzzy(small: Path) -> None:
    """A sentence without Dutch, and one that somebody marked as doubtful."""
    words.add(small, LINES[1:])
    assert words.faults(small) == ["no Dutch: 'Hello %(name)s' (shared/page.py)"]
    file = small / words.LOCALE / "django.po"
    file.write_text(file.read_text().replace('msgid "Save"', '#, fuzzy\nmsgid "Save"'))
    assert any(fault.startswith("fuzzy: 'Save'") for fault in words.faults(small))


@pytest.mark.parametrize("line", ["no arrow", "one || many => een", "one => een || meer", "%(n)d goal => doel"])
def test_refuses_a_line_it_cannot_read(small: Path, line: str) -> None:
    """A plural on one side only, or no arrow."""
    with pytest.raises(ValueError, match="."):
        words.add(small, [line])
