"""What the tests of moving share: files to send, and the queue worked off by hand."""

import io
import zipfile
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from exchange import tasks

WORK = {
    "exchange.tasks.bring_in": tasks.bring_in,
    "exchange.tasks.undo": tasks.undo,
    "exchange.tasks.take_out": tasks.take_out,
}
RESIDENTS = "resident,first_name,last_name,birth_date\nr1,Zoë,Bedacht,1950-03-07\nr2,Bas,Verzonnen,1960\n"
WRONG = "resident,first_name,last_name,birth_date\n,Zoë,Bedacht,1950-13-07\nr2,=1+1,Verzonnen,1960\n"


def sent(name: str, content: str | bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def zipped(**files: str) -> bytes:
    """A .zip with these CSV files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return made.getvalue()


def send(client: Client, *files: SimpleUploadedFile) -> HttpResponse:
    """Sends files to be brought in."""
    with at_commit():
        return client.post(reverse("move_in"), {"files": list(files), "submission_key": str(uuid4())})


def post(client: Client, name: str, /, *ids: object, **fields: object) -> HttpResponse:
    """Sends a form of one of the pages."""
    with at_commit():
        return client.post(reverse(name, args=ids), {"submission_key": str(uuid4()), **fields})


def at_commit() -> AbstractContextManager[object]:
    """What has to happen after the transaction happens at the end of this, though the test holds the transaction."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def work_off() -> int:
    """Does what waits in the queue, in the order in which it came; returns how much that was."""
    waiting = list(ProcrastinateJob.objects.filter(status="todo", task_name__in=WORK).order_by("id"))
    for job in waiting:
        with at_commit():
            WORK[job.task_name](**job.args)
    ids = [job.id for job in waiting]
    forget(ids)
    return len(ids)


def forget(ids: list[int]) -> None:
    """Takes these out of the queue."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY (%s)", [ids])


@pytest.fixture
def files_folder(tmp_path: object, settings: object) -> object:
    """A folder for the files of one test."""
    settings.MOVING_FOLDER = tmp_path / "moving"
    return settings.MOVING_FOLDER
