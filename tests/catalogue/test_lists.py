"""The lists of the catalogue: added to, reworded, put in order, retired with a date and put back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from catalogue.models import LifeDomain, Service, Theme
from catalogue.operations import lists as operations
from catalogue.queries import life_domains, sensitive_subjects
from catalogue.queries import lists as queries
from organisation.models import User
from registration.models import Goal, Plan
from tests.makers_catalogue import CategoryFactory, ServiceFactory
from tests.organisation.sending import send

KINDS = ("services", "categories", "domains", "themes", "characteristics", "interventions")


@pytest.fixture
def browser(client_of: Callable[[User], Client], information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


def keys(kind: str, browser: Client) -> list[str]:
    """What the page of a list shows, in order."""
    return [row.pk for row in browser.get(reverse("listing", args=[kind])).context["rows"]]


@pytest.mark.parametrize("kind", KINDS)
def test_listing(browser: Client, kind: str) -> None:
    """Each list has a page, also with nothing in it, and leads to the others."""
    page = browser.get(reverse("listing", args=[kind])).content.decode()
    assert all(f'href="{reverse("listing", args=[other])}"' in page for other in KINDS)
    assert f'href="{reverse("listing_new", args=[kind])}"' in page
    assert ("Nog niets in deze lijst" in page) == (kind in ("services", "categories"))


def test_listing_of_nothing(browser: Client) -> None:
    """No other word opens a page."""
    assert browser.get("/lists/residents/").status_code == 404
    assert browser.get("/listed/services/nothing/").status_code == 404


def test_listing_sixty_services(browser: Client) -> None:
    """Under their categories, those without one last, with as many queries as for one."""
    ServiceFactory(category=None, name_nl="Los")
    browser.get("/")
    with CaptureQueriesContext(connection) as for_one:
        browser.get(reverse("listing", args=["services"]))
    for number in range(5):
        category = CategoryFactory(name_nl=f"Categorie {5 - number}", rank=5 - number)
        ServiceFactory.create_batch(12, category=category)
    ServiceFactory(category=category, scope="group", until=timezone.localdate() + timedelta(days=3))
    with CaptureQueriesContext(connection) as for_many:
        answer = browser.get(reverse("listing", args=["services"]))
    assert len(for_many) == len(for_one)
    found = answer.context["headings"]
    assert [str(heading.category) for heading in found] == [*(f"Categorie {n}" for n in range(1, 6)), "None"]
    assert [len(heading.services) for heading in found] == [13, 12, 12, 12, 12, 1]
    page = answer.content.decode()
    assert "Zonder categorie" in page and "een groep" in page and "listed__move" not in page


def test_listing_one_category(browser: Client) -> None:
    """The services of one category, to put in order; an unknown one shows them all."""
    one = ServiceFactory()
    ServiceFactory()
    address = reverse("listing", args=["services"])
    assert browser.get(f"{address}?in={one.category_id}").context["rows"] == [one]
    assert browser.get(f"{address}?in=nothing").context["rows"] == []


def test_listing_new(browser: Client, information_manager: User) -> None:
    """At the end of its list, under a key of its own, said by whom."""
    category = CategoryFactory()
    answer = send(
        browser, "listing_new", "services", name_nl="Café Ons", name_en="Our café", category=category.pk, scope="group"
    )
    made = Service.objects.get()
    assert (made.key, made.name_nl, made.name_en, made.scope) == ("cafe_ons", "Café Ons", "Our café", "group")
    assert made.changed_by == information_manager
    assert answer.url == f"/lists/services/?in={category.pk}#row-cafe_ons"
    with translation.override("en"):
        assert made.name == "Our café"
    send(browser, "listing_new", "services", name_nl="Café Ons!", scope="group")
    send(browser, "listing_new", "services", name_nl="茶", scope="group")
    assert set(Service.objects.values_list("key", flat=True)) == {"cafe_ons", "cafe_ons_2", "own"}


def test_listing_new_domain_is_a_theme(browser: Client) -> None:
    """A request can then be about it as well; a theme of that name is not overwritten."""
    assert send(browser, "listing_new", "domains", name_nl="Huisdieren", icon="heartbeat").status_code == 302
    made = LifeDomain.objects.get(key="huisdieren")
    assert (made.icon, Theme.objects.get(key="huisdieren").name_nl) == ("heartbeat", "Huisdieren")
    assert keys("domains", browser)[-1] == keys("themes", browser)[-1] == "huisdieren"
    send(browser, "listing_new", "themes", name_nl="Muziek")
    send(browser, "listing_new", "domains", name_nl="Muziek", icon="star")
    assert LifeDomain.objects.filter(key="muziek_2").exists() and Theme.objects.filter(key="muziek").exists()


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("themes", {}, "Geef het een naam."),
        ("themes", {"name_nl": "x" * 61}, "61 tekens"),
        ("domains", {"name_nl": "Dieren"}, "Kies een plaatje."),
        ("domains", {"name_nl": "Dieren", "icon": "bomb"}, "bomb"),
    ],
)
def test_listing_new_wrong(browser: Client, kind: str, fields: dict[str, str], said: str) -> None:
    """What is missing is said beside it; nothing is added."""
    before = keys(kind, browser)
    answer = send(browser, "listing_new", kind, **fields)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert keys(kind, browser) == before


def test_listed(browser: Client) -> None:
    """Other words and another icon; the key stays, and so does what hangs on it."""
    answer = send(browser, "listed", "domains", "finance", name_nl="Geldzaken", icon="key", version=1)
    assert answer.url == "/lists/domains/#row-finance"
    changed = LifeDomain.objects.get(key="finance")
    assert (changed.name_nl, changed.name_en, changed.icon, changed.version) == ("Geldzaken", "", "key", 2)


def test_listed_sensitive(browser: Client) -> None:
    """Some are so from the start; a life domain and the theme of the same key are so together, other lists never."""
    assert sensitive_subjects() == {"mental_health", "household", "substance_use", "justice"}
    send(browser, "listed", "themes", "finance", name_nl="Geld", is_sensitive="on", version=1)
    assert LifeDomain.objects.get(key="finance").is_sensitive and "finance" in sensitive_subjects()
    send(browser, "listed", "domains", "finance", name_nl="Geld", name_en="Money", icon="wallet", version=1)
    assert not Theme.objects.get(key="finance").is_sensitive
    send(browser, "listing_new", "domains", name_nl="Geweld", icon="star", is_sensitive="on")
    assert "geweld" in sensitive_subjects() and Theme.objects.get(key="geweld").is_sensitive
    assert "Ook nul of allemaal" in browser.get(reverse("listed", args=["themes", "geweld"])).content.decode()
    assert "Ook nul of allemaal" not in browser.get(reverse("listing_new", args=["services"])).content.decode()


def test_listed_changed_meanwhile(browser: Client, colleague: User) -> None:
    """Who was later reads what the other made of it, and may save again."""
    operations.change_listed(listed=Theme.objects.get(key="finance"), version=1, by=colleague, name_nl="Centen")
    answer = send(browser, "listed", "themes", "finance", name_nl="Geldzaken", version=1)
    assert answer.status_code == 422 and "Centen" in answer.content.decode()
    assert Theme.objects.get(key="finance").name_nl == "Centen"
    send(browser, "listed", "themes", "finance", name_nl="Geldzaken", version=2)
    assert Theme.objects.get(key="finance").name_nl == "Geldzaken"


def test_listed_keeps_a_retired_category(browser: Client) -> None:
    """It can still be chosen for what stands under it, and for nothing else."""
    held = ServiceFactory(category__until=timezone.localdate())
    fields = {"name_nl": "Anders", "category": held.category_id, "scope": "group"}
    assert send(browser, "listed", "services", held.pk, version=1, **fields).status_code == 302
    assert send(browser, "listing_new", "services", **fields).status_code == 422


def test_listed_move(browser: Client) -> None:
    """One place up or down, at the ends nothing happens; a service moves within its category."""
    first, second, *_rest = before = keys("themes", browser)
    send(browser, "listed_move", "themes", second, to="up")
    assert keys("themes", browser) == [second, first, *before[2:]]
    send(browser, "listed_move", "themes", second, to="up")
    send(browser, "listed_move", "themes", before[-1], to="down")
    assert keys("themes", browser) == [second, first, *before[2:]]
    category = CategoryFactory()
    one, two = ServiceFactory(category=category, rank=1), ServiceFactory(category=category, rank=3)
    ServiceFactory(rank=2)
    answer = send(browser, "listed_move", "services", two, to="up")
    assert queries.beside(one, timezone.localdate()) == [two.pk, one.pk]
    assert answer.url == f"/lists/services/?in={category.pk}#row-{two.pk}"


def test_listed_move_retired(browser: Client) -> None:
    """What is not offered has no place to move to."""
    operations.retire_listed(listed=Theme.objects.get(key="finance"), until=timezone.localdate(), by=None)
    before = keys("themes", browser)
    assert send(browser, "listed_move", "themes", "finance", to="down").status_code == 302
    assert keys("themes", browser) == before


def test_listing_order(browser: Client) -> None:
    """As dragged; keys that are not there count for nothing, and what was not named keeps its place."""
    first, second, third, *rest = keys("themes", browser)
    send(browser, "listing_order", "themes", action=[third, "nothing", first, third])
    assert keys("themes", browser) == [third, second, first, *rest]
    assert send(browser, "listing_order", "themes").url == "/lists/themes/"


def test_listed_retire(browser: Client, plan: Plan) -> None:
    """Not offered from that day on; old records go on showing it, and it can be put back."""
    goal = Goal.objects.filter(plan=plan)[0]
    Goal.objects.filter(pk=goal.pk).update(life_domain="finance")
    assert browser.get(reverse("listed_retire", args=["domains", "finance"])).status_code == 200
    send(browser, "listed_retire", "domains", "finance")
    today = timezone.localdate()
    assert "finance" not in [domain.key for domain in life_domains(today)]
    page = browser.get(reverse("listing", args=["domains"])).content.decode()
    assert "1 wordt niet meer aangeboden" in page and reverse("listed_put_back", args=["domains", "finance"]) in page
    assert str(Goal.objects.select_related("life_domain").get(pk=goal.pk).life_domain) == "Geld"
    assert "Vanaf" in browser.get(reverse("listed", args=["domains", "finance"])).content.decode()


def test_listed_put_back(browser: Client) -> None:
    """Offered again at its old place, as if it had never been away; the undo of it is there."""
    before = keys("themes", browser)
    send(browser, "listed_retire", "themes", before[1])
    answer = send(browser, "listed_put_back", "themes", before[1])
    assert answer.url == f"/lists/themes/#row-{before[1]}"
    page = browser.get("/lists/themes/")
    assert [row.pk for row in page.context["rows"]] == before
    assert reverse("listed_retire", args=["themes", before[1]]) in page.content.decode()


def test_listed_retire_later(browser: Client) -> None:
    """With a day to come it is offered until then; a day that is past is refused."""
    today = timezone.localdate()
    later = today + timedelta(days=10)
    fields = {"until_0": "pick", "until_1": later.isoformat()}
    send(browser, "listed_retire", "themes", "finance", **fields)
    assert Theme.objects.get(key="finance").until == later and "finance" in keys("themes", browser)
    fields["until_1"] = (today - timedelta(days=1)).isoformat()
    answer = send(browser, "listed_retire", "themes", "finance", **fields)
    assert answer.status_code == 422 and "Deze dag is voorbij" in answer.content.decode()


@pytest.mark.parametrize("kind", ["domains", "themes"])
def test_listed_retire_something_else(browser: Client, kind: str) -> None:
    """What fits nowhere else keeps its place."""
    answer = send(browser, "listed_retire", kind, "other")
    assert answer.status_code == 422 and "deze blijft" in answer.content.decode()
    assert "deze blijft" in browser.get(reverse("listed", args=[kind, "other"])).content.decode()


def test_services_to_choose(db: None) -> None:
    """Those of a scope that are offered on a day, by category."""
    last = ServiceFactory(category__rank=2)
    first = ServiceFactory(category__rank=1)
    ServiceFactory(scope="group")
    ServiceFactory(until=timezone.localdate())
    assert list(queries.services(timezone.localdate())) == [first, last]
