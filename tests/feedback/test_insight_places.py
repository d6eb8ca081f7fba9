"""Choosing an area or a service: nested, searchable, without a script, and nothing of which nothing was published."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.models import Area, User
from shared.text import comparable
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.makers_published import edition, reached

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
PLACES = "/insights/places/"


@pytest.fixture
def town(db: None) -> list[Area]:
    """A municipality with two neighbourhoods, and one elsewhere of which nothing was published."""
    made: list[Area] = []
    for code, name, level in (
        ("GM9901", "Voorbeeldstad", "GM"),
        ("BU99010000", "Zuid", "BU"),
        ("BU99010001", "Élan", "BU"),
    ):
        parent = made[0] if made else None
        made.append(AreaFactory(code=code, name=name, level=level, comparable_name=comparable(name), parent=parent))
    AreaFactory(code="GM9902", name="Elders", level="GM")
    return made


def test_insight_places(professional: User, town: list[Area], client_of: Browser) -> None:
    """By name inside each other; each leads to the question and the period from which one came."""
    service, made = ServiceFactory(), edition()
    for place in (*(f"area:{one.code}" for one in town), f"service:{service.key}", "area:-", "area:GM9901-"):
        reached(made, 44, 40, 23, 10, 7, place=place)
    browser = client_of(professional)
    page = browser.get(PLACES, {"question": "plans", "period": "2026-Q3"}).content.decode()
    assert "Elders" not in page and page.index("Voorbeeldstad") < page.index("Élan") < page.index("Zuid")
    assert 'href="/insights/plans/?scope=area:BU99010000&amp;period=2026-Q3"' in page
    assert f'href="/insights/plans/?scope=service:{service.key}&amp;period=2026-Q3"' in page
    assert "2 gebieden in Voorbeeldstad" in page and ">Buurt</span>" in page and "<script>" not in page
    found = browser.get(PLACES, {"q": "elan"}).content.decode()
    assert 'href="/insights/?scope=area:BU99010001"' in found and "Voorbeeldstad" not in found
    assert "BU99010000" in browser.get(PLACES, {"q": "bu99010000"}).content.decode()
    assert "Geen gebied en geen dienst" in browser.get(PLACES, {"q": "Elders"}).content.decode()
    # What the address says wrongly leads to all questions.
    assert 'href="/insights/?scope=area:GM9901"' in browser.get(PLACES, {"question": "nothing"}).content.decode()


def test_readers(
    municipality_reader: User, professional: User, roleless: User, town: list[Area], client_of: Browser
) -> None:
    """Each sees places of which something was published for such readers; nobody else has this page."""
    reached(edition(readers="outside"), 45, 40, 25, 10, 5, place="area:GM9901")
    assert "Voorbeeldstad" in client_of(municipality_reader).get(PLACES).content.decode()
    inside = client_of(professional).get(PLACES).content.decode()
    assert "Er is nog niets gepubliceerd." in inside and "Voorbeeldstad" not in inside
    assert client_of(roleless).get(PLACES).status_code == 404


def test_three_hundred(professional: User, client_of: Browser) -> None:
    """As many statements for three hundred areas as for one, and each of them a touch away."""
    browser, made = client_of(professional), edition()
    reached(made, 44, 40, 23, 10, 7, place=f"area:{AreaFactory(code='GM9901', level='GM').code}")
    browser.get(PLACES)
    with CaptureQueriesContext(connection) as one:
        browser.get(PLACES)
    parent = Area.objects.get(code="GM9901")
    areas = [
        Area(code=f"BU9901{turn:04d}", name=f"Buurt {turn}", level="BU", year=parent.year, parent=parent)
        for turn in range(300)
    ]
    Area.objects.bulk_create(areas)
    for found in areas:
        reached(made, 10, place=f"area:{found.code}")
    with CaptureQueriesContext(connection) as many:
        page = browser.get(PLACES).content.decode()
    assert len(many) == len(one) and page.count("scope=area:BU") == 300 and reverse("insights") in page
