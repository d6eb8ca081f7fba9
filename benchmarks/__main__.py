"""`python3 dev.py bench [NAME ...]`: measures what docs/quality.md promises; every figure is a ratio within one run.

Prints a table and writes var/bench.json. What it makes in the database it takes away again.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

BENCHES = ["pages", "caseload", "weight", "assess"]
# These take minutes, and run only when named.
SLOW = ["bundle", "figures"]


def main(names: list[str]) -> int:
    """Runs the named benches, or all. Answers 2 for a name that is none."""
    if unknown := set(names) - {*BENCHES, *SLOW}:
        sys.stderr.write(f"There is no bench called {', '.join(unknown)}; there are {', '.join([*BENCHES, *SLOW])}.\n")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["TESTING"] = "1"
    django.setup()
    settings.ROOT_URLCONF = "benchmarks.urls"
    results: dict[str, list[dict[str, object]]] = {}
    for name in names or BENCHES:
        found = import_module(f"benchmarks.{name}").measure()
        # A bench of several tables gives them one by one, with their titles.
        for title, rows in [(name, found)] if isinstance(found, list) else found:
            results[title] = rows
            show(title, rows)
            Path("var/bench.json").write_text(json.dumps(results, indent=2))
    return 0


def show(name: str, rows: list[dict[str, object]]) -> None:
    """Prints one bench as a table."""
    columns = list({column: None for row in rows for column in row})
    cells = [columns, *([str(row.get(column, "")) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    sys.stdout.write(f"\n{name}\n")
    for line in cells:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
