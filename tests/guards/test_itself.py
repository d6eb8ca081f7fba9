"""The project speaks of itself alone: not of where or how it was written, and not of where packages come from."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.guards.tree import MADE, ROOT, matching

TEXT = {".py", ".md", ".html", ".txt", ".toml", ".json", ".yaml", ".yml", ".js", ".css", ".po", ".cfg", ".svg", ""}
# Taken apart, so that this file does not contain what it looks for.
WORKPLACE = [r"(?<![\w.])/wo" + r"rk/", r"(?<![\w.])/ro" + r"ot/", r"(?<![\w.])/ho" + r"me/\w", r"/tm" + r"p/\w"]
WRITING = [r"\bsub" + r"agents?\b", r"\bA" + r"I\b", r"\bL" + r"LMs?\b", r"\bis" + r"sues? #?\d", r"\bses" + r"sion \d"]
SOURCES = ["python" + "hosted", r"py" + r"pi\.org", r"registry\.np" + r"mjs", "arti" + "factory", r"\bnex" + r"us\b"]
SPEAKS = re.compile("|".join(WORKPLACE + WRITING + SOURCES))
LOCKS = ("requirements/*.txt", "package-lock.json", ".npmrc")


def tracked() -> list[Path]:
    """The text files of the project: what git knows or would take, or else all that was not built."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
        paths = [ROOT / name for name in listed if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file() and path.suffix in TEXT)


def test_files() -> None:
    """Nothing of the kind in any file."""
    assert [found for path in tracked() for found in matching(path, SPEAKS)] == []


def test_locks_name_no_address() -> None:
    """Pins hold names, versions and hashes; where they come from is the machine's own affair."""
    locks = [path for pattern in LOCKS for path in ROOT.glob(pattern)]
    # Who pays for a package is told in the lock of npm by an address as well; that one fetches nothing.
    fetching = re.compile(r'"resolved"|^\s*(--index-url|--extra-index-url|--find-links|registry\s*=)|@ https?://')
    assert [
        f"{path.name}: {line}" for path in locks for line in path.read_text().splitlines() if fetching.search(line)
    ] == []


def test_guard_sees() -> None:
    """Planted lines are seen, words that look like them are not."""
    planted = ["cd /wo" + "rk/main", "/ro" + "ot/x", "a sub" + "agent wrote", "made by A" + "I", "see is" + "sue 12"]
    assert [line for line in planted if not SPEAKS.search(line)] == []
    innocent = ["/homework/", "network/x", "AIR", "the session ends", "an issue of trust", "var/work", "tests/root/x"]
    assert [line for line in innocent if SPEAKS.search(line)] == []
