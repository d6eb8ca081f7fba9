"""The checks, the tests and the coverage bars of `dev.py test`. Standard library only."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tools.steps import BIN, PYTHON, ROOT, VAR, Steps, follow_parent

# What must be covered in full, in per cent of lines and branches; everything together has a bar of its own.
FULL_COVERAGE, OVERALL = ("outcomes", "shared", "organisation"), 90
CHECKS: dict[str, list[str | Path]] = {
    "Lint": [BIN / "ruff", "check", "--quiet", "."],
    "Format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "Arrow between the packages": [BIN / "lint-imports", "--cache-dir", "var/cache/imports"],
    "Types": [BIN / "mypy"],
    # Not its formatter: that puts white space between inline elements, which shows on the page.
    "Templates": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "Words complete": [PYTHON, "-m", "tools.words", "check"],
}
# What Python compiled is kept, also where it may not be beside its source: the tests start Python often, and reading
# hundreds of test files anew takes each of their workers a quarter of a minute.
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(VAR / "cache" / "python")}
# Makes the database of which every worker of the tests gets a clone, if it is not there yet.
TEMPLATE = """
import tests.environment, django
django.setup()
from tests.database import a_clone
with a_clone():
    pass
"""
PRODUCTION = {"HTTPS": "1", "ALLOWED_HOSTS": "keukentafel.example", "DEBUG": "0", "TESTING": "0", "DEMO": "0"}


def run_checks(steps: Steps) -> None:
    """Each check as a step; a failure does not hide the next."""
    steps.env |= COMPILED
    for name, command in CHECKS.items():
        steps.command(name, command, go_on=True, TESTING="1")
    manage = [PYTHON, "manage.py"]
    steps.command("Migrations in step", [*manage, "makemigrations", "--check", "--dry-run"], go_on=True, TESTING="1")
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    steps.command("Ready for production", deploy, go_on=True, **PRODUCTION)


def template_ahead(steps: Steps) -> None:
    """Begins migrating for the tests, half a minute of one core, beside the checks; the tests wait for what is left.

    When it fails nothing is said: the first test that needs the database tries again, and says it.
    """
    subprocess.Popen(
        [PYTHON, "-c", TEMPLATE],
        env={**steps.env, **COMPILED, "TESTING": "1"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=follow_parent,
    )


def pytest(steps: Steps, arguments: list[str]) -> str:
    """Run pytest as a step with its output as it comes; returns its closing line."""
    command: list[str | Path] = [PYTHON, "-m", "pytest", *(["--color=yes"] if steps.lively else [])]
    command += arguments or ["-n", "3", "--dist", "worksteal", "--cov", "--cov-report="]
    steps.number += 1
    print(f"[{steps.number}/{steps.total}] Tests", flush=True)
    tests = subprocess.Popen(
        [str(part) for part in command],
        env={**steps.env, **COMPILED, "TESTING": "1"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=follow_parent,
    )
    closing = "pytest said nothing"
    for line in tests.stdout or ():
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
