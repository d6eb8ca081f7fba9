"""Looking together: what the page shows, what it writes, and that the server keeps the session inside the plan."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisation.models import AccessEvent, User
from registration.middleware import OF_NO_PLAN, OF_THE_PLAN
from registration.models import ActionTick, Goal, GoalLevel, GoalScore, Plan
from tests.guards.addresses import Address, addresses
from tests.makers import (
    ActionFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
    StepFactory,
)
from tests.makers_people import days_ago
from tests.registration.pages import send, stored, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def amir(professional: User, client_of: Callable[[User], Client]) -> Client:
    """The professional, before the talk."""
    return client_of(professional)


@pytest.fixture
def tablet(amir: Client, plan: Plan) -> Client:
    """The tablet of the professional, turned to the resident."""
    assert send(amir, "talk", plan).status_code == 302
    return amir


def text(browser: Client, plan: Plan) -> str:
    """The page of the talk."""
    response = browser.get(reverse("talk", args=[plan.pk]))
    assert response.status_code == 200
    return response.content.decode()


class TestPage:
    """What the resident sees."""

    def test_talk(self, tablet: Client, plan: Plan, professional: User) -> None:
        """Goals and actions; no note, no navigation, no search, no last name, nobody else, and nothing hidden."""
        NoteFactory(plan=plan, by=professional, text="Depostopeenstapel")
        other = PlanFactory(by=professional)
        page = text(tablet, plan)
        for goal in plan.goals.all():
            assert goal.own_words in page
            assert all(action.text in page for action in goal.actions.all())
        assert plan.called in page
        for hidden in ("Depostopeenstapel", plan.full_name, other.called, "<nav", "/residents/", 'type="search"'):
            assert hidden not in page

    def test_not_before_it_began(self, amir: Client, plan: Plan) -> None:
        """Its address alone turns nothing."""
        response = amir.get(reverse("talk", args=[plan.pk]))
        assert response.url == reverse("plan", args=[plan.pk])

    def test_is_in_no_cache(self, tablet: Client, plan: Plan) -> None:
        """The page itself, what leads to it, and what is refused."""
        answers = [tablet.get(reverse("talk", args=[plan.pk])), tablet.get("/"), tablet.post("/plans/new/")]
        assert all("no-store" in answer["Cache-Control"] for answer in answers)

    def test_what_waited_to_be_said_is_not_said_there(self, amir: Client, plan: Plan) -> None:
        """A message of the page before."""
        send(amir, "note_remove", NoteFactory(plan=plan, by=plan.recorded_by))
        send(amir, "talk", plan)
        assert 'class="toast ' not in text(amir, plan)

    def test_household(self, amir: Client, professional: User) -> None:
        """The goal of a member with the name, and that of all of them."""
        household = HouseholdFactory(by=professional)
        member = HouseholdMemberFactory(household=household, by=professional).resident
        plan = PlanFactory(by=professional, resident=None, household=household)
        GoalFactory(plan=plan, by=professional, resident=member)
        GoalFactory(plan=plan, by=professional)
        send(amir, "talk", plan)
        page = text(amir, plan)
        assert f"{member.called} wil graag:" in page and "Wij willen graag:" in page
        assert "Waar staan jullie nu?" in page

    def test_words_of_a_scale(self, tablet: Client, plan: Plan, professional: User) -> None:
        """What the steps mean stands beside them, highest first; a level without words and the ladder have none."""
        goal = plan.goals.all()[0]
        by = {"recorded_by": professional, "changed_by": professional}
        for value, words in {0: "Drie keer per week buiten", -1: "", 1: "Elke dag buiten"}.items():
            GoalLevel.objects.create(goal=goal, value=value, text=words, **by)
        assert "Elke dag buiten" not in text(tablet, plan)
        Goal.objects.filter(pk=goal.pk).update(scale="gas")
        said = text(tablet, plan)
        assert '<dt>+1</dt><dd dir="auto">Elke dag buiten</dd><dt>0</dt>' in said and "<dt>−1</dt>" not in said

    def test_harder_now(self, tablet: Client, plan: Plan, professional: User) -> None:
        """A step that falls is met with a question; the word of the professional is not put in the resident's mouth."""
        goal = plan.goals.all()[0]
        StepFactory(goal=goal, by=professional, value=4, scored_on=days_ago(9))
        assert "Het is nu moeilijker" not in text(tablet, plan)
        StepFactory(goal=goal, by=professional, value=1, voice="professional")
        assert "Het is nu moeilijker" not in text(tablet, plan)
        StepFactory(goal=goal, by=professional, value=2)
        assert "Het is nu moeilijker. Dat mag. Wat heb je nodig?" in text(tablet, plan)
        StepFactory(goal=goal, by=professional, value=5)
        assert "Je bent verder dan eerst." in text(tablet, plan)


