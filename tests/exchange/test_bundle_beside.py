"""What an organisation arranged itself and what stands beside its plans: lands equal, and every bad cell is named."""

from pathlib import Path

import pytest
from django.db import connection

from catalogue.models import Instrument, OfferedSet, Question, SheetLanguage
from exchange.bundle.exporting import export_bundle
from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import StandsInTheWay, undo_run
from exchange.models import ImportedKey, ImportRun, RunState
from organisation.models import Area, Team
from registration.models import (
    Action,
    Assessment,
    Decision,
    Experience,
    Goal,
    Note,
    Plan,
    QuestionAnswer,
    Resident,
    TeamPhrase,
)
from tests.exchange.bundles import WHOLE, written
from tests.exchange.faults import Fault, untold

pytestmark = pytest.mark.django_db


def brought(folder: Path, **other: str) -> ImportRun:
    """A run of the whole bundle, with other texts for some files."""
    return import_bundle(written(folder, {**WHOLE, **other}), dry_run=False, by=None)


def problems(run: ImportRun) -> set[tuple[str, int, str, str]]:
    """File, line, column and kind of each problem."""
    return {(one["file"], one["line"], one["column"], one["code"]) for one in run.problems}


def remarks(run: ImportRun) -> set[tuple[str, int, str]]:
    """File, line and kind of each remark."""
    return {(one["file"], one["line"], one["code"]) for one in run.remarks}


def test_what_is_asked_lands(tmp_path: Path) -> None:
    """Own questions, instruments and what else was arranged stand as the pages would have left them."""
    run = brought(tmp_path / "b")
    assert run.state == RunState.DONE and run.remark_count == 0, [*map(str, run.problems + run.remarks)]
    question = Question.objects.get(key="own.rust")
    assert (question.disciplines, question.wanted_result.words) == (["support", "nursing"], "Meer rust")
    assert [service.key for service in question.services.all()] == ["steun"]
    assert [(place.moment, place.rank) for place in question.places.all()] == [("opening", 1)]
    assert [(one.key, str(one.until)) for one in question.choices.all()] == [("yes", "None"), ("no", "2026-02-01")]
    remark, talk = question.remarks.get(), question.talks.get()
    assert (remark.written_by.name, remark.answer) == ("Een Verzonnen", "Dat zeg je zelf") and talk.filled == 3
    assert Question.objects.get(key="own.later").since is None
    instrument = Instrument.objects.get(key="own_weer")
    inside = instrument.parts.get(key="binnen")
    assert inside.texts == {"1": "Het regent", "3": "Zon"} and inside.life_domain_id == "garden"
    assert inside.scale.labels == [{"value": 1, "nl": "regen", "en": "rain"}] and inside.scale.low_to == 1
    assert TeamPhrase.objects.get().team.key == "oost" and SheetLanguage.objects.get(code="fy").is_on
    assert OfferedSet.objects.get().keys == ["note.text", "own.wie"]


def test_what_was_answered_lands(tmp_path: Path) -> None:
    """Instruments filled in, answers of every type, rounds, meanings of a scale, ticks and decisions."""
    run = brought(tmp_path / "b")
    assert run.state == RunState.DONE, run.problems
    first, later = Assessment.objects.filter(instrument__key="own_weer").order_by("replaces")
    assert first.replaces == later or later.replaces == first
    scored = {
        (part.part.key, part.state, part.score, part.own_words, part.works_on)
        for part in Assessment.objects.get(replaces=None, instrument__key="own_weer").parts.all()
    }
    assert scored == {("binnen", "scored", 1, "Het lekt", True), ("buiten", "not_applicable", None, "", False)}
    assert Assessment.objects.get(instrument__key="zrm").parts.get().score == 5
    kept = QuestionAnswer.objects.filter(replaced_by=None)
    said = {(one.question_id, one.moment, one.state): (one.value, one.own_words) for one in kept}
    assert said == {
        ("own.rust", "opening", "filled"): ("no", ""),
        ("own.wie", "contact", "filled"): (["buur", "kind"], "en de hond"),
        ("own.uren", "closing", "filled"): (2.5, ""),
        ("own.dag", "assessment", "filled"): ("2025-01-31", ""),
        ("own.blij", "experience", "filled"): (80, ""),
        ("own.sleutel", "opening", "not_asked"): (None, ""),
    }
    assert {(one.way, one.closing_id is None) for one in Experience.objects.all()} == {("here", False), ("not", True)}
    assert list(Goal.objects.get(own_words="Naar school").levels.values_list("value", flat=True)) == [-1, 0]
    ticks = Action.objects.get().ticks.order_by("ticked_on", "pk").values_list("ticked_on__day", "done")
    assert sorted(ticks) == [(29, False), (29, True), (30, True)]
    assert Decision.objects.get().application.provision == "Traplift"


