"""Codes for the resident's own phone: choosing lines, showing the code once, withdrawing it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import User
from registration.models import PhoneCode, Plan
from registration.operations.phone_codes import LENGTH, SIGNS, code_hash, code_of, new_pin
from shared.easy_codes import digits_of, is_easy
from tests.codes import code_for
from tests.makers import ActionFactory, GoalFactory, HouseholdFactory, HouseholdMemberFactory, PlanFactory
from tests.registration.pages import fill, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def amir(professional: User, client_of: Callable[[User], Client]) -> Client:
    """The professional."""
    return client_of(professional)


@pytest.fixture
def family(professional: User) -> Plan:
    """A household of two, with a goal of the first, one of the second, and one of all."""
    household = HouseholdFactory(by=professional)
    members = [HouseholdMemberFactory(household=household, by=professional).resident for _member in range(2)]
    plan = PlanFactory(by=professional, resident=None, household=household)
    for member in [*members, None]:
        ActionFactory(goal=GoalFactory(plan=plan, by=professional, resident=member), by=professional, resident=member)
    return plan


class TestNew:
    """Making one."""

    def test_phone_code_new(self, amir: Client, plan: Plan, professional: User) -> None:
        """The lines that were ticked, a PIN that was chosen together, and only hashes of both."""
        goal = plan.goals.all()[0]
        chosen = goal.actions.all()[0]
        answer = fill(
            amir,
            "phone_code_new",
            plan,
            goal=str(goal.pk),
            actions=[str(chosen.pk)],
            pin="4 08 17",
            phone=None,
            appointment="on",
        )
        made = PhoneCode.objects.get()
        assert answer.url == reverse("phone_code", args=[made.pk])
        assert (made.goal, made.action_ids, made.resident, made.language) == (goal, [chosen.pk], plan.resident, "nl")
        assert made.shows_appointment and not made.shows_phone
        assert check_password("40817", made.pin_hash)
        assert timedelta(days=6, hours=23) < made.expires_at - timezone.now() <= timedelta(days=7)
        assert code_of(made) not in str(vars(made)) and "40817" not in str(vars(made))

    def test_pin_is_made(self, amir: Client, plan: Plan) -> None:
        """When none is chosen."""
        answer = fill(amir, "phone_code_new", plan, pin="")
        pin = re.search(r'class="pin"><bdi dir="ltr">(\d{5})<', amir.get(answer.url).content.decode())
        assert pin and check_password(pin[1], PhoneCode.objects.get().pin_hash)

    @pytest.mark.parametrize("pin", ["1234", "123456", "12345", "11111", "98765", "abcde", "4081x", "\x00" * 5])
    def test_pin_that_is_none(self, amir: Client, plan: Plan, pin: str) -> None:
        """Too short, too long, not of digits, or the first that anybody tries."""
        assert fill(amir, "phone_code_new", plan, pin=pin).status_code == 422
        assert not PhoneCode.objects.exists()

    @pytest.mark.parametrize("wrong", [{"goal": "x"}, {"actions": ["x"]}, {"language": "tr"}, {"language": "xx"}])
    def test_choice_that_is_none(self, amir: Client, plan: Plan, wrong: dict[str, object]) -> None:
        """A goal, an action or a language that is not on offer (Turkish is off)."""
        assert fill(amir, "phone_code_new", plan, **wrong).status_code == 422
        assert not PhoneCode.objects.exists()

    def test_one_for_each(self, amir: Client, plan: Plan) -> None:
        """A new one ends the one before."""
        fill(amir, "phone_code_new", plan)
        fill(amir, "phone_code_new", plan)
        assert PhoneCode.objects.count() == 2
        assert PhoneCode.objects.valid(timezone.now()).count() == 1

    def test_household(self, amir: Client, family: Plan) -> None:
        """For a member an own goal or that of all; for all of them only that of all."""
        own, others, of_all = family.goals.all()
        member = str(own.resident_id)
        for whose, goal, status in [
            (member, own, 302),
            (member, of_all, 302),
            (member, others, 422),
            ("", own, 422),
            ("", of_all, 302),
            ("x", of_all, 422),
            (str(family.recorded_by_id), of_all, 422),
        ]:
            answer = fill(amir, "phone_code_new", family, whose=whose, goal=str(goal.pk), actions=[])
            assert answer.status_code == status, (whose, goal)
        mixed = ActionFactory(goal=of_all, by=family.recorded_by, resident_id=others.resident_id)
        answer = fill(amir, "phone_code_new", family, whose=member, goal=str(of_all.pk), actions=[str(mixed.pk)])
        assert answer.status_code == 422

    def test_states(self, amir: Client, plan: Plan, professional: User) -> None:
        """The list says what each of them is, and when somebody read with it."""
        here = reverse("phone_code_new", args=[plan.pk])
        given = code_for(plan=plan, by=professional)
        assert "Nog niet gelezen" in amir.get(here).content.decode()
        given.phone()[0].get("/my/plan/")
        page = amir.get(here).content.decode()
        assert "werkt tot en met" in page and "Laatst gelezen" in page
        for broken, words in [
            ({"wrong_tries": 5}, "te vaak een verkeerde pincode"),
            ({"wrong_tries": 0, "expires_at": timezone.now()}, "de zeven dagen zijn voorbij"),
            ({"withdrawn_at": timezone.now()}, "ingetrokken"),
        ]:
            PhoneCode.objects.update(**broken)
            assert words in amir.get(here).content.decode()


class TestShown:
    """The page with the code."""

    def test_phone_code(self, amir: Client, plan: Plan) -> None:
        """Once, to who made it. The PIN stands outside the paper, the code nowhere in an address that is sent."""
        answer = fill(amir, "phone_code_new", plan, pin="40817")
        page = amir.get(answer.url).content.decode()
        paper = page[page.index('<article class="paper') : page.index("</article>")]
        code = code_of(PhoneCode.objects.get())
        assert f"{code[:5]}-{code[5:]}" in paper and "<svg" in paper
        assert "40817" in page and "40817" not in paper
        assert "?" not in answer.url and code not in answer.url
        again = amir.get(answer.url).content.decode()
        assert "40817" not in again and code[:5] not in again

    def test_not_to_somebody_else(self, amir: Client, plan: Plan, co_worker: User, client_of: Callable) -> None:
        """A co-worker sees that there is a code, and not which."""
        answer = fill(amir, "phone_code_new", plan, pin="40817")
        page = client_of(co_worker).get(answer.url).content.decode()
        assert "40817" not in page and '<svg class="paper' not in page

    def test_nothing_stays_in_the_session(self, amir: Client, plan: Plan) -> None:
        """Once shown, the PIN is gone from there too; the code never was there."""
        answer = fill(amir, "phone_code_new", plan, pin="40817")
        amir.get(answer.url)
        kept = [session.get_decoded() for session in Session.objects.all()]
        assert "40817" not in str(kept) and code_of(PhoneCode.objects.get()) not in str(kept)

    def test_language(self, amir: Client, plan: Plan) -> None:
        """The paper is in the language of the resident, with Dutch underneath."""
        page = amir.get(fill(amir, "phone_code_new", plan, language="en").url).content.decode()
        assert 'lang="en" dir="ltr"' in page and "This is your code:" in page and "Dit is je code:" in page


def test_phone_code_withdraw(amir: Client, plan: Plan, professional: User) -> None:
    """From the next page on, also where it is open already; twice is once, and it says that there is no way back."""
    given = code_for(plan=plan, by=professional)
    phone, _answer = given.phone()
    assert phone.get("/my/plan/").status_code == 200
    page = amir.get(send(amir, "phone_code_withdraw", given.row).url).content.decode()
    assert "niet ongedaan maken" in page
    assert phone.get("/my/plan/").url == "/my/?said=ended&language=nl"
    first = PhoneCode.objects.get().withdrawn_at
    send(amir, "phone_code_withdraw", given.row)
    assert PhoneCode.objects.get().withdrawn_at == first


def test_fifty_bits(plan: Plan, professional: User) -> None:
    """Ten of 32 signs, each used; what looks alike is read alike."""
    assert len(set(SIGNS)) ** LENGTH >= 2**50
    codes = [code_of(PhoneCode(plan=plan)) for _code in range(500)]
    assert len(set(codes)) == 500
    assert set("".join(codes)) == set(SIGNS)
    assert code_hash("o1il2-abcde") == code_hash(" 0111 2ABC DE") != code_hash("00112ABCDE")


def test_easy_codes() -> None:
    """What is tried first is refused, and a PIN that we make is never among it."""
    easy = [
        "0000",
        "1234",
        "4321",
        "8901",
        "1212",
        "1122",
        "2580",
        "1987",
        "2024",
        "121212",
        "123123",
        "12345",
        "54321",
    ]
    assert [code for code in easy if not is_easy(code)] == []
    assert [code for code in ("4071", "40817", "918273", "3951") if is_easy(code)] == []
    assert not any(is_easy(new_pin()) or len(new_pin()) != 5 for _pin in range(300))
    assert (digits_of("٤٠-٧ 1"), digits_of("4x"), digits_of("")) == ("4071", "", "")
