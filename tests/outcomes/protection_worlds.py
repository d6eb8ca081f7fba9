"""Invented publications: small counts of residents over teams, nested areas, themes, answers and quarters."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from outcomes.protection.tables import Count, Knower, Place, Publication, Table, Tree

QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
YEAR = "2025"
# A record as the world holds it: which resident, which professional, and the code per dimension at the finest level.
Record = tuple[int, str, Mapping[str, str]]


def areas(neighbourhoods: list[int]) -> Tree:
    """A municipality with districts of so many neighbourhoods each."""
    parts = {"municipality": tuple(f"district {d}" for d in range(len(neighbourhoods)))}
    for district, number in enumerate(neighbourhoods):
        parts[f"district {district}"] = tuple(f"area {district}.{n}" for n in range(number))
    return Tree("area", "municipality", parts, apart=True)


def flat(name: str, codes: list[str], *, shares: bool = False) -> Tree:
    """A dimension without levels in between."""
    return Tree(name, "all", {"all": tuple(codes)}, shares=shares)


def leaves(tree: Tree) -> list[str]:
    """The codes that have no parts."""
    return [code for code in tree.codes() if not tree.parts.get(code)]


def ways_up(tree: Tree) -> dict[str, list[str]]:
    """For each finest code itself and all codes above it."""
    above = {part: code for code, parts in tree.parts.items() for part in parts}
    found = {}
    for leaf in leaves(tree):
        way = [leaf]
        while way[-1] in above:
            way.append(above[way[-1]])
        found[leaf] = way
    return found


def behind(table: Table, records: Mapping[str, list[Record]]) -> dict[Place, dict[int, int]]:
    """At each place of a table its records, each with its resident; a record of a quarter is the same in the year."""
    ups = {tree.name: ways_up(tree) for tree in table.dimensions}
    found: dict[Place, dict[int, int]] = defaultdict(dict)
    for period, rows in records.items():
        for row in rows:
            for each in product(*(ups[name][row[2][name]] for name in ups)):
                found[table.place(period, dict(zip(ups, each, strict=True)))][id(row)] = row[0]
    return found


def counted(table: Table, records: Mapping[str, list[Record]]) -> tuple[dict[Place, Count], dict[str, Counter[Place]]]:
    """The counts of a table per place, and how many records each professional and team has at each place."""
    ups = {tree.name: ways_up(tree) for tree in table.dimensions}
    names = [tree.name for tree in table.dimensions]
    residents: dict[Place, set[int]] = defaultdict(set)
    number: Counter[Place] = Counter()
    of: dict[str, Counter[Place]] = defaultdict(Counter)
    for period, rows in records.items():
        for resident, professional, codes in rows:
            for each in product(*(ups[name][codes[name]] for name in names)):
                place = table.place(period, dict(zip(names, each, strict=True)))
                number[place] += 1
                residents[place].add(resident)
                of[professional][place] += 1
                of[codes["team"]][place] += 1
    people = [name for name in of if name.startswith("person")]
    largest = {place: max(of[name][place] for name in people) for place in number}
    return {p: Count(n, len(residents[p]), largest[p]) for p, n in number.items()}, of


class World(NamedTuple):
    """A publication, professionals who know their caseload, readers who know all of one team; and its records."""

    publication: Publication
    professionals: list[Knower]
    teams: list[Knower]
    records: dict[str, list[Record]]


def all_counted(
    tables: tuple[Table, ...], records: Mapping[str, list[Record]]
) -> tuple[dict[Place, Count], dict[str, Counter[Place]]]:
    """The same of several tables together."""
    counts: dict[Place, Count] = {}
    own: dict[str, Counter[Place]] = defaultdict(Counter)
    for table in tables:
        found, of = counted(table, records)
        counts |= found
        for name, places in of.items():
            own[name] |= places
    return counts, own


def world(seed: int) -> World:
    """A random publication, with everybody who knows more than what is published of it."""
    dice = random.Random(seed)
    # Two quarters in most worlds stand for a year as well as four.
    quarters = QUARTERS[: dice.choice((2, 2, 2, 2, 4))]
    teams = [f"team {n}" for n in range(dice.randint(2, 3))]
    area = areas([dice.randint(1, 3) for _ in range(2)])
    # A publication is attacked cell by cell for everybody, so a world is kept small; its counts are the small ones.
    themes = flat("theme", ["money", "home", "addiction"])
    answers = flat("answer", ["reached", "partly", "not"], shares=True)
    core = themes if dice.random() < 0.4 else answers
    tables = (Table("goals", (area, core)), Table("goals", (flat("team", teams), core)))
    records: dict[str, list[Record]] = {quarter: [] for quarter in quarters}
    dimensions = {"area": leaves(area), "team": teams, "theme": leaves(themes), "answer": leaves(answers)}
    for resident in range(dice.randint(30, 220)):
        home, team = dice.choice(dimensions["area"]), dice.choice(teams)
        person = f"person {team} {dice.randint(1, 3)}"
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            picked = {n: dice.choices(c, range(1, len(c) + 1))[0] for n, c in dimensions.items()}
            records[dice.choice(quarters)].append((resident, person, picked | {"area": home, "team": team}))
    records[YEAR] = [record for quarter in quarters for record in records[quarter]]
    counts, own = all_counted(tables, records)
    publication = Publication(
        tables, (*quarters, YEAR), counts, {YEAR: quarters}, frozenset({("theme", "addiction"), ("answer", "not")})
    )
    return World(publication, knowers(publication, own, "person"), knowers(publication, own, "team"), records)


def knowers(publication: Publication, own: Mapping[str, Mapping[Place, int]], kind: str) -> list[Knower]:
    """Those of one kind; who knows a team has seen everything of it."""
    return [
        Knower(name, places, frozenset(p for p in publication.places if ("team", name) in p.codes))
        for name, places in sorted(own.items())
        if name.startswith(kind)
    ]


RESULTS = Tree(
    "cell",
    "all",
    {"all": ("known", "dropped", "no_result"), "known": ("reached", "partly", "not")},
    shares=True,
)
THEMES = flat("about", [f"theme {number}" for number in range(12)])


def town(seed: int, *, places: int, teams: int, residents: int, core: Tree) -> World:
    """A municipality with so many areas on three levels, and so many residents a quarter with one to three records.

    Most records of a district are of one team; sizes of areas differ as they do between neighbourhoods.
    """
    dice = random.Random(seed)
    districts = max(2, round(places**0.5))
    area = areas([(places - 1 - districts + n) // districts for n in range(districts)])
    service = flat("service", [f"service {number}" for number in range(6)])
    homes = leaves(area)
    size = [dice.lognormvariate(0, 0.7) for _ in homes]
    answers = leaves(core)
    often = [1 / (number + 1) for number in range(len(answers))]
    records: dict[str, list[Record]] = {quarter: [] for quarter in QUARTERS}
    for quarter in QUARTERS:
        for _ in range(residents):
            home, resident = dice.choices(homes, size)[0], dice.randrange(2 * residents)
            own = int(home.split()[1].split(".")[0]) % teams
            for _ in range(dice.choices((1, 2, 3), (5, 3, 2))[0]):
                team = own if dice.random() < 0.85 else dice.randrange(teams)
                codes = {"area": home, "service": f"service {(team + dice.choice((0, 0, 0, 1, 2))) % 6}"}
                codes |= {"team": f"team {team}", core.name: dice.choices(answers, often)[0]}
                records[quarter].append((resident, f"person {team}.{dice.randrange(5)}", codes))
    records[YEAR] = [record for quarter in QUARTERS for record in records[quarter]]
    tables = (Table("goals", (area, core)), Table("goals", (service, core)))
    counts, own_of = all_counted(tables, records)
    publication = Publication(tables, (*QUARTERS, YEAR), counts, {YEAR: QUARTERS}, frozenset({("about", "theme 3")}))
    return World(publication, [], knowers(publication, own_of, "team"), records)
