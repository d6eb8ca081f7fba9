"""What goes on in a neighbourhood: read from what was published, with its map, list and quarters."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from organisation.models import Area, Team, User
from outcomes.models import Publication, PublishedCell
from shared.period import Period
from tests.makers_people import AreaFactory

ClientOf = Callable[[User], Client]
QUARTER, BEFORE = "2026-Q3", "2026-Q2"


def publication(quarter: str, readers: str = "inside") -> Publication:
    """An empty publication of a quarter."""
    of = Period.parse(quarter)
    return Publication.objects.create(
        readers=readers, period=quarter, start=of.start, end=of.end, made_at="2026-11-01T03:00Z", left_out=[]
    )


def cell(of: Publication, area: Area | None, table: str, about: str, count: int | None, cell: str = "") -> None:
    """One published count."""
    PublishedCell.objects.create(
        publication=of, table=table, over="area", key=area.code if area else "", about=about, cell=cell, count=count
    )


@pytest.fixture
def district(db: None) -> Area:
    """A district."""
    return AreaFactory(code="WK123401", level="WK", name="Oost")


@pytest.fixture
def parts(district: Area, east: Team) -> list[Area]:
    """Two neighbourhoods in it, with outlines, for which the team works."""
    made = []
    for at, name in enumerate(("Kers <en> Pruim", "Linde")):
        ring = [[at, 0], [at + 1, 0], [at + 1, 1], [at, 1], [at, 0]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        made.append(AreaFactory(code=f"BU1234010{at}", level="BU", name=name, parent=district, outline=outline))
    east.areas.set(made)
    return made


@pytest.fixture
def published(district: Area, parts: list[Area]) -> Publication:
    """Two quarters: money came up fourteen times in the district, nine before; something of groups and activities."""
    now, before = publication(QUARTER), publication(BEFORE)
    for of, money, about in ((now, 14, 20), (before, 9, 12)):
        cell(of, district, "signals", "finance", money)
        cell(of, district, "signals", "housing", 6)
        cell(of, district, "signals", "", about)
    cell(now, district, "signals", "justice", None)
    for area, count in zip(parts, (15, None), strict=True):
        cell(now, area, "signals", "", count)
        cell(now, area, "signals", "finance", count)
    cell(now, district, "groups_met:groups", "", 10)
    cell(now, district, "groups_met:times", "", 31)
    cell(now, district, "groups_met", "characteristic:nitrous_oxide", 5)
    return now


def read(client: Client, **wanted: str) -> str:
    """The page as text."""
    response = client.get(reverse("neighbourhood"), wanted)
    assert response.status_code == 200
    return response.content.decode()


def test_own_district(client_of: ClientOf, professional: User, published: Publication) -> None:
    """Without a choice the district in which the own team works: the answer, the bars, groups, the map and its list."""
    page = read(client_of(professional))
    assert "Wat speelt er in Oost?" in page
    assert (
        "20 signalen. Het vaakst: Geld (14), Wonen (6). In de periode ervoor gingen 9 signalen over het thema Geld."
        in page
    )
    assert "1 thema: te weinig om te laten zien" in page
    assert "5 van de 10" in page and "10 groepen, samen 31 keer gezien." in page
    assert "Kers &lt;en&gt; Pruim" in page and page.count("area-map__shape--") == 2
    assert "te weinig om te laten zien" in page


def test_a_withheld_area_has_no_number_on_the_map(
    client_of: ClientOf, professional: User, published: Publication
) -> None:
    """The pattern of what is too little, and in the list the words."""
    page = read(client_of(professional))
    assert page.count('fill="url(#too-few)"') == 1
    row = page.split("Linde</a>")[1].split("</li>")[0]
    assert "te weinig om te laten zien" in row and "0" not in row


def test_a_part_of_it(client_of: ClientOf, professional: User, published: Publication, parts: list[Area]) -> None:
    """A neighbourhood has no areas inside it, and no map."""
    page = read(client_of(professional), scope=f"area:{parts[0].code}", period=QUARTER)
    assert "15 signalen." in page and "area-map" not in page


def test_readers_outside_have_their_own(
    client_of: ClientOf, municipality_reader: User, published: Publication, district: Area
) -> None:
    """What was published inside is not theirs; of what was never published it says so."""
    page = read(client_of(municipality_reader), scope=f"area:{district.code}")
    assert "Over deze periode is nog niets gepubliceerd." in page and ">14<" not in page
    outside = publication(QUARTER, "outside")
    cell(outside, district, "signals", "", 20)
    cell(outside, district, "signals", "finance", 15)
    page = read(client_of(municipality_reader), scope=f"area:{district.code}")
    assert "20 signalen." in page and "afgerond" in page


def test_one_answer_on_both_pages(client_of: ClientOf, municipality_reader: User, district: Area) -> None:
    """A total beside themes, groups and activities that are withheld stands on both pages; nothing known is no 0."""
    made, scope = publication(QUARTER, "outside"), f"area:{district.code}"
    publication(BEFORE, "outside")
    for table, about, count in (
        ("signals", "", 25), ("signals", "finance", None), ("groups_met:groups", "", None),
        ("groups_met:times", "", 60),
        ("reach", "", None), ("reach:participants", "", 220),
    ):  # fmt: skip
        cell(made, district, table, about, count)
    cell(made, district, "goals_reached", "", 20)
    cell(made, district, "goals_reached", "", 20, "known")
    cell(made, district, "goals_reached", "", 20, "reached")
    client = client_of(municipality_reader)
    page = read(client, scope=scope)
    outside = client.get(reverse("insight", args=["seen-outside"]), {"scope": scope}).content.decode()
    signalled = client.get(reverse("insight", args=["signalled"]), {"scope": scope}).content.decode()
    assert "25 signalen. Van de thema&#x27;s is er te weinig om te laten zien." in page
    assert "25 signalen. Van de thema&#x27;s is er te weinig om te laten zien." in signalled
    for said in ("Groepen zijn 60 keer gezien. Hoeveel", "220 deelnemers aan activiteiten. Hoeveel"):
        assert said in page and said in outside
    goals = page.split("Gehaalde doelen")[1].split("</tr>")[0]
    assert ">20<" in goals and "nog geen gegevens" in goals and ">0<" not in goals


@pytest.mark.parametrize("scope", ["own", "team:oost", "service:none", "area:BU00000000", "king"])
def test_what_is_no_neighbourhood(client_of: ClientOf, professional: User, published: Publication, scope: str) -> None:
    """Not there."""
    assert client_of(professional).get(reverse("neighbourhood"), {"scope": scope}).status_code == 404


def test_a_quarter_that_was_not_published(client_of: ClientOf, professional: User, published: Publication) -> None:
    """It says so, and shows the last one that was."""
    assert "niets gepubliceerd" in read(client_of(professional), period="2020-Q1")


def test_queries(
    client_of: ClientOf,
    professional: User,
    published: Publication,
    parts: list[Area],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """As many for a district with two areas as for one with twenty."""
    for at in range(18):
        area = AreaFactory(code=f"BU12340{at + 20}0", level="BU", name=f"Buurt {at}", parent=parts[0].parent)
        cell(published, area, "signals", "", 7)
    client = client_of(professional)
    with django_assert_max_num_queries(35):
        read(client)
