"""Bringing in through the pages: sent, tried, brought in, undone; and what becomes of the files."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from exchange.models import ExportRun, ExportState, ImportRun, RunState, Undoing
from exchange.operations.runs import start_run
from organisation.actor import acting
from organisation.models import LentRight, User
from registration.models import Resident
from tests.exchange.moving import RESIDENTS, WRONG, files_folder, post, send, sent, work_off, zipped
from tests.makers_people import LentRightFactory

Browser = Callable[[User], Client]
STILL = "Het achtergrondprogramma lijkt stil te staan"
__all__ = ["files_folder"]


@pytest.fixture
def browser(mover: User, client_of: Browser, files_folder: Path) -> Client:
    """Of Mehmet, who may move this week."""
    return client_of(mover)


@pytest.fixture
def tried(browser: Client) -> ImportRun:
    """A bundle that was tried, and is right."""
    send(browser, sent("alles.zip", zipped(residents=RESIDENTS)))
    work_off()
    return ImportRun.objects.get()


@pytest.fixture
def brought_in(tried: ImportRun, browser: Client) -> ImportRun:
    """The same, brought in."""
    post(browser, "run_start", tried.pk)
    work_off()
    return ImportRun.objects.get(is_dry_run=False)


def page_of(client: Client, run: ImportRun) -> str:
    """What its page says."""
    return client.get(reverse("run", args=[run.pk])).content.decode()


class TestSending:
    """move_in: what can be sent."""

    def test_move_in_is_tried_first(self, browser: Client, tried: ImportRun) -> None:
        """Nothing is written, and the page offers to bring it in."""
        assert (tried.state, tried.is_dry_run, tried.problem_count) == (RunState.DONE, True, 0)
        assert tried.counts["residents"]["new"] == 2
        assert not Resident.objects.exists()
        assert "Dit inlezen" in page_of(browser, tried)

    def test_move_in_of_single_files(self, browser: Client) -> None:
        """CSV files of the bundle, several at once."""
        send(browser, sent("residents.csv", RESIDENTS), sent("households.csv", "household,name\nh1,Gezin Bedacht\n"))
        work_off()
        assert set(ImportRun.objects.get().counts) >= {"residents", "households"}

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("plan.pdf", b"%PDF", "geen .zip, .csv of .xlsx"),
            ("alles.zip", b"dit is geen zip", "niet wat de naam zegt"),
            ("residents.csv", b"PK\x03\x04", "niet wat de naam zegt"),
            ("blad.xlsx", b"\xd0\xcf\x11\xe0 met een wachtwoord", "wachtwoord"),
            ("blad.xlsm", b"PK\x03\x04", "macro"),
            ("blad.xls", b"\xd0\xcf\x11\xe0", "andere soort"),
            ("residents.csv", b"", "leeg"),
        ],
    )
    def test_move_in_refuses(self, browser: Client, name: str, content: bytes, words: str) -> None:
        """A plain sentence, and nothing is kept."""
        answer = send(browser, sent(name, content))
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not ImportRun.objects.exists()

    def test_move_in_without_a_file(self, browser: Client) -> None:
        """It says so."""
        answer = send(browser)
        assert (answer.status_code, "Kies een bestand" in answer.content.decode()) == (422, True)

    def test_move_in_of_files_that_do_not_go_together(self, browser: Client) -> None:
        """A sheet of one's own beside a file of the bundle, and a file twice."""
        answer = send(browser, sent("residents.csv", RESIDENTS), sent("lijst.csv", "a;b\n1;2\n"))
        assert "lijst.csv" in answer.content.decode()
        assert send(browser, sent("residents.csv", RESIDENTS), sent("Residents.csv", RESIDENTS)).status_code == 422

    def test_move_in_has_a_limit(self, browser: Client, settings: object) -> None:
        """So many megabytes."""
        settings.MOVING_MEGABYTES = 0
        assert send(browser, sent("residents.csv", RESIDENTS)).status_code == 422

    def test_files_are_private(self, browser: Client, files_folder: Path) -> None:
        """For this program alone, under a name that nobody guesses."""
        send(browser, sent("../../geheim van Jan.zip", zipped(residents=RESIDENTS)))
        (place,) = files_folder.iterdir()
        (kept,) = place.iterdir()
        assert (files_folder.stat().st_mode & 0o777, place.stat().st_mode & 0o777) == (0o700, 0o700)
        assert (kept.stat().st_mode & 0o777, kept.name, len(place.name)) == (0o600, "bundle.zip", 32)


