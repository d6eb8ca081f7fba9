"""What `bundle.py` does in a process of its own, started by `alone.py`."""

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.bundle import DOMAINS, INSTRUMENT
from catalogue.models import Instrument, InstrumentPart, InstrumentScale
from catalogue.models.instrument import Direction, Origin
from catalogue.operations import load_builtin
from exchange.bundle.exporting import export_bundle
from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import undo_run
from exchange.models import ImportRun
from organisation.actor import as_system


def bring(place: str) -> tuple[int, int]:
    """A bundle in; how many rows were written, and the number of the run."""
    with as_system("a bench needs an instrument"):
        load_builtin()
        instrument()
    run = import_bundle(Path(place), dry_run=False, by=None, progress=lambda done, total, state: None)
    if run.state != "done":
        raise SystemExit(f"{run.state}: {run.problems[:3]}")
    with as_system("a bench asks which run it was"):
        before = ImportRun.objects.filter(created_at__lt=run.created_at).count()
    return sum(count["new"] + count["changed"] for count in run.counts.values()), before


def take_out(place: str) -> tuple[int, int]:
    """Everything out."""
    return sum(export_bundle(Path(place), by=None).values()), 0


def take_back(number: str) -> tuple[int, int]:
    """A run taken back."""
    with as_system("a bench takes back what it made"):
        run = ImportRun.objects.order_by("created_at")[int(number)]
        gone = undo_run(run, by=None)
        InstrumentPart.objects.filter(instrument__key=INSTRUMENT).delete()
        Instrument.objects.filter(key=INSTRUMENT).delete()
    return sum(gone.values()), 0


def instrument() -> None:
    """Thirteen parts with five levels."""
    made, new = Instrument.objects.get_or_create(
        key=INSTRUMENT, edition="2017", defaults={"name_nl": "Meetlat", "origin": Origin.OWN}
    )
    if new:
        scale = InstrumentScale.objects.create(
            instrument=made, key="levels", lowest=1, highest=5, direction=Direction.HIGHER
        )
        parts = [InstrumentPart(instrument=made, key=key, scale=scale, name_nl=key) for key in DOMAINS]
        InstrumentPart.objects.bulk_create(parts)


def alone(verb: str, place: str) -> None:
    """One thing; says seconds, megabytes at the highest, how many rows it wrote, and the number of the run."""
    began = time.perf_counter()
    written, number = {"import": bring, "export": take_out, "undo": take_back}[verb](place)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = {"seconds": time.perf_counter() - began, "memory": highest, "written": written, "number": number}
    sys.stdout.write(json.dumps(said) + "\n")
