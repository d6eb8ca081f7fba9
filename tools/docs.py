"""Writes `docs/access.md` (who may enter which page, and which role brings which right) and `docs/figures.md`.

    python -m tools.docs            write the pages
    python -m tools.docs --print    show them

Made from the URL list, the first sentence of each rule, `organisation/roles.py` and the indicators; guard tests
compare.
"""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.urls import URLPattern, get_resolver
from django.utils.module_loading import import_string
from django.utils.translation import override

from organisation.roles import LENT, RIGHTS, Right, Role

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE, FIGURES = DOCS / "access.md", DOCS / "figures.md"
BEGIN = """# Who may open what

Made by `python -m tools.docs` from the list of addresses, the rules (`<app>/rules.py`) and `organisation/roles.py`; do
not edit. Nothing is open unless a line here says so. Not allowed answers like not existing: 404 with the same page; a
visitor who is not logged in is asked to log in. What each person gets on each page, tried one by one, is the table
`tests/access_table.yaml`, which is written by hand.
"""

LENDING = """These come with no role. Who may lend rights lends them to one other person, for at most 14 days and with a
reason (page `lent_rights`); they go when they are taken back, or with the last role of that person.
"""


ABOUT_FIGURES = """# What counts

Made by `python -m tools.docs` from the indicators in `outcomes/indicators/`, one file each; do not edit. A figure is
defined in one place, and two pages that show it show one number. A figure of a team is withheld where it rests on fewer
than {fewest} residents, and all of them where fewer than {colleagues} people coordinated in the period; of one's
own caseload nothing is. All of them are also there for programs: `manage.py figures --scope team:<key> --period 2026-Q3
--as <e-mail address>` prints what that person may see, in the shape of `outcomes/as_json.py`. Whether the facts behind
them (`outcomes/models/facts.py`) are still what the registrations say is checked every night, and by `manage.py
verify_figures`, which mends them with `--mend`. Groups met, activities and signals are counted from their own tables
(`outcomes/models/outside.py`), for the person, the team and the area that each carries; nobody lives behind them, so of
one's own and of a team nothing of them is withheld.

| Scope | Period | Small numbers |
|---|---|---|
| `own`: plans that one coordinates; `co_worked`: that one works on beside somebody | any days | nothing is withheld |
| `team:<key>`: a team in which one works or which one leads | quarters and years | as said above |
| `organisation`: how questions are used | quarters that are over | fewer than {fewest} residents are withheld |
| `area:<code>`, `service:<key>`, `organisation`: what was published | quarters and years that were published | as \
they were protected together before; for readers outside counts are rounded to five |

## Common ground

* A period is half-open: its end day is outside. Quarters and years are those of the calendar in Amsterdam.
* Assignments hold on their first and on their last day. A plan is open on a day from `opened_on` on, unless a closing
  has `closed_on <= day < reopened_on`. A closing counts in its period unless the plan was reopened before that period
  ended.
* What happened counts for who coordinated the plan on its day, and for the team of the last coordinator up to that
  day; a later hand-over moves nothing. Who works on a plan beside its coordinator has it among the co-worked ones. In
  a team a plan counts once.
* First and last look at everything recorded up to the last day of the period, also under an earlier coordinator. What
  happened later does not exist for that period. Voices are never mixed: of a goal the resident's scores count if
  there are any, else the professional's, else the carer's; of an instrument those of the voice that it names. Of two
  values on one day the one recorded last counts; a correction replaces what it corrects.
* Every figure says on how many records it rests (`known`) and how many there were (`total`). Nothing at all is zero;
  too little to show is said as such, and is never zero.

## For programs

One list with an object for each figure: `key`, `scope`, `period`, `kind`, `known`, `total`, `withheld` and `cells`. A
cell has its name (`cell`) and `withheld`; shown it has `count` and `of` (null outside the share), or `value` (days,
or a mean). Withheld it has none of these. What a figure tells apart stands before the colon:
`<instrument>:<edition>:<part>:up`, `<question>:<answer>`, `<theme>:first`, `<question>:filled`; where each has a
share of its own, its cells carry `known` and `total`, and those of the figure are null.

What was published says on which day it was counted (`counted_on`). There `known`, `total` and `of` are left out where
they are withheld, `unpublished` is said of a figure of which nothing safe could be shown, and one without cells is of a
place and period in which nothing was counted.
"""


READ = ("disclosure.FEWEST", "disclosure.FEWEST_COLLEAGUES", "indicators.INDICATORS")


def figures_page() -> str:
    """The page about figures: what is asked, of what, what counts and from which questions, for each of them."""
    # Models can be imported once Django is set up, which as a program this does itself.
    few, colleagues, indicators = (import_string(f"outcomes.{name}") for name in READ)
    said = ABOUT_FIGURES.format(fewest=few, colleagues=colleagues)
    with override("en"):
        return "\n".join([said, *(figure_in_words(one) for _key, one in sorted(indicators.items()))])


def figure_in_words(indicator: ModuleType) -> str:
    """One figure, under its key."""
    reads = ", ".join(f"`{key}`" for key in indicator.READS) or "whether there is an answer, and no answer"
    rows = [
        ["Kind", str(indicator.KIND)],
        ["Of what", str(indicator.DENOMINATOR)],
        ["Counted", str(indicator.NUMERATOR)],
        ["Scopes", ", ".join(f"`{scope}`" for scope in sorted(indicator.SCOPES))],
        ["Published", published_in_words(indicator)],
        ["Reads", reads],
    ]
    return f"## {indicator.KEY}\n\n{indicator.LABEL}\n\n{table(['', ''], rows)}"


def published_in_words(indicator: ModuleType) -> str:
    """Whether areas, services and the organisation have it, and of which periods."""
    tables = getattr(indicator, "PUBLISHED", ())
    if not tables:
        return "no"
    return "quarters and years" if all(one.adds_up for one in tables) else "quarters"


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
    for path, made in ((PAGE, page), (FIGURES, figures_page)):
        if "--print" in sys.argv:
            print(made())
        else:
            path.write_text(made())
