"""Every page that can be asked for, in a real browser, at three widths and in both languages.

Nothing keeps anybody out, all that can be touched is large enough, nobody scrolls sideways, there is one heading and at
most one filled button, and no word stands there in the other language.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from organisation.models import Invitation, User
from organisation.operations.invitations import token_of
from organisation.queries.people import token_hash
from registration.models import Action, Goal, Plan, Resident
from tests.guards.addresses import addresses
from tests.guards.test_access_table import TABLE
from tests.journeys.browser import ROOT, SIZES, small_targets, too_wide, violations
from tests.makers import HelpRequestFactory, StepFactory
from tests.makers_people import days_ago

WIDTHS = ("phone", "tablet", "desktop")
# An ordinary run measures a page on a phone, where room is scarcest; a Dutch one also at one of the three widths, with
# axe, and the next page at another; of English pages one in three, in a browser that runs no scripts. The full counts
# do everything everywhere.
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# What a visitor sees; the pages of logging in are of a package and do not stand in the table.
VISITOR = ["account_login", "account_inactive", "account_reset_password_done", "account_reset_password_from_key_done"]
VISITOR += ["account_reset_password", "why_we_record", "accessibility", "invitation_take_up", "my"]
OWN_ACCOUNT = ["account_logout", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_list_webauthn"]
# A file, not a page: the browser saves it and shows nothing.
FILES = {"insights_file", "manifest", "run_report", "service_worker", "session_now", "take_along"}
# Pages that look different for each kind of person, and those that look different once the plan is closed.
FOR_EACH = ["home", "questions"]
ONCE_CLOSED = ["plan", "goal", "sheet", "residents", "resident_edit", "beside", "assessment", "answer_edit"]
TEXTS = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.nodeValue.trim().replace(/\\s+/g, " ");
    const aside = walker.currentNode.parentElement.closest("[lang]:not(html), .chip, select");
    if (text.length > 3 && !aside) found.push(text);
  }
  return found;
}"""


@cache
def foreign(language: str) -> frozenset[str]:
    """Whole sentences that belong to the other language; a language is called by its own name in both."""
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
        pairs = [(one.id, one.string) for one in read_po(file) if one.id and isinstance(one.id, str)]
    english, dutch = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return frozenset(english - dutch if language == "nl" else dutch - english - {"Nederlands"})


def wrong(page: Page, language: str, turn: int) -> Iterator[str]:
    """What is wrong with the page that is open, the `turn`-th of the walk."""
    own = WIDTHS[turn % len(WIDTHS)] if language == "nl" else ""
    for width in (width for width in WIDTHS if PROVE or width in ("phone", own)):
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[width], strict=True)))
        if PROVE or width == own:
            yield from (f"{width}: {fault}" for fault in violations(page))
        yield from (f"{width}, too small: {target}" for target in small_targets(page))
        if over := too_wide(page):
            yield f"{width}: {over} pixels too wide"
    yield from (f"not in {language}: {text}" for text in set(page.evaluate(TEXTS)) & foreign(language))
    if page.locator("html").get_attribute("lang") != language:
        yield "says that it is in another language"
    if (headings := page.locator("h1").count()) != 1:
        yield f"{headings} first headings"
    filled = page.locator(".utrecht-button--primary-action:visible").count()
    # The page of the style shows buttons in every state.
    if filled > 1 and not page.url.endswith("/style/"):
        yield f"{filled} filled buttons"


@dataclass(frozen=True)
class Visit:
    """One page as one kind of person (`anonymous` for a visitor) sees it."""

    name: str
    person: str

    def faults(self, page: Page, url: str, language: str, turn: int = 0) -> list[str]:
        """What is wrong with it, each beginning with the page and the person."""
        answer = page.goto(url)
        assert answer
        about = f"{self.name} as {self.person}"
        if answer.status != 200 and self.name != "not_there":
            return [f"{about}: answers {answer.status}"]
        return [f"{about}: {fault}" for fault in wrong(page, language, turn)]


def faults(walk: list[Visit], page: Page, urls: dict[str, str], language: str) -> list[str]:
    """What is wrong with the pages of a walk."""
    turns = enumerate(walk)
    return [fault for turn, visit in turns for fault in visit.faults(page, urls[visit.name], language, turn)]


