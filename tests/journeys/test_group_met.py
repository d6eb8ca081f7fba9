"""A group met, on a phone in the street: what it costs, that it fits the screen, and that it works without scripts."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from organisation.models import Team, User
from signals.models import Group, GroupMet
from tests.journeys.browser import Counter
from tests.makers_groups import GroupFactory, GroupMetFactory
from tests.makers_people import AreaFactory, days_ago

OUTLINE = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52], [5.1, 52.1], [5, 52.1], [5, 52]]]}
# What may not lie under the bar with the button, nor above the window: the choices that are in sight.
OUT_OF_SIGHT = """() => [...document.querySelectorAll("form.met :is(.chip, .tile)")]
  .filter(one => one.checkVisibility()).map(one => [one.innerText, one.getBoundingClientRect()])
  .filter(([_, box]) => box.top < 0 || box.bottom > document.querySelector(".thumb").getBoundingClientRect().top)
  .map(([words]) => words)"""


@pytest.fixture
def met(youth_worker: User) -> list[GroupMet]:
    """Five places of the last days; at the last one there was noise and nitrous oxide."""
    seen = [["noise", "nitrous_oxide"], ["alcohol"], [], [], []]
    names = ["Speeltuin Noord", "Winkelcentrum de Vaart", "Station", "Skatebaan", "Park"]
    return [
        GroupMetFactory(by=youth_worker, group__name=name, met_on=days_ago(days), seen=keys)
        for days, (name, keys) in reversed(list(enumerate(zip(names, seen, strict=True), start=1)))
    ]


def tap(page: Page, words: str) -> None:
    """Touches what can be chosen with these words."""
    page.locator("form.met :is(.chip, .tile)", has_text=words).first.tap()


def save(page: Page) -> None:
    """Presses the button and waits until it is at the office: the page of the group, or on a busy machine the words
    that it was kept on this device until then."""
    page.locator(".thumb button").tap()
    expect(page.locator("#h-met, #kept-said")).to_be_visible(timeout=20_000)
    expect(page.locator("#office")).to_have_attribute("data-state", "all", timeout=20_000)


def test_a_known_place_within_budget(
    open_page: Callable[..., Page], counter: Counter, youth_worker: User, met: list[GroupMet], settings: LazySettings
) -> None:
    """Another of the last places: what was seen there comes along; all of it without scrolling, also in the demo."""
    settings.DEMO = True
    page = open_page(youth_worker)
    page.goto("/group-met/new/")
    expect(page.locator("input[name=characteristics]:checked")).to_have_count(2)
    assert page.evaluate(OUT_OF_SIGHT) == []
    counter.start()
    tap(page, "Winkelcentrum")
    tap(page, "10")
    tap(page, "Lawaai")
    tap(page, "rustig")
    tap(page, "Gesprek gevoerd")
    assert page.evaluate("scrollY") == 0
    save(page)
    counter.check("group_met")
    made = GroupMet.objects.latest("recorded_at")
    assert (made.group.name, made.size, made.mood) == ("Winkelcentrum de Vaart", 10, "calm")
    # Alcohol was seen there last time, noise was tapped; what was seen at the other place did not come along.
    assert {one.pk for one in made.characteristics.all()} == {"alcohol", "noise"}


def test_a_new_place_within_budget(
    open_page: Callable[..., Page], counter: Counter, youth_worker: User, met: list[GroupMet]
) -> None:
    """From home: the place is typed, the rest is tapped."""
    page = open_page(youth_worker)
    page.goto("/")
    counter.start()
    page.get_by_role("link", name="andere plek").tap()
    expect(page.locator("#id_place")).to_be_focused()
    page.keyboard.type("Oude brug")
    tap(page, "6")
    tap(page, "Afval")
    tap(page, "Lachgas")
    tap(page, "gespannen")
    tap(page, "Contact gemaakt")
    save(page)
    counter.check("group_met_new_place")
    made = GroupMet.objects.latest("recorded_at")
    assert (made.group.name, made.size, made.characteristics.count()) == ("Oude brug", 6, 2)


def test_where_am_i(open_page: Callable[..., Page], youth_worker: User, east: Team, met: list[GroupMet]) -> None:
    """The phone is asked only when somebody asks; the neighbourhood is then filled in."""
    area = AreaFactory(name="Kersenbuurt", outline=OUTLINE)
    east.areas.add(area)
    GroupFactory(by=youth_worker, name="Bij de kerk", area=area)
    page = open_page(youth_worker)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": 5.05, "latitude": 52.05})
    page.goto("/group-met/new/?group=new")
    page.get_by_role("button", name="Waar ben ik?").tap()
    expect(page.get_by_text("Je bent in Kersenbuurt")).to_be_visible()
    assert page.locator("#id_area").input_value() == area.label
    page.get_by_role("button", name="Bij de kerk").tap()
    save(page)
    assert GroupMet.objects.latest("recorded_at").group.name == "Bij de kerk"


def test_without_scripts(
    open_page: Callable[..., Page], accessible: Callable[[Page], None], youth_worker: User, met: list[GroupMet]
) -> None:
    """Everything stands there, and a new place is a box to type in."""
    page = open_page(youth_worker, script=False)
    page.goto("/group-met/new/")
    tap(page, "andere plek")
    page.locator("#id_place").fill("Oude brug")
    page.locator("#id_size").fill("12")
    save(page)
    assert Group.objects.filter(name="Oude brug", times_met__size=12).exists()
    looks = open_page(youth_worker, size="narrow")
    for address in ("/group-met/new/", "/group-met/new/?group=new", "/groups/"):
        looks.goto(address)
        accessible(looks)
