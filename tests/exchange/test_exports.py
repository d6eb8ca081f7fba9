"""Taking everything out through the pages: with a reason, once, within a day, by who asked for it, and logged."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange import storage
from exchange.models import ExportRun, ExportState
from exchange.operations.taking_out import remove_old_exports
from exchange.queries import waiting_places
from organisation.models import AccessEvent, User
from registration.models import Plan
from tests.exchange.moving import files_folder, post, work_off

Browser = Callable[[User], Client]
__all__ = ["files_folder"]


@pytest.fixture
def browser(mover: User, client_of: Browser, files_folder: Path) -> Client:
    """Of Mehmet, who may move this week."""
    return client_of(mover)


@pytest.fixture
def taken(plan: Plan, browser: Client) -> ExportRun:
    """Everything, ready to be fetched."""
    post(browser, "move_out", because="Wij gaan naar een ander systeem.")
    work_off()
    return ExportRun.objects.get()


def fetched(client: Client, export: ExportRun) -> bytes:
    """What comes when the file is asked for; empty when it leads back."""
    answer = post(client, "export_file", export.pk)
    return b"".join(answer.streaming_content) if answer.streaming else b""


def test_move_out_asks_what_for(browser: Client) -> None:
    """Without a reason nothing is taken out."""
    assert post(browser, "move_out", because=" ").status_code == 422
    assert not ExportRun.objects.exists()


def test_export_says_how_far(taken: ExportRun, browser: Client) -> None:
    """Waiting it is asked again by itself; ready it can be fetched."""
    page = browser.get(reverse("export", args=[taken.pk])).content.decode()
    assert (taken.state, "Haal het bestand op" in page, "every 2s" in page) == (ExportState.READY, True, False)
    ExportRun.objects.update(state=ExportState.WRITING)
    part = browser.get(f"{reverse('export', args=[taken.pk])}?part=state", headers={"hx-request": "true"})
    assert "every 2s" in part.content.decode() and "lijkt stil te staan" not in part.content.decode()
    ExportRun.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    assert "lijkt stil te staan" in browser.get(reverse("export", args=[taken.pk])).content.decode()
    assert "<html" not in part.content.decode()


def test_export_file_once(taken: ExportRun, browser: Client, files_folder: Path) -> None:
    """The second time it is gone, here and on the disk; that it was fetched is kept."""
    (place,) = files_folder.iterdir()
    assert (place.stat().st_mode & 0o777) == 0o700
    names = zipfile.ZipFile(io.BytesIO(fetched(browser, taken))).namelist()
    assert {"residents.csv", "plans.csv", "goals.csv"} <= set(names)
    assert list(files_folder.iterdir()) == []
    assert fetched(browser, taken) == b""
    taken.refresh_from_db()
    assert (taken.state, bool(taken.fetched_at), taken.stored_as) == (ExportState.FETCHED, True, "")
    assert "Opgehaald op" in browser.get(reverse("export", args=[taken.pk])).content.decode()


def test_export_file_within_a_day(taken: ExportRun, browser: Client, files_folder: Path) -> None:
    """After a day it is gone, also before the file is swept away; then that happens."""
    ExportRun.objects.update(created_at=timezone.now() - storage.KEPT_FOR - timedelta(seconds=1))
    assert fetched(browser, taken) == b""
    remove_old_exports(now=timezone.now())
    taken.refresh_from_db()
    assert (taken.state, list(files_folder.iterdir())) == (ExportState.GONE, [])


def test_every_file_gets_a_line(taken: ExportRun, plan: Plan, mover: User) -> None:
    """The resident can read who took it out."""
    line = AccessEvent.objects.get(resident=plan.resident_id, ground="taken out")
    assert (line.user, line.what) == (mover, "move_out:write")


def test_sweep(files_folder: Path, mover: User) -> None:
    """What is older than a day and nobody waits for goes; the rest stays, and so does what is none of ours."""
    old, new, waited = (storage.new_place() for _ in range(3))
    (files_folder / "van-iemand-anders").mkdir()
    ExportRun.objects.create(started_by=mover, because="Verhuizen", stored_as=waited)
    later = timezone.now() + storage.KEPT_FOR + timedelta(minutes=1)
    assert storage.sweep(timezone.now(), set()) == 0
    storage.forget(new)
    assert storage.sweep(later, waiting_places(timezone.now())) == 1
    assert {path.name for path in files_folder.iterdir()} == {waited, "van-iemand-anders"}
    assert not storage.folder(old).exists()
    with pytest.raises(ValueError, match="place"):
        storage.folder("../elsewhere")
