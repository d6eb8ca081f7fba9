"""A list of services out of a sheet: tried, brought in, changed by a second one, undone; and by nobody else."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from catalogue.models import Service, ServiceCategory
from exchange.models import ImportRun, RunState
from organisation.actor import acting
from organisation.models import User
from tests.exchange.moving import at_commit, files_folder, post, sent, work_off

Browser = Callable[[User], Client]
__all__ = ["files_folder"]
FIVE, TWELVE = 5, 12
SIXTY = "Naam;Categorie;Voor wie\r\n" + "".join(
    f"Dienst {one}-{two};Rubriek {one};{'groep' if two == 1 else ''}\r\n"
    for one in range(1, FIVE + 1)
    for two in range(1, TWELVE + 1)
)


@pytest.fixture
def ilse(information_manager: User, client_of: Browser, files_folder: Path) -> Client:
    """Who arranges the catalogue, and was not lent the right to move."""
    return client_of(information_manager)


def send(client: Client, content: str | bytes, name: str = "diensten.csv") -> HttpResponse:
    """Sends a sheet."""
    with at_commit():
        return client.post(reverse("services_in"), {"file": sent(name, content), "submission_key": str(uuid4())})


def brought_in(client: Client, content: str) -> ImportRun:
    """The run of a sheet that was sent, tried and brought in."""
    send(client, content)
    work_off()
    post(client, "run_start", ImportRun.objects.get(is_dry_run=True, stored_as__gt="").pk)
    work_off()
    return ImportRun.objects.filter(is_dry_run=False).latest("created_at")


def test_services_in_of_sixty(ilse: Client) -> None:
    """Five categories with sixty services out of one sheet without keys, in the order of the sheet."""
    page = ilse.get(reverse("listing", args=["services"])).content.decode()
    assert reverse("services_in") in page
    send(ilse, SIXTY)
    work_off()
    tried = ImportRun.objects.get()
    assert (tried.state, Service.objects.count()) == (RunState.DONE, 0)
    assert "Dit inlezen" in ilse.get(reverse("run", args=[tried.pk])).content.decode()
    post(ilse, "run_start", tried.pk)
    work_off()
    assert (ServiceCategory.objects.count(), Service.objects.count()) == (FIVE, FIVE * TWELVE)
    first = Service.objects.select_related("category").order_by("rank")[:2]
    assert [(one.name_nl, one.category.name_nl, one.scope) for one in first] == [
        ("Dienst 1-1", "Rubriek 1", "group"),
        ("Dienst 1-2", "Rubriek 1", "individual"),
    ]


def test_services_in_twice(ilse: Client) -> None:
    """The same sheet again changes nothing; another category for a known name changes that one."""
    brought_in(ilse, SIXTY)
    again = brought_in(ilse, SIXTY)
    assert again.counts["services"] == {"new": 0, "changed": 0, "same": FIVE * TWELVE, "kept_ours": 0}
    brought_in(ilse, "naam,categorie\nDienst 1-1,Rubriek 2\nNieuwe dienst,Rubriek 2\n")
    assert Service.objects.get(name_nl="Dienst 1-1").category.name_nl == "Rubriek 2"
    assert Service.objects.count() == FIVE * TWELVE + 1


def test_services_in_undone(ilse: Client) -> None:
    """The whole list goes again by who brought it in."""
    run = brought_in(ilse, SIXTY)
    post(ilse, "run_undo", run.pk)
    work_off()
    assert (ServiceCategory.objects.count(), Service.objects.count()) == (0, 0)


def test_services_in_tells_what_is_wrong(ilse: Client) -> None:
    """The row and the column of the sheet itself; nothing is written, and the report can be fetched."""
    send(ilse, "Naam;Voor wie;Tot\nGoed;groep;\n\nTweemaal;dorp;\nTweemaal;;31 december\n")
    work_off()
    run = ImportRun.objects.get()
    page = ilse.get(reverse("run", args=[run.pk])).content.decode()
    assert (run.state, Service.objects.count()) == (RunState.REFUSED, 0)
    assert "Naam" in page and "regel 5" in page and "hij staat ook op regel 4" in page
    # The words that may stand there instead of "dorp" are those that people type.
    assert "een van deze: één inwoner of gezin, een groep, een buurt" in page
    report = ilse.get(reverse("run_report", args=[run.pk])).content.decode("utf-8-sig")
    assert "diensten.csv;4;Voor wie;dorp" in report
    assert reverse("services_in") in page and reverse("move_in") not in page
    send(ilse, "Naam;Categorie\n;Rubriek\n")
    work_off()
    # A row without a name is one fault, not two.
    assert [problem["code"] for problem in ImportRun.objects.latest("created_at").problems] == ["needed"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("diensten.csv", "dit;dat\n1;2\n", "Geen kolom heet"),
        ("diensten.csv", b"", "leeg"),
        ("diensten.xlsx", b"PK\x03\x04 kapot", "xlsx"),
        ("diensten.zip", b"PK\x03\x04", "geen .csv of .xlsx"),
        ("diensten.csv", "naam\n" + "dienst\n" * 2001, "meer dan 2000 rijen"),
    ],
)
def test_services_in_refuses(ilse: Client, files_folder: Path, name: str, content: str | bytes, words: str) -> None:
    """A plain sentence, and nothing is kept."""
    response = send(ilse, content, name)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert (list(files_folder.glob("*")), ImportRun.objects.count()) == ([], 0)


def test_services_in_is_no_way_to_registrations(ilse: Client, information_manager: User, client_of: Browser) -> None:
    """Runs of others and runs with registrations stay out of sight, in the pages and in the database."""
    run = brought_in(ilse, SIXTY)
    ImportRun.objects.filter(pk=run.pk).update(of_services=False)
    assert ilse.get(reverse("run", args=[run.pk])).status_code == 404
    assert ilse.get(reverse("moves")).status_code == 404
    with transaction.atomic(), acting(information_manager.pk):
        assert not ImportRun.objects.filter(pk=run.pk).exists()
