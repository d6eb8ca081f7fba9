"""A signal in a real browser: within the budget, nudged where it names somebody, answered, and by forms alone."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from organisation.models import Team, User
from signals.models import AgendaPoint, NeighbourhoodSignal
from tests.journeys.browser import Counter
from tests.makers_people import AreaFactory
from tests.signals.makers_signals import RouteFactory

Opener = Callable[..., Page]
CASES = json.loads((Path(__file__).parents[1] / "shared/about_people_cases.json").read_text())
ASK = """async texts => {
  const { aboutPeople } = await import("/static/js/people.js");
  return texts.map(text => aboutPeople(text).map(({kind, text}) => [kind, text]));
}"""
TOP, BOTTOM = "one => one.getBoundingClientRect().top", "one => one.getBoundingClientRect().bottom"
WORDS = "Steeds meer ouderen eten alleen. Ze missen een plek."


def chip(page: Page, words: str) -> Locator:
    """The chip with these words."""
    return page.locator("label.chip", has_text=words).first


def send(page: Page) -> None:
    """Sends the form, and waits for the page of the signal; a slow answer finds the form kept on the device."""
    page.get_by_role("button", name="Verstuur het signaal").tap()
    page.locator("#kept-said, #h-done").first.wait_for()
    page.wait_for_load_state()
    if page.locator("#kept-said").count():
        expect(page.locator("#office")).to_have_attribute("data-state", "all")
        page.goto(f"/signals/{NeighbourhoodSignal.objects.get().pk}/")


def test_signal_within_budget(
    open_page: Opener, counter: Counter, accessible: Callable[[Page], None], professional: User, team_lead: User,
    east: Team,
) -> None:  # fmt: skip
    """Words, area, theme, how serious, send; the lead answers, and the answer stands on the first page. Nothing of the
    pages on the way hinders anybody."""
    east.areas.add(AreaFactory(name="Kersenbuurt", comparable_name="kersenbuurt"))
    page = open_page(professional)
    page.goto("/signals/new/")
    accessible(page)
    # What is asked at once stands on one screen, above the button that sends it.
    assert page.locator("summary:has-text('Andere plek')").evaluate(BOTTOM) <= page.locator(".thumb").evaluate(TOP)
    counter.start()
    page.keyboard.type(WORDS)
    chip(page, "Kersenbuurt").tap()
    chip(page, "Mensen om mij heen").tap()
    page.get_by_text("Andere plek, hoe erg, welke dag").tap()
    chip(page, "dit is belangrijk").tap()
    send(page)
    counter.check("signal")
    made = NeighbourhoodSignal.objects.get()
    assert (made.words.text, made.area.name, made.seriousness, made.to_person) == (WORDS, "Kersenbuurt", 2, team_lead)
    accessible(page)
    lead = open_page(team_lead)
    lead.goto("/")
    lead.get_by_role("link", name="Mensen om mij heen · Kersenbuurt").tap()
    lead.wait_for_url("**/signals/*-*/")
    accessible(lead)
    chip(lead, "we zijn ermee bezig").tap()
    lead.get_by_role("button", name="Verstuur het antwoord").tap()
    expect(lead.get_by_text("Je antwoord staat bij Amir Voorbeeld.")).to_be_visible()
    lead.get_by_role("button", name="Op de agenda").tap()
    expect(lead.get_by_text("Het signaal staat op de agenda.")).to_be_visible()
    assert AgendaPoint.objects.get().signal == made
    page.goto("/")
    expect(page.get_by_role("region", name="Wat gebeurde er met jouw signaal?")).to_contain_text("ermee bezig")


def test_signal_pages_hinder_nobody(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, information_manager: User, east: Team
) -> None:
    """The list, the agenda and its paper, wiping, correcting; where signals go."""
    RouteFactory(theme_id="housing", to_team=east)
    page = open_page(professional)
    page.goto("/signals/new/")
    page.locator("[name=words]").fill("Mevrouw Jansen zag het.")
    expect(page.locator(".nudge:visible")).to_contain_text("Dit lijkt op een naam.")
    page.get_by_role("button", name="Haal het weg").tap()
    expect(page.locator("[name=words]")).to_have_value("zag het.")
    send(page)
    here = page.url
    page.get_by_role("button", name="Op de agenda").tap()
    expect(page.get_by_text("Het signaal staat op de agenda.")).to_be_visible()
    for path in ("/signals/", "/agenda/", "/agenda/print/", f"{here}wipe/", f"{here}edit/"):
        page.goto(path)
        accessible(page)
    page = open_page(information_manager)
    for path in ("/routes/", "/routes/new/"):
        page.goto(path)
        accessible(page)
    assert page.evaluate(ASK, [case["text"] for case in CASES]) == [case["found"] for case in CASES]


def test_signal_by_forms_alone(open_page: Opener, professional: User, east: Team) -> None:
    """Without scripts: sent, warned of a name with the way to wipe it, and wiped."""
    page = open_page(professional, script=False)
    page.goto("/signals/new/")
    page.locator("[name=words]").fill("Mevrouw Jansen zag het.")
    page.locator("[name=place]").fill("Zomaarhoek")
    chip(page, "Wonen").tap()
    page.get_by_role("button", name="Verstuur het signaal").tap()
    expect(page.locator(".toast--warning")).to_contain_text("lijkt een naam te bevatten")
    page.get_by_role("link", name="Naar de tekst").tap()
    page.get_by_role("button", name="Wissen").tap()
    expect(page.get_by_text("De woorden zijn gewist.")).to_be_visible()
    made = NeighbourhoodSignal.objects.get()
    assert (made.words.text, made.place, made.area) == ("", "Zomaarhoek", None)
