"""Meetings of professionals: writing down, reading what one may, agreeing, changing, removing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.utils import timezone

from organisation.actor import acting, as_system
from organisation.models import AccessEvent, Team, User
from registration.models import AgreedAction, CaseDiscussion, CaseText, Plan
from registration.operations.assignments import hand_over
from tests.makers import PlanFactory
from tests.makers_discussions import AgreedActionFactory, CaseTextFactory, DiscussionFactory
from tests.registration.pages import address, fill, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def discussion(plan: Plan, professional: User, east: Team) -> CaseDiscussion:
    """A case discussion about the plan of Amir, written down by him."""
    made = DiscussionFactory(team=east, by=professional)
    made.plans.add(plan)
    CaseTextFactory(discussion=made, by=professional)
    return made


def now_of(record: Any) -> Any:
    """The record as it is stored now."""
    return type(record).objects.get(pk=record.pk)


def page(client: Client, discussion: CaseDiscussion) -> str:
    """What somebody reads of it."""
    return client.get(address("discussion", discussion)).content.decode()


def test_discussion_new_with_everything(browser: Client, plan: Plan, professional: User, colleague: User) -> None:
    """Kind, day, themes, plans, who joined, what was learned, and apart from it what was said about the case."""
    answers = {
        "kind": "peer",
        "title": "Schulden <en> wonen",
        "themes": ["finance", "housing"],
        "plans": [str(plan.pk)],
        "colleagues": [str(professional.pk), str(colleague.pk)],
        "roles": ["police"],
        "learning_point": "Eerst rust.",
        "case_text": "Over de post.",
    }
    assert "Schulden &lt;en&gt; wonen" in told(browser, fill(browser, "discussion_new", **answers))
    made = CaseDiscussion.objects.get()
    assert (made.kind, made.held_on, list(made.plans.all())) == ("peer", timezone.localdate(), [plan])
    assert [theme.key for theme in made.themes.all()] == ["finance", "housing"]
    assert {(one.role, one.user) for one in made.participants.all()} == {
        ("professional", professional),
        ("professional", colleague),
        ("police", None),
    }
    assert (made.case_text.text, "discussion.case_text" in made.offered.keys) == ("Over de post.", True)


def test_discussion_new_with_nothing(browser: Client) -> None:
    """A kind and today stand there already: half-filled saves, with an undo."""
    undo(browser, fill(browser, "discussion_new"))
    assert CaseDiscussion.objects.get().removed_at and not CaseText.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "party"}, {"held_on": "2100-01-01"}, {"themes": ["nothing"]}, {"title": "x" * 121}, {"roles": ["king"]}],
)
def test_discussion_new_of_something_wrong(browser: Client, wrong: dict[str, object]) -> None:
    """A plain sentence, and nothing is kept."""
    assert fill(browser, "discussion_new", **wrong).status_code == 422
    assert not CaseDiscussion.objects.exists()


def test_discussion_new_about_a_plan_of_somebody_else(browser: Client, plan: Plan, colleague: User) -> None:
    """Only one's own plans can be named."""
    other = PlanFactory(by=colleague)
    assert fill(browser, "discussion_new", plans=[str(other.pk)]).status_code == 422
    assert not CaseDiscussion.objects.exists()


def test_discussion_for_who_it_concerns(client_of: ClientOf, discussion: CaseDiscussion, professional: User) -> None:
    """Whoever wrote it reads the case and the name, which is a look into that file."""
    text = page(client_of(professional), discussion)
    assert "durft de post niet" in text and discussion.plans.get().full_name in text
    assert AccessEvent.objects.filter(user=professional, what="discussion:read").exists()


def test_discussion_for_who_works_on_the_plan(client_of: ClientOf, discussion: CaseDiscussion, co_worker: User) -> None:
    """Somebody who works on the plan reads the case too."""
    assert "durft de post niet" in page(client_of(co_worker), discussion)


def test_discussion_for_the_rest_of_the_team(
    client_of: ClientOf, discussion: CaseDiscussion, colleague: User, team_lead: User
) -> None:
    """The learning point and how many plans it was about; no name, nothing of the case, no look into a file."""
    for somebody in (colleague, team_lead):
        text = page(client_of(somebody), discussion)
        assert "Eerst rust, dan papieren." in text and "1 plan van een collega" in text
        assert "durft de post niet" not in text and discussion.plans.get().full_name not in text
        form = client_of(somebody).get(address("discussion_edit", discussion)).content.decode()
        assert "case_text" not in form.replace("case_version", "")
    assert not AccessEvent.objects.filter(what="discussion:read").exists()


def test_discussion_edit_by_the_rest_of_the_team(
    client_of: ClientOf, discussion: CaseDiscussion, colleague: User, plan: Plan
) -> None:
    """A colleague rewords what was learned; the plan and the words about the case stay."""
    answers = {"learning_point": "Beter.", "case_text": "Gewist?", "plans": []}
    assert fill(client_of(colleague), "discussion_edit", discussion, **answers).status_code == 302
    now = now_of(discussion)
    assert (now.learning_point, now.case_text.text) == ("Beter.", "Mevrouw durft de post niet open te maken.")
    assert list(now.plans.all()) == [plan]
    assert now.former_wordings.get().learning_point == "Eerst rust, dan papieren."


