"""One sheet for a family: one goal large, at most three others small, and the actions of all of them."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisation.models import User
from registration.models import Goal, Household, HouseholdMember, Plan, Resident
from tests.makers import ActionFactory, GoalFactory, PlanFactory, ResidentFactory
from tests.makers_people import days_ago
from tests.registration.pages import fill, form_to, post

ClientOf = Callable[[User], Client]


@pytest.fixture
def amir(professional: User, client_of: ClientOf) -> Client:
    """The professional."""
    return client_of(professional)


@pytest.fixture
def family(professional: User) -> Plan:
    """Sjaan and Fien with a goal of both, one of each with an action, and one of Fien without."""
    by = {"recorded_by": professional}
    household = Household.objects.create(name="Familie Geheimnaam", changed_by=professional, **by)
    people = [ResidentFactory(by=professional, first_name=name) for name in ("Sjaan", "Fien")]
    for person in people:
        HouseholdMember.objects.create(household=household, resident=person, since=days_ago(99), **by)
    plan = PlanFactory(by=professional, resident=None, household=household)
    for words, person in [("Samen eten", None), ("Rust", people[0]), ("Zwemmen", people[1]), ("Een hond", people[1])]:
        goal = GoalFactory(plan=plan, by=professional, own_words=words, resident=person)
        if words != "Een hond":
            ActionFactory(goal=goal, by=professional, text=f"Ik begin met {words}", who="resident")
    return plan


def a_goal(plan: Plan, words: str) -> Goal:
    """The goal of a plan with these words."""
    return plan.goals.get(own_words=words)


def paper(response: HttpResponse) -> str:
    """The HTML of the sheet itself, without the page around it."""
    return re.search(r'<article class="sheet.*?</article>', response.content.decode(), re.DOTALL)[0]


def large(shown: str) -> str:
    """The goal that stands large."""
    return re.search(r'class="sheet__words"[^>]*>([^<]*)<', shown)[1]


def small(shown: str) -> list[str]:
    """Whose goal and which stand small, as "Fien wil graag: Zwemmen"."""
    lines = re.findall(r"<li><p data-fits>(.*?)</p></li>", shown, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", line)).strip() for line in lines]


def rows(shown: str) -> list[tuple[str, str]]:
    """The actions, each with who does it."""
    found = re.findall(r'class="sheet__text"[^>]*>([^<]*)</p>.*?<bdi>([^<]*)</bdi>', shown, re.DOTALL)
    return [(text, who) for text, who in found]


def url(plan: Plan, query: str = "") -> str:
    """Address of the sheet."""
    return f"/plans/{plan.pk}/sheet/{query}"


def choose(amir: Client, plan: Plan, page: str = "", **changes: Any) -> HttpResponse:
    """Sends the form of the sheet as it stands, with these changes."""
    form = form_to(amir.get(page or url(plan)), url(plan) + "choice/" + page.partition("?")[1] + page.partition("?")[2])
    return post(amir, form.action, form.fields, **changes)


def test_all_goals_with_an_action_stand_on_it(amir: Client, family: Plan) -> None:
    """The first large, the others small with whose they are; each action says who of them does it."""
    shown = paper(amir.get(url(family)))
    assert large(shown) == "Samen eten"
    assert small(shown) == ["Sjaan wil graag: Rust", "Fien wil graag: Zwemmen"]
    assert rows(shown) == [
        ("Ik begin met Samen eten", "wij"),
        ("Ik begin met Rust", "Sjaan"),
        ("Ik begin met Zwemmen", "Fien"),
    ]


def test_of_one_resident_stands_one_goal(amir: Client, plan: Plan) -> None:
    """Nothing else, though there is another goal with an action; and no such choice."""
    page = amir.get(url(plan))
    assert plan.goals.count() == 2 and small(paper(page)) == [] and 'name="also"' not in page.content.decode()


def test_of_a_family_with_one_goal(amir: Client, family: Plan) -> None:
    """There is nothing to choose beside it."""
    family.goals.exclude(own_words="Rust").update(removed_at="2026-01-01T12:00Z")
    page = amir.get(url(family))
    assert large(paper(page)) == "Rust" and small(paper(page)) == [] and 'name="also"' not in page.content.decode()


def test_sent_as_it_stands_changes_nothing(amir: Client, family: Plan) -> None:
    """And needs nothing in the address."""
    before = paper(amir.get(url(family)))
    response = choose(amir, family)
    assert response.status_code == 302 and "also" not in response.url
    assert paper(amir.get(response.url)) == before


def test_another_goal_large(amir: Client, family: Plan) -> None:
    """The one that was large stands small then; its actions stay, after those of the large one."""
    response = choose(amir, family, goal=str(a_goal(family, "Zwemmen").pk))
    shown = paper(amir.get(response.url))
    assert large(shown) == "Zwemmen" and "Fien</bdi> wil graag:" in shown
    assert small(shown) == ["Wij willen graag: Samen eten", "Sjaan wil graag: Rust"]
    assert [text for text, _who in rows(shown)][0] == "Ik begin met Zwemmen" and len(rows(shown)) == 3


def test_a_goal_left_off_stays_off(amir: Client, family: Plan) -> None:
    """With its actions, also the next time without anything in the address."""
    choose(amir, family, also=[str(a_goal(family, "Rust").pk)])
    page = amir.get(url(family))
    shown = paper(page)
    assert small(shown) == ["Sjaan wil graag: Rust"] and "Zwemmen" not in shown
    assert not a_goal(family, "Zwemmen").actions.filter(on_sheet=True).exists()
    assert str(a_goal(family, "Zwemmen").pk) not in form_to(page, url(family) + "choice/").fields["also"]


def test_a_goal_without_an_action_goes_along_in_the_address(amir: Client, family: Plan) -> None:
    """It is only a wish yet; a tick for it holds as long as the address."""
    dog = a_goal(family, "Een hond")
    also = [str(goal.pk) for goal in family.goals.all()]
    response = choose(amir, family, also=also)
    assert response.url.endswith(f"also={dog.pk}")
    assert small(paper(amir.get(response.url)))[-1] == "Fien wil graag: Een hond"
    assert "Een hond" not in paper(amir.get(url(family)))
    again = choose(amir, family, response.url, phone=None)
    assert "phone=no" in again.url and "Een hond" in paper(amir.get(again.url))


def test_what_is_done_does_not_take_its_goal_off(amir: Client, family: Plan) -> None:
    """The last tick ends no goal; when the goal ends or loses its action, its line goes."""
    swim = a_goal(family, "Zwemmen")
    swim.actions.update(done_on=days_ago(1))
    shown = paper(amir.get(url(family)))
    assert "Fien wil graag: Zwemmen" in small(shown) and "Ik begin met Zwemmen" not in shown
    assert ("Ik begin met Zwemmen", "Fien") in rows(paper(amir.get(url(family, "?done=yes"))))
    swim.actions.update(done_on=None, cancelled_on=days_ago(1))
    assert "Zwemmen" not in paper(amir.get(url(family)))
    swim.actions.update(cancelled_on=None)
    family.goals.filter(pk=swim.pk).update(ended_on=days_ago(0))
    assert "Zwemmen" not in paper(amir.get(url(family)))


def test_five_actions_of_all_goals_together(amir: Client, family: Plan, professional: User) -> None:
    """The large goal goes first; more than five is said, and nothing changes."""
    ActionFactory.create_batch(3, goal=a_goal(family, "Samen eten"), by=professional)
    page = amir.get(url(family))
    texts = [text for text, _who in rows(paper(page))]
    assert len(texts) == 5 and texts[-1] == "Ik begin met Rust" and page.content.decode().count(">daarna<") == 1
    # Its action waits; the goal is there.
    assert "Fien wil graag: Zwemmen" in small(paper(page))
    every = [str(action.pk) for goal in family.goals.all() for action in goal.actions.all()]
    response = choose(amir, family, actions=every)
    assert response.status_code == 422 and "Te veel voor één blad. Kies er 5." in response.content.decode()


def test_four_others(amir: Client, family: Plan, professional: User) -> None:
    """Three stand on it; a fourth is refused with a sentence."""
    for number in range(3):
        ActionFactory(goal=GoalFactory(plan=family, by=professional, own_words=f"Wens {number}"), by=professional)
    assert small(paper(amir.get(url(family))))[2] == "Wij willen graag: Wens 0"
    assert len(small(paper(amir.get(url(family))))) == 3
    response = choose(amir, family, also=[str(goal.pk) for goal in family.goals.all()])
    assert response.status_code == 422
    assert "Te veel voor één blad. Kies 3 andere doelen." in response.content.decode()
    assert 'href="#id_also_0"' in response.content.decode()


def test_too_long_for_a_line(amir: Client, family: Plan) -> None:
    """It does not come by itself; put there by hand it is whole, said not to fit, and printing waits."""
    long = "Ik wil " * 14
    swim = a_goal(family, "Zwemmen")
    family.goals.filter(pk=swim.pk).update(own_words=long)
    page = amir.get(url(family))
    assert long.strip() not in paper(page) and 'data-over="false"' in paper(page)
    response = choose(amir, family, also=[str(swim.pk)], actions=[str(a.pk) for a in swim.actions.all()])
    page = amir.get(response.url)
    assert long.strip() in paper(page) and 'data-over="true"' in paper(page)
    assert "Te lang voor het blad" in page.content.decode()


@pytest.mark.parametrize("also", ["x", "8d0b8e2a-0000-4000-8000-000000000000", "{other}"])
def test_a_goal_of_another_plan(amir: Client, family: Plan, professional: User, also: str) -> None:
    """In the form it is refused; in the address it counts as not said. Of another plan nothing is shown."""
    other = GoalFactory(plan=PlanFactory(by=professional), by=professional, own_words="Van een ander")
    also = also.format(other=other.pk)
    assert len(small(paper(amir.get(url(family, f"?also={also}"))))) == 2
    assert "Van een ander" not in amir.get(url(family, f"?also={also}")).content.decode()
    response = choose(amir, family, also=[also])
    assert response.status_code == 422 and "Deze keuze staat niet meer in het plan." in response.content.decode()


def test_the_choice_names_whose_goal_it_is(amir: Client, family: Plan) -> None:
    """Beside the words, for two members may want the same."""
    page = amir.get(url(family)).content.decode()
    assert re.findall(r'pick__whose">([^<]*)<', page) == ["Iedereen samen", "Sjaan", "Fien", "Fien"]


def test_on_the_phone_stands_one_goal(amir: Client, family: Plan) -> None:
    """Its actions and no others: a member reads nothing of another one."""
    swim = a_goal(family, "Zwemmen")
    assert 'name="also"' not in amir.get(f"/plans/{family.pk}/phone/").content.decode()
    sent = {"goal": str(swim.pk), "whose": str(swim.resident_id), "submission_key": str(uuid4())}
    every = [str(action.pk) for goal in family.goals.all() for action in goal.actions.all()]
    response = fill(amir, "phone_code_new", family, **sent, actions=every, also=[str(a_goal(family, "Rust").pk)])
    assert response.status_code == 302
    [code] = family.phone_codes.all()
    assert code.action_ids == [swim.actions.get().pk]


def test_a_fixed_number_of_questions(
    amir: Client, family: Plan, professional: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    """However many goals there are, of whichever member."""
    amir.get(url(family))
    with CaptureQueriesContext(connection) as few:
        amir.get(url(family))
    for person in Resident.objects.filter(memberships__household=family.household_id):
        ActionFactory(goal=GoalFactory(plan=family, by=professional, resident=person), by=professional, resident=person)
    with django_assert_num_queries(len(few)):
        amir.get(url(family))
