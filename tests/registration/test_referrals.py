"""Referrals: adding, changing, removing and putting back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Theme
from organisation.models import User
from registration.models import HouseholdMember, Plan, Referral
from tests.makers import ClosingFactory, PlanFactory
from tests.makers_beside import ReferralFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, post, send, stored, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def referral(plan: Plan, professional: User) -> Referral:
    """Somebody was sent on to a clinic."""
    return ReferralFactory(plan=plan, by=professional, to="GGZ Bedacht", reason="Een onderzoek naar autisme.")


def test_referral_new_is_read_back(browser: Client, plan: Plan) -> None:
    """To whom is enough; the day is today, the rest is not said. With an undo."""
    response = fill(browser, "referral_new", plan, to="Buurthuis <De Kers>")
    assert "Buurthuis &lt;De Kers&gt;" in told(browser, response)
    made = Referral.objects.get()
    assert (made.plan, made.referred_on, made.version) == (plan, timezone.localdate(), 1)
    assert (made.line, made.theme, made.reason, made.could_have_been_ours, made.resident) == ("", None, "", "", None)
    assert {"referral.to", "referral.line", "referral.could_have_been_ours"} < set(made.offered.keys)
    undo(browser, fill(browser, "referral_new", plan, to="Verkeerd"))
    assert "Verkeerd" not in browser.get(address("plan", plan)).content.decode()


def test_referral_new_with_everything(browser: Client, plan: Plan) -> None:
    """Line, theme, reason, and whether we could have done it ourselves; all of it stands on the list."""
    fields = {"line": "second", "theme": "mental_health", "reason": "Een onderzoek.", "could_have_been_ours": "no"}
    fill(browser, "referral_new", plan, to="GGZ Bedacht", referred_on=days_ago(3).isoformat(), **fields)
    made = Referral.objects.get()
    assert {name: getattr(made, name) for name in fields if name != "theme"} | {"theme": made.theme_id} == fields
    assert made.referred_on == days_ago(3)
    page = browser.get(address("beside", plan)).content.decode()
    for words in ("GGZ Bedacht", "tweede lijn", "Hoe ik me voel", "Een onderzoek.", "zelf kunnen doen? Nee"):
        assert words in page


@pytest.mark.parametrize(
    "changes",
    [
        {"to": ""},
        {"to": "   "},
        {"to": "x" * 121},
        {"referred_on": "", "referred_on_chip": ""},
        {"referred_on": "31-2-2026"},
        {"referred_on": "2100-01-01"},
        {"line": "third"},
        {"theme": "nothing"},
        {"could_have_been_ours": "maybe"},
        {"reason": "x" * 20_001},
    ],
)
def test_referral_new_of_nothing_or_too_much(browser: Client, plan: Plan, changes: dict[str, str]) -> None:
    """A plain sentence, and nothing is saved."""
    assert fill(browser, "referral_new", plan, **{"to": "GGZ Bedacht", **changes}).status_code == 422
    assert not Referral.objects.exists()


def test_referral_new_of_a_member(browser: Client, together: Plan, noa: HouseholdMember, professional: User) -> None:
    """In a family one says who goes there, and only of who belongs to it."""
    fill(browser, "referral_new", together, to="Logopedie", resident=str(noa.resident_id))
    assert Referral.objects.get().resident == noa.resident
    other = PlanFactory(by=professional).resident
    page = fill(browser, "referral_new", together, to="Een ander", resident=str(other.pk))
    assert page.status_code == 422 and Referral.objects.count() == 1


def test_referral_edit(browser: Client, referral: Referral) -> None:
    """Other words; of two at the same moment the second is told."""
    here = address("referral_edit", referral)
    page = browser.get(here).content.decode()
    assert "Een onderzoek naar autisme." in page
    fields = {
        "submission_key": [str(uuid4())], "to": ["GGZ Linde"], "referred_on": [days_ago(7).isoformat()],
        "reason": ["Een onderzoek naar autisme."], "version": ["1"],
    }  # fmt: skip
    assert post(browser, here, fields).status_code == 302
    refused = post(browser, here, {**fields, "submission_key": [str(uuid4())], "to": ["GGZ Stroom"]})
    assert refused.status_code == 422
    assert all(words in refused.content.decode() for words in ("GGZ Linde", "GGZ Stroom"))
    referral.refresh_from_db()
    assert (referral.to, referral.version) == ("GGZ Linde", 2)


def test_referral_edit_takes_an_answer_back(browser: Client, plan: Plan, professional: User) -> None:
    """What was said about doing it ourselves can be unsaid."""
    referral = ReferralFactory(plan=plan, by=professional, could_have_been_ours="yes")
    fill(browser, "referral_edit", referral, could_have_been_ours="")
    referral.refresh_from_db()
    assert referral.could_have_been_ours == ""


def test_referral_edit_with_a_theme_that_is_gone(browser: Client, plan: Plan, professional: User) -> None:
    """It stays where it was chosen, and is offered nowhere else."""
    Theme.objects.filter(key="justice").update(until=days_ago(1))
    referral = ReferralFactory(plan=plan, by=professional, theme_id="justice")
    assert fill(browser, "referral_edit", referral, to="Iemand anders").status_code == 302
    referral.refresh_from_db()
    assert (referral.theme_id, referral.to) == ("justice", "Iemand anders")
    assert fill(browser, "referral_new", plan, to="Nog iemand", theme="justice").status_code == 422


def test_referral_remove_and_referral_put_back(browser: Client, plan: Plan, referral: Referral) -> None:
    """Out of sight everywhere, and back with one tap."""
    response = send(browser, "referral_remove", referral)
    assert "GGZ Bedacht" not in told(browser, response)
    assert "GGZ Bedacht" not in browser.get(address("beside", plan)).content.decode()
    undo(browser, send(browser, "referral_remove", referral))
    assert "GGZ Bedacht" in browser.get(address("plan", plan)).content.decode()


def test_referral_of_another_professional(client_of: ClientOf, colleague: User, referral: Referral) -> None:
    """As if it did not exist, and nothing changes."""
    other, before = client_of(colleague), stored()
    for verb in ("edit", "remove", "put_back"):
        assert send(other, f"referral_{verb}", referral, to="Weg", version="1").status_code == 404
    assert stored() == before


def test_referral_of_a_closed_plan(browser: Client, plan: Plan, referral: Referral, professional: User) -> None:
    """To be read, with nothing to change."""
    ClosingFactory(plan=plan, by=professional)
    for name in ("plan", "beside"):
        page = browser.get(address(name, plan)).content.decode()
        assert "GGZ Bedacht" in page and "/referrals/" not in page and "/applications/" not in page
    assert send(browser, "referral_edit", referral, to="Weg", version="1").status_code == 404