def test_out_and_in(tmp_path: Path) -> None:
    """Out, into an installation as it is on its first day, and out again: equal files."""
    start = connection.savepoint()
    brought(tmp_path / "b")
    export_bundle(tmp_path / "first", by=None)
    connection.savepoint_rollback(start)
    run = import_bundle(tmp_path / "first", dry_run=False, by=None)
    assert run.state == RunState.DONE and run.remark_count == 0, (run.problems, run.remarks)
    export_bundle(tmp_path / "second", by=None)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
                     for name in ("first", "second"))  # fmt: skip
    assert [name for name in first if first[name] != second[name]] == []
    assert all(first[f"{name}.csv"].count(b"\n") > 1 for name in WHOLE)


def test_twice_and_back(tmp_path: Path) -> None:
    """The same again writes nothing, and neither does what came out; taken back nothing is left of it."""
    run = brought(tmp_path / "b")
    export_bundle(tmp_path / "out", by=None)
    before = ImportedKey.objects.count(), list(Question.objects.order_by("pk").values())
    for source in (tmp_path / "b", tmp_path / "out"):
        again = import_bundle(source, dry_run=False, by=None)
        assert all(one["new"] + one["changed"] + one["kept_ours"] == 0 for one in again.counts.values()), again.counts
        assert before[1] == list(Question.objects.order_by("pk").values())
    assert undo_run(run, by=None)["answers"] == 7
    for model in (Resident, Assessment, QuestionAnswer, TeamPhrase):
        assert not model.objects.exists(), model
    assert not Question.objects.filter(key__startswith="own.").exists()


