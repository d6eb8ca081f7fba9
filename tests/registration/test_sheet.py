"""The sheet for the fridge: who may see, choose and print it, and what never stands on it."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisation.models import AccessEvent, User
from registration.models import Plan
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    ClosingFactory,
    GoalFactory,
    NoteFactory,
    PlanFactory,
    ResidentFactory,
    StepFactory,
)
from tests.makers_people import days_ago

PAGES = ["", "choice/", "printed/"]
ClientOf = Callable[[User], Client]


def url(plan: Plan, page: str = "", query: str = "") -> str:
    """Address of the sheet, or of what is posted from it."""
    return f"/plans/{plan.pk}/sheet/{page}{query}"


def paper(response: HttpResponse) -> str:
    """The HTML of the sheet itself, without the page around it."""
    return re.search(r'<article class="sheet.*?</article>', response.content.decode(), re.DOTALL)[0]


def chosen(plan: Plan, **other: object) -> dict[str, object]:
    """What the form sends when nothing was changed."""
    goal = plan.goals.order_by("rank")[0]
    actions = [str(action.pk) for action in goal.actions.all()]
    usual = {"goal": str(goal.pk), "actions": actions, "appointment": "on", "phone": "on", "language": "nl"}
    return {**usual, "submission_key": str(uuid4()), **other}


@pytest.fixture
def sjaan(professional: User) -> Plan:
    """A plan with everything that must not hang on a fridge."""
    resident = ResidentFactory(by=professional, first_name="Jacoba Maria", known_as="Sjaan", last_name="Geheimnaam")
    plan = PlanFactory(by=professional, resident=resident)
    goal = GoalFactory(plan=plan, by=professional, own_words="Rust in huis", life_domain_id="substance_use")
    goal.obstacle = "De buurman drinkt mee"
    goal.save()
    ActionFactory(goal=goal, by=professional, text="Ik bel Ria")
    NoteFactory(plan=plan, by=professional, text="Aantekening over terugval")
    AppointmentFactory(plan=plan, by=professional, with_whom="Verslavingsarts", place="Buurthuis")
    GoalFactory(plan=PlanFactory(by=professional), by=professional, own_words="Van een ander")
    return plan


def test_sheet(sjaan: Plan, professional: User, client_of: ClientOf) -> None:
    """Own words, actions, what one is called, and a star instead of a domain that nobody has to know."""
    shown = paper(client_of(professional).get(url(sjaan)))
    for words in ("Van <bdi>Sjaan</bdi>", "Rust in huis", "Ik bel Ria", "Buurthuis"):
        assert words in shown
    assert "icons.svg#star" in shown and "bottle" not in shown


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sheet_keeps_to_itself_what_a_visitor_may_not_see(
    sjaan: Plan, professional: User, client_of: ClientOf, language: str
) -> None:
    """No last name, official first name, note, obstacle, doctor, life domain, or anybody else."""
    shown = paper(client_of(professional).get(url(sjaan, query=f"?language={language}")))
    secrets = ["Geheimnaam", "Jacoba", "Maria", "Bedacht", "Voorbeeld", "terugval", "drinkt", "Verslavingsarts"]
    secrets += ["Van een ander", "substance", "Drank", "Drink", "drugs", professional.email]
    assert [secret for secret in secrets if secret.lower() in shown.lower()] == []


@pytest.mark.parametrize("domain, icon", [("finance", "wallet"), ("justice", "star"), ("mental_health", "star")])
def test_sheet_shows_the_icon_and_never_the_name_of_a_domain(
    plan: Plan, professional: User, client_of: ClientOf, domain: str, icon: str
) -> None:
    """Those who know the icons know the domain; three of them are nobody's business."""
    goal = plan.goals.order_by("rank")[0]
    goal.life_domain_id = domain
    goal.save()
    shown = paper(client_of(professional).get(url(plan)))
    assert f"icons.svg#{icon}" in shown
    assert goal.life_domain.name_nl not in shown and goal.life_domain.name_en not in shown


def test_sheet_without_a_goal_says_what_to_do(professional: User, client_of: ClientOf) -> None:
    """Nothing to print yet."""
    response = client_of(professional).get(url(PlanFactory(by=professional)))
    assert "Er is nog geen doel" in response.content.decode() and b"<article" not in response.content


def test_sheet_of_a_closed_plan_prints_and_cannot_be_changed(
    plan: Plan, professional: User, client_of: ClientOf
) -> None:
    """The form is gone; choosing is as if it did not exist; telling that it was printed works."""
    ClosingFactory(plan=plan, by=professional)
    client = client_of(professional)
    page = client.get(url(plan)).content.decode()
    assert "sheet/choice/" not in page and "sheet/printed/" in page and "<article" in page
    assert client.post(url(plan, "choice/"), chosen(plan)).status_code == 404
    assert client.post(url(plan, "printed/"), {"submission_key": str(uuid4())}).status_code == 302


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["colleague", "stranger", "former", "team_lead", "information_manager", "roleless"])
def test_sheet_is_not_there_for_others(
    plan: Plan, client_of: ClientOf, request: pytest.FixtureRequest, who: str, page: str
) -> None:
    """The same answer as for a plan that does not exist, and no line in the log."""
    client, key = client_of(request.getfixturevalue(who)), str(uuid4())
    nowhere = f"/plans/{uuid4()}/sheet/{page}"
    for ask in (client.get, client.post):
        real, unreal = ask(url(plan, page), {"submission_key": key}), ask(nowhere, {"submission_key": key})
        assert real.status_code == unreal.status_code == 404
        assert len(real.content) == len(unreal.content)
    assert not AccessEvent.objects.filter(plan=plan.pk).exists()


