"""A page in a real browser, with what the journeys look at in it: accessibility, sizes, and what a task costs."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tools.browser import NAMES

ROOT = Path(__file__).resolve().parents[2]
# Wide enough for a phone, a tablet on the table, a desk, and the narrowest that must still work.
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "desktop": (1280, 900), "narrow": (320, 640)}
AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BUDGET: dict[str, dict[str, int]] = yaml.safe_load((ROOT / "tests/budget.yaml").read_text())
# Without asking for the stylesheets once more: twice the time, only to find pages that lock their orientation.
RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false})
  .then(found => found.violations)"""
# A refused form or an unknown page is an answer; the browser's own line about it is no fault of the page.
ANSWERS = tuple(f"the server responded with a status of {status}" for status in (401, 403, 404, 405, 409, 422, 429))
# Links within a sentence may be as high as the line (WCAG 2.5.8, exception "inline"); what is only there for a screen
# reader is not touched.
SMALL = """least => [...document.querySelectorAll(
  "a[href], button, select, summary, textarea, input:not([type=hidden]), [role=button]"
)].filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(e => !e.closest(".visually-hidden, p, li p"))
  .map(e => e.matches("input[type=radio], input[type=checkbox]") ? e.closest("label") || e : e)
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 1 && box.bottom > 0 && (box.width < least || box.height < least))
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""


def program() -> str:
    """The browser: `CHROMIUM` (dev.py sets it), the packaged one where dev.py unpacked it, or one of this machine."""
    packaged = ROOT / "var/chromium/run"
    known = [os.environ.get("CHROMIUM"), str(packaged) if packaged.exists() else None]
    known += [shutil.which(name) for name in NAMES]
    found = next((path for path in known if path), None)
    assert found, "No browser: set CHROMIUM to the path of a Chromium, or start the tests with dev.py."
    return found


@dataclass
class Counter:
    """What somebody did on a page since `start`."""

    taps: int = 0
    keys: int = 0
    screens: int = 0

    def start(self) -> None:
        """Counts from here."""
        self.taps = self.keys = self.screens = 0

    def count(self, kind: str) -> None:
        """One more."""
        setattr(self, kind, getattr(self, kind) + 1)

    def check(self, task: str) -> None:
        """Fails when the task cost more than tests/budget.yaml allows."""
        spent = {kind: getattr(self, kind) for kind in ("taps", "keys", "screens")}
        over = {kind: n for kind, n in spent.items() if n > BUDGET[task][kind]}
        assert not over, f"{task} cost {spent}, the budget is {BUDGET[task]}"


@dataclass
class Watch:
    """What went wrong in a browser while a test looked at something else."""

    problems: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext, home: str) -> None:
        """Follows every page of this context; nothing but the server of the test may be asked for anything."""
        context.on("request", lambda request: self._heard(request.url, home))
        context.on("console", self._read)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))

    def _heard(self, url: str, home: str) -> None:
        # Listening, not stepping in between: a browser whose questions are stepped in between keeps no cache, and asks
        # for every script of every page anew. What is asked elsewhere reaches nobody: the browser knows one address.
        if urlsplit(url).netloc != urlsplit(home).netloc and not url.startswith(("data:", "blob:")):
            self.problems.append(f"asked for {url}")

    def _read(self, message: ConsoleMessage) -> None:
        # A broken rule of the Content-Security-Policy is told here as well.
        if message.type == "error" and not any(answer in message.text for answer in ANSWERS):
            self.problems.append(f"console: {message.text}")


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now: WCAG 2.2 AA and best practice. One readable line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return [_line(one) for one in page.evaluate(RUN, TAGS)]


def _line(one: dict[str, Any]) -> str:
    where = "; ".join(" ".join(str(part) for part in node["target"]) for node in one["nodes"][:4])
    return f"{one['id']} ({one['impact']}): {one['help']} at {where}"


def small_targets(page: Page, least: int = 44) -> list[str]:
    """What can be touched and is smaller than `least` pixels in one direction."""
    return list(page.evaluate(SMALL, least))


def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than the window; 0 when nobody has to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
