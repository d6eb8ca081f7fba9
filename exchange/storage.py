"""Files that are being moved: in a folder of their own outside the web root, under names that nobody guesses, for this
program alone. What nobody waits for any more is swept away after a day.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings

KEPT_FOR = timedelta(days=1)
BUNDLE = "bundle.zip"
PLACE = re.compile(r"[A-Za-z0-9_-]{32}")


def new_place() -> str:
    """The name of a new, empty folder that only this program may enter."""
    place = secrets.token_urlsafe(24)
    root = Path(settings.MOVING_FOLDER)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    (root / place).mkdir(mode=0o700)
    return place


def folder(place: str) -> Path:
    """Where a place lies. A ValueError for what is no name of one."""
    if not PLACE.fullmatch(place):
        raise ValueError("This is no place of ours.")
    return Path(settings.MOVING_FOLDER) / place


def private(path: Path) -> IO[bytes]:
    """A new file to write to, for nobody else on the machine."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def keep(place: str, name: str, chunks: Iterable[bytes]) -> Path:
    """Writes a file into a place. The name is one of ours, never that of who sent it."""
    path = folder(place) / name
    with private(path) as file:
        for chunk in chunks:
            file.write(chunk)
    return path


def source(place: str) -> Path:
    """What the engine reads: the .zip that was sent, or the folder with the files."""
    zipped = folder(place) / BUNDLE
    return zipped if zipped.exists() else folder(place)


def forget(place: str) -> None:
    """Removes a place with all that lies there; nothing when it is gone already."""
    if place:
        shutil.rmtree(folder(place), ignore_errors=True)


def sweep(now: datetime, waiting: set[str]) -> int:
    """Removes places older than a day that nobody waits for; returns how many."""
    root = Path(settings.MOVING_FOLDER)
    old = [
        path
        for path in (root.iterdir() if root.exists() else ())
        if PLACE.fullmatch(path.name)
        and path.name not in waiting
        and path.stat().st_mtime < (now - KEPT_FOR).timestamp()
    ]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)