class TestWrites:
    """Ordinary events by the professional, with the resident's voice."""

    def test_talk_tick(self, tablet: Client, plan: Plan, professional: User) -> None:
        """Ticked and undone: two events."""
        action = plan.goals.all()[0].actions.all()[0]
        answer = send(tablet, "talk_tick", plan, action, done="1")
        assert ActionTick.objects.get().recorded_by == professional
        assert undo(tablet, answer).status_code == 302
        action.refresh_from_db()
        assert action.done_on is None and ActionTick.objects.count() == 2

    def test_talk_score(self, tablet: Client, plan: Plan, professional: User) -> None:
        """The resident's voice, today, whatever else is sent; it is undone by `talk_score_back`."""
        goal = plan.goals.all()[0]
        answer = send(tablet, "talk_score", plan, goal, value="4", voice="professional", scored_on="2020-01-01")
        score = GoalScore.objects.get()
        assert (score.value, score.voice, score.scored_on) == (4, "resident", days_ago(0))
        assert score.recorded_by == professional
        assert undo(tablet, answer).status_code == 302
        assert GoalScore.objects.get(replaces=score).value is None

    @pytest.mark.parametrize("value", ["", "0", "6", "x", "1.5", "\x00"])
    def test_talk_score_that_is_none(self, tablet: Client, plan: Plan, value: str) -> None:
        """Changes nothing, and leads back."""
        assert send(tablet, "talk_score", plan, plan.goals.all()[0], value=value).status_code == 302
        assert not GoalScore.objects.exists()

    def test_talk_score_back_of_another_plan(self, tablet: Client, plan: Plan, professional: User) -> None:
        """A score, goal or action of another own plan, under the address of this one: 404, and nothing changes."""
        goal = GoalFactory(plan=PlanFactory(by=professional), by=professional)
        score, action = StepFactory(goal=goal, by=professional), ActionFactory(goal=goal, by=professional)
        before = stored()
        assert send(tablet, "talk_score_back", plan, score).status_code == 404
        assert send(tablet, "talk_score", plan, goal, value="1").status_code == 404
        assert send(tablet, "talk_tick", plan, action).status_code == 404
        assert stored() == before

    def test_log_says_talk(self, tablet: Client, plan: Plan) -> None:
        """Each look and each press."""
        text(tablet, plan)
        send(tablet, "talk_tick", plan, plan.goals.all()[0].actions.all()[0])
        said = set(AccessEvent.objects.filter(resident=plan.resident_id).values_list("what", flat=True))
        assert {"talk:write", "talk:read", "talk_tick:write"} <= said


def tries(known: dict[str, object]) -> Iterator[tuple[Address, str]]:
    """Every address but those of the way out."""
    for address in addresses():
        arguments = {name: known.get(name, uuid4()) for name in address.arguments}
        if not address.is_ours and address.arguments:
            arguments = {name: 1 for name in address.arguments}
        yield address, reverse(address.name, kwargs={name: str(value) for name, value in arguments.items()})


def left_alone(answer: HttpResponse, there: str) -> bool:
    """Led back to the talk, by a whole page."""
    return answer.status_code == 302 and answer["Location"] == there and not answer.content


