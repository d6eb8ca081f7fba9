"""Numbered steps on screen: what is being done, how long it took, and everything it said when it failed.

Standard library only, because it runs before anything is installed.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR, BIN = ROOT / "var", ROOT / ".venv" / "bin"
PYTHON = BIN / "python"
FRAMES = "-\\|/"


class Stop(Exception):
    """A reason to end, in one plain line that says what is wrong and what to do about it."""


def follow_parent() -> None:
    """Runs in a child before its program: let it end when we end, however hard we end (Linux; elsewhere it stays)."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - not every platform has what this one call needs

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Steps:
    """Counts the steps of one command and prints one line for each."""

    def __init__(self, total: int, env: Mapping[str, str]) -> None:
        self.total = total
        self.env = dict(env)
        self.number = 0
        self.failed: list[str] = []
        self.lively = sys.stdout.isatty()

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside and print it as one numbered line; a `Stop` marks the line as failed."""
        self.number += 1
        head = f"[{self.number}/{self.total}] {name}"
        started, done = time.monotonic(), threading.Event()
        spinner = threading.Thread(target=self._spin, args=(head, started, done), daemon=True)
        if self.lively:
            spinner.start()
        else:
            print(f"{head} ...", flush=True)
        word = "failed"
        try:
            yield
            word = "ok"
        finally:
            done.set()
            if self.lively:
                spinner.join()
            if word == "failed":
                self.failed.append(name)
            print(
                f"{chr(13) if self.lively else ''}{head:<58} {word:>6} {time.monotonic() - started:6.1f} s",
                flush=True,
            )

    def _spin(self, head: str, started: float, done: threading.Event) -> None:
        turn = 0
        while not done.wait(0.1):
            turn += 1
            seconds = time.monotonic() - started
            print(
                f"\r{head:<58} {FRAMES[turn % 4]:>6} {seconds:6.1f} s",
                end="",
                flush=True,
            )

    def command(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        go_on: bool = False,
        **env: str,
    ) -> bool:
        """Run a command as a step, silent unless it fails. `go_on`: a failure is remembered and does not end it."""
        said = ""
        try:
            with self.step(name):
                said = self.quiet(command, **env)
        except Stop as stop:
            print(stop, flush=True)
            if not go_on:
                raise Stop(f"'{name}' failed; what it said stands above.") from None
            return False
        return said is not None

    def quiet(self, command: Sequence[str | Path], *, plain: bool = False, **env: str) -> str:
        """Run a command and return what it printed; raise `Stop` with all of it when it fails.

        `plain`: what it printed is a sentence for the reader, to which nothing needs adding.
        """
        try:
            done = subprocess.run(
                [str(part) for part in command],
                env={**self.env, **env},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                preexec_fn=follow_parent,
            )
        except OSError as error:
            raise Stop(f"Could not start {command[0]}: {error}") from error
        if done.returncode and plain:
            raise Stop(done.stdout.rstrip())
        if done.returncode:
            raise Stop(f"{done.stdout.rstrip()}\n(exit code {done.returncode}: {' '.join(map(str, command))})")
        return done.stdout
