"""Activities in a real browser: one more of the same, with and without scripts; all pages with axe."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from organisation.models import User
from registration.models import Plan
from signals.models import Activity
from tests.journeys.browser import Counter
from tests.makers_activities import ActivityFactory, AttendanceFactory, OfferFactory, PartnerFactory, SeriesFactory
from tests.makers_people import AreaFactory, days_ago

Opener = Callable[..., Page]
SAVED = "**/activities/*-*/"


@pytest.fixture
def last(professional: User, plan: Plan) -> Activity:
    """The last time of a series, with everything that can stand in it, and the resident of the plan."""
    series, area = SeriesFactory(by=professional, title="Koffieochtend"), AreaFactory(name="Verzonnen Oost")
    offer = OfferFactory(by=professional, area=area, title="Spreekuur geld in Verzonnen Oost")
    for days, count in ((21, 8), (14, None), (-7, None)):
        ActivityFactory(by=professional, series=series, held_on=days_ago(days), count=count, title="Koffieochtend")
    made = ActivityFactory(
        by=professional, series=series, offer=offer, area=area, theme_id="finance", volunteers=2, title="Koffieochtend",
        own_words="Drie nieuwe gezichten.",
    )  # fmt: skip
    made.partners.add(PartnerFactory(by=professional))
    AttendanceFactory(activity=made, resident=plan.resident, by=professional, state="declined")
    return made


def again(page: Page, count: str) -> None:
    """From the list: open the last one, type the number, save."""
    page.locator("summary", has_text="Koffieochtend").tap()
    page.get_by_label("Hoeveel mensen kwamen er?").tap()
    page.keyboard.type(count)
    page.get_by_role("button", name="Bewaren", exact=True).tap()
    page.wait_for_url(SAVED)


@pytest.mark.parametrize("script", [True, False])
def test_same_as_last_time_within_budget(
    open_page: Opener, counter: Counter, professional: User, last: Activity, script: bool
) -> None:
    """From the list of activities: three taps and the number; the next one has all that the last one had."""
    page = open_page(professional, script=script)
    page.goto(reverse("activities"))
    counter.start()
    again(page, "14")
    if script:
        counter.check("activity_like_last_time")
    made = Activity.objects.get(count=14)
    assert (made.series_id, made.offer_id, made.area_id, made.volunteers) == (
        last.series_id, last.offer_id, last.area_id, 2,
    )  # fmt: skip
    assert list(made.partners.all()) == list(last.partners.all())


def test_pages_are_accessible(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, last: Activity, plan: Plan
) -> None:
    """Every page of activities, on a phone; who declined comes after all with one tap."""
    page = open_page(professional)
    names: list[tuple[str, list[object]]] = [
        ("activities", []), ("activity_new", []), ("activity", [last.pk]), ("activity_edit", [last.pk]),
        ("attendance_new", [last.pk]), ("plan_activities", [plan.pk]), ("all_series", []),
        ("series", [last.series_id]), ("series_edit", [last.series_id]), ("offers", []), ("offer", [last.offer_id]),
        ("offer_edit", [last.offer_id]), ("offer_new", []),
    ]  # fmt: skip
    for name, of in names:
        page.goto(reverse(name, args=of))
        accessible(page)
    page.goto(reverse("activity", args=[last.pk]))
    page.get_by_role("button", name="gekomen").tap()
    page.get_by_text("had afgezegd, kwam toch").wait_for()
