"""Taking everything out: what comes in again is the same, byte for byte; and no spreadsheet runs any of it."""

import csv
import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.bundle.exporting import export_bundle
from exchange.bundle.running import import_bundle
from exchange.demo.load import load
from exchange.demo.town import DOMAIN
from exchange.models import RunState
from organisation.actor import as_system
from organisation.models import AccessEvent, User
from organisation.scope import organisation, own
from outcomes.indicators import goals_now, groups_met, question_use, reach
from outcomes.indicators import signals as observed
from registration.models import Goal, Resident
from shared.period import Period
from shared.text import comparable_name, typed
from signals.models import Activity, Group, NeighbourhoodSignal, Partner, SignalReply, SignalText
from tests.exchange.bundles import OUTSIDE, RIGHT, bundle, written

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"]


def everything(folder: Path) -> dict[str, bytes]:
    """The files of a bundle."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def came_in(source: Path) -> None:
    """Brings a bundle in, and says what was wrong when it was."""
    run = import_bundle(source, dry_run=False, by=None)
    assert run.state == RunState.DONE, list(map(str, run.problems[:5]))
    assert run.remark_count == 0, run.remarks


@pytest.fixture
def emptied(django_db_blocker: object) -> Callable[[], None]:
    """Forgets all that this test wrote so far: an installation as it is on its first day."""

    def forget() -> None:
        connection.savepoint_rollback(start)

    start = connection.savepoint()
    return forget


def figures() -> dict[str, object]:
    """Every figure that is computed: of the caseload of each professional, and of the questions of each quarter."""
    today = timezone.localdate()
    found: dict[str, object] = {}
    for person in User.objects.filter(is_active=True).order_by("email"):
        if scope := own(person):
            found[f"goals {person.email}"] = goals_now.compute(scope, Period.up_to(today))
            for outside in (reach, groups_met, observed):
                found[f"{outside.KEY} {person.email}"] = outside.compute(scope, Period.quarter_before(today))
    scope = organisation(User.objects.get(email=f"ilse{DOMAIN}"))
    assert scope is not None
    for back in range(2):
        period = Period.quarter_before(today - timedelta(days=91 * back))
        found[f"questions {period.quarter}"] = question_use.compute(scope, period)
    return found


@pytest.mark.django_db
def test_the_demo_and_back(tmp_path: Path, settings: object, emptied: Callable[[], None]) -> None:
    """Out, into an empty installation, out again: equal files and figures; where it came from it changes nothing."""
    settings.DEMO = True
    with as_system("a test loads the demo"):
        load()
    counts = export_bundle(tmp_path / "first", by=None)
    assert counts["goals"] == Goal.objects.count() > 500
    counted = figures()
    again = import_bundle(tmp_path / "first", dry_run=False, by=None)
    assert sum(one["new"] + one["changed"] + one["kept_ours"] for one in again.counts.values()) == 0, again.counts
    words = sorted(Goal.objects.values_list("own_words", flat=True))
    emptied()
    assert not Resident.objects.exists()
    came_in(tmp_path / "first")
    assert figures() == counted
    assert len({str(figure) for figure in counted.values()}) > 5
    export_bundle(tmp_path / "second", by=None)
    assert sorted(Goal.objects.values_list("own_words", flat=True)) == words
    first, second = everything(tmp_path / "first"), everything(tmp_path / "second")
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'\"\n,;|"), max_size=30
)
NAMES = WORDS.map(lambda text: typed(text).replace("\n", " ").strip()).filter(bool)


def write_outside(names: list[str]) -> None:
    """Partners, groups and signals that are called so."""
    activity, by = Activity.objects.earliest("held_on"), User.objects.get(name="Een Verzonnen")
    stamp: dict[str, Any] = {"recorded_by": by, "team": activity.team, "professional": by}
    for name in names:
        known = {"name": name, "recorded_by": by}
        partner, _ = Partner.objects.get_or_create(comparable_name=comparable_name(name)[:120], defaults=known)
        activity.partners.add(partner)
        Group.objects.create(name=name, place=name, team=activity.team, recorded_by=by, changed_by=by)
        first = NeighbourhoodSignal.objects.create(
            theme_id="finance", place=name, observed_on="2025-02-01", answer_by="2025-02-02", **stamp
        )
        again = NeighbourhoodSignal.objects.create(
            theme_id="housing", observed_on="2025-02-01", answer_by="2025-02-02", replaces=first, first=first, **stamp
        )
        for signal in (first, again):
            SignalText.objects.create(signal=signal, text=name)
        SignalReply.objects.create(signal=first, replied_on="2025-01-01", says="done", text=name, recorded_by=by)


@pytest.mark.django_db
@settings(max_examples=30 if PROVE else 5, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(st.tuples(NAMES, NAMES, st.integers(1, 5)), min_size=1, max_size=6))
def test_made_worlds_and_back(tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, str, int]]) -> None:
    """Whatever words people use: made here, taken out, brought into an empty place and taken out again."""
    place = tmp_path_factory.mktemp("world")
    start = connection.savepoint()
    came_in(bundle(place / "begin", **OUTSIDE))
    with as_system("a test writes words"):
        write_outside([name for one in made for name in one[:2]])
        goals = list(Goal.objects.order_by("own_words"))
        for number, (words, obstacle, _) in enumerate(made[: len(goals)]):
            Goal.objects.filter(pk=goals[number].pk).update(own_words=words, obstacle=obstacle)
        for first_name, last_name, rank in made:
            model = Resident(first_name=first_name[:200], last_name=last_name, recorded_by=goals[0].recorded_by,
                             changed_by=goals[0].recorded_by, birth_year=1900 + rank)  # fmt: skip
            model.save()
    export_bundle(place / "first", by=None)
    connection.savepoint_rollback(start)
    came_in(place / "first")
    export_bundle(place / "second", by=None)
    connection.savepoint_rollback(start)
    assert everything(place / "first") == everything(place / "second")


@pytest.mark.django_db
@pytest.mark.parametrize("sign", DANGEROUS)
def test_no_formula_goes_out(sign: str, tmp_path: Path) -> None:
    """A text that a spreadsheet would run has an apostrophe before it, in the file only."""
    came_in(bundle(tmp_path / "b"))
    Goal.objects.filter(own_words="Naar school").update(own_words=f"{sign}cmd|' /C calc'!A0")
    export_bundle(tmp_path / "out", by=None)
    text = (tmp_path / "out" / "goals.csv").read_bytes().decode()
    assert f"'{sign}cmd" in text and f",{sign}cmd" not in text and f'"{sign}cmd' not in text


@pytest.mark.django_db
def test_keys_come_out_again(tmp_path: Path) -> None:
    """The sender's own where there was one, the id of the record where there was none; sorted; every file logged."""
    came_in(bundle(tmp_path / "b"))
    made = Resident.objects.get(first_name="Sam")
    Resident.objects.create(first_name="Nieuw", recorded_by=made.recorded_by, changed_by=made.recorded_by)
    export_bundle(tmp_path / "out", by=None)
    keys = [line.split(",")[0] for line in (tmp_path / "out" / "residents.csv").read_text().splitlines()]
    assert keys == ["resident", str(Resident.objects.get(first_name="Nieuw").pk), "r1", "r2"]
    assert AccessEvent.objects.filter(what="export:read").count() == 3


