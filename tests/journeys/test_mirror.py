"""Who registered finds it back: a professional, a team lead and a reader of the municipality read in a real browser the
figures that the independent program counts over the bundle of the same world.

An ordinary run looks at two questions each in an invented world that was imported; the full counts look at every page
that shares something out, in more quarters, and at the demo as well.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from exchange.bundle.exporting import export_bundle
from exchange.bundle.running import import_bundle
from exchange.demo import load as demo
from exchange.models import RunState
from organisation.actor import as_system
from organisation.models import Team, User
from outcomes.publishing import families
from outcomes.publishing import publish as publishing
from outcomes.publishing.publish import due, publish
from shared.period import Period
from tests.makers_people import MembershipFactory, days_ago
from tests.outcomes.independent import days
from tests.outcomes.independent.figures import figure
from tests.outcomes.independent.reading import rows_of
from tests.outcomes.independent.world import World
from tests.outcomes.random_worlds import random_bundle

Opener = Callable[..., Page]
Begin = Callable[[Path, pytest.FixtureRequest], tuple[list["Reader"], list[str]]]
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# A world in which a team of three and more has enough residents in a quarter, and readers outside have something.
SEED, QUARTER = 21, "2025-Q4"
FEW = "te weinig om te laten zien"
# Of each page: its figure, the cells by the heading of their column, and the words before the total.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "goals-reached": ("goals_reached", {"Gehaald": "reached", "Deels": "partly", "Niet gehaald": "not"}),
    "steps-done": ("actions_done", {"Klaar": "done", "Nog open": "open"}),
    "goal-progress": ("goal_progress", {"Vooruit": "up", "Gelijk": "same", "Moeilijker": "down"}),
    "goes-on-alone": (
        "continues_independently",
        {"Gaat zelf verder": "yes", "Deels": "partly", "Nog niet": "no"},
    ),
}
USUAL = ("goals-reached", "steps-done")
# The row of the period in the first table of the page, by heading.
ROW = """period => {
  const table = document.querySelector(".insight__table table");
  const names = [...table.querySelectorAll("thead th")].map(head => head.innerText.trim());
  const row = [...table.querySelectorAll("tbody tr")].find(row => row.cells[0].innerText.trim().startsWith(period));
  const whole = [...row.cells].find(cell => cell.colSpan > 1);
  if (whole) return {instead: whole.innerText.trim()};
  return Object.fromEntries([...row.cells].map((cell, turn) => [names[turn], cell.innerText.trim()]));
}"""


@dataclass(frozen=True)
class Reader:
    """Somebody with the scope of the own figures, as an address has it and as the independent program does."""

    person: User
    scope: str
    counted: str

    @property
    def is_outside(self) -> bool:
        """Reads rounded counts, of which some are withheld."""
        return self.counted == "organisation"


def quarter_words(quarter: str) -> str:
    """As a page says it."""
    return f"{quarter[-1]}e kwartaal {quarter[:4]}"


def shown(page: Page, reader: Reader, key: str, quarter: str) -> dict[str, str]:
    """The row of the quarter on the page of a question by heading; what stands `instead` where it has no numbers."""
    answer = page.goto(f"/insights/{key}/?scope={reader.scope}&period={quarter}")
    assert answer and answer.status == 200
    if not page.locator(".insight__table").count():
        return {"instead": page.locator("#answer").inner_text()}
    return dict(page.evaluate(ROW, quarter_words(quarter)))


def differences(said: dict[str, str], world: World, reader: Reader, key: str, quarter: str) -> Iterator[str]:
    """What a page says and the independent program does not; outside numbers may be missing, and never wrong."""
    name, cells = PAGES[key]
    counted = figure(world, name, reader.counted, days.Period(quarter))
    rows: Any = counted["cells"]
    found = {cell["cell"]: cell.get("count") for cell in rows}
    wanted = {words: found[cell] for words, cell in cells.items()} | {"Samen": counted.get("known")}
    for words, count in wanted.items():
        told = said.get(words, said.get("instead", ""))
        is_right = is_told(told, count, is_outside=reader.is_outside)
        if not is_right:
            yield f"{key} {reader.counted} {quarter}, {words}: the page says {told!r}, counted were {count}"


def is_told(told: str, count: int | None, *, is_outside: bool) -> bool:
    """Whether a cell says a count (None: it is withheld); outside the nearest multiple of five, or nothing of it."""
    number = re.match(r"\d+", told)
    if number and count is not None:
        return abs(int(number[0]) - count) <= 2 and int(number[0]) % 5 == 0 if is_outside else number[0] == str(count)
    return FEW in told if is_outside or count is None else count == 0 and "geen gegevens" in told


def look(open_page: Opener, there: list[Reader], world: World, quarters: list[str]) -> tuple[list[str], int]:
    """What differs on the pages of all readers, and how many numbers were seen."""
    wrong: list[str] = []
    seen = 0
    for reader in there:
        page = open_page(reader.person, size="desktop" if reader.is_outside else "phone")
        for key in PAGES if PROVE else USUAL:
            for quarter in quarters:
                said = shown(page, reader, key, quarter)
                wrong += differences(said, world, reader, key, quarter)
                seen += sum(bool(re.match(r"\d", said.get(words, ""))) for words in PAGES[key][1])
        page.close()
    return wrong, seen


def imported(folder: Path, request: pytest.FixtureRequest) -> tuple[list[Reader], list[str]]:
    """A bundle of somewhere else comes in; a lead of here leads one of its teams, and its quarters are published."""
    run = import_bundle(random_bundle(folder, SEED), dry_run=False, by=None)
    assert run.state == RunState.DONE
    quarters = ["2025-Q2", "2025-Q3", QUARTER] if PROVE else [QUARTER]
    if not PROVE:
        publish_only({PAGES[key][0] for key in USUAL}, request.getfixturevalue("monkeypatch"))
    published([Period.parse(quarter) for quarter in quarters])
    lead = request.getfixturevalue("team_lead")
    MembershipFactory(user=lead, team=Team.objects.get(key="noord"), role="team_lead")
    own = User.objects.get(email="p1@voorbeeld.example")
    return readers(own, "p1", lead, "noord", request.getfixturevalue("municipality_reader")), quarters


def demonstrated(folder: Path, request: pytest.FixtureRequest) -> tuple[list[Reader], list[str]]:
    """The demo, with its own people and its last quarter."""
    request.getfixturevalue("settings").DEMO = True
    demo.load()
    quarters = due(days_ago(0))[-1:]
    published(quarters)
    export_bundle(folder, by=None)
    amir, joke, greet = (User.objects.get(email=f"{name}@demo.invalid") for name in ("amir", "joke", "greet"))
    own = next(row["person"] for row in rows_of(folder, "people") if row["email"] == amir.email)
    team = Team.objects.get(memberships__user=joke, memberships__role="team_lead")
    return readers(amir, own, joke, team.key, greet), [quarter.quarter for quarter in quarters]


def readers(own: User, key: str, lead: User, team: str, outside: User) -> list[Reader]:
    """A professional, a team lead and somebody of the municipality."""
    return [
        Reader(own, "own", f"own:{key}"),
        Reader(lead, f"team:{team}", f"team:{team}"),
        Reader(outside, "organisation", "organisation"),
    ]


def publish_only(keys: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of other figures are protected each by itself and are not looked at: that takes most of the time."""
    few = {name: table for name, table in families.declared().items() if name.partition(":")[0] in keys}
    for module in (families, publishing):
        monkeypatch.setattr(module, "declared", lambda: few)


def published(quarters: list[Period]) -> None:
    """As the nights after them do."""
    with as_system("a test publishes"):
        for quarter in quarters:
            publish(quarter)


@pytest.mark.parametrize("begin", [imported, demonstrated] if PROVE else [imported])
def test_mirror(
    begin: Begin, transactional_db: None, open_page: Opener, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Each finds the own figures; a page that told one goal too many would be seen."""
    there, quarters = begin(tmp_path / "in", request)
    export_bundle(tmp_path / "out", by=None)
    world = World(tmp_path / "out")
    wrong, seen = look(open_page, there, world, quarters)
    assert wrong == [] and seen >= 10
    said = shown(open_page(there[0].person), there[0], "goals-reached", quarters[-1])
    one_more = said | {"Gehaald": str(int(said["Gehaald"].split()[0]) + 1)}
    assert len(list(differences(one_more, world, there[0], "goals-reached", quarters[-1]))) == 1
