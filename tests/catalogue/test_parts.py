"""The parts of an own instrument: added, reworded, put in order, retired; and own texts for levels."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Instrument, InstrumentPart
from catalogue.operations import instruments as operations
from organisation.models import User
from registration.models import AssessmentPart, Plan
from tests.catalogue.measuring import named, used
from tests.makers_catalogue import InstrumentFactory
from tests.organisation.sending import send


@pytest.fixture
def browser(client_of: Callable[[User], Client], information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


@pytest.fixture
def matrix(db: None) -> Instrument:
    """One that came as a pack."""
    return Instrument.objects.get(key="zrm")


@pytest.fixture
def own(db: None) -> Instrument:
    """One that was made here: three levels, two parts."""
    return InstrumentFactory()


def test_part_new(browser: Client, own: Instrument) -> None:
    """At the end, under a key of its own; two people at one moment are told."""
    assert browser.get(reverse("part_new", args=[own.pk])).status_code == 200
    send(browser, "part_new", own, name_nl="Dromen", life_domain="mental_health", version=1)
    made = InstrumentPart.objects.get(name_nl="Dromen")
    assert (made.key, made.life_domain_id, named(own)[-1]) == ("dromen", "mental_health", "Dromen")
    answer = send(browser, "part_new", own, name_nl="Dromen", version=1)
    assert answer.status_code == 422 and "heeft dit instrument intussen veranderd" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()
    send(browser, "part_new", own, name_nl="Dromen", version=2)
    assert InstrumentPart.objects.filter(key="dromen_2").exists()


def test_part_edit(browser: Client, own: Instrument) -> None:
    """Other words; the key stays. A retired part of life can be kept."""
    part = own.parts.get(name_nl="Inslapen")
    send(browser, "part_edit", part, name_nl="In slaap vallen", life_domain="mental_health", version=1)
    part.refresh_from_db()
    assert (part.key, part.name_nl, part.life_domain_id) == ("inslapen", "In slaap vallen", "mental_health")
    part.life_domain.until = timezone.localdate()
    part.life_domain.save()
    assert send(browser, "part_edit", part, name_nl="x", life_domain="mental_health", version=2).status_code == 302
    assert send(browser, "part_edit", part, name_nl="y", version=2).status_code == 422


def test_part_move(browser: Client, own: Instrument) -> None:
    """One place up or down; at the ends nothing happens."""
    part = own.parts.get(name_nl="Doorslapen")
    for to, order in (("down", ["Inslapen", "Doorslapen"]), ("up", ["Doorslapen", "Inslapen"])):
        send(browser, "part_move", part, to=to)
        assert named(own) == order


def test_part_retire(browser: Client, own: Instrument, plan: Plan, professional: User) -> None:
    """Not asked any more; what was filled in stays, and it can be put back."""
    used(own, plan, professional)
    part = own.parts.all()[0]
    assert browser.get(reverse("part_retire", args=[part.pk])).status_code == 200
    send(browser, "part_retire", part)
    assert named(own) == ["Doorslapen"] and AssessmentPart.objects.filter(part=part).exists()
    assert (
        reverse("part_put_back", args=[part.pk]) in browser.get(reverse("instrument", args=[own.pk])).content.decode()
    )
    assert "Weer aanbieden" in browser.get(reverse("part_edit", args=[part.pk])).content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert send(browser, "part_retire", part, until_0="pick", until_1=yesterday.isoformat()).status_code == 422


def test_part_put_back(browser: Client, own: Instrument) -> None:
    """Asked again at its old place; while it was not asked it could not be moved."""
    part = own.parts.all()[0]
    send(browser, "part_retire", part)
    send(browser, "part_move", part, to="down")
    assert send(browser, "part_put_back", part).url == reverse("instrument", args=[own.pk]) + f"#part-{part.pk}"
    assert named(own) == ["Inslapen", "Doorslapen"]


def test_part_texts(browser: Client, matrix: Instrument) -> None:
    """Own texts only for who said to hold the licence; loading the packs again leaves them."""
    part = matrix.parts.get(key="finance")
    address = reverse("part_texts", args=[part.pk])
    assert browser.get(address).url == reverse("instrument_licence", args=[matrix.pk])
    with pytest.raises(operations.NoLicence), transaction.atomic():
        operations.write_texts(part=part, version=1, texts={"1": "Onze woorden"}, by=None)
    assert "GGD Amsterdam" in browser.get(reverse("instrument_licence", args=[matrix.pk])).content.decode()
    send(browser, "instrument_licence", matrix, holds="on")
    assert "1: acute problematiek" in browser.get(address).content.decode()
    send(browser, "part_texts", part, version=1, level_1="Onze woorden", level_2=" ")
    part.refresh_from_db()
    assert part.texts == {"1": "Onze woorden"}
    assert send(browser, "part_texts", part, version=1, level_1="Later").status_code == 422
    assert "Eigen teksten" in browser.get(reverse("instrument", args=[matrix.pk])).content.decode()