def test_discussion_edit_with_a_plan_of_ones_own(
    client_of: ClientOf, discussion: CaseDiscussion, colleague: User, plan: Plan
) -> None:
    """A colleague who hangs a plan on a meeting is not concerned by that; nor the database lets it hang there."""
    browser, own = client_of(colleague), PlanFactory(by=colleague)
    assert own.full_name not in browser.get(address("discussion_edit", discussion)).content.decode()
    sent = {"kind": "case", "held_on": f"{discussion.held_on:%d-%m-%Y}", "version": 1, "plans": [str(own.pk)]}
    assert send(browser, "discussion_edit", discussion, **sent).status_code == 302
    assert list(now_of(discussion).plans.all()) == [plan]
    assert "durft de post niet" not in page(browser, discussion)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(colleague):
        discussion.plans.add(own)


def test_discussion_after_hand_over(
    client_of: ClientOf, discussion: CaseDiscussion, professional: User, colleague: User
) -> None:
    """Who wrote it and works on none of its plans any more reads no more of the case than of these plans."""
    with as_system("a test"):
        to = colleague.memberships.get()
        hand_over(plans=discussion.plans.all(), to=to, since=timezone.localdate(), by=professional)
    assert "durft de post niet" not in page(client_of(professional), discussion)
    with acting(professional):
        assert not CaseText.objects.exists()
    with as_system("a test"):
        discussion.plans.clear()
    assert "durft de post niet" in page(client_of(professional), discussion)


def test_discussion_edit_by_who_wrote_it(browser: Client, discussion: CaseDiscussion) -> None:
    """Everything can be changed; a plan can be left out, and words about a case be added later."""
    CaseText.objects.all().delete()
    fill(browser, "discussion_edit", discussion, case_text="Nieuw.", plans=[], themes=["finance"])
    now = now_of(discussion)
    assert (now.case_text.text, now.plans.count(), now.themes.get().key) == ("Nieuw.", 0, "finance")
    fill(browser, "discussion_edit", now, case_text="Nog nieuwer.")
    assert CaseText.objects.get().text == "Nog nieuwer."


@pytest.mark.parametrize("field", ["learning_point", "case_text"])
def test_discussion_edit_at_once(browser: Client, discussion: CaseDiscussion, field: str) -> None:
    """Who read it before somebody else changed it gets both texts, and nothing is overwritten."""
    behind = {"version": 0} if field == "learning_point" else {"case_version": 0}
    response = fill(browser, "discussion_edit", discussion, **{field: "Van mij.", **behind})
    assert response.status_code == 422
    now = now_of(discussion)
    there = now.learning_point if field == "learning_point" else now.case_text.text
    assert there != "Van mij." and "Van mij." in response.content.decode()


@pytest.fixture
def agreed(discussion: CaseDiscussion) -> AgreedAction:
    """Something that was agreed in it."""
    return AgreedActionFactory(discussion=discussion, by=discussion.recorded_by, text="Wijkagent bellen")


def test_discussion_agrees(browser: Client, discussion: CaseDiscussion) -> None:
    """What will be done, by whom; nothing is refused in a sentence."""
    fill(browser, "discussion", discussion, text="Wijkagent <bellen>", who="Noor")
    assert AgreedAction.objects.get().who == "Noor"
    assert "Wijkagent &lt;bellen&gt;" in browser.get(address("discussions")).content.decode()
    assert fill(browser, "discussion", discussion, text="").status_code == 422


def test_agreed_tick(browser: Client, agreed: AgreedAction) -> None:
    """It stands on the list until it is done, and again when it was not done after all."""
    send(browser, "agreed_tick", agreed, done="1")
    assert now_of(agreed).done_on == timezone.localdate()
    assert "Wijkagent" not in browser.get(address("discussions")).content.decode()
    send(browser, "agreed_tick", agreed, done="0")
    assert now_of(agreed).done_on is None


def test_agreed_remove(browser: Client, agreed: AgreedAction) -> None:
    """Out of sight."""
    assert "Wijkagent" not in told(browser, send(browser, "agreed_remove", agreed))


def test_agreed_put_back(browser: Client, agreed: AgreedAction) -> None:
    """There again."""
    undo(browser, send(browser, "agreed_remove", agreed))
    assert now_of(agreed).removed_at is None


def test_discussions_are_found(browser: Client, discussion: CaseDiscussion, east: Team, professional: User) -> None:
    """By kind and by words; a page says so when nothing is found, and when there is nothing yet."""
    DiscussionFactory(team=east, by=professional, kind="theme", title="Eenzaamheid")
    read = browser.get(address("discussions"), {"kind": "theme"}).content.decode()
    assert "Eenzaamheid" in read and discussion.title not in read
    assert discussion.title in browser.post(address("discussions"), {"q": "papieren"}).content.decode()
    assert "Niets gevonden" in browser.post(address("discussions"), {"q": "zeppelin"}).content.decode()
    assert discussion.title in browser.get(address("discussions"), {"kind": "zeppelin"}).content.decode()


def test_discussions_of_nobody_yet(browser: Client) -> None:
    """An empty list says what can stand there."""
    assert "Nog geen besprekingen" in browser.get(address("discussions")).content.decode()


def test_discussion_of_another_team(client_of: ClientOf, discussion: CaseDiscussion, stranger: User) -> None:
    """Not there, and not on the list either."""
    assert client_of(stranger).get(address("discussion", discussion)).status_code == 404
    assert discussion.title not in client_of(stranger).get(address("discussions")).content.decode()


def test_discussion_remove(browser: Client, discussion: CaseDiscussion) -> None:
    """Removed it is gone from its address and from the list."""
    assert discussion.title not in told(browser, send(browser, "discussion_remove", discussion))
    assert browser.get(address("discussion", discussion)).status_code == 404


def test_discussion_put_back(browser: Client, agreed: AgreedAction) -> None:
    """Put back it is there, with what was agreed."""
    undo(browser, send(browser, "discussion_remove", agreed.discussion))
    assert "Wijkagent" in page(browser, agreed.discussion)
