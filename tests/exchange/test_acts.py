"""Who moved what and when, for the privacy officer."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange.models import ExportRun, ImportRun, Merge, Undoing
from organisation.models import User
from tests.makers import ResidentFactory


def test_moves_log(mover: User, privacy_officer: User, client_of: Callable[[User], Client]) -> None:
    """Every act in words, without a name of a resident and without the name of a file, that may hold one."""
    now = timezone.now()
    one, other = ResidentFactory.create_batch(2, by=mover)
    ImportRun.objects.create(started_by=mover, source="Jan Jansen.csv", is_dry_run=True, state="refused")
    run = ImportRun.objects.create(started_by=mover, source="a.zip", state="undone", undone_at=now, rows_total=7)
    ImportRun.objects.create(source="a.zip", state="done")
    Undoing.objects.create(run=run, asked_by=mover, ended_at=now)
    ExportRun.objects.create(started_by=mover, because="Wij verhuizen", fetched_at=now, state="fetched")
    Merge.objects.create(kept=one.pk, other=other.pk, merged_by=mover, moved={}, undone_at=now, undone_by=mover)
    page = client_of(privacy_officer).get(reverse("moves_log")).content.decode()
    for words in (
        "Mehmet Bedacht",
        "het commando",
        "heeft een proef gedaan",
        "heeft registraties ingelezen",
        "7 regels",
        "heeft het inlezen ongedaan gemaakt",
        "heeft alles meegenomen",
        "heeft het bestand opgehaald",
        "Wij verhuizen",
        "heeft twee dossiers samengevoegd",
        "heeft twee dossiers weer gesplitst",
    ):
        assert words in page
    assert "Jansen" not in page
    assert one.first_name not in page


def test_moves_log_of_nothing(privacy_officer: User, client_of: Callable[[User], Client]) -> None:
    """It says so."""
    assert "nog niets" in client_of(privacy_officer).get(reverse("moves_log")).content.decode()
