"""Moving in and out at the scale of a large organisation: 1.2 million item scores, 150,000 goals, 50,000 residents.

`python3 dev.py bench bundle` takes minutes. Each import runs in a process of its own, so that its memory can be told;
what goes out comes in once more in a database beside it, and what came in is taken back at the end. `BUNDLE_SCALE=0.01`
makes a hundredth of it, to try the bench itself.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.large.database import at

SCALE = float(os.environ.get("BUNDLE_SCALE", "1"))
RESIDENTS, GOALS, ASSESSMENTS = (int(number * SCALE) for number in (50_000, 150_000, 92_308))
PEOPLE, TEAMS = 200, 20
DOMAINS = (
    "finance", "work_education", "day_activity", "housing", "household", "mental_health", "physical_health",
    "substance_use", "daily_living", "practical_living", "social_network", "participation", "justice",
)  # fmt: skip
INSTRUMENT = "bench"


def write(folder: Path, name: str, head: str, rows: Iterable[object]) -> None:
    """One file of the bundle."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8") as file:
        file.write(head + "\n")
        file.writelines(f"{row}\n" for row in rows)


def day(luck: random.Random) -> date:
    """Some day of the last years."""
    return date(2023, 1, 1) + timedelta(days=luck.randrange(1000))


def generate(folder: Path) -> int:
    """Writes the bundle; how many rows it has in all."""
    luck = random.Random(2026)
    write(folder, "areas", "area,name,year", (f"BU9999{n:04d},Buurt {n},2025" for n in range(100)))
    write(folder, "teams", "team,name,areas", (f"bench-{n},Team {n},BU9999{n:04d}" for n in range(TEAMS)))
    write(folder, "people", "person,email,name,discipline,team,role,since", (
        f"bench-{n},bench{n}@bench.invalid,Iemand {n},support,bench-{n % TEAMS},professional,2022-01-01"
        for n in range(PEOPLE)))  # fmt: skip
    write(folder, "residents", "resident,first_name,prefix,last_name,birth_date,area", (
        f"r{n},Voornaam{n % 997},van der,Achternaam{n},{1930 + n % 80}-{n % 12 + 1:02d},BU9999{n % 100:04d}"
        for n in range(RESIDENTS)))  # fmt: skip
    write(folder, "plans", "plan,resident,area,law,opened_on", (
        f"p{n},r{n},BU9999{n % 100:04d},wmo,2023-01-{n % 28 + 1:02d}" for n in range(RESIDENTS)))  # fmt: skip
    write(folder, "closings", "closing,plan,closed_on,reason,helped_resident", (
        f"c{n},p{n},2026-01-15,done,yes" for n in range(0, RESIDENTS, 2)))  # fmt: skip
    write(folder, "assignments", "plan,person,team,since,kind", (
        f"p{n},bench-{n % PEOPLE},bench-{n % TEAMS},2023-02-01,coordinator" for n in range(RESIDENTS)))  # fmt: skip
    write(folder, "goals", "goal,plan,life_domain,own_words,rank,set_on,ended_on,result", (
        f"g{n},p{n % RESIDENTS},{DOMAINS[n % 13]},Ik wil dat dit weer gaat: {DOMAINS[n % 13]}.,{n % 3 + 1},"
        f"{day(luck)},{'2026-01-10,reached' if n % 2 else ','}" for n in range(GOALS)))  # fmt: skip
    write(folder, "assessments", "assessment,plan,instrument,version,assessed_on,voice", (
        f"a{n},p{n % RESIDENTS},{INSTRUMENT},2017,{day(luck)},professional"
        for n in range(ASSESSMENTS)))  # fmt: skip
    write(folder, "assessment_items", "assessment,item,score", (
        f"a{n},{domain},{luck.randrange(1, 6)}" for n in range(ASSESSMENTS) for domain in DOMAINS))  # fmt: skip
    lines = 0
    for path in folder.iterdir():
        with path.open("rb") as file:
            lines += sum(1 for _ in file) - 1
    return lines


def in_a_process(*words: str, at: Mapping[str, str] | None = None) -> dict[str, float]:
    """Does one thing in a process of its own, `at` another database when it says so; what it said."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.alone", *words],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env={**os.environ, **(at or {})},
    ).stdout
    found: dict[str, float] = json.loads(said.strip().splitlines()[-1])
    return found


def measure() -> list[dict[str, object]]:
    """The bundle in, the same one again, everything out, into an empty place and out of it, and the run taken back."""
    with tempfile.TemporaryDirectory() as place, another_database() as empty:
        folder, out, again = Path(place) / "bundle", Path(place) / "out.zip", Path(place) / "again.zip"
        folder.mkdir()
        count = generate(folder)
        first = in_a_process("import", str(folder))
        rows = [line("first import", count, first)]
        rows.append(line("the same bundle again", count, in_a_process("import", str(folder))))
        rows.append(line("export to a .zip", count, in_a_process("export", str(out))))
        rows.append(line("that .zip into an empty place", count, in_a_process("import", str(out), at=empty)))
        rows.append(line("export from there", count, in_a_process("export", str(again), at=empty)))
        rows[-1]["equal files"] = out.read_bytes() == again.read_bytes()
        rows.append(line("the first run taken back", count, in_a_process("undo", str(int(first["number"])))))
    return rows


@contextmanager
def another_database() -> Iterator[dict[str, str]]:
    """A second database, as empty as this one still is; gone afterwards."""
    whole = os.environ["DATABASE_OWNER_URL"]
    source = urlsplit(whole).path[1:]
    name = f"{source}_again"
    with psycopg.connect(at(whole, "postgres"), autocommit=True) as server:
        made = [sql.Identifier(name), sql.Identifier(source)]
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*made))
        try:
            yield {url: at(os.environ[url], name) for url in ("DATABASE_URL", "DATABASE_OWNER_URL")}
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made[0]))


def line(what: str, rows: int, said: dict[str, float]) -> dict[str, object]:
    """A line of the table."""
    return {
        "what": what,
        "rows": rows,
        "seconds": round(said["seconds"], 1),
        "load": round(os.getloadavg()[0], 1),
        "rows a second": round(rows / said["seconds"]),
        "memory MB": round(said["memory"]),
        "written": int(said["written"]),
    }
