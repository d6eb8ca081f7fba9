"""How often each question is filled in, and the talk about those that hardly are."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Question
from feedback.models import QuestionTalk
from feedback.queries import TOLD_FOR, told_to
from organisation.models import User
from tests.makers_questions import OwnQuestionFactory, QuestionRemarkFactory, QuestionTalkFactory
from tests.organisation.sending import send
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
CARD = "Deze vraag wordt bijna niet ingevuld"


@pytest.fixture
def hardly(professional: User) -> Question:
    """A question that stood in thirty forms of the last quarter, and was answered in none."""
    question = OwnQuestionFactory(since=QUARTER.start)
    for _talk in range(30):
        World(professional).asked_note(QUARTER.last_day, question.pk, "note.text")
    QuestionRemarkFactory(question=question, trouble="does_not_fit", text="", written_by=professional)
    return question


@pytest.fixture
def arranger(information_manager: User, client_of: Browser) -> Client:
    """The browser of the information arranger."""
    return client_of(information_manager)


def test_question_use(professional: User, hardly: Question, client_of: Browser) -> None:
    """Bar, share and counts for everybody; no notice and no talk for who does not arrange questions."""
    client = client_of(professional)
    page = client.get(reverse("question_use")).content.decode()
    assert "100%" in page and "30 van 30" in page and "0 van 30" in page
    assert "30 leeg gelaten, 0 niet gevraagd, 0 niet van toepassing" in page
    assert "Nog te weinig om iets te zeggen" in page and "Wordt niet geteld." in page
    assert "Bijna niet ingevuld" not in page and "Bespreek deze vraag" not in page
    assert CARD not in client.get("/").content.decode()
    assert "?quarter=" in page and client.get(reverse("question_use"), {"quarter": "nothing"}).status_code == 200
    before = client.get(reverse("question_use"), {"quarter": QUARTER.quarter_before(QUARTER.start).quarter})
    assert "30 van 30" not in before.content.decode()


def test_question_use_is_reached(team_lead: User, hardly: Question, client_of: Browser) -> None:
    """From the list of questions, and from the page of each."""
    client, address = client_of(team_lead), reverse("question_use")
    assert address in client.get(reverse("questions")).content.decode()
    assert address in client.get(reverse("question", args=[hardly.pk])).content.decode()


def test_a_notice_for_the_arranger_alone(
    arranger: Client, hardly: Question, client_of: Browser, key_user: User, privacy_officer: User, team_lead: User
) -> None:
    """On the first page and above the list, with what colleagues say by one tap; nobody else sees it."""
    assert CARD in arranger.get("/").content.decode()
    page = arranger.get(reverse("question_use")).content.decode()
    assert "0 van de 30 keer (0%)" in page and "<strong>1</strong> past niet bij mijn werk" in page
    for somebody in (key_user, privacy_officer, team_lead):
        for address in ("/", reverse("question_use")):
            assert "ijna niet ingevuld" not in client_of(somebody).get(address).content.decode()


def test_question_talk_new(arranger: Client, hardly: Question) -> None:
    """Begins a talk with the counts as they are, once; a question that is filled in often enough has none."""
    for _again in range(2):
        send(arranger, "question_talk_new", hardly.pk)
    talk = QuestionTalk.objects.get()
    assert (talk.question, talk.quarter, talk.offered, talk.filled) == (hardly, QUARTER.quarter, 30, 0)
    assert "Ga verder met het gesprek" in arranger.get(reverse("question_use")).content.decode()
    send(arranger, "question_talk_new", "note.text")
    assert QuestionTalk.objects.count() == 1


def test_question_talk(arranger: Client, hardly: Question, professional: User, client_of: Browser) -> None:
    """What was said can be kept without a decision; a decision has a reason, and is told to everybody."""
    send(arranger, "question_talk_new", hardly.pk)
    talk = QuestionTalk.objects.get()
    assert send(arranger, "question_talk", talk, said="Het stokt.", version="1").status_code == 302
    assert CARD in arranger.get("/").content.decode()
    unsaid = send(arranger, "question_talk", talk, said="Het stokt.", decision="change", version="2")
    assert unsaid.status_code == 422 and unsaid.content.decode().count('class="wrong"') == 1
    words = {"said": "Het stokt.", "decision": "change", "reason": "We vragen het voortaan korter."}
    assert send(arranger, "question_talk", talk, version="2", **words).status_code == 302
    talk.refresh_from_db()
    assert (talk.decision, talk.version) == ("change", 3) and talk.decided_at
    assert CARD not in arranger.get("/").content.decode()
    client = client_of(professional)
    assert "korter" in client.get("/").content.decode()
    assert "korter" in client.get(reverse("question_use")).content.decode()
    assert "korter" not in arranger.get("/").content.decode()
    send(client, "question_talk_read", talk.pk)
    assert "korter" not in client.get("/").content.decode()
    assert "korter" in client.get(reverse("question_use")).content.decode()


def test_question_talk_of_two_people(arranger: Client, hardly: Question) -> None:
    """Who saves an older version reads what the other made of it, and keeps what was typed."""
    send(arranger, "question_talk_new", hardly.pk)
    talk = QuestionTalk.objects.get()
    send(arranger, "question_talk", talk, said="Eerst.", version="1")
    second = send(arranger, "question_talk", talk, said="Later.", version="1")
    assert second.status_code == 422 and "Eerst." in second.content.decode() and "Later." in second.content.decode()
    assert send(arranger, "question_talk", talk, said="Later.", version="2").status_code == 302


def test_question_talk_take_back(arranger: Client, hardly: Question) -> None:
    """Drop asks the question no more from today; taking the decision back asks it again."""
    send(arranger, "question_talk_new", hardly.pk)
    talk = QuestionTalk.objects.get()
    send(arranger, "question_talk", talk.pk, decision="drop", reason="Weg ermee.", version="1")
    hardly.refresh_from_db()
    assert hardly.until == timezone.localdate()
    for _again in range(2):
        send(arranger, "question_talk_take_back", talk.pk)
    hardly.refresh_from_db()
    talk.refresh_from_db()
    assert hardly.until is None and (talk.decision, talk.decided_by, talk.reason) == ("", None, "Weg ermee.")


def test_dropping_what_cannot_come_back(arranger: Client, hardly: Question) -> None:
    """When the question lacks a moment meanwhile, nothing changes and it is said."""
    send(arranger, "question_talk_new", hardly.pk)
    talk = QuestionTalk.objects.get()
    send(arranger, "question_talk", talk, decision="drop", reason="Weg ermee.", version="1")
    hardly.places.all().delete()
    send(arranger, "question_talk_take_back", talk.pk)
    assert send(arranger, "question_talk", talk, decision="keep", reason="Toch niet.", version="2").status_code == 422
    talk.refresh_from_db()
    assert talk.decision == "drop"


def test_a_built_in_question_cannot_be_dropped(arranger: Client, information_manager: User) -> None:
    """It is not offered, and refused."""
    talk = QuestionTalkFactory(question_id="note.text", begun_by=information_manager, decided_by=information_manager)
    assert 'value="drop"' not in arranger.get(reverse("question_talk", args=[talk.pk])).content.decode()
    assert send(arranger, "question_talk", talk, decision="drop", reason="Weg.", version="1").status_code == 422


@pytest.mark.parametrize(
    ("ago", "told"), [(timedelta(), True), (TOLD_FOR - timedelta(seconds=1), True), (TOLD_FOR, False)]
)
def test_question_talk_read_for_thirty_days(
    information_manager: User, professional: User, ago: timedelta, told: bool
) -> None:
    """Until it is thirty days old; who decided it knows."""
    now = timezone.now()
    QuestionTalkFactory(
        question_id="note.text", begun_by=information_manager, decided_by=information_manager, decided_at=now - ago
    )
    assert told_to(professional, now).exists() is told
    assert not told_to(information_manager, now).exists()


def test_few_residents(arranger: Client, professional: User) -> None:
    """Filled in by one to four residents: the notice comes, and the number is not said."""
    key = OwnQuestionFactory(since=QUARTER.start).pk
    notes = [World(professional).asked_note(QUARTER.last_day, key) for _talk in range(30)]
    notes[0].answers.create(
        plan=notes[0].plans.get(), moment="contact", question_id=key, state="filled", value="Ja", voice="resident",
        answered_on=QUARTER.last_day, recorded_by=professional,
    )  # fmt: skip
    page = arranger.get(reverse("question_use")).content.decode()
    assert "bij minder dan 5 inwoners, van de 30 keer" in page and "1 van 30" not in page and "29 leeg" not in page
    send(arranger, "question_talk_new", key)
    assert QuestionTalk.objects.get().filled is None
