#!/usr/bin/env python3
"""The one command for working on Keukentafel.

    python3 dev.py run      install, start the database, load the demo, serve   [--port 8000] [--reload]
    python3 dev.py test     every check and every test                          [what pytest takes]
    python3 dev.py prove    the same tests with their full counts               [what pytest takes]
    python3 dev.py check    the checks alone: style, types, arrow, templates, migrations
    python3 dev.py fix      put the style of the code right, as far as that goes by itself
    python3 dev.py bench    measure what docs/quality.md promises               [what the benchmarks take]
    python3 dev.py assets   build the stylesheet and the icons again
    python3 dev.py words    the words on screen                                 [what tools/words.py takes]
    python3 dev.py shell    a Python shell in the application                   [or what manage.py takes]
    python3 dev.py lock     pin the newest packages that pyproject.toml allows

Needs Python 3.11 or later; everything else it fetches into .venv, node_modules and var.
"""

import argparse
import os
import secrets
import signal
import subprocess
import sys

if sys.platform == "win32":
    sys.exit("Keukentafel runs on Linux and macOS; on Windows, start it inside WSL.")
if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one should read this line, not an error
    sys.exit(
        f"Keukentafel needs Python 3.11 or later and this is {sys.version.split()[0]}: start dev.py with a newer one."
    )

from tools import browser, checks, packages
from tools.database import database
from tools.steps import BIN, PYTHON, ROOT, VAR, Steps, Stop
from tools.webserver import serve, taken


def prepared(total: int, wanted: str) -> Steps:
    """Everything installed and built; the steps that follow count on. `total` is the number of steps of the command."""
    try:
        for folder in (VAR, VAR / "cache"):
            folder.mkdir(exist_ok=True)
        (VAR / "writable").write_text("")
    except OSError as error:
        raise Stop(
            f"{VAR} is not writable ({error.strerror}): free the disk or start as the owner of this folder."
        ) from None
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    steps = Steps(total, {**os.environ, "PATH": path, "SECRET_KEY": secret_key(), "PYTHONUNBUFFERED": "1"})
    packages.python_packages(steps, ROOT, wanted)
    packages.front_end(steps, ROOT, wanted)
    packages.words(steps, ROOT)
    return steps


def secret_key() -> str:
    """The key that signs sessions: the one of the settings, or one of this checkout's own."""
    file = VAR / "secret_key"
    if "SECRET_KEY" not in os.environ and not file.exists():
        with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as private:
            private.write(secrets.token_urlsafe(64))
    return os.environ.get("SECRET_KEY") or file.read_text()


# -- run -------------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Install, start, migrate, load the demo and serve until somebody presses Ctrl-C."""
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("--port", type=int, default=8000, help="where to serve, on this machine only (8000)")
    parser.add_argument("--reload", action="store_true", help="restart when a file changes, and show errors in full")
    asked = parser.parse_args(arguments)
    door = taken(asked.port)
    demo = os.environ.get("DEMO", "1") != "0"
    steps = prepared(10 if demo else 9, "run")
    steps.env.setdefault("DEMO", "1")
    steps.env["DEBUG"] = "1" if asked.reload else "0"
    with database(steps, ROOT):
        write_settings(steps)
        manage = [PYTHON, "manage.py"]
        steps.command("Tables", [*manage, "migrate", "--no-input"], DATABASE_ROLE="owner")
        steps.command("Built-in questions and rights", [*manage, "load_builtin"])
        if demo:
            steps.command("Demo", [*manage, "load_demo", "--if-empty"])
        steps.command("Static files", [*manage, "collectstatic", "--no-input", "--clear"])
        accounts = steps.quiet([*manage, "load_demo", "--list-accounts"]) if demo else ""
        return serve(steps, door, asked.reload, accounts)