class TestQueue:
    """A job is there when, and only when, its run is."""

    def test_one_transaction(self, mover: User) -> None:
        """Both or neither."""
        with pytest.raises(ZeroDivisionError), acting(mover), transaction.atomic():
            start_run(source="a.zip", stored_as="", dry_run=True, by=mover)
            raise ZeroDivisionError
        assert not ProcrastinateJob.objects.exists()
        with acting(mover):
            run = start_run(source="a.zip", stored_as="", dry_run=True, by=mover)
        assert ProcrastinateJob.objects.get().args == {"run": str(run.pk)}

    def test_a_job_twice_does_its_work_once(self, brought_in: ImportRun) -> None:
        """After a stop in the wrong moment."""
        start = ProcrastinateJob.objects.count()
        assert (start, Resident.objects.count()) == (0, 2)

    def test_a_right_that_ended_while_work_waited(self, browser: Client, mover: User, files_folder: Path) -> None:
        """Nothing is brought in, undone or taken out for who may not do so any more; the pages say so."""
        send(browser, sent("residents.csv", RESIDENTS))
        work_off()
        done = post(browser, "run_start", ImportRun.objects.get().pk)
        work_off()
        made = ImportRun.objects.get(is_dry_run=False)
        post(browser, "run_undo", made.pk)
        send(browser, sent("residents.csv", RESIDENTS))
        post(browser, "move_out", because="Wij gaan naar een ander systeem.")
        LentRight.objects.update(taken_back_at="2026-01-01T00:00Z")
        assert (done.status_code, work_off()) == (302, 3)
        late, undoing, export = ImportRun.objects.first(), Undoing.objects.get(), ExportRun.objects.get()
        assert (late.state, late.problem_count) == (RunState.REFUSED, 1)
        assert (undoing.in_the_way["obstacles"][0]["code"], Resident.objects.count()) == ("not_allowed", 2)
        assert (export.state, export.stored_as, list(files_folder.iterdir())) == (ExportState.FAILED, "", [])
        LentRight.objects.update(taken_back_at=None)
        assert "mag niets meer inlezen" in page_of(browser, late)
        assert "had daar geen recht meer op" in page_of(browser, made)


class TestRun:
    """run, run_start, run_drop, run_report."""

    def test_run_shows_how_far(self, browser: Client, tried: ImportRun) -> None:
        """A bar while it is busy, fetched again by itself and by a link; half of the bar is reading."""
        ImportRun.objects.update(state=RunState.WRITING, rows_total=10, rows_done=5, is_dry_run=False)
        page = page_of(browser, tried)
        assert 'value="75"' in page
        assert "every 2s" in page
        part = browser.get(f"{reverse('run', args=[tried.pk])}?part=state", headers={"hx-request": "true"})
        assert "<html" not in part.content.decode()
        assert 'value="75"' in part.content.decode()

    def test_a_run_that_failed_counts_nothing(self, browser: Client, tried: ImportRun) -> None:
        """What it would have brought in does not stand there as brought in."""
        assert "Hoeveel" in page_of(browser, tried)
        ImportRun.objects.update(state=RunState.FAILED, is_dry_run=False)
        page = page_of(browser, tried)
        assert ("halverwege gestopt" in page, "Hoeveel" in page) == (True, False)

    def test_run_start_brings_in(self, brought_in: ImportRun, browser: Client, files_folder: Path) -> None:
        """The residents are there, and the files are gone."""
        assert brought_in.state == RunState.DONE
        assert sorted(Resident.objects.values_list("first_name", flat=True)) == ["Bas", "Zoë"]
        assert list(files_folder.iterdir()) == []
        assert "Alles staat erin" in page_of(browser, brought_in)

    def test_run_start_once(self, tried: ImportRun, browser: Client) -> None:
        """The same try cannot be brought in twice."""
        post(browser, "run_start", tried.pk)
        post(browser, "run_start", tried.pk)
        assert ImportRun.objects.filter(is_dry_run=False).count() == 1

    def test_run_drop(self, tried: ImportRun, browser: Client, files_folder: Path) -> None:
        """The files are removed; dropping again says so."""
        post(browser, "run_drop", tried.pk)
        assert list(files_folder.iterdir()) == []
        assert "al weg" in browser.get(post(browser, "run_drop", tried.pk).url).content.decode()

    def test_run_report(self, browser: Client, files_folder: Path) -> None:
        """What is wrong, with line and column, on the page and as a CSV; the files are gone at once."""
        send(browser, sent("residents.csv", WRONG))
        work_off()
        run = ImportRun.objects.get()
        assert (run.state, list(files_folder.iterdir())) == (RunState.REFUSED, [])
        page = page_of(browser, run)
        assert "residents.csv" in page
        assert "birth_date" in page
        report = browser.get(reverse("run_report", args=[run.pk])).content.decode("utf-8-sig")
        lines = report.splitlines()
        assert lines[0] == "Bestand;Regel;Kolom;Wat er staat;Wat er moet staan"
        assert any(line.startswith("residents.csv;2;birth_date;1950-13-07;") for line in lines)
        assert any(";'=1+1;" in line for line in lines)

    def test_run_of_a_colleague(
        self, browser: Client, client_of: Browser, information_manager: User, privacy_officer: User
    ) -> None:
        """Another mover sees that it was refused, and not what stands in the cells."""
        send(browser, sent("residents.csv", WRONG))
        work_off()
        run = ImportRun.objects.get()
        lend(information_manager, privacy_officer)
        page = page_of(client_of(information_manager), run)
        assert "birth_date" in page
        assert "1950-13-07" not in page
        assert client_of(information_manager).get(reverse("run_report", args=[run.pk])).status_code == 404
        assert "1950-13-07" in page_of(browser, run)


