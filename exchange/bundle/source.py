"""Opening a bundle: a folder, or a .zip that is looked at with suspicion before anything of it is read."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from exchange.bundle.problems import Findings, Problem, Refused
from exchange.bundle.shape import BY_NAME

FILES = 200
# More than this, and text does not shrink so far by itself. Small files may: a thousand equal lines do.
RATIO, SMALL = 100, 5_000_000
CHUNK = 1 << 20
PLAIN = re.compile(r"[A-Za-z0-9_. ()-]{1,100}")


@dataclass(frozen=True)
class Part:
    """One CSV file of a bundle. `size` is that of the unpacked file in bytes."""

    name: str
    size: int
    path: Path
    member: str = ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file, to read bytes from. Raises `Refused` for a .zip that breaks on the way."""
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                yield file
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise _refused(self.name, "bad_zip") from error
        except RuntimeError as error:
            raise _refused(self.name, "locked_zip") from error
        except zipfile.zlib.error as error:  # type: ignore[attr-defined]  # zipfile hands zlib on
            raise _refused(self.name, "bad_zip") from error

    def lines(self) -> int:
        """How many lines it has, about: a line end inside quotes counts too."""
        with self.open() as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(CHUNK), b""))


def parts(source: Path, findings: Findings) -> dict[str, Part]:
    """The files of a bundle by name without ending. Remarks name what is no file of it. Raises `Refused`."""
    if source.is_dir():
        found = [Part(path.name, path.stat().st_size, path) for path in sorted(source.iterdir()) if path.is_file()]
        found = [part for part in found if not part.name.startswith(".")]
    elif source.is_file():
        found = _members(source)
    else:
        raise _refused(source.name, "no_bundle")
    return _known(found, findings)


def _members(source: Path) -> list[Part]:
    try:
        with zipfile.ZipFile(source) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise _refused(source.name, "bad_zip") from error
    if len(members) > FILES:
        raise _refused(source.name, "too_many_files", most=FILES)
    for member in members:
        if member.flag_bits & 1:
            raise _refused(member.filename, "locked_zip")
        if not _is_plain(member.filename):
            raise _refused(member.filename, "path")
        if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
            raise _refused(member.filename, "zip_bomb")
    return [Part(member.filename.split("/")[-1], member.file_size, source, member.filename) for member in members]


def _is_plain(name: str) -> bool:
    folders = name.split("/")
    return len(folders) <= 2 and all(PLAIN.fullmatch(part) and part.strip(". ") for part in folders)


def _known(found: list[Part], findings: Findings) -> dict[str, Part]:
    limit = settings.BUNDLE_MEGABYTES
    if sum(part.size for part in found) > limit * 1_000_000:
        raise _refused("", "too_big", most=limit)
    known: dict[str, Part] = {}
    for part in found:
        stem, _, ending = part.name.lower().rpartition(".")
        if ending == "csv" and stem in BY_NAME and not BY_NAME[stem].inner:
            if stem in known:
                raise _refused(part.name, "twice")
            known[stem] = part
        else:
            findings.remark(part.name, 0, "", "", "unknown_file")
    if not known:
        raise _refused("", "no_files")
    return known


def _refused(file: str, code: str, **params: object) -> Refused:
    return Refused(Problem(file[-80:], 0, "", "", code, params))
