#!/usr/bin/env python3
"""The one command for working on Keukentafel.

    python3 dev.py run      install, start the database, load the demo, serve   [--port 8000] [--reload]
    python3 dev.py test     every check and every test                          [what pytest takes]
    python3 dev.py prove    the same tests with their full counts               [what pytest takes]
    python3 dev.py check    the checks alone: style, types, arrow, templates, migrations
    python3 dev.py fix      put style and templates right, as far as that goes by itself
    python3 dev.py bench    measure what docs/quality.md promises               [what the benchmarks take]
    python3 dev.py assets   build the stylesheet and the icons again
    python3 dev.py words    the words on screen                                 [what tools/words.py takes]
    python3 dev.py shell    a Python shell in the application                   [or what manage.py takes]
    python3 dev.py lock     pin the newest packages that pyproject.toml allows

Needs Python 3.11 or later; everything else it fetches into .venv, node_modules and var.
"""

import argparse
import contextlib
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one should read this line, not an error
    sys.exit(
        "Keukentafel needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Start dev.py with a newer one."
    )

from tools import browser, packages
from tools.database import database
from tools.steps import Steps, Stop, follow_parent

ROOT = Path(__file__).resolve().parent
VAR, BIN = ROOT / "var", ROOT / ".venv" / "bin"
PYTHON = BIN / "python"
# What must be covered in full, in per cent of lines and branches; everything together has a bar of its own.
FULL_COVERAGE, OVERALL = ("outcomes", "shared", "organisation"), 90
CHECKS: dict[str, list[str | Path]] = {
    "Lint": [BIN / "ruff", "check", "--quiet", "."],
    "Format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "Arrow between the packages": [BIN / "lint-imports", "--cache-dir", "var/cache/imports"],
    "Types": [BIN / "mypy"],
    "Templates: lint": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "Templates: format": [BIN / "djlint", "templates", "--check", "--quiet"],
    "Words complete": [PYTHON, "-m", "tools.words", "check"],
}
PRODUCTION = {"HTTPS": "1", "ALLOWED_HOSTS": "keukentafel.example", "DEBUG": "0", "TESTING": "0", "DEMO": "0"}


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
    steps = Steps(total, {**os.environ, "PATH": path, "SECRET_KEY": secret_key(), "PYTHONUNBUFFERED": "1"}, ROOT)
    packages.python_packages(steps, ROOT, wanted)
    packages.front_end(steps, ROOT)
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
    free_port(asked.port)
    steps = prepared(10, "run")
    steps.env.setdefault("DEMO", "1")
    steps.env["DEBUG"] = "1" if asked.reload else "0"
    with database(steps, ROOT):
        write_settings(steps)
        manage = [PYTHON, "manage.py"]
        steps.command("Tables", [*manage, "migrate", "--no-input"], DATABASE_ROLE="owner")
        steps.command("Built-in questions and rights", [*manage, "load_builtin"])
        steps.command("Demo", [*manage, "load_demo", "--if-empty"])
        steps.command("Static files", [*manage, "collectstatic", "--no-input", "--clear"])
        accounts = steps.quiet([*manage, "load_demo", "--list-accounts"])
        return serve(steps, asked.port, asked.reload, accounts)


