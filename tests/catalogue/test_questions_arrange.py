"""Making questions, rewording them, asking them and asking them no more; what goes wrong is a plain sentence."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.models import Question
from catalogue.operations.questions import NotReady, change_question, make_question
from catalogue.queries.own_questions import own_questions
from organisation.models import User
from organisation.operations.stale import Stale
from shared.text import typed
from tests.catalogue.pages import fields_of, send, told
from tests.makers_catalogue import ServiceFactory
from tests.makers_questions import OwnQuestionFactory, QuestionChoiceFactory, in_days

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
WHOLE = {
    "label_nl": "Hoe kwam je hier?",
    "why_nl": "Om te zien welke weg mensen vinden.",
    "for_whom_nl": "het team",
    "answer_type": "number",
    "purpose": "account",
    "need": "need",
    "result_kind": "process",
    "moments": ["contact", "closing"],
    "disciplines": ["nursing"],
}


@pytest.fixture
def ine(information_manager: User, client_of: Browser) -> Client:
    """The browser of who arranges."""
    return client_of(information_manager)


def test_question_new(ine: Client, information_manager: User, client_of: Browser) -> None:
    """Made, asked at once of those it is meant for, and of nobody before that."""
    service = ServiceFactory()
    page = told(ine, send(ine, "question_new", **WHOLE, services=[service.pk]))
    made = Question.objects.get(key="own.hoe-kwam-je-hier")
    assert "De vraag is bewaard" in page and "Stel deze vraag" in page and made.since is None
    assert made.changed_by == information_manager and made.review_on == in_days(365)
    asks = {"discipline": "nursing", "service": service.pk, "day": timezone.localdate()}
    assert own_questions("closing", **asks) == []
    assert "De vraag wordt vanaf nu gesteld" in told(ine, send(ine, "question_live", made.pk))
    assert [one.key for one in own_questions("closing", **asks)] == [made.key]
    assert own_questions("closing", **{**asks, "discipline": "groups"}) == []
    assert own_questions("closing", **{**asks, "service": None}) == [] == own_questions("opening", **asks)


def test_question_new_half_finished(ine: Client) -> None:
    """Only its words are needed; the rest comes later."""
    assert "Voordat de vraag kan worden gesteld" in told(ine, send(ine, "question_new", label_nl="Wat nu?"))
    made = Question.objects.get(key="own.wat-nu")
    assert (made.answer_type, made.purpose, made.need) == ("text", "learn", "nice")


def test_question_new_with_choices(ine: Client) -> None:
    """Leads on to its choices."""
    response = send(ine, "question_new", **{**WHOLE, "answer_type": "choice"})
    assert response.url == "/question/own.hoe-kwam-je-hier/choices/"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"label_nl": ""}, "Schrijf op wat je wilt vragen."),
        ({"label_nl": "x" * 121}, "Deze tekst is 121 tekens lang"),
        ({"review_on": "gisteren"}, "Dit is geen datum."),
        ({"review_on": "2001-01-01"}, "Deze dag is al voorbij."),
        ({"answer_type": "drawing"}, "answer_type"),
        ({"moments": ["breakfast"]}, "moments"),
        ({"services": ["nowhere"]}, "services"),
    ],
)
def test_question_new_wrong(ine: Client, fields: dict[str, Any], said: str) -> None:
    """A plain sentence, what was typed stays, and nothing is made."""
    response = send(ine, "question_new", **{**WHOLE, **fields})
    assert response.status_code == 422 and said in response.content.decode()
    assert not Question.objects.filter(key__startswith="own.").exists()


def test_question_with_the_same_words(ine: Client) -> None:
    """Is allowed, under a key of its own, with a word of warning."""
    for _ in range(2):
        page = told(ine, send(ine, "question_new", **WHOLE))
    assert "Een andere vraag heeft dezelfde woorden" in page
    keys = set(Question.objects.filter(key__startswith="own.").values_list("key", flat=True))
    assert keys == {"own.hoe-kwam-je-hier", "own.hoe-kwam-je-hier-2"}


def test_keys_fit(information_manager: User) -> None:
    """However long the words, and in whatever script; a key is never given out twice."""
    words = ["كيف وجدتنا؟", "كيف وجدتنا؟", "???", "Één " * 30, "Één " * 30, "a/b\\c?d=e#f"]
    made = [_make(information_manager, label_nl=text[:120]) for text in words]
    assert len({question.key for question in made}) == len(words)
    assert all(len(question.key) <= 60 and "/" not in question.key for question in made)
    assert made[0].key == "own.question"


def _make(by: User, **values: Any) -> Question:
    reason = {"why_nl": "Om te leren.", "for_whom_nl": "het team", "review_on": in_days(9)}
    kinds = {"answer_type": "text", "purpose": "learn", "need": "nice", "result_kind": "outcome"}
    return make_question(by=by, moments=["contact"], services=[], **{**reason, **kinds, **values})


def test_question_edit(ine: Client) -> None:
    """Words, reason, moments and people; the page shows what stood there."""
    own = OwnQuestionFactory()
    assert own.label_nl in ine.get(reverse("question_edit", args=[own.pk])).content.decode()
    changed = {"label_nl": "En nu?", "moments": ["closing"], "disciplines": ["groups"], "need": "need"}
    assert "Gewijzigd" in told(ine, send(ine, "question_edit", own.pk, **fields_of(own, **changed)))
    now = Question.objects.get(pk=own.pk)
    assert (now.label_nl, now.need, now.disciplines, now.version) == ("En nu?", "need", ["groups"], 2)
    assert [place.moment for place in now.places.all()] == ["closing"]


def test_question_edit_of_a_builtin(ine: Client) -> None:
    """Words and reason; where and how it is asked are not in the form, and are not taken from it."""
    goal = Question.objects.get(key="goal.own_words")
    page = ine.get(reverse("question_edit", args=[goal.pk])).content.decode()
    assert "Deze vraag hoort bij Keukentafel" in page and 'name="moments"' not in page
    sent = {**fields_of(goal), "label_nl": "Waar wil je heen?", "asked_in": "note", "answer_type": "text"}
    assert send(ine, "question_edit", goal.pk, **{**sent, "moments": ["contact"]}).status_code == 302
    goal.refresh_from_db()
    assert (goal.label_nl, goal.asked_in, goal.answer_type) == ("Waar wil je heen?", "plan", "")
    assert not goal.places.exists()


def test_other_moments_alone_count_as_a_change(information_manager: User) -> None:
    """Who still has the former moments on screen is told as well."""
    own = OwnQuestionFactory()
    same = {"label_nl": own.label_nl, "why_nl": own.why_nl, "for_whom_nl": own.for_whom_nl, "services": []}
    change = {"question": own, "version": 1, "by": information_manager, **same}
    assert change_question(**change, moments=["contact", "closing"])
    with pytest.raises(Stale):
        change_question(**change, moments=["contact"])
    assert not change_question(**{**change, "version": 2}, moments=["contact", "closing"])


def test_question_edit_keeps_the_type(ine: Client) -> None:
    """Once it is asked it is answered that way; also for who had the page open before that."""
    own = OwnQuestionFactory()
    page = ine.get(reverse("question_edit", args=[own.pk])).content.decode()
    assert 'name="answer_type"' not in page and "Dat kan niet meer veranderen" in page
    response = send(ine, "question_edit", own.pk, **fields_of(own, answer_type="number"))
    assert response.status_code == 422 and "kan niet meer veranderen" in response.content.decode()
    draft = OwnQuestionFactory(since=None)
    assert send(ine, "question_edit", draft.pk, **fields_of(draft, answer_type="number")).status_code == 302
    types = dict(Question.objects.filter(key__startswith="own.").values_list("key", "answer_type"))
    assert types == {own.key: "text", draft.key: "number"}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"why_nl": ""}, "waarom de vraag wordt gesteld"),
        ({"for_whom_nl": "  "}, "wie er iets aan het antwoord heeft"),
        ({"moments": []}, "wanneer de vraag wordt gesteld"),
    ],
)
def test_question_edit_keeps_the_reason(ine: Client, fields: dict[str, Any], named: str) -> None:
    """What is asked does not lose why, for whom or when; what is in the making may."""
    own, draft = OwnQuestionFactory(), OwnQuestionFactory(since=None)
    response = send(ine, "question_edit", own.pk, **fields_of(own, **fields))
    assert response.status_code == 422 and named in response.content.decode()
    assert Question.objects.get(pk=own.pk).version == 1
    assert send(ine, "question_edit", draft.pk, **fields_of(draft, **fields)).status_code == 302


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"why_nl": " "}, "waarom de vraag wordt gesteld"),
        ({"for_whom_nl": ""}, "wie er iets aan het antwoord heeft"),
        ({"at": ""}, "wanneer de vraag wordt gesteld"),
        ({"answer_type": "choices"}, "twee keuzes of meer"),
    ],
)
def test_question_live_without(ine: Client, values: dict[str, Any], named: str) -> None:
    """What is missing is said, and it is not asked."""
    draft = OwnQuestionFactory(since=None, **values)
    QuestionChoiceFactory(question=draft)
    response = send(ine, "question_live", draft.pk)
    assert response.status_code == 422 and f"Dit ontbreekt nog: {named}" in response.content.decode()
    assert Question.objects.get(pk=draft.pk).since is None


def test_question_live_on_a_day(ine: Client) -> None:
    """To come, and back again; not on a day behind us, and not twice."""
    draft = OwnQuestionFactory(since=None)
    assert send(ine, "question_live", draft.pk, since=in_days(-1)).status_code == 422
    assert send(ine, "question_live", draft.pk, since="morgen").status_code == 422
    assert "Wordt gesteld vanaf" in told(ine, send(ine, "question_live", draft.pk, since=in_days(5)))
    assert "weer in de maak" in told(ine, send(ine, "question_retire", draft.pk))
    assert Question.objects.get(pk=draft.pk).since is None
    told(ine, send(ine, "question_live", draft.pk))
    assert "werd al gesteld" in told(ine, send(ine, "question_live", draft.pk, since=in_days(5)))
    assert Question.objects.get(pk=draft.pk).since == in_days(0)


def test_question_retire_and_ask_again(ine: Client) -> None:
    """Each undoes the other; the second of two tabs is told that it was so already."""
    own = OwnQuestionFactory()
    page = told(ine, send(ine, "question_retire", own.pk))
    assert reverse("question_ask_again", args=[own.pk]) in page and "blijft leesbaar" in page
    assert "werd niet gesteld" in told(ine, send(ine, "question_retire", own.pk))
    assert own_questions("contact", discipline="", service=None, day=timezone.localdate()) == []
    assert "wordt weer gesteld" in told(ine, send(ine, "question_ask_again", own.pk))
    assert "heeft geen einde" in told(ine, send(ine, "question_ask_again", own.pk))
    assert Question.objects.get(pk=own.pk).until is None


def test_question_retire_too_early(ine: Client) -> None:
    """Neither before it was asked nor before today; a day to come is kept."""
    own = OwnQuestionFactory(since=in_days(-2))
    for day in (-1, -9):
        response = send(ine, "question_retire", own.pk, until=in_days(day))
        assert response.status_code == 422 and "Deze dag is al voorbij" in response.content.decode()
    assert Question.objects.get(pk=own.pk).until is None
    assert send(ine, "question_retire", own.pk, until=in_days(3)).status_code == 302
    assert Question.objects.get(pk=own.pk).until == in_days(3)


@pytest.mark.parametrize("name", ["question_live", "question_retire", "question_ask_again", "question_choices"])
def test_builtin_questions_stay_asked(ine: Client, name: str) -> None:
    """What the forms ask by themselves is not ended or given choices here."""
    assert send(ine, name, "goal.own_words").status_code == 404


def test_question_ask_again_lacking(ine: Client) -> None:
    """A retired question that lost its choices is not asked again."""
    own = OwnQuestionFactory(answer_type="choice", until=in_days(-1))
    assert "Dit ontbreekt nog: twee keuzes" in told(ine, send(ine, "question_ask_again", own.pk))
    assert Question.objects.get(pk=own.pk).until == in_days(-1)


TEXTS = st.text(max_size=60) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "{{ 7|add:7 }} {% url 'x' %}",
        "هل ساعدك هذا؟ \u202eabc",
        "ß" * 60,
        "=1+1",
        "' OR 1=1--",
    ]
)


@settings(max_examples=40 if PROVE else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(label=TEXTS, why=TEXTS, hint=TEXTS)
def test_any_text_is_kept_as_typed(ine: Client, label: str, why: str, hint: str) -> None:
    """Markup is shown and not obeyed; nothing is lost or cut, and an empty question is refused."""
    label = label.replace("\x00", "")
    response = send(ine, "question_new", **{**WHOLE, "label_nl": label, "why_nl": why, "hint_nl": hint})
    if not typed(label):
        assert response.status_code == 422
        return
    made = Question.objects.get(pk=response.url.split("/")[2])
    assert (made.label_nl, made.why_nl, made.hint_nl) == (typed(label), typed(why), typed(hint))
    page = ine.get(response.url).content.decode()
    assert "<script>alert" not in page


def test_reason_is_kept_by_the_operation(information_manager: User) -> None:
    """Also when no form stands before it."""
    own = OwnQuestionFactory()
    with pytest.raises(NotReady):
        values = {"moments": ["contact"], "services": [], "why_nl": "", "for_whom_nl": "x"}
        change_question(question=own, version=1, by=information_manager, **values)