class TestUndo:
    """run_undo."""

    def test_run_undo(self, brought_in: ImportRun, browser: Client) -> None:
        """Nothing of it is left, and the page says so; a second time changes nothing."""
        post(browser, "run_undo", brought_in.pk)
        assert "Wordt ongedaan gemaakt" in page_of(browser, brought_in)
        work_off()
        assert not Resident.objects.exists()
        assert "Ongedaan gemaakt op" in page_of(browser, brought_in)
        assert "kan nu niet" in browser.get(post(browser, "run_undo", brought_in.pk).url).content.decode()

    def test_run_undo_says_what_stands_in_the_way(self, brought_in: ImportRun, browser: Client, mover: User) -> None:
        """Somebody worked on a resident: everything stays."""
        Resident.objects.filter(first_name="Zoë").update(version=2)
        post(browser, "run_undo", brought_in.pk)
        work_off()
        assert Resident.objects.count() == 2
        page = page_of(browser, brought_in)
        assert "niet ongedaan" in page
        assert "1 rij van residents.csv is sindsdien veranderd" in page


class TestStandsStill:
    """What waits for long while the program beside the pages does not live."""

    def test_run_that_waits_in_vain(self, browser: Client, tried: ImportRun) -> None:
        """Said after two minutes, of a run and of its undo, and in the list; not of what only waits for its turn."""
        ImportRun.objects.update(state=RunState.WAITING)
        assert STILL not in page_of(browser, tried) and STILL not in browser.get(reverse("moves")).content.decode()
        ImportRun.objects.update(created_at=timezone.now() - timedelta(minutes=3))
        assert STILL in page_of(browser, tried) and STILL in browser.get(reverse("moves")).content.decode()
        alive(timezone.now())
        assert STILL not in page_of(browser, tried)

    def test_undo_that_waits_in_vain(self, browser: Client, brought_in: ImportRun) -> None:
        """The same for taking a run back; a program that fell silent does not live."""
        post(browser, "run_undo", brought_in.pk)
        alive(timezone.now() - timedelta(minutes=3))
        assert STILL not in page_of(browser, brought_in)
        Undoing.objects.update(asked_at=timezone.now() - timedelta(minutes=3))
        assert STILL in page_of(browser, brought_in)

    def test_run_of_the_command_waits_for_nobody(self, browser: Client, tried: ImportRun) -> None:
        """It needs no program beside it."""
        old = timezone.now() - timedelta(minutes=30)
        ImportRun.objects.update(state=RunState.CHECKING, started_by=None, created_at=old)
        assert STILL not in page_of(browser, tried)


def alive(at: datetime) -> None:
    """The program beside the pages said at this moment that it lives."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [at])


def lend(person: User, by: User) -> None:
    """The right to move, this week."""
    LentRightFactory(user=person, lent_by=by)


def test_moves(brought_in: ImportRun, browser: Client) -> None:
    """The list says what was tried and brought in, by whom."""
    page = browser.get(reverse("moves")).content.decode()
    assert "alles.zip" in page
    assert "Mehmet Bedacht" in page
