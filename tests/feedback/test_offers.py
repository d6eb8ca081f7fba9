"""An offer is made of a pattern, keeps its origin as a count, and shows what became of it. Tries to forge one too."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import Area, User
from outcomes.models import FoundPattern, PatternSearch, Publication
from shared.period import Period
from signals.models import CollectiveOffer
from tests.makers_activities import ActivityFactory, OfferFactory
from tests.makers_people import AreaFactory, days_ago
from tests.makers_published import QUARTER, cells, edition
from tests.registration.pages import form_to, post, send, told, undo

ClientOf = Callable[[User], Client]
NEW = "/offers/new/"


@pytest.fixture
def area(db: None) -> Area:
    """A neighbourhood."""
    return AreaFactory(name="Verzonnen Oost")


@pytest.fixture
def published(area: Area) -> Iterator[Publication]:
    """The last quarter, with eleven signals about money in the area."""
    made = edition(QUARTER)
    cells(made, "signals", {"": 11}, about="finance", place=f"area:{area.code}")
    return made


@pytest.fixture
def pattern(area: Area, published: Publication) -> dict[str, str]:
    """Eleven signals about money in an area, where about two were usual: what names it in an address."""
    with as_system("a test finds a pattern"):
        search = PatternSearch.objects.create(publication=published, judged=40, by_chance=1)
        FoundPattern.objects.create(
            search=search, figure="signals", area=area.code, theme="finance", seen=11, expected=Decimal("2.1"),
            chance=0.0001, is_pattern=True, before=[2, 2, 3],
        )  # fmt: skip
    return {"figure": "signals", "area": area.code, "theme": "finance", "quarter": QUARTER}


def test_offer_new_is_read_back(client_of: ClientOf, youth_worker: User, pattern: dict[str, str], area: Area) -> None:
    """In one act; what was seen and expected comes from the server, whatever was sent beside it. With an undo."""
    browser = client_of(youth_worker)
    page = browser.get(NEW, pattern)
    assert "11 signalen in het" in page.content.decode() and "ongeveer 2,1." in page.content.decode()
    assert "Geld in Verzonnen Oost" in page.content.decode()
    fields = form_to(page).fields
    assert {name: fields[name] for name in pattern} == {name: [said] for name, said in pattern.items()}
    response = post(browser, NEW, fields, aim="Minder schulden.", seen="99", expected="0.1")
    text = told(browser, response)
    for words in (
        "Geld in Verzonnen Oost",
        "Minder schulden.",
        f"{QUARTER[-1]}e kwartaal {QUARTER[:4]}",
        "11 signalen. Meestal zijn het er ongeveer 2,1.",
        "Sam Bedacht",
    ):
        assert words in text
    made = CollectiveOffer.objects.get()
    kept = (made.seen, made.expected, made.figure, made.quarter, made.theme_id, made.area, made.professional)
    assert kept == (11, Decimal("2.1"), "signals", QUARTER, "finance", area, youth_worker)
    undo(browser, post(browser, NEW, form_to(browser.get(NEW, pattern)).fields, title="Verkeerd"))
    assert "Verkeerd" not in browser.get(reverse("offers")).content.decode()


def test_offer_new_of_no_pattern(client_of: ClientOf, youth_worker: User, pattern: dict[str, str]) -> None:
    """A pattern that does not stand, or none at all: a readable page, what was typed stays on it, and no offer."""
    browser = client_of(youth_worker)
    for wrong in (
        {"theme": "housing"},
        {"figure": "both"},
        {"quarter": "2019-Q1"},
        {"area": "GM9999"},
        {"area": "<b>"},
    ):
        asked = {**pattern, **wrong}
        assert "staat er niet meer" in browser.get(NEW, asked).content.decode()
        refused = send_to(browser, {**asked, "title": "Spreekuur", "begun_on": days_ago(0).isoformat()})
        assert refused.status_code == 422 and "Spreekuur" in refused.content.decode()
    assert browser.get(NEW).status_code == 200
    for wrong in ({"title": ""}, {"begun_on": "31-2-2026"}, {"title": "x" * 121}):
        fields = form_to(browser.get(NEW, pattern)).fields
        assert post(browser, NEW, fields, **wrong).status_code == 422
    assert not CollectiveOffer.objects.exists()


def send_to(browser: Client, fields: dict[str, str]) -> object:
    """Sends these fields with a key of their own."""
    return browser.post(NEW, {"submission_key": "0190f9aa-0000-7000-8000-0000000000aa", **fields})


def test_offer_new_is_for_who_works_in_a_team(
    client_of: ClientOf, municipality_reader: User, information_manager: User, pattern: dict[str, str]
) -> None:
    """Others find no such page."""
    for person in (municipality_reader, information_manager):
        assert client_of(person).get(NEW, pattern).status_code == 404


def test_offer(client_of: ClientOf, youth_worker: User, stranger: User, published: Publication, area: Area) -> None:
    """Its activities, and the pattern quarter after quarter; another team reads it and changes nothing."""
    before = Period.quarter_before(published.start).quarter
    offer = OfferFactory(by=youth_worker, area=area, quarter=before, seen=14, begun_on=published.start)
    ActivityFactory(by=youth_worker, offer=offer, held_on=published.start, title="Spreekuur op het plein")
    ActivityFactory(by=youth_worker, offer=offer, held_on=days_ago(-3), count=None)
    browser, here = client_of(youth_worker), reverse("offer", args=[offer.pk])
    page = browser.get(here).content.decode()
    assert "was het 11. Toen het aanbod begon was het 14. Dat is minder. Daarvoor was het meestal ongeveer" in page
    assert "1 activiteit gehouden, 12 deelnemers" in page and "Spreekuur op het plein" in page
    other = client_of(stranger)
    page = other.get(here).content.decode()
    assert "14 signalen" in page and "Spreekuur op het plein" not in page and "Verander het aanbod" not in page
    for name in ("offer_edit", "offer_end", "offer_remove", "offer_put_back"):
        assert send(other, name, offer).status_code == 404


def test_offer_that_began_halfway(client_of: ClientOf, youth_worker: User, published: Publication, area: Area) -> None:
    """The quarter in which it began tells nothing yet; one that was brought in without a quarter is readable."""
    before = Period.quarter_before(published.start).quarter
    halfway = published.start + timedelta(days=1)
    offer = OfferFactory(by=youth_worker, area=area, quarter=before, seen=14, begun_on=halfway)
    browser, here = client_of(youth_worker), reverse("offer", args=[offer.pk])
    assert "We kijken zodra er cijfers zijn" in browser.get(here).content.decode()
    other = OfferFactory(by=youth_worker, area=area, quarter="", begun_on=halfway)
    assert browser.get(reverse("offer", args=[other.pk])).status_code == 200


@pytest.mark.parametrize(
    ("count", "seen", "says"),
    [(11, 11, "even vaak"), (11, 4, "Dat is meer."), (None, 4, "te weinig om te laten zien"), (0, 4, "was het 0")],
)
def test_offer_afterwards(
    client_of: ClientOf, youth_worker: User, area: Area, count: int | None, seen: int, says: str
) -> None:
    """As often, more, too little to show, or nothing any more. With two quarters there is something to draw."""
    last = Period.parse(QUARTER)
    first = Period.quarter_before(last.start).quarter
    for quarter, number in ((first, seen), (QUARTER, count)):
        cells(edition(quarter), "signals", {"": number}, about="finance", place=f"area:{area.code}")
    offer = OfferFactory(by=youth_worker, area=area, quarter=first, seen=seen, begun_on=last.start)
    page = client_of(youth_worker).get(reverse("offer", args=[offer.pk])).content.decode()
    assert says in page and '<svg class="drawing"' in page


def test_offer_that_just_began(client_of: ClientOf, youth_worker: User) -> None:
    """Nothing is said of what became of it before there is something."""
    offer = OfferFactory(by=youth_worker, begun_on=timezone.localdate())
    assert "We kijken zodra" in client_of(youth_worker).get(reverse("offer", args=[offer.pk])).content.decode()
