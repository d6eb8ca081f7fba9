"""The list of questions and why each is asked; one question with its reason."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Moment, Question
from catalogue.operations import load_builtin
from catalogue.operations.questions import hide_nice, reword_question
from catalogue.queries.own_questions import ESSENTIAL
from catalogue.queries.questions import PARTS, Wanted, listed, people_to_ask, tally
from organisation.models import User
from tests.makers_questions import OwnQuestionFactory, QuestionChoiceFactory, QuestionRemarkFactory, in_days

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def shown(response: object) -> list[str]:
    """The keys of the questions on this page of the list."""
    return [question.key for question in response.context["page"]]


def found(**wanted: str) -> set[str]:
    """The keys of all questions that are found."""
    return {question.key for question in listed(Wanted(**wanted), timezone.localdate())}


def test_questions(professional: User, client_of: Browser) -> None:
    """All of them over pages, in the order of the conversation, with why, for whom and what for."""
    client, asked = client_of(professional), list(Question.objects.values_list("key", flat=True))
    first = client.get(reverse("questions"))
    pages = range(2, first.context["page"].paginator.num_pages + 1)
    others = [key for page in pages for key in shown(client.get(reverse("questions"), {"page": page}))]
    assert shown(first) + others == asked
    page = first.content.decode()
    assert f"{len(asked)} vragen" in page and "Een doel in eigen woorden" in page and "fijn om te weten" in page
    assert "Nieuwe vraag" not in page and "Verberg alles" not in page


@pytest.mark.parametrize("part", ["resident", "plan", "note", "closing"])
def test_questions_of_one_part(information_manager: User, client_of: Browser, part: str) -> None:
    """A chip shows the questions of one part of the work, own ones asked at its moment too."""
    moment = next(iter(PARTS[part].moments), None)
    own = OwnQuestionFactory(at=moment).key if moment else None
    response = client_of(information_manager).get(reverse("questions"), {"in": part})
    assert {question.asked_in for question in response.context["page"]} - {""} == {part}
    assert found(part=part) >= {own} if own else True
    assert f'in={part}" aria-current="true"' in response.content.decode()


@pytest.mark.parametrize("wrong", ["", "nothing", "<b>", "plan' OR 1=1"])
def test_questions_with_an_unknown_filter(privacy_officer: User, client_of: Browser, wrong: str) -> None:
    """Anything else leaves nothing out, and shows nothing of what was asked."""
    names = ("in", "state", "kind", "purpose", "need", "result", "order", "page")
    response = client_of(privacy_officer).get(reverse("questions"), dict.fromkeys(names, wrong))
    assert response.context["page"].paginator.count == Question.objects.count()
    assert "<b>" not in response.content.decode()


def test_every_place_has_a_chip() -> None:
    """No built-in question and no moment lies outside the parts of the work."""
    parts = PARTS.values()
    asked_in = set(Question.objects.exclude(asked_in="").values_list("asked_in", flat=True))
    assert asked_in <= {name for part in parts for name in part.asked_in}
    assert set(Moment.values) == {name for part in parts for name in part.moments}


def test_questions_searched(professional: User, client_of: Browser) -> None:
    """By parts of words, without regard for capitals and marks, in question and reason."""
    key = OwnQuestionFactory(label_nl="Hoe vind je de cafés hier?", why_nl="Om te weten waar het gezellig is.").key
    assert found(words="CAFES") == found(words="gezellig cafés") == {key}
    page = client_of(professional).get(reverse("questions"), {"q": "zoiets bestaat niet"}).content.decode()
    assert "Geen vraag gevonden" in page


def test_questions_filtered_and_ordered() -> None:
    """By who made it, purpose, need, kind of result and whether it is asked."""
    own = OwnQuestionFactory(purpose="account", need="need", result_kind="financial", label_nl="Aap").key
    draft, late = OwnQuestionFactory(since=None).key, OwnQuestionFactory(since=in_days(3)).key
    gone = OwnQuestionFactory(until=in_days(0)).key
    assert own in found(kind="own") and "goal.own_words" not in found(kind="own")
    assert "goal.own_words" in found(kind="built_in") and own not in found(kind="built_in")
    assert own in found(purpose="account") & found(need="need") & found(result_kind="financial")
    assert own not in found(purpose="learn") | found(need="nice") | found(result_kind="output")
    assert found(state="draft") == {draft, late} and found(state="retired") == {gone}
    assert found(state="all") >= {own, draft, late, gone} and not found() & {draft, late, gone}
    assert next(iter(listed(Wanted(order="name"), timezone.localdate()))).key == own
    assert next(iter(listed(Wanted(order="newest"), timezone.localdate()))).since >= in_days(-30)


def test_questions_for_who_arranges(information_manager: User, professional: User, client_of: Browser) -> None:
    """Room for a new one, the hiding, and the remarks that wait: only there."""
    remark = QuestionRemarkFactory(question=OwnQuestionFactory(), written_by=professional)
    pages = {
        person: client_of(person).get(reverse("questions")).content.decode()
        for person in (information_manager, professional)
    }
    for words in ("Nieuwe vraag", "Verberg alles", "1 opmerking wacht op antwoord", f"/remarks/{remark.pk}/answer/"):
        assert words in pages[information_manager] and words not in pages[professional]
    home = client_of(information_manager).get("/").content.decode()
    assert "1 opmerking over een vraag wacht op antwoord" in home
    assert "wacht op antwoord" not in client_of(professional).get("/").content.decode()


def test_people_to_ask(professional: User, key_user: User, client_of: Browser) -> None:
    """Key users by name, with phone and e-mail as the profile has them; not who left."""
    User.objects.filter(pk=key_user.pk).update(phone="06 12 34 56 78")
    page = client_of(professional).get(reverse("questions")).content.decode()
    assert key_user.name in page and f"mailto:{key_user.email}" in page and 'href="tel:0612345678"' in page
    key_user.memberships.update(until=in_days(-1))
    assert people_to_ask(timezone.localdate()) == []


def test_question(professional: User, client_of: Browser) -> None:
    """A built-in one and an own one, with all that is known of it; the keys hold dots."""
    client = client_of(professional)
    page = client.get(reverse("question", args=["goal.own_words"])).content.decode()
    assert "Waarom vragen we dit?" in page and "Een doel in eigen woorden" in page and "Wijzigen" not in page
    own = OwnQuestionFactory(answer_type="choice", disciplines=["nursing"])
    QuestionChoiceFactory(question=own, label_nl="Lopend")
    QuestionChoiceFactory(question=own, label_nl="Per koets", until=in_days(-3))
    page = client.get(reverse("question", args=[own.pk])).content.decode()
    for words in (own.why_nl, own.visible_to_nl, "Lopend", "Per koets", "(tot ", "Wijkverpleging", "na een gesprek"):
        assert words in page
    assert client.get("/question/own.nooit/").status_code == 404


def test_question_in_every_state(information_manager: User, client_of: Browser) -> None:
    """In the making, to come, hidden, retired: each is said."""
    client, say = client_of(information_manager), {}
    for name, values in {
        "draft": {"since": None, "why_nl": "", "for_whom_nl": ""},
        "later": {"since": in_days(4)},
        "gone": {"until": in_days(-1)},
        "nice": {},
    }.items():
        made = OwnQuestionFactory(**values)
        if name == "nice":
            hide_nice(hide=True, by=information_manager)
        say[name] = client.get(reverse("question", args=[made.pk])).content.decode()
    assert "In de maak" in say["draft"] and "zeg waarom de vraag wordt gesteld" in say["draft"]
    assert "Wordt gesteld vanaf" in say["later"] and "Niet gesteld sinds" in say["gone"]
    assert "Nu verborgen" in say["nice"] and "Nu verborgen" not in say["gone"]


def test_question_in_english(professional: User, client_of: Browser) -> None:
    """The English words where there are any, else the Dutch."""
    own = OwnQuestionFactory()
    client = client_of(professional)
    client.post(reverse("choose_language"), {"submission_key": str(uuid4()), "language": "en"})
    page = client.get(reverse("question", args=[own.pk])).content.decode()
    assert own.label_en in page and own.label_nl not in page and own.why_nl in page


def test_builtin_words_stay_when_loaded_again(information_manager: User) -> None:
    """What an organisation reworded is not overwritten, and the way it is asked is not touched."""
    goal = Question.objects.get(key="goal.own_words")
    reworded = {"label_nl": "Waar wil je heen?", "why_nl": "Omdat het jouw leven is.", "for_whom_nl": "jij"}
    reword_question(question=goal, version=1, by=information_manager, **reworded)
    load_builtin()
    goal.refresh_from_db()
    assert (goal.label_nl, goal.why_nl, goal.asked_in) == ("Waar wil je heen?", "Omdat het jouw leven is.", "plan")
    assert goal.version == 2 and goal.changed_by == information_manager


def test_tally(information_manager: User) -> None:
    """Hidden are those that are nice to know, but for what a record is nothing without."""
    before = tally(timezone.localdate())
    Question.objects.filter(key="goal.own_words").update(need="nice")
    assert "goal.own_words" in ESSENTIAL and tally(timezone.localdate()).nice == before.nice
    OwnQuestionFactory()
    OwnQuestionFactory(since=None)
    hide_nice(hide=True, by=information_manager)
    after = tally(timezone.localdate())
    assert (after.live, after.nice) == (before.live + 1, before.nice + 1)
    assert after.asked == after.needed == before.live - before.nice and before.asked == before.live


def test_database_refuses_a_question_without_a_reason() -> None:
    """Behind the sentence stands a constraint."""
    draft = OwnQuestionFactory(since=None, why_nl="")
    with pytest.raises(IntegrityError):
        Question.objects.filter(pk=draft.pk).update(since=in_days(0))
