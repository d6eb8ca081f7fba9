"""Typed text stays as typed but for what nobody can see; names that people call the same compare as the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import INVISIBLE, WHOLE_NAME, comparable, comparable_name, typed

VISIBLE = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Ik wil weer naar buiten.  ", "Ik wil weer naar buiten."),
        ("een\r\ntwee\rdrie\nvier", "een\ntwee\ndrie\nvier"),
        ("a\x00b\x07c\u200bd\ufeff", "abcd"),
        ("ab\u202egnik\u202c", "abgnik"),
        ("<b>vet</b> & {{ zo }}", "<b>vet</b> & {{ zo }}"),
        ("tab\tblijft", "tab\tblijft"),
        ("👩‍👩‍👧 thuis", "👩‍👩‍👧 thuis"),
        ("مريم", "مريم"),
        ("\x00\u200b ", ""),
    ],
)
def test_typed(text: str, kept: str) -> None:
    """Markup, marks and emoji stay; control characters and those that turn the direction go."""
    assert typed(text) == kept


@given(st.text())
def test_typed_once_is_enough(text: str) -> None:
    """What is stored is what comes out when it is saved again, and holds nothing invisible."""
    once = typed(text)
    assert typed(once) == once
    assert not INVISIBLE.search(once) and "\r" not in once


@given(VISIBLE)
def test_typed_leaves_what_can_be_seen(text: str) -> None:
    """No visible character is ever changed."""
    assert typed(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đặng-van der Ær", "dang van der aer"),
        ("Søren Łukasz", "soren lukasz"),
        ("José  María", "jose maria"),
        ("Groß", "GROSS"),
        ("IJsbrand", "ijsbrand"),
        ("Ĳsbrand", "ijsbrand"),
        ("Þórr", "thorr"),
        ("'t Hart", "t hart"),
        ("Ayşe Yıldız", "ayse yildiz"),
        ("İpek", "ipek"),
        ("Ｊａｎ", "jan"),
        ("O’Neill", "o'neill"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    """Capitals, marks, whole letters, dashes and spaces do not count."""
    assert comparable(one) == comparable(other)


def test_names_that_differ() -> None:
    """Other letters do count, and nothing but signs is no name."""
    assert comparable("Jan") != comparable("Jansen")
    assert comparable("  --- ' ") == ""


@given(st.text())
def test_comparable_once_is_enough(text: str) -> None:
    """Comparing what was made comparable changes nothing more; and it is the same for both ways of writing a mark."""
    once = comparable(text)
    assert comparable(once) == once
    assert comparable(unicodedata.normalize("NFD", text)) == comparable(unicodedata.normalize("NFC", text)) == once


@given(st.text())
def test_comparable_has_no_capitals_and_single_spaces(text: str) -> None:
    """Lower case where there is one, and one space between words."""
    once = comparable(text)
    assert once == once.casefold() == " ".join(once.split())


def test_comparable_name() -> None:
    """As any text that is compared, but never nothing where something was typed, and never too long to be kept."""
    assert comparable_name("Zoë van der Bedacht") == "zoe van der bedacht"
    assert [comparable_name(text) for text in (".", " ? ! ", "  ", "\x00")] == [".", "? !", "", ""]
    assert len(comparable_name("ﷺ" * 200)) == WHOLE_NAME
