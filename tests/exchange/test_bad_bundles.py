"""Bundles that are wrong in every way that can be drawn: no crash, nothing written, every error with its place."""

import hashlib
import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.bundle.running import import_bundle
from exchange.models import ImportedKey, RunState
from registration.models import Resident
from tests.exchange.bundles import WHOLE, written

# With KEUKENTAFEL_PROVE=1 all of them; KEUKENTAFEL_BUNDLES asks for another number, so that two processes can share
# them (with `--hypothesis-seed`), and KEUKENTAFEL_DRAWN names a file that gets a line for each, with how
# it ended.
MANY = int(os.environ.get("KEUKENTAFEL_BUNDLES") or (10_000 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 15))
DRAWN = os.environ.get("KEUKENTAFEL_DRAWN", "")
CELLS = st.sampled_from([
    "", "=1+1", "@x", "-2+3|cmd", "\x00", "x" * 300, "2025-13-01", "9999-12-31", "1e9", "-1", "99999999999", "r1", "g9",
    "\ufeff", "' OR 1=1 --", "%s", "{}", '"', "\\", "\t", "\n", "\u202e", "🙂", "finance", "pl1", "s1", "BU99990001",
    "[]", "[{", '""{""1"": 2}""', "own.rust", "zrm", "2017", "|", "plans:pl1", "2026-Q3",
])  # fmt: skip
FILES = st.sampled_from(sorted(WHOLE))
ELSEWHERE = st.sampled_from(
    sorted({cell for text in WHOLE.values() for row in text.splitlines() for cell in row.split(",")})
)


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, bytes]:
    """The right bundle with one to three things spoiled in it."""
    files = {name: text.encode() for name, text in WHOLE.items()}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(FILES)
        files[name] = spoil(draw, files[name])
    return files


def spoil(draw: st.DrawFn, content: bytes) -> bytes:
    """One file with something wrong in it."""
    return draw(st.sampled_from(WAYS))(draw, content)


def other_cell(draw: st.DrawFn, content: bytes) -> bytes:
    """A cell, of the header too, with a value that is wrong almost everywhere, or that is right elsewhere: circles."""
    lines = content.split(b"\n")
    number = draw(st.integers(0, max(len(lines) - 2, 0)))
    cells = lines[number].split(b",")
    cells[draw(st.integers(0, len(cells) - 1))] = draw(st.one_of(CELLS, ELSEWHERE)).encode()
    lines[number] = b",".join(cells)
    return b"\n".join(lines)


def bytes_between(draw: st.DrawFn, content: bytes) -> bytes:
    """Some bytes that nobody typed."""
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.binary(min_size=1, max_size=6)) + content[at:]


def other_letters(draw: st.DrawFn, content: bytes) -> bytes:
    """Another encoding."""
    return content.decode("utf-8", "replace").encode(draw(st.sampled_from(["utf-16", "latin-1", "cp1252"])), "replace")


def line_again(draw: st.DrawFn, content: bytes) -> bytes:
    """A row twice, or the header."""
    lines = content.split(b"\n")
    return content + lines[draw(st.integers(0, len(lines) - 1))] + b"\n"


def cut_off(draw: st.DrawFn, content: bytes) -> bytes:
    """The end is missing, or all of it."""
    return content[: draw(st.integers(0, len(content)))]


def line_missing(draw: st.DrawFn, content: bytes) -> bytes:
    """A row that others refer to is gone, or the header."""
    lines = content.split(b"\n")
    del lines[draw(st.integers(0, len(lines) - 1))]
    return b"\n".join(lines)


# What is wrong with a cell comes most: there are most rules about those.
WAYS = [other_cell, other_cell, other_cell, other_cell, bytes_between, other_letters, line_again, cut_off, line_missing]


# Each with transactions of its own: all in one would hold the locks of more tables than a server has room for.
@pytest.mark.django_db(transaction=True)
@settings(max_examples=MANY, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
@given(spoiled())
def test_spoiled(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    """Tried only, so that each example finds an empty place."""
    folder = written(tmp_path_factory.mktemp("bad"), {name: content for name, content in files.items() if content})
    run = import_bundle(folder, dry_run=True, by=None)
    counted(files, run.state)
    assert run.state in {RunState.DONE, RunState.REFUSED}
    assert (run.state == RunState.REFUSED) == bool(run.problem_count)
    assert all(one["file"] and one["line"] >= 1 and one["column"] for one in run.problems), run.problems
    assert not Resident.objects.exists() and not ImportedKey.objects.exists()
    if run.state == RunState.REFUSED and sum(map(len, files.values())) % 10 == 1:
        # Not only when it is tried; of some of them, for what is refused is found before anything tells the two apart.
        assert import_bundle(folder, dry_run=False, by=None).state == RunState.REFUSED
        assert not Resident.objects.exists() and not ImportedKey.objects.exists()
    if run.state == RunState.DONE:
        # What was said to be right is taken by the database too.
        with transaction.atomic():
            brought_in = import_bundle(folder, dry_run=False, by=None)
            assert brought_in.state == RunState.DONE, brought_in.problems
            transaction.set_rollback(True)


def counted(files: dict[str, bytes], how_it_ended: str) -> None:
    """Keeps which bundle was tried, so that one that is drawn twice counts once."""
    if DRAWN:
        digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        with open(DRAWN, "a") as drawn:
            drawn.write(f"{digest} {how_it_ended}\n")
