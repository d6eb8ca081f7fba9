"""Bringing a bundle in: all of it or nothing, the same one twice, a changed one, one edited meanwhile, taken back."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from exchange.bundle.problems import EXPECTED, Problem
from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import StandsInTheWay, undo_run
from exchange.models import ImportedKey, ImportRun, RunState
from organisation.models import Membership, User
from registration.models import Action, Appointment, Closing, Goal, GoalScore, HouseholdMember, Note, Plan, Resident
from tests.exchange.bundles import RIGHT, bundle, written
from tests.exchange.faults import Fault, untold
from tests.makers import NoteFactory
from tests.makers_people import UserFactory

pytestmark = pytest.mark.django_db


def brought(source: Path, **more: object) -> ImportRun:
    """A run of the command."""
    return import_bundle(source, **{"dry_run": False, "by": None, **more})


def problems(run: ImportRun) -> set[tuple[str, int, str, str]]:
    """File, line, column and kind of each problem."""
    return {(one["file"], one["line"], one["column"], one["code"]) for one in run.problems}


def test_a_whole_bundle(tmp_path: Path) -> None:
    """Every kind of record stands as the pages would have left it."""
    run = brought(bundle(tmp_path / "b"))
    assert (run.state, run.problem_count, run.remark_count) == (RunState.DONE, 0, 0), run.problems
    resident = Resident.objects.get(first_name="Łucja")
    assert resident.comparable_name == "lucja van der bedacht"
    assert (resident.birth_year, resident.birth_month, resident.birth_day) == (1950, 3, None)
    plan = Plan.objects.get(resident=resident)
    assert (plan.version, plan.service_id, plan.service.category.name) == (1, "steun", "Hulp")
    assert plan.recorded_by.email.endswith(".invalid") and not plan.recorded_by.is_active
    goal = Goal.objects.get(plan=plan)
    assert [score.value for score in goal.scores.filter(replaced_by=None).order_by("scored_on")] == [1, 4]
    assert Goal.objects.get(own_words="Naar school").scale == "gas"
    note = Note.objects.get()
    assert note.plans.count() == 2 and note.text == "Regel een\nregel twee, met komma"
    assert note.recorded_by.email == "een@voorbeeld.example" and not note.recorded_by.has_usable_password()
    action = Action.objects.get()
    assert [tick.done for tick in action.ticks.all()] == [True]
    member = HouseholdMember.objects.get()
    assert (member.household.name, member.since.isoformat()) == ("Gezin Bedacht", "2025-02-01")
    assert timezone.localtime(Appointment.objects.get().starts_at).hour == 10
    assert Membership.objects.get(user__email="een@voorbeeld.example").team.key == "oost"


def test_twice(tmp_path: Path) -> None:
    """The same bundle again changes nothing and doubles nothing."""
    source = bundle(tmp_path / "b")
    brought(source)
    before = (ImportedKey.objects.count(), list(Goal.objects.order_by("pk").values()), GoalScore.objects.count())
    again = brought(source)
    assert all(count["new"] + count["changed"] + count["kept_ours"] == 0 for count in again.counts.values()), (
        again.counts
    )
    assert before == (
        ImportedKey.objects.count(), list(Goal.objects.order_by("pk").values()), GoalScore.objects.count()
    )  # fmt: skip


def test_dry_run(tmp_path: Path) -> None:
    """Only counts."""
    run = brought(bundle(tmp_path / "b"), dry_run=True)
    assert run.state == RunState.DONE and run.counts["goals"]["new"] == 2
    assert not Resident.objects.exists() and not ImportedKey.objects.exists()
    assert not User.objects.filter(email__endswith=".invalid").exists()


def test_changed(tmp_path: Path) -> None:
    """A changed row changes its record, and the former words stay; what is absent stays too."""
    brought(bundle(tmp_path / "b"))
    run = brought(written(tmp_path / "c", {"goals": RIGHT["goals"].replace("Naar school", "Naar de havo")}))
    assert run.counts["goals"] == {"new": 0, "changed": 1, "same": 1, "kept_ours": 0}
    goal = Goal.objects.get(own_words="Naar de havo")
    assert goal.version == 2 and [former.own_words for former in goal.former_wordings.all()] == ["Naar school"]
    assert Closing.objects.count() == 1
    renamed = brought(written(tmp_path / "d", {"residents": "resident,last_name\nr1,Anders\n"}))
    assert renamed.counts["residents"]["changed"] == 1
    assert Resident.objects.get(first_name="Łucja").comparable_name == "lucja van der anders"


def test_edited_meanwhile(tmp_path: Path) -> None:
    """What was edited in the pages is reported and left; an event is never changed."""
    brought(bundle(tmp_path / "b"))
    Goal.objects.filter(own_words="Naar school").update(own_words="Naar mbo", version=2)
    changed = {"goals": RIGHT["goals"].replace("Naar school", "Naar de havo"),
               "goal_scores": RIGHT["goal_scores"].replace("ladder,1", "ladder,2")}  # fmt: skip
    run = brought(written(tmp_path / "c", changed))
    assert run.state == RunState.DONE
    assert {(one["file"], one["line"], one["code"]) for one in run.remarks} == {
        ("goals.csv", 3, "kept"), ("goal_scores.csv", 2, "kept_event"),
    }  # fmt: skip
    assert Goal.objects.filter(own_words="Naar mbo").exists() and not GoalScore.objects.filter(value=2).exists()


def test_known_person(tmp_path: Path) -> None:
    """Somebody with the same address is the same person, and keeps name and rights."""
    here = UserFactory(email="EEN@voorbeeld.example", name="Een Anders")
    run = brought(bundle(tmp_path / "b"))
    assert run.state == RunState.DONE and User.objects.filter(email__iexact="een@voorbeeld.example").count() == 1
    here.refresh_from_db()
    assert here.name == "Een Anders" and [one["code"] for one in run.remarks] == ["kept_here"]
    assert Note.objects.get().recorded_by == here


def test_rights_are_given_by_hand(tmp_path: Path, mover: User) -> None:
    """Whoever moves registrations in the pages brings in nobody who gives rights to others."""
    people = RIGHT["people"] + "p2,twee@voorbeeld.example,Twee,,,privacy_officer,2024-01-01,\n"
    run = brought(bundle(tmp_path / "b", people=people), by=mover)
    assert run.state == RunState.DONE and [one["code"] for one in run.remarks] == ["by_hand"]
    assert not Membership.objects.filter(user__email="twee@voorbeeld.example").exists()
    assert not Plan.objects.filter(recorded_by=mover).exists()


WRONG = [
    ("residents", "birth_date", 2, "1950-03", "1950-13", "birth"),
    ("residents", "first_name", 3, "Sam", "=cmd()", "formula"),
    ("residents", "household", 3, ",h1", ",h9", "unknown"),
    ("plans", "opened_on", 2, "2025-01-10", "2025-02-30", "day"),
    ("plans", "opened_on", 2, "2025-01-10", "", "needed"),
    ("plans", "law", 2, "wmo", "wno", "choice"),
    ("plans", "resident", 3, "pl2,,h1", "pl2,r2,h1", "one_of"),
    ("plans", "service", 2, "steun", "stuen", "unknown_near"),
    ("plans", "plan", 3, "pl2,", "pl1,", "double"),
    ("people", "email", 2, "een@voorbeeld.example", "een", "email"),
    ("people", "role", 2, "professional", "boss", "choice"),
    ("closings", "reopened_on", 2, "2025-12-01,", "2025-12-01,2025-11-30", "before"),
    ("closings", "closed_on", 3, "done\n", "done\nc2,pl1,2026-01-01,,\n", "two_closings"),
    ("assignments", "since", 3, "\npl2,", "\npl1,", "two_coordinators"),
    ("help_requests", "theme", 2, "finance", "finanse", "unknown_near"),
    ("goals", "result", 3, "2025-02-02,,", "2025-02-02,,reached", "goes_with"),
    ("goals", "resident", 2, "pl1,,", "pl1,r2,", "not_of_plan"),
    ("goal_scores", "value", 2, "ladder,1", "ladder,6", "off_scale"),
    ("goal_scores", "value", 2, "ladder,1", "ladder,x", "whole"),
    ("goal_scores", "replaces", 3, "3,resident,", "3,resident,s3", "cycle"),
    ("goal_scores", "replaces", 4, "s3,g1", "s3,g2", "other_record"),
    ("areas", "parent", 2, "GM,2025,", "GM,2025,BU99990001", "cycle"),
    ("areas", "area", 3, "BU99990001,Buurt", "BX1,Buurt", "area_code"),
    ("appointments", "starts_at", 2, "2025-02-01T10:30", "soon", "moment"),
    ("decisions", "valid_until", 2, "2026-03-31", "2025-03-31", "before"),
    ("notes", "plans", 2, "pl1 pl2", "pl1 pl9", "unknown"),
    ("actions", "text", 2, "Post openen", "", "needed"),
]


def spoiled(fault: Fault) -> str:
    """The text of a file with a fault in it."""
    file, _column, _line, right, wrong, _code = fault
    return RIGHT[file].replace(right, wrong, 1)


def test_every_error(tmp_path: Path) -> None:
    """File, line, column and kind; and nothing is written."""
    assert list(untold(WRONG, tmp_path, spoiled, lambda folder, **other: brought(bundle(folder, **other)))) == []
    assert not Resident.objects.exists() and not ImportedKey.objects.exists()


BROKEN = [
    ("residents", b"resident,first_name\nr1,\xff\xfe\n", 2, "first_name", "encoding"),
    ("residents", b"resident,first_name\nr1,a\x00b\n", 2, "first_name", "null"),
    ("residents", b'resident,first_name\nr1,"a\n', 2, "resident", "csv"),
    ("residents", b"resident,first_name\nr1,a,b,c\n", 2, "first_name", "width"),
    ("residents", b"first_name\nSam\n", 1, "resident", "column_missing"),
    ("residents", b"resident,resident\nr1,r1\n", 1, "resident", "column_twice"),
    ("residents", b"", 1, "resident", "header"),
    ("residents", b"resident," + b",".join(b"c%d" % n for n in range(300)), 1, "resident", "too_many_columns"),
    ("residents", b"resident,first_name\nr1," + b"a" * 1_200_000, 2, "resident", "line_too_long"),
]


@pytest.mark.parametrize(("file", "content", "line", "column", "code"), BROKEN, ids=[one[4] for one in BROKEN])
def test_broken_files(file: str, content: bytes, line: int, column: str, code: str, tmp_path: Path) -> None:
    """A file that is no CSV of ours is told where it breaks."""
    folder = written(tmp_path / "b", {"areas": RIGHT["areas"]})
    (folder / f"{file}.csv").write_bytes(content)
    run = brought(folder)
    assert (f"{file}.csv", line, column, code) in problems(run)
    assert run.state == RunState.REFUSED


def test_a_row_without_end(tmp_path: Path) -> None:
    """A quote that nobody closed: a file is not held as one row, however large it is."""
    folder = written(tmp_path / "b", {"areas": RIGHT["areas"]})
    (folder / "residents.csv").write_bytes(b'resident,first_name\nr1,"' + b'a","\n' * 900_000)
    run = brought(folder)
    assert ("residents.csv", 800_000 - 3, "resident", "csv") in problems(run)


def test_semicolons_marks_and_bom(tmp_path: Path) -> None:
    """What a Dutch spreadsheet writes; dashes and telephone numbers are no formulas; unknown columns are told."""
    text = "\ufeffRESIDENT;First_Name;known_as;kleur\nr1;- Jo;+31 6 1;rood\n"
    run = brought(written(tmp_path / "b", {"residents": text, "leesmij.txt": "x"}))
    assert run.state == RunState.DONE
    assert Resident.objects.get().first_name == "- Jo"
    assert {(one["file"], one["code"]) for one in run.remarks} == {
        ("residents.csv", "unknown_column"), ("leesmij.txt", "unknown_file"),
    }  # fmt: skip


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A .zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


ZIPS = [
    ({"../residents.csv": b"resident\n1\n"}, "path"),
    ({"a/b/c/residents.csv": b"resident\n1\n"}, "path"),
    ({"residents.csv": b"0" * 30_000_000}, "zip_bomb"),
    ({f"{n}.csv": b"" for n in range(201)}, "too_many_files"),
    ({"x.csv": b""}, "no_files"),
]


@pytest.mark.parametrize(("files", "code"), ZIPS, ids=[code for _, code in ZIPS])
def test_bad_zips(files: dict[str, bytes], code: str, tmp_path: Path) -> None:
    """Refused before a byte of them is kept."""
    assert [one["code"] for one in brought(zipped(tmp_path / "b.zip", files)).problems] == [code]


def test_no_bundle_and_too_big(tmp_path: Path, settings: object) -> None:
    """Nothing there, something else, something that is too large."""
    assert [one["code"] for one in brought(tmp_path / "no").problems] == ["no_bundle"]
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    assert [one["code"] for one in brought(tmp_path / "x.zip").problems] == ["bad_zip"]
    settings.BUNDLE_MEGABYTES = 0
    assert [one["code"] for one in brought(bundle(tmp_path / "b")).problems] == ["too_big"]


def test_a_right_zip(tmp_path: Path) -> None:
    """In one folder, as most programs pack it."""
    files = {f"bundle/{name}.csv": text.encode() for name, text in RIGHT.items()}
    assert brought(zipped(tmp_path / "b.zip", files)).state == RunState.DONE


def test_taken_back(tmp_path: Path) -> None:
    """A whole run goes, with everything beside it."""
    run = brought(bundle(tmp_path / "b"))
    gone = undo_run(run, by=None)
    assert gone["goals"] == 2 and run.state == RunState.UNDONE
    for model in (Resident, Plan, Goal, GoalScore, Action, Note, HouseholdMember, ImportedKey):
        assert not model.objects.exists(), model
    with pytest.raises(StandsInTheWay):
        undo_run(run, by=None)


def test_not_taken_back(tmp_path: Path) -> None:
    """Not when somebody changed a record, or when something new hangs on one: all stays, and it is said what."""
    run = brought(bundle(tmp_path / "b"))
    Goal.objects.filter(own_words="Naar school").update(version=2)
    NoteFactory(plan=Plan.objects.get(resident__first_name="Łucja"), by=UserFactory())
    with pytest.raises(StandsInTheWay) as stopped:
        undo_run(run, by=None)
    assert {(one.code, one.file) for one in stopped.value.obstacles} == {("changed", "goals"), ("hangs", "plans")}
    assert all(str(one) for one in stopped.value.obstacles) and stopped.value.counts["goals"] == 1
    assert Goal.objects.count() == 2


def test_command(tmp_path: Path) -> None:
    """A plain report, and an exit code."""
    said = io.StringIO()
    call_command("import_bundle", str(bundle(tmp_path / "b")), stdout=said, stderr=io.StringIO())
    assert "Done." in said.getvalue() and "goals" in said.getvalue()
    wrong = bundle(tmp_path / "c", residents=RIGHT["residents"].replace("1950-03", "1950-3"))
    with pytest.raises(CommandError):
        call_command("import_bundle", str(wrong), "--language", "nl", stdout=said, stderr=io.StringIO())
    assert "residents.csv:2 birth_date '1950-3': een geboortedatum" in said.getvalue()


@pytest.mark.parametrize("code", [code for code in EXPECTED if code != "sheet"])
def test_every_kind_has_words(code: str) -> None:
    """In both languages."""
    names = ("of", "near", "other", "low", "high", "choices", "longest", "columns", "name", "most", "along", "what",
             "files", "constraint", "why")  # fmt: skip
    problem = Problem("goals.csv", 2, "goal", "x", code, {name: "7" for name in names})
    with translation.override("en"):
        english = problem.expected
    with translation.override("nl"):
        assert problem.expected != english
