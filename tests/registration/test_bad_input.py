"""What can be typed wrongly: told in a plain sentence, kept in the form, and nothing changed."""

import html
import os
import re
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisation.models import User
from registration.models import Action, Goal, Plan
from tests.makers import HelpRequestFactory, NoteFactory
from tests.registration.pages import address, fill, form_to, forms, post, stored

MARKUP = (
    """<script>alert(1)</script><img src=x onerror="alert(2)"> "'--><b>vet</b> {{ 7|add:7 }} {% now "Y" %} &amp; &lt;"""
)
# Control characters that nobody can see go; the words around them stay.
CONTROL = "voor\x00\x01\x08\x0b\x1b\x7f\u200b\u202e\u2066na"
FOREIGN = "👩🏽‍🦽‍➡️ Ik wil 🏊 · أريد أن أسبح مع أختي · אני רוצה · naïef ŁŻ 中文"
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# In an ordinary run one behind the other, in short fields as far as it fits; with the full counts each by itself too.
STRANGE = [pytest.param(f"{CONTROL} {MARKUP} {FOREIGN}", id="all")]
if PROVE:
    STRANGE += [pytest.param(MARKUP, id="markup"), pytest.param(f"{CONTROL} {FOREIGN}", id="foreign")]

# page -> its text fields with how long each may be, and what it is about
TEXTS: list[tuple[str, dict[str, int], Any]] = [
    ("goal_edit", {"own_words": 2000, "obstacle": 20_000}, lambda plan: plan.goals.all()[0]),
    ("goal_end", {"obstacle": 20_000}, lambda plan: plan.goals.all()[0]),
    ("action_edit", {"text": 2000, "who_name": 40}, lambda plan: plan.goals.all()[0].actions.all()[0]),
    ("note_new", {"text": 20_000}, lambda plan: plan),
    ("note_edit", {"text": 20_000}, lambda plan: plan.notes.get()),
    ("plan_close", {"explanation": 20_000}, lambda plan: plan),
    (
        "resident_edit",
        {"first_name": 200, "prefix": 20, "last_name": 200, "known_as": 40},
        lambda plan: plan.resident,
    ),
    ("table", {"plan-own_words": 20_000, "own_words": 2000, "action": 2000, "who_name": 40}, lambda plan: plan),
]
FIELDS = [(page, field, most, of) for page, fields, of in TEXTS for field, most in fields.items()]
NAMES = [f"{page}-{field}" for page, field, _most, _of in FIELDS]
each_text = pytest.mark.parametrize(("page", "field", "most", "of"), FIELDS, ids=NAMES)


@pytest.fixture(autouse=True)
def full(plan: Plan, professional: User) -> None:
    """A note and a help request beside the goals."""
    NoteFactory(plan=plan, by=professional)
    HelpRequestFactory(plan=plan, by=professional)


def named(page: str, field: str, plan: Plan) -> str:
    """The name of a field in the form; on the kitchen-table page those of the first goal."""
    return f"goal-{plan.goals.all()[0].pk}-{field}" if page == "table" and not field.startswith("plan") else field


def value(response: HttpResponse, name: str) -> str:
    """What stands in a field of the form on this page."""
    return next(form.fields[name][0] for form in forms(response) if name in form.fields)


def run(page: str) -> list[str]:
    """Elements and attributes of a page that would run something: none but the scripts of the site."""
    scripts = re.findall(r"<script\b(?![^>]*\bsrc=\"/static/)[^>]*>", page)
    return scripts + re.findall(r"<[^>]+\s(?:on\w+|style)=[\"'][^>]*>", page) + re.findall(r"<img[^>]+src=x", page)


@each_text
class TestTexts:
    """Every text field of every page."""

    def test_too_long_is_refused_and_kept(
        self, browser: Client, plan: Plan, page: str, field: str, most: int, of: Any
    ) -> None:
        """One character too many: said with both lengths, the whole text still in the form."""
        name, before = named(page, field, plan), stored()
        long = "é" * (most + 1)
        refused = fill(browser, page, of(plan), **{name: long})
        assert refused.status_code == 422
        assert f"Deze tekst is {most + 1} tekens lang. Er passen er hooguit {most}." in refused.content.decode()
        assert value(refused, name) == long
        assert stored() == before

    @pytest.mark.parametrize("text", STRANGE)
    def test_shown_as_typed_and_never_run(
        self, browser: Client, plan: Plan, page: str, field: str, most: int, of: Any, text: str
    ) -> None:
        """As text on the page of its form and on the plan; nothing of it runs."""
        name, typed = named(page, field, plan), text[:most].strip()
        more = {named(page, "action", plan): "Stap"} if page == "table" and field == "who_name" else {}
        response = fill(browser, page, of(plan), **{name: typed}, **more)
        assert response.status_code == 302
        kept = re.sub(r"[\x00-\x08\x0b\x1b\x7f\u200b\u202e\u2066]", "", typed)
        assert kept in str(stored()) or repr(kept)[1:-1] in str(stored())
        seen = browser.get(address("plan", plan)).content.decode()
        seen += browser.get(address("goal", plan.goals.all()[0])).content.decode()
        seen += browser.get(response.url.split("#")[0]).content.decode()
        assert run(seen) == []
        if field not in {"first_name", "known_as", "prefix", "last_name", "explanation"} or page == "plan_close":
            assert html.escape(kept).replace("\n", "<br>") in seen

    def test_longest_is_kept(self, browser: Client, plan: Plan, page: str, field: str, most: int, of: Any) -> None:
        """Exactly as long as allowed."""
        assert fill(browser, page, of(plan), **{named(page, field, plan): "é" * most}).status_code == 302
        if field not in {"who_name"} or page != "table":
            assert "é" * most in str(stored())