def visits() -> list[Visit]:
    """Every page of the table that can be read, as the first who may read it; and the pages of logging in."""
    pages, groups = TABLE["pages"], TABLE["groups"]
    readable = [name for name, says in pages.items() if says["open"]["get"] == 200 and name not in FILES]
    found = [Visit(name, groups[pages[name]["who"]][0]) for name in readable]
    found += [Visit(name, person) for name in FOR_EACH for person in groups[pages[name]["who"]][1:]]
    found += [Visit(name, "professional") for name in (*OWN_ACCOUNT, "not_there")]
    return found + [Visit(name, "anonymous") for name in (*VISITOR, "not_there")]


@pytest.fixture
def stretched(plan: Plan, professional: User) -> Plan:
    """The plan with something in every corner, some of it as long as nobody would write it."""
    goal = plan.goals.all()[0]
    Resident.objects.filter(pk=plan.resident_id).update(first_name="Wilhelmina" * 6, known_as="")
    Goal.objects.filter(pk=goal.pk).update(
        own_words="Ik wil dat het thuis weer rustig is. " * 8, obstacle="Geldzorgen " * 20
    )
    Action.objects.filter(goal=goal).update(text="Een veel te lange stap " * 5, due_on=plan.opened_on)
    HelpRequestFactory(plan=plan, by=professional, theme_id="finance", own_words="")
    StepFactory(goal=goal, by=professional, value=4, scored_on=days_ago(9))
    return plan


@pytest.fixture
def urls(stretched: Plan, things: dict[str, object]) -> dict[str, str]:
    """The address of every page by its name; the link to choose a password is one that still works."""
    invitation = Invitation.objects.get(pk=things["invitation_id"])
    token = token_of(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=token_hash(token))
    known = {**things, "token": token, "not_there": ""}
    found = {one.name: one.url(known) for one in addresses() if set(one.arguments) <= set(known)}
    return found | {"not_there": "/nothing/is/here/"}


def parts(at_most: int = 30) -> list[Any]:
    """Walks of about as long: who reads many pages in several, those who read few together, for one world serves them.

    An English walk of an ordinary run goes past one page in three.
    """
    found = []
    for language in ("nl", "en"):
        steps = visits()[:: 1 if PROVE or language == "nl" else 3]
        walked = Counter(visit.person for visit in steps)
        many = sorted(person for person, pages in walked.items() if pages > 5)
        walks = [[visit for visit in steps if visit.person == person] for person in many]
        walks = [walk[start : start + at_most] for walk in walks for start in range(0, len(walk), at_most)]
        walks.append(sorted((visit for visit in steps if visit.person not in many), key=lambda visit: visit.person))
        found += [pytest.param(language, walk, id=f"{language}-{walk[0].person}-{walk[0].name}") for walk in walks]
    return found


@pytest.mark.parametrize(("language", "walk"), parts())
def test_every_page(
    open_page: Callable[..., Page], people: dict[str, Any], urls: dict[str, str], walk: list[Visit], language: str
) -> None:
    """All pages that each kind of person is the first to read."""
    found = []
    for person, mine in groupby(walk, key=lambda visit: visit.person):
        who = None if person == "anonymous" else people[person]
        page = open_page(who, language=language, script=PROVE or language == "nl")
        found += faults(list(mine), page, urls, language)
        page.close()
    assert found == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_after_the_plan_is_closed(
    open_page: Callable[..., Page],
    people: dict[str, Any],
    urls: dict[str, str],
    closed: dict[str, object],
    language: str,
) -> None:
    """The pages of a plan that look different then."""
    page = open_page(people["professional"], language=language, script=PROVE or language == "nl")
    mine = [Visit(name, "professional") for name in ONCE_CLOSED]
    assert faults(mine, page, urls, language) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_with_nothing_yet(open_page: Callable[..., Page], stranger: Any, language: str) -> None:
    """The lists of somebody who has no plans."""
    page = open_page(stranger, language=language, script=PROVE or language == "nl")
    empty = ["/", "/residents/", "/residents/?show=attention", "/residents/?show=closed", "/residents/team/"]
    empty += ["/actions/open/", "/goals/obstacles/", "/insights/goals-now/", "/insights/goals-now/2/"]
    assert [fault for url in empty for fault in Visit(url, "stranger").faults(page, url, language)] == []


def test_the_walk_sees(open_page: Callable[..., Page], professional: Any) -> None:
    """A page in the other language, with a second heading and a second filled button, is found."""
    page = open_page(professional, language="en")
    page.goto("/")
    page.evaluate("document.querySelector('main').innerHTML += '<h1>Wie help ik?</h1>'")
    assert {"not in en: Wie help ik?", "2 first headings"} <= set(wrong(page, "en", 0))
    assert "says that it is in another language" in set(wrong(page, "nl", 0))
