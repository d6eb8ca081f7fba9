"""Answers to own questions with groups met, activities and signals in a bundle: they land equal, and come out so."""

from pathlib import Path

import pytest

from exchange.bundle.exporting import export_bundle
from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import undo_run
from exchange.models import ImportRun, RunState
from signals.models import OutsideAnswer
from tests.exchange.bundles import ANSWERED, MORE, OUTSIDE, RIGHT, written
from tests.exchange.test_bundle_beside import problems

pytestmark = pytest.mark.django_db
ASKED = {name: MORE[name] for name in ("life_domains", "guides", "wanted_results", "questions", "question_choices")}
# Column, line, what is right, what is wrong, what it is called.
WRONG = [
    ("question", 2, "own.wie", "own.wei", "question_near"),
    ("question", 2, "own.wie", "group_met.size", "question"),
    ("group_met", 2, ",m1,", ",m9,", "unknown"),
    ("group_met", 2, "m1,,,", "m1,ac1,,", "one_record"),
    ("group_met", 2, "m1,,,", ",,,", "one_record"),
    ("question", 3, "oa2,own.wie,m2", "oa2,own.wie,m1", "one_answer"),
    ("value", 2, "buur kind", "buur hond", "answer"),
    ("value", 4, "2.5", "veel", "answer"),
    ("value", 7, "not_asked,,", "not_asked,yes,", "empty_then"),
    ("replaces", 5, ",oa3", ",oa1", "other_record"),
    ("replaces", 3, "2025-03-01,,,", "2025-03-01,oa1,,", "empty_then"),
    ("own_words", 6, "filled,,,", "filled,,iets,", "empty_then"),
    ("wiped_by", 6, "2025-02-12T09:00", "", "goes_with"),
    ("answered_on", 7, "2025-02-04", "gisteren", "day"),
]


def brought(folder: Path, **other: str) -> ImportRun:
    """A run of work outside with its answers, with other texts for some files."""
    return import_bundle(written(folder, {**RIGHT, **ASKED, **OUTSIDE, **ANSWERED, **other}), dry_run=False, by=None)


def test_they_land(tmp_path: Path) -> None:
    """With the record they were given with, corrections and what was wiped; the second time nothing changes."""
    run = brought(tmp_path / "b")
    assert run.state == RunState.DONE, [*map(str, run.problems + run.remarks)]
    said = {answer.moment: answer for answer in OutsideAnswer.objects.filter(replaced_by=None).order_by("pk")}
    words = OutsideAnswer.objects.get(group_met__size=6)
    assert (words.value, words.own_words, words.moment) == (["buur", "kind"], "en de hond", "group_met")
    assert (said["activity"].value, said["activity"].replaces.value) == (3, 2.5)
    wiped = OutsideAnswer.objects.exclude(wiped_at=None).get()
    assert (wiped.signal.words.text, wiped.state, wiped.value) == ("Veel mensen openen hun post niet.", "filled", None)
    assert OutsideAnswer.objects.get(state="not_asked").signal.provision == "Loket"
    before = list(OutsideAnswer.objects.order_by("pk").values())
    again = brought(tmp_path / "again")
    assert again.state == RunState.DONE and list(OutsideAnswer.objects.order_by("pk").values()) == before
    assert undo_run(run, by=None)["outside_answers"] == 6


def test_they_come_out(tmp_path: Path) -> None:
    """And in again elsewhere: byte for byte the same file."""
    run = brought(tmp_path / "b")
    export_bundle(tmp_path / "out", by=None)
    undo_run(run, by=None)
    assert import_bundle(tmp_path / "out", dry_run=False, by=None).state == RunState.DONE
    export_bundle(tmp_path / "once_more", by=None)
    files = [(tmp_path / folder / "outside_answers.csv").read_bytes() for folder in ("out", "once_more")]
    assert files[0] == files[1] and files[0].count(b"\n") == 7


def test_every_error(tmp_path: Path) -> None:
    """Line, column and kind; and nothing is written."""
    missed, rows = [], ANSWERED["outside_answers"].split("\n")
    for number, (column, line, right, wrong, code) in enumerate(WRONG):
        spoiled = [text.replace(right, wrong, 1) if place == line - 1 else text for place, text in enumerate(rows)]
        assert spoiled != rows, (column, right)
        run = brought(tmp_path / str(number), outside_answers="\n".join(spoiled))
        if run.state != RunState.REFUSED or ("outside_answers.csv", line, column, code) not in problems(run):
            missed.append((column, line, code, run.state, problems(run)))
    assert not missed
    assert not OutsideAnswer.objects.exists()