WRONG = [
    ("questions", "why", 2, "Om te leren", "", "reason"),
    ("questions", "answer_type", 2, "outcome,choice,", "outcome,,", "own_or_built_in"),
    ("questions", "answer_type", 2, "outcome,choice,", "outcome,colour,", "choice"),
    ("questions", "disciplines", 2, "support nursing", "support dancing", "choice"),
    ("questions", "services", 2, "steun", "stuen", "unknown_near"),
    ("questions", "question", 2, "own.rust,M", "own rust,M", "dotted"),
    ("questions", "wanted_result", 2, ",w1", ",w9", "unknown"),
    ("question_places", "moment", 2, "opening", "later", "choice"),
    ("question_choices", "question", 2, "own.rust", "own.rest", "unknown_near"),
    ("question_choices", "question", 3, "rust,no", "rust,yes", "double"),
    ("question_remarks", "text", 2, "unclear,Wat is rust?", ",", "one_filled"),
    ("question_remarks", "answer", 2, "2025-03-01T10:00,p1", ",", "goes_with"),
    ("question_talks", "quarter", 2, "2025-Q1", "2025-Q5", "quarter"),
    ("question_talks", "decision", 2, "Het hoort erbij", "", "goes_together"),
    ("languages", "checked_on", 2, "yes,,,", "yes,Ria,,", "goes_together"),
    ("offered_sets", "questions", 3, "note.text", "note.text\no2,note.text own.wie\n", "once"),
    ("instruments", "instrument", 2, "own_weer", "own weer", "slug"),
    ("instrument_scales", "instrument", 2, "own_weer,1", "own_weer,2", "instrument"),
    ("instrument_scales", "labels", 2, '""value"": 1', '""value"": true', "labels"),
    ("instrument_scales", "highest", 2, "level,1,3", "level,3,1", "goes_up"),
    ("instrument_parts", "scale", 2, "binnen,level", "binnen,trap", "scale"),
    ("instrument_parts", "texts", 2, '""3"": ""Zon""', '""drie"": 3', "texts"),
    ("team_phrases", "text", 2, "We bellen samen.", "x" * 71, "longer"),
    ("action_ticks", "action", 2, "a1", "a9", "unknown"),
    ("assessments", "instrument", 3, "zrm", "zmr", "instrument"),
    ("assessments", "instrument", 3, "zrm,2017", "zrm,2099", "instrument"),
    ("assessments", "resident", 3, "pl2,r2", "pl2,r1", "not_of_plan"),
    ("assessments", "assessed_on", 2, "2025-02-01", "2025-02-31", "day"),
    ("assessments", "replaces", 4, "resident,as1", "resident,as3", "cycle"),
    ("assessments", "offered", 2, "resident,,", "resident,,o9", "unknown"),
    ("assessment_items", "assessment", 2, "as1,binnen", "as9,binnen", "unknown"),
    ("assessment_items", "item", 2, "as1,binnen", "as1,binen", "part_near"),
    ("assessment_items", "item", 4, "as2,finance", "as2,binnen", "part_near"),
    ("assessment_items", "item", 3, "as1,buiten", "as1,binnen", "double"),
    ("assessment_items", "score", 2, "binnen,1", "binnen,4", "off_scale"),
    ("assessment_items", "score", 3, "buiten,,not", "buiten,2,not", "empty_then"),
    ("assessment_items", "state", 3, "not_applicable", "nvt", "choice"),
    ("experiences", "way", 2, "here", "there", "choice"),
    ("experiences", "closing", 2, "c1", "c9", "unknown"),
    ("experiences", "resident", 2, "pl1,r1", "pl1,r2", "not_of_plan"),
    ("goal_levels", "value", 2, "-1", "x", "whole"),
    ("goal_levels", "goal", 3, "g2,0", "g2,-1", "double"),
    ("goal_levels", "text", 3, "Soms", "", "needed"),
    ("answers", "question", 2, "own.rust", "own.rest", "question_near"),
    ("answers", "question", 2, "own.rust", "goal.own_words", "question"),
    ("answers", "record", 2, "plans:pl1", "plans:pl9", "record"),
    ("answers", "record", 2, "plans:pl1", "goals:g1", "record"),
    ("answers", "value", 2, ",yes,", ",maybe,", "answer"),
    ("answers", "value", 3, "buur kind", "buur hond", "answer"),
    ("answers", "value", 4, "2.5", "veel", "answer"),
    ("answers", "value", 5, "2025-01-31", "2025-13-31", "answer"),
    ("answers", "value", 5, "2025-01-31", "2025-02-31", "answer"),
    ("answers", "value", 6, "80", "101", "answer"),
    ("answers", "value", 7, "not_asked,,", "not_asked,yes,", "empty_then"),
    ("answers", "replaces", 8, ",an1", ",an2", "other_record"),
    ("answers", "state", 7, "not_asked", "nooit", "choice"),
    ("decisions", "application", 2, "av1", "av9", "unknown"),
    ("decisions", "outcome", 2, "granted", "maybe", "choice"),
    ("decisions", "valid_from", 2, "2025-04-01", "soon", "day"),
]


def spoiled(fault: Fault) -> str:
    """The text of a file with a fault in it, at its line or the first after it where that can be."""
    file, _column, line, right, wrong, _code = fault
    rows = WHOLE[file].split("\n")
    first = min(line, len(rows) - 1) - 1
    at = next(place for place, text in enumerate(rows) if place >= first and right in text)
    return "\n".join([*rows[:at], "\n".join(rows[at:]).replace(right, wrong, 1)])


def test_every_error(tmp_path: Path) -> None:
    """File, line, column and kind; and nothing is written. In one test: the tables that rows wait in are made once."""
    assert list(untold(WRONG, tmp_path, spoiled, brought)) == []
    assert not Resident.objects.exists() and not Question.objects.filter(key__startswith="own.").exists()


