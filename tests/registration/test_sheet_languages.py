"""The sheet in the language of the resident, and the sheet of a household."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.functional import Promise

from catalogue.models import SheetLanguage
from catalogue.words import mark
from organisation.models import User
from registration import sheet
from registration.models import Household, HouseholdMember, Plan, Resident
from registration.paper import written_in
from tests.makers import ActionFactory, GoalFactory, PlanFactory, ResidentFactory, StepFactory
from tests.makers_people import days_ago

ClientOf = Callable[[User], Client]
OTHERS = ["ar", "uk", "pl", "tr"]
TITLES = {"ar": "خطتي", "uk": "Мій план", "pl": "Mój plan", "tr": "Planım", "en": "My plan"}


def paper(response: HttpResponse) -> str:
    """The HTML of the sheet itself, without the page around it."""
    return re.search(r'<article class="sheet.*?</article>', response.content.decode(), re.DOTALL)[0]


def on(*codes: str) -> None:
    """Turns these languages on and all others but Dutch off."""
    SheetLanguage.objects.exclude(code="nl").update(is_on=False)
    SheetLanguage.objects.filter(code__in=codes).update(is_on=True)


def url(plan: Plan, query: str = "") -> str:
    """Address of the sheet."""
    return f"/plans/{plan.pk}/sheet/{query}"


def speaks(plan: Plan, language: str) -> None:
    """From now on the resident of the plan does."""
    Resident.objects.filter(pk=plan.resident_id).update(language=language)


@pytest.mark.parametrize("language", [*OTHERS, "en"])
def test_sheet_speaks_the_language_of_the_resident(
    plan: Plan, professional: User, client_of: ClientOf, language: str
) -> None:
    """When it is on: without anybody choosing, with the Dutch underneath, whatever the language of the page."""
    speaks(plan, language)
    on(language)
    page = client_of(professional).get(url(plan))
    shown = paper(page)
    assert f'lang="{language}"' in shown and f'dir="{"rtl" if language == "ar" else "ltr"}"' in shown
    assert TITLES[language] in shown
    assert shown.count("Mijn plan") == shown.count("Ik wil graag") == shown.count("Mijn doel") == 1
    assert re.search(rf'value="{language}"[^>]*checked', page.content.decode())
    assert "Wat staat erop?" in page.content.decode()


def test_sheet_in_dutch_says_nothing_twice(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """One language, left to right."""
    shown = paper(client_of(professional).get(url(plan)))
    assert 'dir="ltr"' in shown and "sheet__dutch" not in shown and "in-two" not in shown


@pytest.mark.parametrize("query", ["", "?language=ar", "?language=tlh", "?language=%3Cb%3E"])
def test_sheet_in_a_language_that_is_off(plan: Plan, professional: User, client_of: ClientOf, query: str) -> None:
    """It is Dutch and the language is not on offer; the page says that it can be turned on."""
    speaks(plan, "ar")
    on("en")
    page = client_of(professional).get(url(plan, query))
    assert 'lang="nl"' in paper(page) and TITLES["ar"] not in paper(page)
    assert 'value="ar"' not in page.content.decode()
    assert "leest العربية" in re.sub(r"</?bdi[^>]*>", "", page.content.decode())


def test_sheet_choice_of_a_language_that_is_off(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Refused, also when it was on while somebody was choosing."""
    sent = {"goal": str(plan.goals.order_by("rank")[0].pk), "language": "uk", "submission_key": str(uuid4())}
    on("en")
    response = client_of(professional).post(url(plan) + "choice/", sent)
    assert response.status_code == 422 and "Kies een van deze talen." in response.content.decode()
    on("uk")
    response = client_of(professional).post(url(plan) + "choice/", {**sent, "submission_key": str(uuid4())})
    assert response.status_code == 302 and "language=uk" in response.url