DAYS = [
    ("note_new", "held_on", {"text": "Getypt"}, lambda plan: plan),
    ("note_edit", "held_on", {"text": "Getypt"}, lambda plan: plan.notes.get()),
    ("goal_end", "ended_on", {"obstacle": "Getypt"}, lambda plan: plan.goals.all()[0]),
    ("goal_score", "scored_on", {"value": "3"}, lambda plan: plan.goals.all()[0]),
    ("plan_close", "closed_on", {"explanation": "Getypt"}, lambda plan: plan),
]
IMPOSSIBLE = [
    ("31-02-2026", "Typ bijvoorbeeld 3-12-2026."),
    ("2026-13-01", "Typ bijvoorbeeld 3-12-2026."),
    ("2026-02-30", "Typ bijvoorbeeld 3-12-2026."),
    ("morgen", "Typ bijvoorbeeld 3-12-2026."),
    ("99999999999999999999", "Typ bijvoorbeeld 3-12-2026."),
    ("0001-01-01", "Deze dag is heel lang geleden."),
    ("1899-12-31", "Deze dag is heel lang geleden."),
    ("9999-12-31", "Deze dag moet nog komen."),
]


# Each day on every page with the full counts; in an ordinary run each day and each page, and not one with all others.
DAYS_TYPED = [
    pytest.param(*day, *typed, id=f"{day[0]}-{typed[0]}")
    for row, day in enumerate(DAYS)
    for column, typed in enumerate(IMPOSSIBLE)
    if PROVE or (row + column) % 4 == 0
]


@pytest.mark.parametrize(("page", "field", "more", "of", "typed", "says"), DAYS_TYPED)
def test_days_that_cannot_be(
    browser: Client, plan: Plan, page: str, field: str, more: dict[str, str], of: Any, typed: str, says: str
) -> None:
    """A plain sentence with what was expected; the day and the rest stay in the form; nothing changed."""
    before = stored()
    refused = fill(browser, page, of(plan), **{field: typed}, **more)
    text = refused.content.decode()
    assert refused.status_code == 422 and says in text
    assert value(refused, field) == typed
    assert all(value(refused, name) == said for name, said in more.items())
    assert f'href="#id_{field}"' in text
    assert stored() == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31-02-2026", "Typ bijvoorbeeld 3-12-2026."),
        ("2026-13-01", "Typ bijvoorbeeld 3-12-2026."),
        ("0001-01-01", "Deze dag is heel lang geleden."),
        ("9999-12-31", "meer dan tien jaar vooruit"),
    ],
)
@pytest.mark.parametrize("page", ["action_edit", "table"])
def test_due_days_that_cannot_be(browser: Client, plan: Plan, page: str, typed: str, says: str) -> None:
    """The day of a step, on its own page and at the table."""
    before = stored()
    action = plan.goals.all()[0].actions.all()[0]
    if page == "table":
        names = {named(page, field, plan): field for field in ("action", "due_on_1")}
        sent = {name: "Getypt" if field == "action" else typed for name, field in names.items()}
        refused = fill(browser, page, plan, **sent)
    else:
        sent = {"text": "Getypt", "due_on_1": typed}
        refused = fill(browser, page, action, **sent)
    assert refused.status_code == 422 and says in refused.content.decode()
    assert all(value(refused, name) == said for name, said in sent.items())
    assert stored() == before


def test_version_that_is_no_number(browser: Client, plan: Plan) -> None:
    """A form that was tampered with is refused."""
    before = stored()
    for version in ("x", "", "-1", "9" * 40):
        assert fill(browser, "goal_edit", plan.goals.all()[0], version=version, own_words="Anders").status_code == 422
    assert stored() == before


# -- anything at all --

TEXT = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", MARKUP, CONTROL, FOREIGN, "x" * 2001, "31-02-2026", "9" * 30, "-1", "\x00", "0", "5"]),
)


@st.composite
def changes(draw: st.DrawFn, fields: dict[str, list[str]], buttons: list[tuple[str, str]]) -> dict[str, Any]:
    """Any subset of the fields of a form, some with any text, perhaps a button, perhaps with any value."""
    names = [name for name in fields if name not in {"submission_key", "csrfmiddlewaretoken"}]
    out = draw(st.sets(st.sampled_from(names), max_size=8))
    other = draw(st.dictionaries(st.sampled_from([*names, "at", "done", "tick-x", "score-"]), TEXT, max_size=5))
    sent: dict[str, Any] = {**dict.fromkeys(out), **other}
    if draw(st.booleans()):
        name, said = draw(st.sampled_from([button for button in buttons if button[0]]))
        sent[name] = draw(st.one_of(st.just(said), TEXT))
    return sent


def words() -> set[str]:
    """Every text of a goal or an action that can still be read: as it is now, or as it was."""
    now = [*Goal.objects.values_list("own_words", flat=True), *Action.objects.values_list("text", flat=True)]
    then = Goal.former_wordings.rel.related_model.objects.values_list("own_words", flat=True)
    return {*now, *then}


def test_anything_at_the_table(browser: Client, plan: Plan) -> None:
    """Whatever is sent is answered, never with an error of ours, and no text that was stored is lost."""
    here = address("table", plan)
    form = form_to(browser.get(here), here)

    @settings(max_examples=60 if PROVE else 20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(changes(form.fields, form.buttons))
    def anything(sent: dict[str, Any]) -> None:
        before = words()
        answer = post(browser, here, form.fields, **{"submission_key": str(uuid4()), **sent})
        assert answer.status_code in {302, 404, 422}
        assert before <= words()

    anything()
    assert run(browser.get(here).content.decode()) == []
