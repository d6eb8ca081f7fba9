"""Writes `docs/access.md`: which page says who may enter, and which role brings which right.

    python -m tools.docs            write the page
    python -m tools.docs --print    show it

Made from the URL list, the first sentence of each rule and `organisation/roles.py`; a guard test compares.
"""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from django.urls import URLPattern, get_resolver
from django.utils.translation import override

from organisation.roles import LENT, RIGHTS, Right, Role

PAGE = Path(__file__).resolve().parent.parent / "docs" / "access.md"
BEGIN = """# Who may open what

Made by `python -m tools.docs` from the list of addresses, the rules (`<app>/rules.py`) and `organisation/roles.py`; do
not edit. Nothing is open unless a line here says so. Not allowed answers like not existing: 404 with the same page; a
visitor who is not logged in is asked to log in. What each person gets on each page, tried one by one, is the table
`tests/access_table.yaml`, which is written by hand.
"""

LENDING = """These come with no role. Who may lend rights lends them to one other person, for at most 14 days and with a
reason (page `lent_rights`); they go when they are taken back, or with the last role of that person.
"""


def first_sentence(rule: Callable[..., Any]) -> str:
    """What a rule says about itself."""
    return " ".join((inspect.getdoc(rule) or "").split("\n\n")[0].split())


def addresses(patterns: list[Any], before: str = "/") -> Iterator[tuple[str, str, str]]:
    """(address, name, rule) of every page, in the order of the list."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            rule = getattr(pattern.callback, "allowed_by", None)
            yield route.replace("|", "\\|"), pattern.name or "", rule.__name__ if rule else "(none)"
        else:
            yield from addresses(pattern.url_patterns, route)


def rules(patterns: list[Any]) -> dict[str, str]:
    """The first sentence of each rule in use, by the rule's name."""
    found: dict[str, str] = {}
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if rule := getattr(pattern.callback, "allowed_by", None):
                found[rule.__name__] = first_sentence(rule)
        else:
            found |= rules(pattern.url_patterns)
    return found


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def page() -> str:
    """The whole page."""
    patterns = get_resolver().url_patterns
    with override("en"):
        by_role = [right for right in Right if right not in LENT]
        roles = [[str(right.label), *("yes" if right in RIGHTS[role] else "" for role in Role)] for right in by_role]
        lent = [[str(right.label)] for right in Right if right in LENT]
        head = ["Right", *(str(role.label) for role in Role)]
    return "\n".join(
        [
            BEGIN,
            "## Roles and rights\n",
            table(head, roles),
            "## Lent rights\n",
            LENDING,
            table(["Right"], lent),
            "## Rules\n",
            table(["Rule", "Who, and what it opens"], [[f"`{name}`", says] for name, says in rules(patterns).items()]),
            "## Addresses\n",
            table(
                ["Address", "Name", "Rule"], [[f"`{r}`", f"`{n}`", f"`{rule}`"] for r, n, rule in addresses(patterns)]
            ),
        ]
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if "--print" in sys.argv:
        print(page())
    else:
        PAGE.write_text(page())
