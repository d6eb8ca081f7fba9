"""Asks pytauargus which cells to withhold besides, in a process of its own: its engine has one state per process.

What it says is a choice and no promise: `suppress` attacks it before anything is shown. It sees numbers and codes that
were made up for the run, and no names.
"""

import tempfile
from collections.abc import Iterator
from contextlib import chdir
from itertools import product
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from outcomes.protection.tables import Place, Publication, Table, Tree

try:
    from pytauargus.engine import run_batch
    from pytauargus.result import parse_simple_tab
except ImportError:  # nothing stops for it: the own choice stands in
    run_batch = parse_simple_tab = None

# Longer than this and it counts as failed.
SECONDS = 900
# So often the cells that tables share are carried over; the attack finds what is left.
CARRIED = 6
# The modular method (HiTaS): seconds per part, and looking at single respondents, at their pairs and at their numbers.
METHOD = "MOD(1,60,1,1,1)"
COLUMNS = """VALUE
 <NUMERIC>
 <DECIMALS> 0
OFTEN
 <FREQUENCY>
LOWER
 <NUMERIC> <LOWERPL>
UPPER
 <NUMERIC> <UPPERPL>
STATUS
 <STATUS>
"""
WITHHELD = {"U", "M"}


class EngineFailed(Exception):
    """The engine is missing, stopped, took too long or said something that cannot be read."""


def engine_choice(
    publication: Publication, unsafe: frozenset[Place], shown: frozenset[Place], k: int
) -> frozenset[Place]:
    """The cells to withhold so that every one of `unsafe` keeps room for k; `shown` are published and stay so.

    Raises EngineFailed, whatever went wrong.
    """
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_work, args=(theirs, publication, unsafe, shown, k))
    process.start()
    theirs.close()
    try:
        if not ours.poll(SECONDS):
            raise EngineFailed("it took too long")
        answer = ours.recv()
    except EOFError:
        process.join()
        raise EngineFailed(f"it stopped with {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, str):
        raise EngineFailed(answer)
    return frozenset(answer)


def _work(to: Connection, publication: Publication, unsafe: frozenset[Place], shown: frozenset[Place], k: int) -> None:
    """In the other process: sends the chosen places, or a text that says what went wrong."""
    try:
        to.send(choose(publication, unsafe, shown, k))
    except Exception as failed:  # whatever the engine throws is told, and not left behind in a process that is gone
        to.send(f"{type(failed).__name__}: {failed}")


def choose(publication: Publication, unsafe: frozenset[Place], shown: frozenset[Place], k: int) -> set[Place]:
    """Table after table, what they share carried over, until nothing changes. To be called in a process of its own."""
    if run_batch is None:
        raise EngineFailed("pytauargus is not installed")
    hidden = set(unsafe)
    told: dict[tuple[int, str], set[Place]] = {}
    for _ in range(CARRIED):
        before = len(hidden)
        for number, table in enumerate(publication.tables):
            for period in publication.periods:
                given = hidden & set(table.places(period))
                # Only what other tables withheld since is new to it.
                if given - told.get((number, period), set()):
                    found = _one(publication, table, period, given, shown, k)
                    told[number, period] = given | found
                    hidden |= found
        if len(hidden) == before:
            break
    return hidden


def _one(
    publication: Publication, table: Table, period: str, hidden: set[Place], shown: frozenset[Place], k: int
) -> set[Place]:
    """What the engine withholds of one table of one period."""
    codes = [{code: f"c{number:05}" for number, code in enumerate(tree.codes()[1:])} for tree in table.dimensions]
    names = [f"D{number}" for number in range(len(codes))]
    places: dict[tuple[str, ...], Place] = {}
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for keys in product(*(tree.codes() for tree in table.dimensions)):
            place = table.place(period, dict(zip((t.name for t in table.dimensions), keys, strict=True)))
            key = tuple(made.get(code, "Total") for made, code in zip(codes, keys, strict=True))
            places[key] = place
            lines.append(_line(key, publication, place, hidden, shown, k))
        _write(Path(folder), table, codes, names, lines)
        # It writes its working files, with counts in them, where it stands, and trips over those of another run.
        with chdir(folder):
            run_batch(str(Path(folder) / "run.arb"))
        rows = parse_simple_tab(Path(folder) / "out.tab", names, "VALUE")
    found = {tuple(str(row[name]) or "Total" for name in names) for row in rows if row["status"] in WITHHELD}
    return {places[key] for key in found}


def _line(
    key: tuple[str, ...], publication: Publication, place: Place, hidden: set[Place], shown: frozenset[Place], k: int
) -> str:
    """A cell as the engine reads it; a withheld one with how far it must be able to go down and up.

    Room as large as the cell itself: asking for k at once withholds a tenth more cells and takes four times as long
    than widening afterwards the few that stay narrow.
    """
    records, residents, _ = publication.count(place)
    if not records:
        return ""
    status = "U" if place in hidden else "P" if place in shown else "S"
    low = high = min(records, k) if status == "U" else 0
    return ";".join([*key, str(records), str(max(residents, 1)), str(low), str(high), status])


def _write(folder: Path, table: Table, codes: list[dict[str, str]], names: list[str], lines: list[str]) -> None:
    """The files of one run: the cells, what their columns are, the trees, and what to do."""
    about = ['<SEPARATOR> ";"', "<SAFE> S", "<UNSAFE> U", "<PROTECT> P"]
    for name, tree, made in zip(names, table.dimensions, codes, strict=True):
        (folder / f"{name}.hrc").write_text("".join(f"{line}\n" for line in _tree(tree, made, tree.root, "")))
        about += [name, " <RECODEABLE>", ' <TOTCODE> "Total"', " <HIERARCHICAL>"]
        about += [f' <HIERCODELIST> "{folder / name}.hrc"', ' <HIERLEADSTRING> "@"']
    (folder / "run.rda").write_text("\n".join(about) + "\n" + COLUMNS)
    (folder / "run.tab").write_text("".join(f"{line}\n" for line in lines if line))
    crossed = "".join(f'"{name}"' for name in names)
    orders = [
        f'<OPENTABLEDATA> "{folder / "run.tab"}"',
        f'<OPENMETADATA> "{folder / "run.rda"}"',
        f'<SPECIFYTABLE> {crossed}|"VALUE"||',
        "<SAFETYRULE> MAN(100)",
        "<READTABLE> ",
        f"<SUPPRESS> {METHOD}",
        f'<WRITETABLE> (1,5,SO+,"{folder / "out.tab"}")',
    ]
    (folder / "run.arb").write_text("\n".join(orders) + "\n")


def _tree(tree: Tree, codes: dict[str, str], above: str, lead: str) -> Iterator[str]:
    for part in tree.parts.get(above, ()):
        yield lead + codes[part]
        yield from _tree(tree, codes, part, lead + "@")
