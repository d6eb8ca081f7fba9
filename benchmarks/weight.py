"""What a page weighs, gzip: the first visit with everything it loads, and a repeat with nothing but the page itself."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.urls import reverse

from benchmarks.world import client_of, large_plan, passing, professional

LOADED = re.compile(r'(?:src|href)="/static/([^"#?]+)"')
SPRITE = re.compile(r'<use href="/static/([^"#]+)#')


@passing()
def measure() -> list[dict[str, object]]:
    """Kilobytes (1,000 bytes) for pages of a plan with 5 goals and 25 actions."""
    person, team = professional()
    plan, client = large_plan(person, team, goals=5, actions=25), client_of(person)
    pages = {
        "home": reverse("home"),
        "residents": reverse("residents"),
        "plan": reverse("plan", args=[plan.pk]),
        "kitchen table": reverse("table", args=[plan.pk]),
        "sheet": reverse("sheet", args=[plan.pk]),
    }
    rows = []
    for name, url in pages.items():
        html = client.get(url).content.decode()
        page = len(gzip.compress(html.encode(), 6))
        files = {path for pattern in (LOADED, SPRITE) for path in pattern.findall(html)}
        loaded = sum(weight(path) for path in files if not path.endswith("logo.svg"))
        rows.append({"what": name, "first kB": round((page + loaded) / 1000, 1), "repeat kB": round(page / 1000, 1)})
    return rows


def weight(path: str) -> int:
    """Bytes of a static file on the wire: packed already, or gzip."""
    content = Path(finders.find(path)).read_bytes()
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content, 6))