class TestInside:
    """Nothing but the talk, whatever is asked for."""

    def test_every_address(self, tablet: Client, plan: Plan, things: dict[str, object], professional: User) -> None:
        """GET and HEAD lead back, everything else is not there; nothing is stored and nobody is logged out."""
        there = reverse("talk", args=[plan.pk])
        before, walked, wrong = stored(), 0, []
        for address, url in tries(things):
            if address.name in {"talk_unlock", *OF_THE_PLAN}:
                continue
            walked += 1
            for verb in ("get", "head"):
                if not left_alone(getattr(tablet, verb)(url), there):
                    wrong.append(f"{verb} {url}")
            part = tablet.get(url, headers={"HX-Request": "true"})
            if part.status_code != 204 or part["HX-Redirect"] != there or part.content:
                wrong.append(f"part {url}")
            if address.name in OF_NO_PLAN:
                continue
            for verb in ("post", "put", "patch", "delete", "options"):
                answer = getattr(tablet, verb)(url, {"submission_key": str(uuid4())} if verb == "post" else "")
                if answer.status_code != 404 or plan.called in answer.content.decode():
                    wrong.append(f"{verb} {url}")
        assert wrong == []
        assert walked > 60
        assert stored() == before
        assert text(tablet, plan)

    def test_other_plan(self, tablet: Client, plan: Plan, professional: User) -> None:
        """The same pages of another own plan, and turning the page to that one."""
        other = PlanFactory(by=professional)
        goal = GoalFactory(plan=other, by=professional)
        there, before = reverse("talk", args=[plan.pk]), stored()
        assert left_alone(tablet.get(reverse("talk", args=[other.pk])), there)
        assert send(tablet, "talk", other).status_code == 404
        assert send(tablet, "talk_score", other, goal, value="3").status_code == 404
        assert send(tablet, "talk", plan).status_code == 404
        assert stored() == before

    @pytest.mark.parametrize("url", ["/nothing/", "/plans/", "/%00", "//", "/my/plan", "/static/../plans/new/"])
    def test_what_is_no_address(self, tablet: Client, plan: Plan, url: str) -> None:
        """Leads back as well, by one step or two."""
        answer = tablet.get(url, follow=True)
        assert answer.request["PATH_INFO"] == reverse("talk", args=[plan.pk])

    def test_other_tab(self, tablet: Client, plan: Plan, professional: User) -> None:
        """A form that stood open in another tab, and its draft, are not there while the talk lasts."""
        before = stored()
        typed = {"text": "Half", "held_on": "2026-01-05", "draft-number": "5", "draft-path": "/"}
        assert send(tablet, "note_new", plan, **typed).status_code == 404
        assert send(tablet, "draft_keep", **typed).status_code == 404
        assert stored() == before

    def test_page_under_way(self, amir: Client, plan: Plan) -> None:
        """A page of another tab that began before the talk and keeps something afterwards does not end it."""
        under_way = amir.session
        assert under_way["_auth_user_id"]
        send(amir, "talk", plan)
        under_way["seen_at"] = 1
        with pytest.raises(UpdateError):
            under_way.save()
        assert amir.get("/residents/").url == reverse("talk", args=[plan.pk])
        before = Client()
        before.cookies["sessionid"] = under_way.session_key
        assert before.get("/residents/").url.startswith("/account/login/")

    def test_language(self, tablet: Client, plan: Plan) -> None:
        """May be chosen, and leads back to the talk."""
        answer = tablet.post("/language/", {"language": "en", "next": "/residents/"}, follow=True)
        assert answer.request["PATH_INFO"] == reverse("talk", args=[plan.pk])
        assert "What are we going to do?" in answer.content.decode()

    def test_logging_out_and_in_again_is_free(self, tablet: Client, plan: Plan, professional: User) -> None:
        """Also by the browser that was in the talk."""
        assert tablet.post("/account/logout/").status_code == 302
        assert tablet.get(reverse("talk", args=[plan.pk])).status_code == 302
        tablet.force_login(professional, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert tablet.get("/residents/").status_code == 200

    def test_logging_in_within_it_is_not_there(self, tablet: Client, plan: Plan, colleague: User) -> None:
        """Nobody gets out by logging in once more."""
        answer = tablet.post("/account/login/", {"login": colleague.email, "password": "een lange zin voor tests"})
        assert answer.status_code == 404
        assert text(tablet, plan)

    def test_closed_meanwhile(self, tablet: Client, plan: Plan, professional: User) -> None:
        """The page is gone; the way out is not."""
        plan.assignments.filter(professional=professional).update(until=days_ago(1))
        answer = tablet.get(reverse("talk", args=[plan.pk]))
        assert answer.url == reverse("talk_unlock")
        assert tablet.get(answer.url).status_code == 200
