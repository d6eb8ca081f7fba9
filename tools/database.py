"""Which database the commands use: the one of the settings, or else the embedded one. Standard library only."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from tools.postgres import Server
from tools.steps import PYTHON, Steps


@contextlib.contextmanager
def database(steps: Steps, root: Path, name: str = "pg") -> Iterator[None]:
    """Puts `DATABASE_URL` and `DATABASE_OWNER_URL` of a running database into the environment of the steps.

    `name` is its folder in `var` when it is an embedded one: `pg` for running; `pg-test` for tests, which so never meet
    the data of `run`; `pg-bench` for measuring, gone afterwards.
    """
    with contextlib.ExitStack() as stack:
        with steps.step("Database"):
            if "DATABASE_URL" in os.environ:
                asked = "test" if name == "pg-test" else "run"
                steps.env.update(json.loads(steps.quiet([PYTHON, "-m", "tools.roles", asked], plain=True)))
            else:
                server = Server(root, name, careless=name == "pg-test")
                if name == "pg-bench":
                    stack.callback(server.remove)
                steps.env.update(stack.enter_context(server.running()))
        yield