def test_sheet_says_that_a_language_was_not_checked(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Beside its name, until somebody has read the words as they are now."""
    on("ar", "pl")
    SheetLanguage.objects.filter(code="pl").update(checked_by="Basia", checked_on=days_ago(1), checked_mark=mark("pl"))
    page = client_of(professional).get(url(plan)).content.decode()
    assert re.search(r"العربية</bdi> <small>nog niet nagekeken", page)
    assert re.search(r"Polski</bdi></span>", page)
    SheetLanguage.objects.filter(code="pl").update(checked_mark="of other words")
    assert re.search(r"Polski</bdi> <small>", client_of(professional).get(url(plan)).content.decode())


def test_own_words_are_never_translated(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """They stand as they were said, marked as the language they are in, and find their own direction."""
    on("ar")
    goal = plan.goals.order_by("rank")[0]
    ActionFactory(goal=goal, by=professional, text="أتصل بريا")
    shown = paper(client_of(professional).get(url(plan, "?language=ar")))
    assert re.search(rf'lang="nl"\s+dir="auto"\s+data-fits>{re.escape(goal.own_words)}<', shown)
    assert re.search(r'lang="ar"\s+dir="auto"\s+data-fits>أتصل بريا<', shown)


@pytest.mark.parametrize(
    "text, language, found",
    [
        ("Rust in huis", "ar", "nl"),
        ("هدوء", "ar", "ar"),
        ("هدوء in huis", "ar", "ar"),
        ("Спокій", "uk", "uk"),
        ("Спокій", "ar", "nl"),
        ("Spokój", "pl", "nl"),
    ],
)
def test_written_in(text: str, language: str, found: str) -> None:
    """Only letters can tell; what is in Latin letters counts as Dutch."""
    assert written_in(text, language) == found


def test_names_keep_their_direction(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Each name, place and number stands apart from the Arabic around it; a phone number runs left to right."""
    on("ar")
    professional.phone = "06 1234 5600"
    professional.save()
    goal = plan.goals.order_by("rank")[0]
    ActionFactory(goal=goal, by=professional, who="together")
    shown = paper(client_of(professional).get(url(plan, "?language=ar")))
    called, caller = plan.called, professional.first_name
    assert f"<bdi>{called}</bdi> + <bdi>{caller}</bdi>" in shown
    assert f"هاتف <bdi>{caller}</bdi>" in shown and '<bdi dir="ltr">06 1234 5600</bdi>' in shown


def test_names_are_shown_as_typed(plan: Plan, professional: User, client_of: ClientOf) -> None:
    """Markup in a name, or what looks like a place for one, is never run or filled in."""
    Resident.objects.filter(pk=plan.resident_id).update(known_as="<b>{name}</b>")
    assert "Van <bdi>&lt;b&gt;{name}&lt;/b&gt;</bdi>" in paper(client_of(professional).get(url(plan)))


def test_spoken_in() -> None:
    """The language of one, or the one that all share."""
    ar, nl = Resident(language="ar"), Resident(language="nl")
    assert [sheet.spoken_in(people) for people in ([ar], [ar, ar], [ar, nl], [])] == ["ar", "ar", "nl", "nl"]


@pytest.mark.parametrize("language", [*OTHERS, "en", "nl"])
def test_every_word_is_in_the_language(language: str) -> None:
    """And differs from the English and, but for a few, from the Dutch: nothing fell back unseen."""
    lazy = [value for value in vars(sheet.sheet_words).values() if isinstance(value, Promise)]
    with translation.override(language):
        said = [sheet.said(words) if "{" not in str(words) else sheet.sheet_words.Said(str(words)) for words in lazy]
    assert len(said) >= 19 and all(word.own for word in said)
    alike = [word.own for word in said if word.dutch == word.own]
    assert alike == (["Begin"] if language == "en" else [])


@pytest.fixture
def family(professional: User) -> Plan:
    """The plan of a household of three, one of whom has left, with a name that visitors need not read."""
    household = Household.objects.create(name="Familie Geheimnaam", recorded_by=professional, changed_by=professional)
    for name, until in [("Sjaan", None), ("Ria", None), ("Kees", days_ago(5))]:
        HouseholdMember.objects.create(
            household=household,
            resident=ResidentFactory(by=professional, first_name=name, language="ar"),
            since=days_ago(100),
            until=until,
            recorded_by=professional,
        )
    plan = PlanFactory(by=professional, resident=None, household=household)
    goal = GoalFactory(plan=plan, by=professional, own_words="Samen eten")
    ActionFactory(goal=goal, by=professional, text="Soep koken", resident=member(plan, "Ria"))
    ActionFactory(goal=goal, by=professional, text="Tafel dekken", who="together")
    StepFactory(goal=goal, by=professional, value=2)
    return plan


def member(plan: Plan, name: str) -> Resident:
    """The member of the household with this first name."""
    return Resident.objects.get(memberships__household=plan.household_id, first_name=name)


def test_sheet_of_a_household(family: Plan, professional: User, client_of: ClientOf) -> None:
    """We and our; who belongs to it today, who does what, and never the name of the household or a last name."""
    shown = paper(client_of(professional).get(url(family)))
    for words in ("Ons plan", "Wij willen graag:", "Ons doel", "Hier staan wij nu", "<bdi>Ria</bdi>"):
        assert words in shown
    assert f"<bdi>wij</bdi> + <bdi>{professional.first_name}</bdi>" in shown
    assert re.search(r"Van <bdi>(Sjaan</bdi>, <bdi>Ria|Ria</bdi>, <bdi>Sjaan)</bdi>", shown)
    assert [secret for secret in ("Geheimnaam", "Bedacht", "Kees", "Mijn", "Ik wil") if secret in shown] == []


def test_sheet_of_a_household_with_a_goal_of_one(family: Plan, professional: User, client_of: ClientOf) -> None:
    """The goal says whose it is, and its actions are of that member unless they say otherwise."""
    family.goals.update(resident=member(family, "Sjaan"))
    shown = paper(client_of(professional).get(url(family)))
    assert "Ons plan" in shown and "<bdi>Sjaan</bdi> wil graag:" in shown and "Hier sta ik nu" in shown
    assert f"<bdi>Sjaan</bdi> + <bdi>{professional.first_name}</bdi>" in shown and "<bdi>wij</bdi>" not in shown


def test_sheet_of_a_household_in_its_language(family: Plan, professional: User, client_of: ClientOf) -> None:
    """The language that all members speak; with one who reads another, Dutch."""
    on("ar")
    client = client_of(professional)
    shown = paper(client.get(url(family)))
    assert "خطتنا" in shown and "</bdi>، <bdi>" in shown
    Resident.objects.filter(pk=member(family, "Ria").pk).update(language="nl")
    assert 'lang="nl"' in paper(client.get(url(family))) and "خطتنا" not in paper(client.get(url(family)))


def test_sheet_of_a_household_asks_a_fixed_number_of_questions(
    family: Plan, professional: User, client_of: ClientOf, django_assert_num_queries: Callable[..., Any]
) -> None:
    """However many actions there are, of whichever member."""
    client = client_of(professional)
    client.get(url(family))
    with CaptureQueriesContext(connection) as few:
        client.get(url(family))
    goal = family.goals.get()
    for name in ("Ria", "Sjaan", "Ria", "Sjaan"):
        ActionFactory(goal=goal, by=professional, resident=member(family, name))
    with django_assert_num_queries(len(few)):
        client.get(url(family))
