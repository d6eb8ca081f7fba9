"""Only what was sent can be wrong: a form that is looked at, by GET or by HEAD, is no 422."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A status that is 422 for every way of asking but one lets HEAD find a fault in a form that nobody filled in.
FAULT = re.compile(r'request\.method == "GET"[^\n]*else 422')


def faults(source: str) -> list[str]:
    """The lines of a view that answer HEAD with 422."""
    return FAULT.findall(source)


def test_forms_that_are_looked_at() -> None:
    """In no view."""
    views = [path for path in ROOT.glob("*/views/*.py") if "node_modules" not in path.parts]
    assert len(views) > 40
    assert {path.name: found for path in views if (found := faults(path.read_text()))} == {}


def test_is_found() -> None:
    """The fault itself is."""
    assert faults('status = 200 if request.method == "GET" else 422')
    assert not faults('status = 422 if request.method == "POST" else 200')
