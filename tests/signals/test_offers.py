"""Offers for many: the list, other words, ending, removing and putting back. Making one: tests/feedback."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from organisation.models import User
from signals.models import CollectiveOffer
from tests.makers_activities import ActivityFactory, OfferFactory
from tests.makers_people import AreaFactory
from tests.registration.pages import address, fill, form_to, post, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def offer(youth_worker: User) -> CollectiveOffer:
    """Made by Sam, with an activity that was held."""
    made = OfferFactory(by=youth_worker, title="Spreekuur geld", area=AreaFactory(name="Verzonnen Oost"))
    ActivityFactory(by=youth_worker, offer=made)
    return made


def test_offers(browser: Client, offer: CollectiveOffer, stranger: User) -> None:
    """Those of all teams, with where they came from as a count; what ended stands apart."""
    OfferFactory(by=stranger, title="Van West", figure="help_requests", seen=1)
    OfferFactory(by=stranger, title="Ook van West", figure="both")
    page = browser.get(address("offers")).content.decode()
    for words in (
        "Spreekuur geld",
        "Geld, Verzonnen Oost",
        "3e kwartaal 2026",
        "7 signalen. Meestal zijn het er ongeveer 2,1.",
        "Van West",
        "1 activiteit",
    ):
        assert words in page
    assert "1 hulpvraag." in page and "7 signalen en hulpvragen." in page
    assert "Er is nog geen aanbod gestopt" in browser.get(address("offers"), {"show": "ended"}).content.decode()
    send(browser, "offer_end", offer)
    assert "Spreekuur geld" in browser.get(address("offers"), {"show": "ended"}).content.decode()


def test_offers_of_nobody(browser: Client) -> None:
    """An empty place says where offers come from."""
    assert "Nog geen aanbod" in browser.get(address("offers")).content.decode()


def test_offer_edit(browser: Client, offer: CollectiveOffer) -> None:
    """Other words, and never another origin; of two at the same moment the second is told."""
    here = address("offer_edit", offer)
    fields = form_to(browser.get(here)).fields
    assert "Inloop geld" in told(browser, post(browser, here, fields, title="Inloop geld", seen="99", theme="housing"))
    refused = post(browser, here, fields, submission_key=str(uuid4()), title="Anders")
    assert refused.status_code == 422 and "Inloop geld" in refused.content.decode()
    assert fill(browser, "offer_edit", offer, title="").status_code == 422
    offer.refresh_from_db()
    assert (offer.title, offer.seen, offer.theme_id, offer.version) == ("Inloop geld", 7, "finance", 2)


def test_offer_end_and_offer_reopen(browser: Client, offer: CollectiveOffer) -> None:
    """What ended takes no new activity, and stands with those that hang on it; it can go on."""
    activity = offer.activities.get()
    assert "Het aanbod is gestopt" in told(browser, send(browser, "offer_end", offer))
    assert str(offer.pk) not in browser.get(address("activity_new")).content.decode()
    kept = form_to(browser.get(address("activity_edit", activity)))
    assert kept.fields["offer"] == [str(offer.pk)]
    assert "gaat door" in told(browser, send(browser, "offer_reopen", offer))
    undo(browser, send(browser, "offer_end", offer))
    offer.refresh_from_db()
    assert offer.ended_on is None


def test_offer_remove_and_offer_put_back(browser: Client, offer: CollectiveOffer) -> None:
    """Out of sight, with its activities as they were; and back with one tap."""
    activity = offer.activities.get()
    assert "Spreekuur geld" not in told(browser, send(browser, "offer_remove", offer))
    page = browser.get(address("activity", activity)).content.decode()
    assert activity.title in page and "Spreekuur geld" not in page
    assert browser.get(address("offer_edit", offer)).status_code == 404
    assert "Spreekuur geld" in told(browser, send(browser, "offer_put_back", offer))
    undo(browser, send(browser, "offer_remove", offer))
    offer.refresh_from_db()
    assert offer.removed_at is None