def test_links_are_as_the_bundle_says(tmp_path: Path) -> None:
    """Links come and go with the bundle, stay when it does not speak of them, and when the pages changed them."""
    brought(tmp_path / "b")
    areas, notes = "team,name,areas\noost,Team Oost,{}\n", WHOLE["notes"]
    questions = WHOLE["questions"].replace("support nursing,steun", "support,")
    run = import_bundle(
        written(tmp_path / "c", {"teams": areas.format("GM9999"), "notes": notes.replace("pl1 pl2", "pl2"),
                                 "questions": questions}),
        dry_run=False, by=None,
    )  # fmt: skip
    assert (run.state, run.remark_count) == (RunState.DONE, 0), (run.problems, run.remarks)
    assert [run.counts[name]["changed"] for name in ("teams", "notes", "questions")] == [1, 1, 1], run.counts
    team = Team.objects.get(key="oost")
    assert [area.code for area in team.areas.all()] == ["GM9999"]
    assert [plan.household.name for plan in Note.objects.get().plans.all()] == ["Gezin Bedacht"]
    assert not Question.objects.get(key="own.rust").services.exists()
    run = import_bundle(written(tmp_path / "d", {"teams": "team,name\noost,Oost\n"}), dry_run=False, by=None)
    assert run.counts["teams"]["changed"] == 1 and team.areas.count() == 1
    team.areas.add(Area.objects.get(code="BU99990001"))
    run = import_bundle(written(tmp_path / "e", {"teams": areas.format("")}), dry_run=False, by=None)
    assert remarks(run) == {("teams.csv", 2, "kept")} and team.areas.count() == 2
    assert Plan.objects.count() == 2


def test_what_stands_stays(tmp_path: Path) -> None:
    """How a question is answered, and the levels of an instrument that was filled in, never change by a bundle."""
    brought(tmp_path / "b")
    other = {
        "questions": WHOLE["questions"].replace("outcome,number", "outcome,text"),
        "instrument_scales": WHOLE["instrument_scales"].replace("level,1,3", "level,1,4"),
    }
    run = import_bundle(written(tmp_path / "c", other), dry_run=False, by=None)
    assert problems(run) == {
        ("questions.csv", 4, "answer_type", "type_stands"), ("instrument_scales.csv", 2, "scale", "scale_stands"),
    }  # fmt: skip
    built_in = WHOLE["questions"].split("\n")[0].replace("answer_type", "asked_in") + "\n"
    built_in += "own.x,X,W,F,learn,nice,outcome,goal,,,2025-01-01,2026-01-01,\n"
    run = import_bundle(written(tmp_path / "d", {"questions": built_in}), dry_run=False, by=None)
    assert ("questions.csv", 2, "asked_in", "built_in") in problems(run)


def test_what_every_organisation_gets(tmp_path: Path) -> None:
    """What was taken away or changed of it goes along to an empty place; there somebody's own work is left."""
    Question.objects.filter(key="experience.access").update(label_nl="Ging het snel?", version=2)
    Question.objects.get(key="experience.access").places.all().delete()
    Instrument.objects.filter(key="zrm").update(is_on=False)
    export_bundle(tmp_path / "out", by=None)
    Question.objects.filter(key="experience.access").update(label_nl="Kon u terecht?", version=1)
    Question.objects.get(key="experience.access").places.create(moment="experience", rank=1)
    Instrument.objects.filter(key="zrm").update(is_on=True)
    first = import_bundle(tmp_path / "out", dry_run=False, by=None)
    assert first.state == RunState.DONE and first.remark_count == 0, (first.problems, first.remarks)
    question = Question.objects.get(key="experience.access")
    assert question.label_nl == "Ging het snel?" and not question.places.exists()
    assert not Instrument.objects.get(key="zrm").is_on
    Question.objects.filter(key="experience.access").update(label_nl="Ging het goed?", version=9)
    text = (tmp_path / "out" / "questions.csv").read_text().replace("Ging het snel?", "Ging het vlug?")
    run = import_bundle(written(tmp_path / "c", {"questions": text}), dry_run=False, by=None)
    assert {code for _, _, code in remarks(run)} == {"kept"}
    with pytest.raises(StandsInTheWay) as stopped:
        undo_run(first, by=None)
    assert "changed_others" in {one.code for one in stopped.value.obstacles}