def free_port(port: int) -> None:
    """Stop early when something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise Stop(
                f"Port {port} is in use or not allowed: stop what listens there, or choose another with --port."
            ) from None


def write_settings(steps: Steps) -> None:
    """Leave the settings in `var/local.env`, so that `.venv/bin/python manage.py` works beside a running server."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "DEMO")
    with open(os.open(VAR / "local.env", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as private:
        private.writelines(f"{name}={steps.env[name]}\n" for name in names)


def serve(steps: Steps, port: int, reload: bool, accounts: str) -> int:
    """Serve with gunicorn; returns its exit code."""
    command = [
        BIN / "gunicorn",
        "config.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--threads",
        "4",
    ]
    command += [
        "--keep-alive",
        "30",
        "--log-level",
        "warning",
        "--no-control-socket",
        *(["--reload"] if reload else []),
    ]
    with steps.step("Web server"):
        server = subprocess.Popen(command, env=steps.env, cwd=ROOT, start_new_session=True, preexec_fn=follow_parent)
        while not answers(port):
            if server.poll() is not None:
                raise Stop("The web server did not start; what it said stands above.")
            time.sleep(0.1)
    print(f"\nKeukentafel is on http://127.0.0.1:{port}/    (Ctrl-C stops it)\n\n{accounts}", flush=True)
    try:
        return server.wait()
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=15)


def answers(port: int) -> bool:
    """Whether a page comes from there, whichever."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"http://127.0.0.1:{port}/", timeout=20).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


# -- test ------------------------------------------------------------------------------------------------


def test(arguments: list[str]) -> int:
    """Every check, every test and the coverage bars; with arguments, pytest alone and only what they name."""
    steps = prepared(6 if arguments else 15 + len(FULL_COVERAGE) + 1, "test")
    steps.env["CHROMIUM"] = str(browser.found(steps, ROOT))
    with database(steps, ROOT, throwaway=True):
        if not arguments:
            run_checks(steps)
        said = pytest(steps, arguments)
        if not arguments:
            coverage_bars(steps)
    if not arguments and steps.failed:
        print(f"\nNot right yet: {', '.join(steps.failed)}.")
    print(said, flush=True)
    return 1 if steps.failed else 0


def prove(arguments: list[str]) -> int:
    """The tests with their full counts: attacks, kills and random worlds."""
    os.environ["KEUKENTAFEL_PROVE"] = "1"
    return test(arguments)


def run_checks(steps: Steps) -> None:
    """Each check as a step; a failure does not hide the next."""
    for name, command in CHECKS.items():
        steps.command(name, command, go_on=True, TESTING="1")
    manage = [PYTHON, "manage.py"]
    steps.command("Migrations in step", [*manage, "makemigrations", "--check", "--dry-run"], go_on=True, TESTING="1")
    steps.command(
        "Ready for production", [*manage, "check", "--deploy", "--fail-level", "WARNING"], go_on=True, **PRODUCTION
    )


def pytest(steps: Steps, arguments: list[str]) -> str:
    """Run pytest as a step with its output as it comes; returns its closing line."""
    command = [PYTHON, "-m", "pytest", *(["--color=yes"] if steps.lively else [])]
    command += arguments or ["-n", "2", "--cov", "--cov-report="]
    steps.number += 1
    print(f"[{steps.number}/{steps.total}] Tests", flush=True)
    tests = subprocess.Popen(
        [str(part) for part in command], env={**steps.env, "TESTING": "1"}, cwd=ROOT, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", preexec_fn=follow_parent,
    )  # fmt: skip
    closing = "pytest said nothing"
    assert tests.stdout
    for line in tests.stdout:
        print(line, end="", flush=True)
        if re.search(r"\b\d+ (passed|failed|errors?|deselected)\b|no tests ran", line):
            closing = line.rstrip()
    if tests.wait():
        steps.failed.append("Tests")
    return closing


def coverage_bars(steps: Steps) -> None:
    """Lines and branches that no test passes: none in the packages that figures and access hang on, few elsewhere."""
    report = [BIN / "coverage", "report", "--skip-covered", "--show-missing"]
    for package in FULL_COVERAGE:
        steps.command(
            f"Coverage of {package}: 100 %", [*report, f"--include={package}/*", "--fail-under=100"], go_on=True
        )
    steps.command(f"Coverage of all: {OVERALL} %", [*report, f"--fail-under={OVERALL}"], go_on=True)


# -- the smaller verbs -----------------------------------------------------------------------------------


def check(_: list[str]) -> int:
    """The checks without the tests."""
    steps = prepared(14, "test")
    with database(steps, ROOT, throwaway=True):
        run_checks(steps)
    return 1 if steps.failed else 0


def fix(_: list[str]) -> int:
    """Repair what a program can repair."""
    steps = prepared(7, "test")
    steps.command("Lint", [BIN / "ruff", "check", "--fix", "--quiet", "."], go_on=True)
    steps.command("Format", [BIN / "ruff", "format", "--quiet", "."])
    with contextlib.suppress(Stop):  # djlint ends with 1 when it changed something
        steps.quiet([BIN / "djlint", "templates", "--reformat", "--quiet"])
    steps.command("Templates", [BIN / "djlint", "templates", "--check", "--quiet"], go_on=True)
    return 1 if steps.failed else 0


def bench(arguments: list[str]) -> int:
    """Measure, on a database of its own."""
    steps = prepared(6, "test")
    with database(steps, ROOT, throwaway=True):
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
    steps = prepared(8, "run")
    pin = [
        BIN / "uv",
        "pip",
        "compile",
        "--upgrade",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
    ]
    pin += ["--quiet", "--python-version", "3.11", "pyproject.toml"]
    steps.command("Pins for running", [*pin, "-o", "requirements/run.txt"])
    steps.command(
        "Pins for testing", [*pin, "--extra", "test", "-c", "requirements/run.txt", "-o", "requirements/test.txt"]
    )
    steps.command(
        "Pins for the browser", [packages.npm(steps, ROOT), "update", "--package-lock-only", "--ignore-scripts"]
    )
    return 0


VERBS = {f.__name__: f for f in (run, test, prove, check, fix, bench, assets, words, shell, lock)}


def main(arguments: list[str]) -> int:
    """Find the verb and do it; every expected trouble ends in one line."""
    if not arguments or arguments[0] not in VERBS:
        print(__doc__)
        return 0 if not arguments else 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
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
