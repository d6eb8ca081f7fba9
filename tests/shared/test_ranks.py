"""Rows that people arrange. What is written is tried with each kind of row, by its own page."""

import pytest

from catalogue.models import Theme
from shared.ranks import arranged, moved, write_ranks


@pytest.mark.parametrize(
    ("one", "up", "expected"),
    [("b", True, "bac"), ("b", False, "acb"), ("a", True, "abc"), ("c", False, "abc"), ("x", True, "abc")],
)
def test_moved(one: str, up: bool, expected: str) -> None:
    """One place, never past an end; what is not there moves nothing."""
    row = list("abc")
    assert "".join(moved(row, one, up=up)) == expected
    assert row == list("abc")


def test_arranged() -> None:
    """By key: twice is once, unknown is nothing, and what is not named comes last in the order that it had."""
    row = [Theme(key=key) for key in "abcd"]
    assert [one.pk for one in arranged(row, ["c", "x", "c", "a"])] == list("cabd")


@pytest.mark.django_db
def test_write_ranks() -> None:
    """From 1, and nothing but ranks."""
    first, second = Theme.objects.all()[:2]
    write_ranks([second, first])
    assert list(Theme.objects.filter(pk__in=[first.pk, second.pk]).values_list("pk", "rank")) == [
        (second.pk, 1), (first.pk, 2),
    ]  # fmt: skip
