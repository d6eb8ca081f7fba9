"""What a device keeps of the product itself to give pages without a network: scripts, styles, letters and empty pages.

Nothing of anybody is in it. Which pages, and for which others they stand in, is said in the settings (`OFFLINE_PAGES`).
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SCRIPTS = [
    *("chips", "count", "toast", "today", "group", "office", "sending", "outbox", "vault"),
    *("jot", "leave", "waiting", "visit", "along"),
]
LETTERS = [f"letters-{subset}-{weight}.woff2" for subset in ("latin", "latin-ext") for weight in (400, 700)]
NOUGHTS = [f"nought-{weight}.woff" for weight in (400, 700)]
FILES = [
    *("css/look.css", "icons.svg", "logo.svg"),
    *(f"js/{name}.js" for name in SCRIPTS),
    *(f"fonts/{name}" for name in LETTERS + NOUGHTS),
]
WORKER = Path(__file__).resolve().parent.parent / "static" / "js" / "worker.js"


def icons() -> list[dict[str, Any]]:
    """The signs on a home screen, as the manifest names them."""
    signs = [
        {"src": static(f"sign-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    return [*signs, {"src": static("logo.svg"), "sizes": "any", "type": "image/svg+xml"}]


def shortcuts() -> list[dict[str, str]]:
    """What the sign on a home screen offers when it is held: the forms that work without a network."""
    forms = [name for names in settings.OFFLINE_PAGES.values() for name in names]
    words = {
        "plan_new": _("New plan"),
        "group_met_new": _("Group met"),
        "activity_new": _("New activity"),
        "signal_new": _("New signal"),
    }
    return [{"name": words[name], "url": reverse(name)} for name in forms]


def worker() -> str:
    """The worker with what it has to keep before it; another version as soon as any of that differs."""
    pages = [reverse(name) for name in settings.OFFLINE_PAGES]
    leads = {reverse(name): reverse(page) for page, names in settings.OFFLINE_PAGES.items() for name in names}
    known = {"VERSION": f"{_version()}-{get_language()}", "FILES": [static(name) for name in FILES], "PAGES": pages}
    said = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in {**known, "LEADS": leads}.items())
    return said + WORKER.read_text()


def _version() -> str:
    """Twelve digits that change with any of the files or pages; while the scripts are worked on, asked each time."""
    return _digest() if not settings.DEBUG else _digest.__wrapped__()


@cache
def _digest() -> str:
    """Of the files as they are, of the worker, and of every template and word that a page is drawn with."""
    digest = hashlib.sha256(WORKER.read_bytes())
    for name in FILES:
        found = finders.find(name)
        digest.update(static(name).encode() + (Path(found).read_bytes() if found else b""))
    for folder in (settings.BASE_DIR / "templates", *settings.LOCALE_PATHS):
        for path in sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.mo")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
