"""Installs what the application is built from: Python packages, front-end packages and what is made of them.

Standard library only. Each part carries a stamp with the hash of what it was made from, so a second start does nothing
and needs no network.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.steps import Steps, Stop

UV_FROM_PIP = {  # what pip is told on this machine, in uv's words
    "index-url": "UV_DEFAULT_INDEX",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "trusted-host": "UV_INSECURE_HOST",
}


class Stamp:
    """Remembers what a part was made from."""

    def __init__(self, file: Path, inputs: Iterable[Path], *words: str) -> None:
        digest = hashlib.sha256("\n".join(words).encode())
        for path in sorted(inputs):
            digest.update(str(path).encode() + b"\0" + path.read_bytes())
        self.file, self.value = file, digest.hexdigest()

    def valid(self) -> bool:
        """Whether the part was made from exactly this."""
        return self.file.exists() and self.file.read_text() == self.value

    def set(self) -> None:
        """The part has been made."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.value)


def files_under(root: Path, *folders: str) -> list[Path]:
    """Every file in these folders and files, without what Python leaves behind."""
    found = [
        path
        for folder in folders
        for path in ((root / folder).rglob("*") if (root / folder).is_dir() else [root / folder])
    ]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def python_packages(steps: Steps, root: Path, wanted: str) -> None:
    """`.venv` with the pinned packages: `run`, or `test`, which holds all of `run` too and is kept once it is there."""
    level_file = root / ".venv" / "level"
    if level_file.exists() and level_file.read_text() == "test":
        wanted = "test"
    lock = root / "requirements" / f"{wanted}.txt"
    stamp = Stamp(
        root / ".venv" / "stamp",
        [lock, root / "requirements" / "uv.txt"],
        sys.version,
        str(root),
    )
    with steps.step("Python packages"):
        if stamp.valid():
            return
        python = root / ".venv" / "bin" / "python"
        if not works(python, "pip"):
            shutil.rmtree(root / ".venv", ignore_errors=True)
            try:
                steps.quiet([sys.executable, "-m", "venv", root / ".venv"])
            except Stop as stop:
                raise Stop(
                    f"{stop}\nPython could not make .venv: is its venv part there (python3-venv) and the disk writable?"
                ) from None
        stamp.file.unlink(missing_ok=True)
        install(steps, root, python, lock)
        level_file.write_text(wanted)
        stamp.set()


def works(python: Path, module: str) -> bool:
    """Whether this Python starts and can run this module."""
    with contextlib.suppress(OSError):
        return subprocess.run([python, "-m", module, "--version"], capture_output=True).returncode == 0
    return False


def install(steps: Steps, root: Path, python: Path, lock: Path, *, exactly: bool = True) -> None:
    """Install a lock with uv, or with pip where uv cannot be had or does not get through."""
    pip = [python, "-m", "pip", "install", "-q", "--require-hashes", "-r"]
    env = {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_RETRIES": os.environ.get("PIP_RETRIES", "2"),
    }
    with contextlib.suppress(Stop):
        if not works(python, "uv"):
            steps.quiet([*pip, root / "requirements" / "uv.txt"], **env)
        verb = ["sync"] if exactly else ["install", "-r"]
        steps.quiet(
            [
                python,
                "-m",
                "uv",
                "pip",
                *verb,
                "-q",
                "--require-hashes",
                "--python",
                python,
                lock,
            ],
            **uv_settings(python),
        )
        return
    try:
        steps.quiet([*pip, lock], **env)
    except Stop as stop:
        raise Stop(
            f"{stop}\nThe Python packages could not be installed: is PyPI, or the index of your pip settings, there?"
        ) from None


def uv_settings(python: Path) -> dict[str, str]:
    """This machine's pip settings (files and environment) for uv, which reads none of them."""
    listed = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    env = {"UV_PYTHON_DOWNLOADS": "never"}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        target = UV_FROM_PIP.get(name.rpartition(".")[2].replace("_", "-"))
        if target:
            env[target] = value.strip("'\"")
    return {name: value for name, value in env.items() if name not in os.environ}


def npm(steps: Steps, root: Path) -> str:
    """The npm of this machine, or else the one of the pinned Python package that brings Node.js."""
    own = root / ".venv" / "bin" / "npm"
    found = shutil.which("npm") if shutil.which("node") else None
    if not found and not own.exists():
        install(
            steps,
            root,
            root / ".venv" / "bin" / "python",
            root / "requirements" / "node.txt",
            exactly=False,
        )
    return found or str(own)


def front_end(steps: Steps, root: Path, wanted: str) -> None:
    """`node_modules` from the lock, then the joined stylesheet and the sprite in `var/assets`.

    `wanted` is `run` or `test`; the browser and the checker of pages come for tests alone.
    """
    with steps.step("Front-end packages"):
        inputs = files_under(root, "package-lock.json", "package.json")
        stamps = {level: Stamp(root / "node_modules" / ".stamp", inputs, level) for level in ("run", "test")}
        if not stamps["test"].valid() and not stamps[wanted].valid():
            less = ["--omit=dev"] if wanted == "run" else []
            try:
                steps.quiet([npm(steps, root), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *less])
            except Stop as stop:
                raise Stop(
                    f"{stop}\nThe front-end packages could not be installed: is the npm registry, or yours, reachable?"
                ) from None
            stamps[wanted].set()
    with steps.step("Stylesheet and icons"):
        tools = [path for path in files_under(root, "tools") if path.suffix in (".py", ".txt")]
        made_from = [*files_under(root, "package-lock.json", "static", "templates"), *tools]
        stamp = Stamp(root / "var" / "assets.stamp", made_from)
        if not stamp.valid() or not (root / "var" / "assets").exists():
            steps.quiet([root / ".venv" / "bin" / "python", "-m", "tools.assets"])
            stamp.set()


def words(steps: Steps, root: Path) -> None:
    """The translations, compiled."""
    texts = [path for path in files_under(root, "locale") if path.suffix == ".po"]
    stamp = Stamp(root / "var" / "words.stamp", [*texts, *files_under(root, "tools/words.py")])
    with steps.step("Words"):
        if not stamp.valid() or not all(path.with_suffix(".mo").exists() for path in texts):
            steps.quiet([root / ".venv" / "bin" / "python", "-m", "tools.words", "compile"])
            stamp.set()