@pytest.mark.django_db
def test_zip_is_the_same_twice(tmp_path: Path) -> None:
    """And comes in as a folder does."""
    came_in(bundle(tmp_path / "b"))
    export_bundle(tmp_path / "a.zip", by=None)
    export_bundle(tmp_path / "b.zip", by=None)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    came_in(tmp_path / "a.zip")


@pytest.mark.django_db
def test_command(tmp_path: Path) -> None:
    """Says how many, and never writes over anything."""
    came_in(bundle(tmp_path / "b"))
    said = io.StringIO()
    call_command("export_bundle", str(tmp_path / "out"), stdout=said)
    assert "goals" in said.getvalue() and "Done." in said.getvalue()
    with pytest.raises(CommandError):
        call_command("export_bundle", str(tmp_path / "out"), stdout=said)


PERSONS = Path("../shared/data/persons/rvig_brp_testpersonen.csv")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [662])
def test_official_test_persons(count: int, tmp_path: Path) -> None:
    """Names with marks and prefixes, and birth dates of which a part is unknown, when the file is at hand."""
    if not PERSONS.exists():
        came_in(written(tmp_path / "b", {"residents": RIGHT["residents"], "areas": RIGHT["areas"],
                                         "households": RIGHT["households"]}))  # fmt: skip
        return
    with PERSONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(["resident", "first_name", "prefix", "last_name", "birth_date"])
    for row in rows:
        born = row["geboortedatum"]
        parts = [born[:4], born[4:6], born[6:8]]
        known = parts[: next((n for n, part in enumerate(parts) if not part.strip("0")), 3)]
        out.writerow([row["bsn"], row["voornamen"], row["voorvoegsel"], row["geslachtsnaam"], "-".join(known)])
    came_in(written(tmp_path / "b", {"residents": text.getvalue()}))
    assert Resident.objects.count() == len(rows) == count
    export_bundle(tmp_path / "out", by=None)
    came_in(tmp_path / "out")
