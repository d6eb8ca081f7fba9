"""The program that sees whether every sentence has its Dutch, and residents their languages, sees what is wrong.

That nothing is wrong in the project itself is a check of `dev.py check`, which `dev.py test` begins with.
"""

from pathlib import Path

import pytest

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


@pytest.fixture
def read_by_residents(small: Path) -> Path:
    """The same project with Dutch for everything, and a sentence that stands on the sheet."""
    (small / "shared/sheet.py").write_text('pgettext("sheet", "My plan of %(day)s")\n')
    words.add(small, [*LINES, "[sheet] My plan of %(day)s => Mijn plan van %(day)s"])
    for language in words.OTHERS:
        words.add(small, ["[sheet] My plan of %(day)s => ??? %(day)s"], language)
    return small


def test_residents_read_their_part_in_their_language(read_by_residents: Path) -> None:
    """Complete with that one sentence; the others are asked of Dutch alone."""
    assert words.faults(read_by_residents) == []
    words.renew(read_by_residents)
    assert words.faults(read_by_residents) == []
    assert "Save" not in words.path_of(read_by_residents, "ar").read_text()


@pytest.mark.parametrize("language", words.OTHERS)
def test_sees_a_word_missing_in_one_language(read_by_residents: Path, language: str) -> None:
    """And says in which; a file that is not there at all is the same."""
    fault = f"no {words.OTHERS[language]}: 'My plan of %(day)s' (shared/sheet.py)"
    with words.the_file(read_by_residents, language) as catalog:
        catalog.delete("My plan of %(day)s", "sheet")
    assert words.faults(read_by_residents) == [fault]
    words.path_of(read_by_residents, language).unlink()
    assert words.faults(read_by_residents) == [fault]


def test_sees_a_wrong_word_in_one_language(read_by_residents: Path) -> None:
    """Another placeholder, or a sentence that left the source."""
    words.add(read_by_residents, ["[sheet] My plan of %(day)s => Planım %(gün)s", "[sheet] Gone => Yok"], "tr")
    found = words.faults(read_by_residents)
    assert len(found) == 2 and found[0].startswith("Turkish: placeholders differ")
    assert found[1] == "Turkish: no longer in the source: 'Gone'"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("[sheet] My plan of %(day)s => ...", "xx"),
        ("Save => Zapisz", "pl"),
        ("[month] May => Maj", "pl"),
        ("[sheet] %(n)s day || %(n)s days => %(n)s dzień || %(n)s dni", "pl"),
    ],
)
def test_refuses_what_has_no_place(read_by_residents: Path, line: str, language: str) -> None:
    """A language that is not there, a sentence that residents do not read, and fewer forms than the language has."""
    with pytest.raises(ValueError, match="."):
        words.add(read_by_residents, [line], language)


def test_a_plural_has_the_forms_of_its_language(small: Path) -> None:
    """Three in Polish."""
    (small / "shared/sheet.py").write_text('npgettext("sheet", "%(n)s day", "%(n)s days", n)\n')
    words.add(small, [*LINES, "[sheet] %(n)s day || %(n)s days => %(n)s dag || %(n)s dagen"])
    words.add(small, ["[sheet] %(n)s day || %(n)s days => %(n)s dzień || %(n)s dni || %(n)s dnia"], "pl")
    assert [fault for fault in words.faults(small) if "Polish" in fault] == []
    words.compile_words(small)
    assert "dnia" in words.path_of(small, "pl").with_suffix(".mo").read_bytes().decode(errors="ignore")