def test_sheet_choice_is_kept(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Another goal and one of its actions; the foot and the language go along in the address."""
    second = plan.goals.order_by("rank")[1]
    wanted = ActionFactory(goal=second, by=professional, text="Ik bel Ria")
    sent = chosen(plan, goal=str(second.pk), actions=[str(wanted.pk)], language="en")
    del sent["phone"]
    response = client_of(professional).post(url(plan, "choice/"), sent)
    assert response.status_code == 302
    assert response.url == url(plan, query="?phone=no&language=en")
    shown = paper(client_of(professional).get(response.url))
    assert second.own_words in shown and "Ik bel Ria" in shown and "Question?" not in shown
    assert second.actions.filter(on_sheet=True).get() == wanted


def test_sheet_choice_leaves_what_was_not_on_offer(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """An action that is done keeps its mark: when the tick is taken back, it stands on the sheet again."""
    goal = plan.goals.order_by("rank")[0]
    done = ActionFactory(goal=goal, by=professional, done_on=days_ago(1))
    client_of(professional).post(url(plan, "choice/"), chosen(plan, actions=[]))
    assert [action.pk for action in goal.actions.filter(on_sheet=True)] == [done.pk]


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"goal": ""}, "Kies het doel dat op het blad komt."),
        ({"goal": "geen doel"}, "Deze keuze staat niet meer in het plan."),
        ({"goal": "8d0b8e2a-0000-4000-8000-000000000000"}, "Deze keuze staat niet meer in het plan."),
        ({"actions": ["8d0b8e2a-0000-4000-8000-000000000000"]}, "Deze keuze staat niet meer in het plan."),
        ({"language": "xx"}, "Kies een van deze talen."),
    ],
)
def test_sheet_choice_wrong(
    plan: Plan, professional: User, client_of: ClientOf, wrong: dict[str, object], said: str
) -> None:
    """A sentence that says what to do, and nothing changed."""
    response = client_of(professional).post(url(plan, "choice/"), chosen(plan, **wrong))
    assert response.status_code == 422
    assert said in response.content.decode()
    plan.refresh_from_db()
    assert plan.sheet_goal is None


def test_sheet_choice_of_six_actions(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Too much for one sheet is said, and the ticks stay as they were put."""
    goal = plan.goals.order_by("rank")[0]
    ActionFactory.create_batch(4, goal=goal, by=professional)
    response = client_of(professional).post(url(plan, "choice/"), chosen(plan))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Te veel voor één blad. Kies er 5." in page
    assert len(re.findall(r'name="actions"[^>]*\bchecked', page)) == 6


def test_sheet_choice_says_what_comes_later(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Of seven actions the first five are ticked; the others wait."""
    ActionFactory.create_batch(5, goal=plan.goals.order_by("rank")[0], by=professional)
    page = client_of(professional).get(url(plan)).content.decode()
    assert page.count(">daarna<") == 2
    assert paper(client_of(professional).get(url(plan))).count("sheet__box") == 5


def test_sheet_choice_with_a_used_key(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Sent twice is done once; the same key with something else is refused."""
    client, sent = client_of(professional), chosen(plan)
    first, again = (client.post(url(plan, "choice/"), sent) for _ in range(2))
    assert first.url == again.url
    assert client.post(url(plan, "choice/"), {**sent, "language": "en"}).status_code == 409


def test_sheet_printed_leaves_a_line_in_the_log(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Who, whose plan, on what ground."""
    client_of(professional).post(url(plan, "printed/"), {"submission_key": str(uuid4())})
    line = AccessEvent.objects.get(what="sheet_printed:write")
    assert (line.user, line.plan, line.resident) == (professional, plan.pk, plan.resident_id)
    assert line.ground == "assignment"


def test_sheet_says_what_is_too_long(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """The text is whole, the page says that it does not fit, and printing waits."""
    long = "Heel lang " * 12
    ActionFactory(goal=plan.goals.order_by("rank")[0], by=professional, text=long)
    page = client_of(professional).get(url(plan))
    assert long.strip() in paper(page) and 'data-over="true"' in paper(page)
    assert "Te lang voor het blad" in page.content.decode()
    assert re.search(r"<button[^>]* disabled>", page.content.decode())


def test_sheet_shows_markup_as_typed(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Never run."""
    ActionFactory(goal=plan.goals.order_by("rank")[0], by=professional, text="<b>Ik bel</b>")
    assert "&lt;b&gt;Ik bel&lt;/b&gt;" in paper(client_of(professional).get(url(plan)))


def test_sheet_shows_where_the_resident_stands(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """The resident's own word; what the professional thinks does not hang on the fridge."""
    goal = plan.goals.order_by("rank")[0]
    StepFactory(goal=goal, by=professional, value=4, voice="professional")
    assert "Hier sta ik nu" not in paper(client_of(professional).get(url(plan)))
    StepFactory(goal=goal, by=professional, value=2)
    assert "Hier sta ik nu" in paper(client_of(professional).get(url(plan)))


def test_sheet_asks_a_fixed_number_of_questions(
    plan: Plan, professional: User, client_of: ClientOf, django_assert_num_queries: Callable[..., Any]
) -> None:
    """However many goals and actions there are."""
    client = client_of(professional)
    client.get(url(plan))  # the first page of a session also remembers when it was seen
    with CaptureQueriesContext(connection) as few:
        client.get(url(plan))
    for goal in GoalFactory.create_batch(4, plan=plan, by=professional):
        ActionFactory.create_batch(5, goal=goal, by=professional)
    with django_assert_num_queries(len(few)):
        client.get(url(plan))
    assert len(few) <= 24
