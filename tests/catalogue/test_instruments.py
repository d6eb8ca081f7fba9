"""Instruments in the pages: read by all staff, turned on and off, and made by the organisation itself."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalogue import queries
from catalogue.models import Instrument, InstrumentPart
from catalogue.operations import instruments as operations
from organisation.models import User
from registration.models import AssessmentPart, Plan
from tests.catalogue.measuring import named, used
from tests.makers_catalogue import InstrumentFactory
from tests.organisation.sending import send

Browsers = Callable[[User], Client]
LEVELS = {"levels_nl": "slecht\ngaat wel\n\ngoed", "direction": "higher"}


@pytest.fixture
def browser(client_of: Browsers, information_manager: User) -> Client:
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


def test_instruments(client_of: Browsers, browser: Client, professional: User) -> None:
    """All of them with who owns them; only who arranges the catalogue gets buttons."""
    page = client_of(professional).get("/instruments/").content.decode()
    assert all(text in page for text in ("Zelfredzaamheid-Matrix", "GGD Amsterdam", "Publiek domein", "Platform31"))
    assert reverse("instrument_new") not in page
    assert reverse("instrument_new") in browser.get("/instruments/").content.decode()


def test_instrument(client_of: Browsers, browser: Client, professional: User, matrix: Instrument) -> None:
    """Levels, parts, terms and source; a pack cannot be changed."""
    address = reverse("instrument", args=[matrix.pk])
    page = client_of(professional).get(address).content.decode()
    assert all(text in page for text in ("acute problematiek", "Huiselijke relaties", "GGD Amsterdam", "Hoger"))
    assert "instrument_off" not in page and reverse("instrument_licence", args=[matrix.pk]) not in page
    page = browser.get(address).content.decode()
    assert (
        reverse("instrument_off", args=[matrix.pk]) in page and reverse("instrument_edit", args=[matrix.pk]) not in page
    )
    assert browser.get(reverse("instrument_edit", args=[matrix.pk])).status_code == 404
    assert browser.get(reverse("part_edit", args=[matrix.parts.all()[0].pk])).status_code == 404


def test_instrument_with_three_scales(browser: Client) -> None:
    """42 problems, each once, under four headings; as many queries as for a small one."""
    browser.get("/")
    with CaptureQueriesContext(connection) as for_small:
        browser.get(reverse("instrument", args=[InstrumentFactory().pk]))
    omaha = Instrument.objects.get(key="omaha")
    with CaptureQueriesContext(connection) as for_large:
        answer = browser.get(reverse("instrument", args=[omaha.pk]))
    page = answer.content.decode()
    assert len(answer.context["subjects"]) == 43 and page.count('id="part-') == 43
    assert [page.count(f">{each}</h3>") for each in ("Environmental", "Psychosocial", "Physiological")] == [1, 1, 1]
    # The small one was made within its count.
    assert len(for_large) <= len(for_small)


@pytest.mark.parametrize("key", ["gas", "wat_telt", "positive_health", "mobility_mentoring"])
def test_instrument_of_every_kind(browser: Client, key: str) -> None:
    """Each can be shown; of a board no number is."""
    page = browser.get(reverse("instrument", args=[Instrument.objects.get(key=key).pk])).content.decode()
    assert ("zonder cijfers" in page) == (key == "wat_telt")


def test_instrument_on_and_instrument_off(browser: Client, matrix: Instrument) -> None:
    """No longer offered, and again with the undo."""
    send(browser, "instrument_off", matrix)
    assert matrix not in queries.instruments(timezone.localdate())
    page = browser.get(reverse("instrument", args=[matrix.pk])).content.decode()
    assert "staat uit" in page and reverse("instrument_on", args=[matrix.pk]) in page
    send(browser, "instrument_on", matrix)
    assert matrix in queries.instruments(timezone.localdate())


def test_instrument_new(browser: Client, information_manager: User) -> None:
    """With its levels and parts; off until it is turned on, and with room for something else."""
    fields = {
        "name_nl": "Hoe slaap je?",
        "low_to": "1",
        "levels_en": "bad\nso-so\ngood",
        "parts": "Inslapen\nDoorslapen",
    }
    answer = send(browser, "instrument_new", **LEVELS, **fields)
    made = Instrument.objects.get(origin="own")
    scale = made.scales.get()
    assert answer.url == reverse("instrument", args=[made.pk])
    assert (made.key, made.edition, made.is_on, made.changed_by) == (
        "own_hoe_slaap_je",
        "1",
        False,
        information_manager,
    )
    assert (scale.lowest, scale.highest, scale.direction, scale.low_to) == (1, 3, "higher", 1)
    assert scale.labels[1] == {"value": 2, "nl": "gaat wel", "en": "so-so"}
    assert named(made) == ["Inslapen", "Doorslapen", "Iets anders"]
    send(browser, "instrument_new", **LEVELS, name_nl="Hoe slaap je!")
    send(browser, "instrument_new", **LEVELS, name_nl="眠")
    assert set(Instrument.objects.filter(origin="own").values_list("key", flat=True)) == {
        *("own_hoe_slaap_je", "own_hoe_slaap_je_2", "own")
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name_nl": ""}, "Geef het een naam."),
        ({"levels_nl": ""}, "Schrijf de niveaus op, een op elke regel."),
        ({"levels_nl": "goed"}, "Schrijf 2 tot 11 regels."),
        ({"levels_nl": "\n".join("abcdefghijkl")}, "Schrijf 2 tot 11 regels."),
        ({"levels_nl": f"goed\n{'x' * 81}"}, "Op elke regel passen 80 tekens"),
        ({"levels_en": "bad\ngood"}, "Schrijf evenveel niveaus als in het Nederlands."),
        ({"low_to": "4"}, "Er zijn 3 niveaus."),
        ({"direction": ""}, "direction"),
    ],
)
def test_instrument_new_wrong(browser: Client, fields: dict[str, str], said: str) -> None:
    """What is missing or does not fit is said beside it; nothing is made."""
    answer = send(browser, "instrument_new", **{"name_nl": "Slapen", **LEVELS, **fields})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Instrument.objects.filter(origin="own").exists()


def edited(**other: object) -> dict[str, object]:
    """What the form of an own instrument sends."""
    return {"name_nl": "Slapen", "version": 1, "low_to": "1", **LEVELS, **other}


def test_instrument_edit(browser: Client, own: Instrument) -> None:
    """Other words and one level more, as long as nobody filled it in."""
    assert "redelijk lang" in browser.get(reverse("instrument_edit", args=[own.pk])).content.decode()
    send(browser, "instrument_edit", own, **edited(levels_nl="laag\nmidden\nhoog\ntop", low_to="2"))
    own.refresh_from_db()
    scale = own.scales.get()
    assert (own.name_nl, own.version, scale.highest, scale.low_to) == ("Slapen", 2, 4, 2)
    send(browser, "instrument_edit", own, **edited(version=2, low_to="3", levels_nl="laag\nmidden\nhoog\ntop"))
    own.refresh_from_db()
    assert (own.version, own.scales.get().low_to) == (3, 3)


def test_instrument_edit_after_use(browser: Client, own: Instrument, plan: Plan, professional: User) -> None:
    """Levels get other words; none comes or goes, and the direction stays."""
    used(own, plan, professional)
    assert operations.was_used(own) and not operations.was_used(InstrumentFactory())
    for wrong in ({"levels_nl": "laag\nhoog"}, {"direction": "lower"}):
        answer = send(browser, "instrument_edit", own, **edited(**wrong))
        assert answer.status_code == 422 and "Dit is al eens ingevuld" in answer.content.decode()
    own.refresh_from_db()
    assert (own.name_nl, own.version, own.scales.get().highest) == ("Hoe slaap je", 1, 3)
    assert send(browser, "instrument_edit", own, **edited(levels_nl="laag\nmidden\nhoog")).status_code == 302
    assert own.scales.get().labels[0]["nl"] == "laag"
    assert AssessmentPart.objects.filter(part__instrument=own).exists()


def test_instrument_edit_meanwhile(browser: Client, own: Instrument, colleague: User) -> None:
    """Who was later reads what the other made of it."""
    scale = {"direction": "higher", "low_to": 1}
    words = {"name_nl": "Rusten", "name_en": "", "about_nl": "", "about_en": "", "source": ""}
    labels = own.scales.get().labels
    operations.change_instrument(instrument=own, version=1, by=colleague, words=words, scale=scale, labels=labels)
    answer = send(browser, "instrument_edit", own, **edited())
    assert answer.status_code == 422 and "Rusten" in answer.content.decode()
    assert send(browser, "instrument_edit", own, **edited(version=2)).status_code == 302


def test_instrument_order(browser: Client, own: Instrument) -> None:
    """As dragged; what is no part of it counts for nothing."""
    ids = {part.name_nl: part.pk for part in own.parts.all()}
    send(browser, "instrument_order", own, action=[ids["Doorslapen"], "nothing", own.pk, ids["Inslapen"]])
    assert named(own) == ["Doorslapen", "Inslapen"]


def test_instrument_licence_taken_back(browser: Client, matrix: Instrument) -> None:
    """The texts are kept, and cannot be changed."""
    send(browser, "instrument_licence", matrix, holds="on")
    part = matrix.parts.get(key="finance")
    send(browser, "part_texts", part, version=1, level_1="Onze woorden")
    send(browser, "instrument_licence", matrix)
    matrix.refresh_from_db()
    assert not matrix.holds_licence and InstrumentPart.objects.get(pk=part.pk).texts == {"1": "Onze woorden"}
