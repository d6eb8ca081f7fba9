"""Where answers went: derived from what indicators read, what pages show, and what the logs tell."""

from collections.abc import Callable
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from catalogue.models import Question
from feedback import answers_went
from feedback.models import Opening, Taken
from feedback.queries import Times
from organisation.models import User
from outcomes.indicators import INDICATORS
from tests.makers_questions import AgreementFactory, OwnQuestionFactory, QuestionTalkFactory

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
OLD = timedelta(days=400)


@pytest.fixture
def asked_long(db: None) -> None:
    """All questions of the house were asked for longer than a year."""
    Question.objects.update(since=timezone.localdate() - OLD)


def looked(person: User, page: str, ago: timedelta = timedelta(0), log: type[Opening] | type[Taken] = Opening) -> None:
    """Somebody looked at a page of figures, or took it along, so long ago."""
    said = {"opened_by": person} if log is Opening else {"taken_by": person, "form": "csv"}
    with patch("django.utils.timezone.now", return_value=timezone.now() - ago):
        log.objects.create(question=page, kind="own", period="2026", **said)


def keys(found: list[Question]) -> set[str]:
    """The keys of questions."""
    return {question.key for question in found}


def page_of(browser: Client, name: str, *of: object, **headers: str) -> str:
    """The page as text."""
    response = browser.get(reverse(name, args=of), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_every_indicator_is_shown() -> None:
    """What reads answers stands on a page, so that it can be said who looked at it."""
    shown = {one for page in answers_went.PAGES.values() for one in page.indicators}
    assert [key for key, one in INDICATORS.items() if one.READS and one not in shown] == []


def test_answers_went(professional: User, colleague: User, client_of: Browser) -> None:
    """The page of goals that ended reads the result; how often it was opened, taken and agreed on, and when last."""
    question = Question.objects.get(key="goal.result")
    for person in (professional, colleague):
        looked(person, "goals-reached")
    looked(professional, "goals-reached", OLD)
    looked(colleague, "goals-reached", log=Taken)
    AgreementFactory(question="goals-reached", made_by=professional, team=professional.memberships.get().team)
    AgreementFactory(
        question="goals-reached", made_by=professional, team=professional.memberships.get().team,
        removed_at=timezone.now(), removed_by=professional,
    )  # fmt: skip
    QuestionTalkFactory(question=question, begun_by=colleague, decided_by=colleague)
    found = answers_went.went(question, timezone.localdate())
    shown = {one.key: one for one in found.pages}
    assert set(shown) == {"goals-now", "goals-reached"} and found.talks.count == 1
    one = shown["goals-reached"]
    assert (one.opened.count, one.taken.count, one.agreed.count) == (2, 1, 1)
    assert one.opened.last and one.opened.last.date() == timezone.now().date()
    assert shown["goals-now"].opened == Times(0, None)
    page = page_of(client_of(professional), "answers_went", question.pk)
    assert "Hoeveel doelen zijn gehaald?" in page and reverse("goals_now") in page
    assert "Over de vraag zelf is 1 keer gepraat" in page and "Amir" not in page.split("<main")[1]


def test_part_of_the_question(information_manager: User, client_of: Browser) -> None:
    """The page of the question takes it in as a part; who has no caseload gets no way to figures of one."""
    browser = client_of(information_manager)
    address = reverse("answers_went", args=["goal.result"])
    assert f'hx-get="{address}?part=went"' in page_of(browser, "question", "goal.result")
    part = browser.get(f"{address}?part=went", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "Hoeveel doelen zijn gehaald?" in part
    assert reverse("goals_now") not in part and "Geteld vanaf de eerste keer" in part


def test_own_questions(information_manager: User, client_of: Browser) -> None:
    """A question of the organisation is read where it is asked about our help, and nowhere else."""
    about_help = OwnQuestionFactory(at="experience")
    other = OwnQuestionFactory(at="contact")
    assert [one.KEY for one in answers_went.readers(about_help)] == ["experience"]
    assert answers_went.readers(other) == []
    browser = client_of(information_manager)
    assert "Wat vinden inwoners van onze hulp?" in page_of(browser, "answers_went", about_help.pk)
    assert "in geen enkel cijfer" in page_of(browser, "answers_went", other.pk)


def test_answers_nowhere(asked_long: None, professional: User, client_of: Browser) -> None:
    """What no figure reads, and what nobody looked at once the logs go back a year; not what is new or dropped."""
    today = timezone.localdate()
    fresh, dropped = OwnQuestionFactory(at="contact"), OwnQuestionFactory(at="contact", since=today - OLD)
    Question.objects.filter(pk=dropped.pk).update(until=today)
    found = answers_went.nowhere(today)
    assert "network_person.phone" in keys(found.unread) and found.unseen == []
    assert not keys(found.unread) & {fresh.pk, dropped.pk, "goal.result", "experience.effect"}
    page = page_of(client_of(professional), "answers_nowhere")
    assert "Er is nog niet naar cijfers gekeken." in page
    looked(professional, "plans")
    assert "We tellen sinds" in page_of(client_of(professional), "answers_nowhere")


def test_nobody_looked(asked_long: None, professional: User, client_of: Browser) -> None:
    """One look at a page is enough, and so is an agreement; one of before the last year is not."""
    today, team = timezone.localdate(), professional.memberships.get().team
    looked(professional, "plans", OLD)
    unseen = keys(answers_went.nowhere(today).unseen)
    assert {"goal.result", "closing.helped_resident", "referral.theme"} <= unseen
    assert "phone" not in "".join(unseen)
    page = page_of(client_of(professional), "answers_went", "referral.theme")
    assert "Een jaar lang keek niemand" in page
    looked(professional, "referrals", log=Taken)
    page = page_of(client_of(professional), "answers_went", "referral.theme")
    assert f"op {date_format(today, 'j F Y')}" in page
    AgreementFactory(question="did-it-help", made_by=professional, team=team)
    later = keys(answers_went.nowhere(today).unseen)
    assert not later & {"closing.helped_resident", "referral.theme"} and "goal.result" in later
    assert "Een jaar lang keek niemand" not in page_of(client_of(professional), "answers_went", "referral.theme")


def test_all_were_looked_at(asked_long: None, professional: User, client_of: Browser) -> None:
    """The list says so when there is nothing in it."""
    looked(professional, "plans", OLD)
    for key in answers_went.PAGES:
        looked(professional, key)
    Question.objects.exclude(key="goal.result").update(since=timezone.localdate())
    page = page_of(client_of(professional), "answers_nowhere")
    assert "Naar alle cijfers is het afgelopen jaar gekeken." in page and "komt terug in een cijfer" in page
    Question.objects.update(since=timezone.localdate())
    page = page_of(client_of(professional), "answers_nowhere")
    assert "Nog geen vraag wordt een jaar gesteld." in page and "komt terug in een cijfer" not in page


def test_queries(asked_long: None, professional: User) -> None:
    """The number of statements is fixed, however many questions there are and however much was looked at."""
    day: date = timezone.localdate()
    question = Question.objects.get(key="goal.result")

    def counted() -> list[int]:
        found = []
        for read in (lambda: answers_went.went(question, day), lambda: answers_went.nowhere(day)):
            with CaptureQueriesContext(connection) as statements:
                read()
            found.append(len(statements))
        return found

    few = counted()
    for turn in range(5):
        OwnQuestionFactory(at="experience", since=day - OLD)
        looked(professional, "plans", timedelta(days=turn))
    assert counted() == few == [5, 6]
