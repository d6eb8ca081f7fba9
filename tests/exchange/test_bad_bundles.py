"""Bundles that are wrong in every way that can be drawn: no crash, nothing written, every error with its place."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.bundle.running import import_bundle
from exchange.models import ImportedKey, RunState
from registration.models import Resident
from tests.exchange.bundles import WHOLE, written

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
CELLS = st.sampled_from([
    "", "=1+1", "@x", "-2+3|cmd", "\x00", "x" * 300, "2025-13-01", "9999-12-31", "1e9", "-1", "99999999999", "r1", "g9",
    "\ufeff", "' OR 1=1 --", "%s", "{}", '"', "\\", "\t", "\n", "\u202e", "🙂", "finance", "pl1", "s1", "BU99990001",
    "[]", "[{", '""{""1"": 2}""', "own.rust", "zrm", "2017", "|", "plans:pl1", "2026-Q3",
])  # fmt: skip
FILES = st.sampled_from(sorted(WHOLE))


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
    how = draw(st.integers(0, 5))
    lines = content.split(b"\n")
    if how <= 2 and len(lines) > 1:
        number = draw(st.integers(0 if how == 2 else 1, len(lines) - 2))
        cells = lines[number].split(b",")
        cells[draw(st.integers(0, len(cells) - 1))] = draw(CELLS).encode()
        lines[number] = b",".join(cells)
        return b"\n".join(lines)
    if how == 3:
        at = draw(st.integers(0, len(content)))
        return content[:at] + draw(st.binary(min_size=1, max_size=6)) + content[at:]
    if how == 4:
        return content.decode("utf-8", "replace").encode(
            draw(st.sampled_from(["utf-16", "latin-1", "cp1252"])), "replace"
        )
    return content + (lines[1] if len(lines) > 1 else b"") + b"\n"


# Each with transactions of its own: all in one would hold the locks of more tables than a server has room for.
@pytest.mark.django_db(transaction=True)
@settings(max_examples=10_000 if PROVE else 15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
@given(spoiled())
def test_spoiled(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    """Tried only, so that each example finds an empty place."""
    folder = tmp_path_factory.mktemp("bad")
    written(folder, {name: content for name, content in files.items() if content})
    run = import_bundle(Path(folder), dry_run=True, by=None)
    assert run.state in {RunState.DONE, RunState.REFUSED}
    assert (run.state == RunState.REFUSED) == bool(run.problem_count)
    assert all(one["file"] and one["line"] >= 1 and one["column"] for one in run.problems), run.problems
    assert not Resident.objects.exists() and not ImportedKey.objects.exists()
    if run.state == RunState.REFUSED and run.problem_count % 4 == 1:
        # Not only when it is tried; of some of them, for what is refused is found before anything tells the two apart.
        assert import_bundle(Path(folder), dry_run=False, by=None).state == RunState.REFUSED
        assert not Resident.objects.exists() and not ImportedKey.objects.exists()
