"""One line in a real browser: from a group met in the street without a network, through a signal and its answer, to a
pattern, an offer, an activity and the page of the neighbourhood.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from organisation.actor import as_system
from organisation.models import Area, Team, User
from outcomes.publishing.publish import GRACE, publish
from shared.period import Period
from signals.models import Activity, CollectiveOffer, GroupMet, NeighbourhoodSignal
from tests.journeys.conftest import cookies
from tests.journeys.device import ALL, Device, waits
from tests.makers_groups import GroupMetFactory
from tests.makers_people import AreaFactory, days_ago
from tests.signals.makers_signals import SignalFactory

PHONE = {"width": 390, "height": 844}
THEMES = ("finance", "housing", "justice", "social_network")
USUAL, RISEN = 4, 17
WORDS = "Op het plein vragen ouders waar ze met een deurwaarder terechtkunnen."


@pytest.fixture
def neighbourhoods(east: Team) -> list[Area]:
    """Three neighbourhoods in one district, for which the team works."""
    district = AreaFactory(code="WK123401", level="WK", name="Oosterwijk", comparable_name="oosterwijk")
    made = [
        AreaFactory(code=f"BU1234010{at}", level="BU", name=name, comparable_name=name.lower(), parent=district)
        for at, name in enumerate(("Kersenbuurt", "Lindenhof", "Werfkade"))
    ]
    east.areas.set(made)
    return made


@pytest.fixture
def quarters() -> list[Period]:
    """The four quarters before now that can be published, the last one first."""
    found = [Period.quarter_before(timezone.localdate() - GRACE)]
    while len(found) < 4:
        found.append(Period.quarter_before(found[-1].start))
    return found


@pytest.fixture
def signalled(neighbourhoods: list[Area], quarters: list[Period], youth_worker: User) -> None:
    """Every theme as often as always, and money in the first neighbourhood much oftener in the last quarter."""
    for quarter in quarters:
        for area in neighbourhoods:
            for theme in THEMES:
                rises = (quarter, area, theme) == (quarters[0], neighbourhoods[0], "finance")
                for at in range(RISEN if rises else USUAL):
                    day = quarter.start + timedelta(days=3 * at)
                    SignalFactory(by=youth_worker, area=area, theme_id=theme, observed_on=day)


@pytest.fixture
def phone(
    browser: Browser, live_server: Any, youth_worker: User, client_of: Callable[[User], Client]
) -> Iterator[Device]:
    """The phone of the youth worker."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, has_touch=True, reduced_motion="reduce")
    context.add_cookies(cookies(live_server.url, "nl", client_of(youth_worker)))
    made = Device(context, live_server.url)
    yield made
    context.close()
    assert made.problems == []


def chip(page: Page, words: str) -> None:
    """Touches what can be chosen with these words."""
    page.locator(":is(.chip, .tile)", has_text=words).first.tap()


@pytest.mark.usefixtures("signalled")
def test_one_line(
    phone: Device, open_page: Callable[..., Page], youth_worker: User, team_lead: User, neighbourhoods: list[Area],
    quarters: list[Period],
) -> None:  # fmt: skip
    """Nothing of it is typed twice, and every page leads to the next."""
    met_without_a_network(phone, youth_worker)
    sent = signal_and_answer(phone, open_page(team_lead), neighbourhoods[0], quarters[0])
    with as_system("a quarter is over"):
        for quarter in reversed(quarters):
            publish(quarter)
    page = open_page(youth_worker, size="tablet")
    page.goto("/neighbourhood/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat speelt er in Oosterwijk?")
    pattern = page.locator(".pattern-card", has_text="Kersenbuurt").first
    expect(pattern).to_contain_text(f"{RISEN + 1} signalen")
    pattern.get_by_role("link", name="Maak een aanbod voor de buurt").tap()
    offer = make_offer(page)
    assert (offer.seen, offer.area, offer.theme_id) == (RISEN + 1, sent.area, "finance")
    hold_activity(page, offer)
    page.goto("/neighbourhood/")
    line = page.locator(".pattern-card", has_text="Kersenbuurt").first
    expect(line.get_by_role("link", name="Inloop Post en Geld")).to_be_visible()
    expect(line).to_contain_text("kijken we in")


def met_without_a_network(phone: Device, youth_worker: User) -> None:
    """A group at a known place, written down in the street and at the office once there is a network again."""
    GroupMetFactory(by=youth_worker, group__name="Skatebaan", met_on=days_ago(2))
    phone.ready("/group-met/new/")
    phone.offline()
    chip(phone.page, "10")
    chip(phone.page, "Lachgas")
    phone.page.locator(".thumb button").tap()
    phone.says(waits(1))
    assert GroupMet.objects.count() == 1
    phone.offline(False)
    phone.says(ALL)
    made = GroupMet.objects.latest("recorded_at")
    assert (made.group.name, made.size) == ("Skatebaan", 10)


def signal_and_answer(phone: Device, lead: Page, area: Area, quarter: Period) -> NeighbourhoodSignal:
    """What was heard there at the end of the last quarter; the lead answers, and the sender reads it at the start."""
    page = phone.page
    phone.go("/signals/new/")
    page.locator("textarea").first.fill(WORDS)
    chip(page, "Kersenbuurt")
    chip(page, "Geld")
    page.get_by_text("Andere plek, hoe erg, welke dag").tap()
    chip(page, "andere dag")
    page.locator("input[type=date]").fill(quarter.last_day.isoformat())
    page.get_by_role("button", name="Verstuur het signaal").tap()
    phone.until(lambda: NeighbourhoodSignal.objects.filter(words__text=WORDS).exists())
    sent = NeighbourhoodSignal.objects.get(words__text=WORDS)
    assert (sent.area, sent.theme_id, sent.observed_on) == (area, "finance", quarter.last_day)
    lead.goto(f"/signals/{sent.pk}/")
    chip(lead, "we zijn ermee bezig")
    lead.get_by_role("button", name="Verstuur het antwoord").tap()
    expect(lead.get_by_text("Je antwoord staat bij Sam Bedacht.")).to_be_visible()
    phone.says(ALL)
    phone.go("/")
    expect(page.get_by_role("region", name="Wat gebeurde er met jouw signaal?")).to_contain_text("ermee bezig")
    return sent


def make_offer(page: Page) -> CollectiveOffer:
    """A title is enough; what was seen comes from the pattern."""
    page.locator("#id_title").fill("Inloop Post en Geld")
    page.get_by_role("button", name="Maak het aanbod").tap()
    page.wait_for_url("**/offers/*-*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inloop Post en Geld")
    return CollectiveOffer.objects.get()


def hold_activity(page: Page, offer: CollectiveOffer) -> None:
    """Held for the first time; it hangs on the offer, with how many came."""
    page.goto(f"/activities/new/?offer={offer.pk}")
    page.locator("#id_title").fill("Eerste inloop")
    page.locator("#id_count").fill("12")
    page.get_by_role("button", name="Bewaar de activiteit").tap()
    page.wait_for_url("**/activities/*-*/")
    made = Activity.objects.get()
    assert (made.offer, made.count) == (offer, 12)
    page.goto(f"/offers/{offer.pk}/")
    expect(page.get_by_role("main")).to_contain_text("Eerste inloop")
