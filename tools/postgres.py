"""Starts and stops the PostgreSQL that came along as a wheel. Standard library and the wheel's own programs only.

Several commands may use one server at a time. Each holds a shared lock on `users.lock`; the last to leave can make it
exclusive and stops the server. The kernel drops the locks of a process that dies, so a crash leaves nothing to repair.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tools.ground import (
    copied,
    installed,
    locked,
    may_enter,
    own_folder,
    unprivileged,
    write_private,
)
from tools.steps import Stop

OWNER, APP, DATABASE = "keukentafel_owner", "keukentafel_app", "keukentafel"
PATIENCE = 30  # seconds: a killed server's children need a moment to be gone before the next may start
# What is said of a server that was killed and is not quite gone, or of a port that was just taken.
PASSES = ("postmaster.pid", "shared memory", "in use")
# What a test server holds may be lost in a power cut, and it is then made anew: much faster in making databases.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD '%({OWNER})s';
CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '%({APP})s';
CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8';
"""


class Server:
    """One PostgreSQL server: its folder, its programs and the user it runs as."""

    def __init__(self, root: Path, name: str = "pg", *, careless: bool = False) -> None:
        self.careless = careless
        wheel = installed(root)
        self.place = wanted = root / "var" / name
        self.user = unprivileged(root) if os.geteuid() == 0 else None
        if self.user is None or may_enter(self.user, [wheel, root]):
            self.home = wanted
        else:  # the checkout is closed to that user: keep programs and data where it may come
            base = Path("/var/tmp") / f"keukentafel-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
            own_folder(base, 0, mode=0o755)
            wheel, self.home = copied(wheel, base), base / name
            own_folder(wanted, 0)
            (wanted / "where").write_text(f"{self.home}\n")
        self.bin = wheel / "bin"
        own_folder(self.home, self.user.pw_uid if self.user else os.geteuid())
        self.cluster = self.home / "cluster"
        self.secrets_file = self.home / "passwords.json"

    # -- using ---------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def running(self) -> Iterator[dict[str, str]]:
        """A running server; gives the environment that points to it. Stopped by the last who leaves."""
        with (
            open(self.home / "door.lock", "w") as door,
            open(self.home / "users.lock", "w") as users,
        ):
            with locked(door):
                fcntl.flock(users, fcntl.LOCK_SH)
                try:
                    self._ensure()
                except Stop:
                    if not self.careless:
                        raise
                    self._stop()
                    shutil.rmtree(self.cluster)
                    self._ensure()
            try:
                yield self.environment()
            finally:
                with locked(door), contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()

    def remove(self) -> None:
        """Stop the server and delete all it holds."""
        self._stop()
        for folder in (self.home, self.place):
            shutil.rmtree(folder, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """`DATABASE_URL` for the app's role and `DATABASE_OWNER_URL` for the role that migrates."""
        words = json.loads(self.secrets_file.read_text())
        where = f"127.0.0.1:{self._port()}/{DATABASE}"
        return {
            "DATABASE_URL": f"postgres://{APP}:{words[APP]}@{where}",
            "DATABASE_OWNER_URL": f"postgres://{OWNER}:{words[OWNER]}@{where}",
        }

    # -- starting and stopping -----------------------------------------------------------------------------------------

    def _ensure(self) -> None:
        if not self.cluster.exists():
            self._create()
        made_by, ours = (
            (self.cluster / "PG_VERSION").read_text().strip(),
            self._program("postgres", "--version").split()[2],
        )
        if ours.split(".")[0] != made_by:
            raise Stop(
                f"{self.home} was made by PostgreSQL {made_by} and this is {ours}: move what you need out of it, "
                "remove the folder and start again."
            )
        if not self._answers():
            self._start()
        known = self._sql("postgres", f"SELECT count(*) FROM pg_database WHERE datname = '{DATABASE}'")
        if known.strip() == "0":
            words = json.loads(self.secrets_file.read_text())
            for statement in (ROLES % {OWNER: words[OWNER], APP: words[APP]}).strip().splitlines():
                try:
                    self._sql("postgres", statement)
                except Stop as stop:  # a role may be there already, from a first start that was interrupted
                    if "already exists" not in str(stop):
                        raise

    def _create(self) -> None:
        words = {role: secrets.token_hex(24) for role in ("postgres", OWNER, APP)}
        fresh, password = self.home / "cluster.new", self.home / "first-password"
        shutil.rmtree(fresh, ignore_errors=True)
        write_private(password, words["postgres"], self.user)
        write_private(self.secrets_file, json.dumps(words), self.user)
        self._program(
            "initdb", "-D", str(fresh), "-U", "postgres", f"--pwfile={password}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", *(["--no-sync"] if self.careless else []),
        )  # fmt: skip
        password.unlink()
        fresh.rename(self.cluster)  # only a finished one gets the real name

    def _start(self) -> None:
        deadline, log = time.monotonic() + PATIENCE, self.home / "server.log"
        while True:
            self._drop_stale_pid()
            options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={self._free_port()}"]
            options += ["timezone=UTC", "log_timezone=UTC", *(CARELESS if self.careless else ())]
            arguments = ["-D", str(self.cluster), "-l", str(log), "-w", "-t", str(PATIENCE)]
            try:
                self._program("pg_ctl", *arguments, "-o", " ".join(f"-c {option}" for option in options), "start")
                return
            except Stop as stop:
                said = "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else str(stop)
            if time.monotonic() > deadline or not any(word in said for word in PASSES):
                raise Stop(f"PostgreSQL did not start; its log, {log}, ends with:\n{said}")
            time.sleep(0.5)

    def _stop(self) -> None:
        if (self.cluster / "postmaster.pid").exists():
            with contextlib.suppress(Stop):
                self._program(
                    "pg_ctl",
                    "-D",
                    str(self.cluster),
                    "-m",
                    "fast",
                    "-w",
                    "-t",
                    str(PATIENCE),
                    "stop",
                )

    def _drop_stale_pid(self) -> None:
        """Another process may have got the number of a server that was killed; PostgreSQL would wait for it forever."""
        pidfile = self.cluster / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            process = Path("/proc") / pidfile.read_text().split("\n", 1)[0]
            if process.parent.is_dir() and "postgres" not in (process / "cmdline").read_text():
                pidfile.unlink()

    def _answers(self) -> bool:
        with contextlib.suppress(Stop, OSError, IndexError):
            return self._sql("postgres", "SELECT 1").strip() == "1"
        return False

    def _port(self) -> str:
        return (self.cluster / "postmaster.pid").read_text().splitlines()[3]

    def _free_port(self) -> int:
        """The port of last time, so that addresses stay the same, or else any free one."""
        remembered = self.home / "port"
        for port in (int(remembered.read_text()) if remembered.exists() else 0, 0):
            with socket.socket() as probe, contextlib.suppress(OSError):
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
                remembered.write_text(str(probe.getsockname()[1]))
                return int(probe.getsockname()[1])
        raise Stop("No free port on 127.0.0.1 for PostgreSQL.")

    def _sql(self, database: str, statement: str) -> str:
        word = json.loads(self.secrets_file.read_text())["postgres"]
        where = f"host=127.0.0.1 port={self._port()} user=postgres dbname={database} connect_timeout=5"
        return self._program(
            "psql",
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            where,
            "-c",
            statement,
            PGPASSWORD=word,
        )

    def _program(self, name: str, *arguments: str, **env: str) -> str:
        """Run one of PostgreSQL's programs as the server's user; returns what it printed."""
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        with open(self.home / "last-command.log", "w+") as said:  # a pipe would stay open as long as the server lives
            try:
                done = subprocess.run(
                    [self.bin / name, *arguments],
                    env={
                        "LC_ALL": "C.UTF-8",
                        "TZ": "UTC",
                        "PATH": "/usr/bin:/bin",
                        **env,
                    },
                    cwd=self.home,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    **who,
                )
            except (OSError, subprocess.SubprocessError) as error:
                raise Stop(
                    f"Could not start PostgreSQL's {name} as {self.user.pw_name if self.user else 'you'}: {error}"
                ) from error
            said.seek(0)
            text = said.read()
        if done.returncode:
            raise Stop(f"PostgreSQL's {name} failed: {text.strip()}")
        return text
