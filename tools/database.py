"""Which database the commands use: the one of the settings, or else the embedded one. Standard library only."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from tools.postgres import Server
from tools.steps import Steps


@contextlib.contextmanager
def database(steps: Steps, root: Path, *, throwaway: bool = False) -> Iterator[None]:
    """Puts `DATABASE_URL` and `DATABASE_OWNER_URL` of a running database into the environment of the steps.

    `throwaway`: a server of its own that is gone afterwards, so tests never meet the data of `run`, nor each other.
    """
    with contextlib.ExitStack() as stack:
        with steps.step("Database"):
            if "DATABASE_URL" in os.environ:
                asked = "test" if throwaway else "run"
                steps.env.update(json.loads(steps.quiet([root / ".venv/bin/python", "-m", "tools.roles", asked])))
            else:
                if throwaway:
                    remove_abandoned(root)
                server = Server(
                    root,
                    f"pg-test-{os.getpid()}" if throwaway else "pg",
                    throwaway=throwaway,
                )
                steps.env.update(stack.enter_context(server.running()))
        yield


def remove_abandoned(root: Path) -> None:
    """Take away the test servers of commands that were killed."""
    for folder in (root / "var").glob("pg-test-*"):
        server = Server(root, folder.name, throwaway=True)
        if server.abandoned():
            server.remove()
            with contextlib.suppress(OSError):
                (folder / "where").unlink(missing_ok=True)
                folder.rmdir()
