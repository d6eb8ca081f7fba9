"""What goes well, and who helps: adding, changing, taking away and putting back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from organisation.models import User
from registration.models import NetworkPerson, Plan, Resident, Strength
from tests.makers import (
    HouseholdFactory,
    HouseholdMemberFactory,
    NetworkPersonFactory,
    PlanFactory,
    StrengthFactory,
)
from tests.registration.pages import address, fill, post, send, stored, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def strength(plan: Plan, professional: User) -> Strength:
    """Something that goes well."""
    return StrengthFactory(plan=plan, by=professional, own_words="Ik kook graag.")


@pytest.fixture
def person(plan: Plan, professional: User) -> NetworkPerson:
    """Somebody who helps."""
    return NetworkPersonFactory(plan=plan, by=professional, name="Kees", relation="neef", helps_with="geld")


class TestStrength:
    """strength_new, strength_edit, strength_remove, strength_put_back"""

    def test_strength_new_is_read_back(self, browser: Client, plan: Plan) -> None:
        """In own words on the plan, with an undo."""
        response = fill(browser, "strength_new", plan, own_words="Ik kook <graag>.")
        assert "Ik kook &lt;graag&gt;." in told(browser, response)
        made = Strength.objects.get()
        assert (made.plan, made.resident, made.voice) == (plan, None, "resident")
        response = fill(browser, "strength_new", plan, own_words="Nog iets.")
        undo(browser, response)
        assert "Nog iets." not in browser.get(address("plan", plan)).content.decode()

    @pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
    def test_strength_new_of_nothing_or_too_much(self, browser: Client, plan: Plan, words: str) -> None:
        """A plain sentence, and nothing is saved."""
        assert fill(browser, "strength_new", plan, own_words=words).status_code == 422
        assert not Strength.objects.exists()

    def test_strength_new_of_a_member(self, browser: Client, professional: User) -> None:
        """In a household one says whose it is, and only of who belongs to it."""
        household = HouseholdFactory(by=professional)
        noa: Resident = HouseholdMemberFactory(household=household, by=professional).resident
        together = PlanFactory(by=professional, resident=None, household=household)
        fill(browser, "strength_new", together, own_words="Ik zwem goed.", resident=str(noa.pk))
        assert Strength.objects.get().resident == noa
        other = PlanFactory(by=professional).resident
        page = fill(browser, "strength_new", together, own_words="Van een ander.", resident=str(other.pk))
        assert page.status_code == 422 and Strength.objects.count() == 1

    def test_strength_edit(self, browser: Client, strength: Strength) -> None:
        """Other words; of two at the same moment the second is told."""
        here = address("strength_edit", strength)
        fields = {"submission_key": [str(uuid4())], "own_words": ["Ik bak graag."], "version": ["1"]}
        assert post(browser, here, fields).status_code == 302
        page = post(browser, here, {**fields, "submission_key": [str(uuid4())], "own_words": ["Ik eet graag."]})
        assert page.status_code == 422
        assert all(words in page.content.decode() for words in ("Ik bak graag.", "Ik eet graag."))
        strength.refresh_from_db()
        assert (strength.own_words, strength.version) == ("Ik bak graag.", 2)

    def test_strength_remove_and_strength_put_back(self, browser: Client, plan: Plan, strength: Strength) -> None:
        """Out of sight, and back with one tap."""
        response = send(browser, "strength_remove", strength)
        assert "Ik kook graag." not in told(browser, response)
        response = send(browser, "strength_remove", strength)
        undo(browser, response)
        assert "Ik kook graag." in browser.get(address("plan", plan)).content.decode()
        assert "Ik kook graag." in browser.get(address("table", plan)).content.decode()


class TestNetwork:
    """network_new, network_edit, network_remove, network_put_back"""

    def test_network_new_is_read_back(self, browser: Client, plan: Plan) -> None:
        """A name is enough; with a relation, what for, and a phone number to call."""
        fill(browser, "network_new", plan, name="Ria")
        response = fill(
            browser, "network_new", plan, name="Kees", relation="neef", helps_with="geld", phone="06 0000 0000"
        )
        text = told(browser, response)
        assert "Ria" in text and "neef, geld" in text and 'href="tel:06 0000 0000"' in text
        undo(browser, fill(browser, "network_new", plan, name="Verkeerd"))
        assert "Verkeerd" not in browser.get(address("plan", plan)).content.decode()

    @pytest.mark.parametrize("changes", [{"name": ""}, {"name": "x" * 81}, {"phone": "0" * 21}])
    def test_network_new_of_nobody_or_too_much(self, browser: Client, plan: Plan, changes: dict[str, str]) -> None:
        """A plain sentence, and nothing is saved."""
        assert fill(browser, "network_new", plan, **{"name": "Kees", **changes}).status_code == 422
        assert not NetworkPerson.objects.exists()

    def test_network_edit(self, browser: Client, person: NetworkPerson) -> None:
        """Another name; of two at the same moment the second is told."""
        assert fill(browser, "network_edit", person, name="Cees").status_code == 302
        person.refresh_from_db()
        assert (person.name, person.relation, person.version) == ("Cees", "neef", 2)
        page = fill(browser, "network_edit", person, name="Sees", version="1")
        assert page.status_code == 422 and "Cees" in page.content.decode()

    def test_network_remove_and_network_put_back(self, browser: Client, plan: Plan, person: NetworkPerson) -> None:
        """Gone from the plan and from the chips, and back with one tap."""
        chip = f"network-{person.pk}"
        assert chip in browser.get(address("table", plan)).content.decode()
        response = send(browser, "network_remove", person)
        assert "Kees" not in told(browser, response)
        assert chip not in browser.get(address("table", plan)).content.decode()
        undo(browser, send(browser, "network_remove", person))
        assert chip in browser.get(address("table", plan)).content.decode()

    def test_network_of_another_professional(
        self, client_of: ClientOf, colleague: User, person: NetworkPerson, strength: Strength
    ) -> None:
        """As if it did not exist, and nothing changes."""
        other, before = client_of(colleague), stored()
        for name, thing in (
            *((f"network_{verb}", person) for verb in ("edit", "remove", "put_back")),
            *((f"strength_{verb}", strength) for verb in ("edit", "remove", "put_back")),
        ):
            assert send(other, name, thing).status_code == 404
        assert stored() == before