def write_settings(steps: Steps) -> None:
    """Leave the settings in `var/local.env`, so that `.venv/bin/python manage.py` works beside a running server."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "DEMO")
    with open(os.open(VAR / "local.env", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as private:
        private.writelines(f"{name}={steps.env[name]}\n" for name in names)


# -- test ------------------------------------------------------------------------------------------------


def test(arguments: list[str]) -> int:
    """Every check, every test and the coverage bars; with arguments, pytest alone and only what they name."""
    steps = prepared(7 if arguments else 16 + len(checks.FULL_COVERAGE), "test")
    steps.env["CHROMIUM"] = str(browser.found(steps, ROOT))
    with database(steps, ROOT, "pg-test"):
        if not arguments:
            checks.template_ahead(steps)
            checks.run_checks(steps)
        said = checks.pytest(steps, arguments)
        if not arguments:
            checks.coverage_bars(steps)
    if not arguments:
        print(f"\nNot right yet: {', '.join(steps.failed)}." if steps.failed else "\nEverything is right.")
        print(said, flush=True)
    return 1 if steps.failed else 0


def prove(arguments: list[str]) -> int:
    """The tests with their full counts: attacks, kills and random worlds."""
    os.environ["KEUKENTAFEL_PROVE"] = "1"
    return test(arguments)


# -- the smaller verbs -----------------------------------------------------------------------------------


def check(_: list[str]) -> int:
    """The checks without the tests."""
    steps = prepared(13, "test")
    with database(steps, ROOT, "pg-test"):
        checks.run_checks(steps)
    return 1 if steps.failed else 0


def fix(_: list[str]) -> int:
    """Repair what a program can repair."""
    steps = prepared(6, "test")
    steps.command("Lint", [BIN / "ruff", "check", "--fix", "--quiet", "."], go_on=True)
    steps.command("Format", [BIN / "ruff", "format", "--quiet", "."])
    return 1 if steps.failed else 0


def bench(arguments: list[str]) -> int:
    """Measure, on a database of its own."""
    steps = prepared(6, "test")
    with database(steps, ROOT, "pg-bench"):
        steps.command("Tables", [PYTHON, "manage.py", "migrate", "--no-input"], DATABASE_ROLE="owner")
        return subprocess.call([PYTHON, "-m", "benchmarks", *arguments], env=steps.env, cwd=ROOT)


def assets(_: list[str]) -> int:
    """Build what the pages need of stylesheet and icons, whether or not something changed."""
    (VAR / "assets.stamp").unlink(missing_ok=True)
    prepared(4, "run")
    return 0


def words(arguments: list[str]) -> int:
    """Hand over to tools/words.py."""
    steps = prepared(4, "run")
    return subprocess.call([PYTHON, "-m", "tools.words", *(arguments or ["check"])], env=steps.env, cwd=ROOT)


def shell(arguments: list[str]) -> int:
    """Hand over to manage.py, with the database running; as the owner of the tables for what changes tables."""
    steps = prepared(5, "run")
    with database(steps, ROOT):
        if arguments[:1] in (["migrate"], ["makemigrations"], ["sqlmigrate"]):
            steps.env["DATABASE_ROLE"] = "owner"
        return subprocess.call([PYTHON, "manage.py", *(arguments or ["shell"])], env=steps.env, cwd=ROOT)


def lock(_: list[str]) -> int:
    """Pin anew: Python packages with their hashes, front-end packages with theirs; no address in either."""
    steps = prepared(9, "run")
    pin = [str(BIN / "uv"), "pip", "compile", "--upgrade", "--universal", "--generate-hashes", "--quiet"]
    pin += ["--no-emit-index-url", "--no-header", "--python-version", "3.11"]
    run_pins, test_pins = "requirements/run.txt", "requirements/test.txt"
    steps.command("Pins for running", [*pin, "pyproject.toml", "-o", run_pins])
    steps.command("Pins for testing", [*pin, "pyproject.toml", "--extra", "test", "-c", run_pins, "-o", test_pins])
    steps.command("Pins of the installer", [*pin, "--group", "install", "-o", "requirements/uv.txt"])
    steps.command("Pins of Node.js", [*pin, "--group", "node", "-o", "requirements/node.txt"])
    npm = packages.npm(steps, ROOT)
    steps.command("Pins for the browser", [npm, "update", "--package-lock-only", "--ignore-scripts"])
    return 0


VERBS = {f.__name__: f for f in (run, test, prove, check, fix, bench, assets, words, shell, lock)}


def main(arguments: list[str]) -> int:
    """Find the verb and do it; every expected trouble ends in one line."""
    if not arguments or arguments[0] not in VERBS:
        print(__doc__)
        return 0 if not arguments else 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell leaves it off for what it starts with &
    try:
        return VERBS[arguments[0]](arguments[1:])
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
