"""What we are going to do: agreed under a figure, read by who sees that figure, ticked off, removed and put back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feedback.models import Agreement
from organisation.models import Team, User
from shared.period import Period
from tests.makers_people import days_ago
from tests.makers_questions import AgreementFactory

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
PLANS = "/insights/plans/"


@pytest.fixture
def agreement(professional: User, east: Team) -> Agreement:
    """What Team Oost agreed this quarter."""
    return AgreementFactory(made_by=professional, team=east, question="plans")


def sent(browser: Client, name: str, of: object, query: str = "", **fields: object) -> object:
    """The answer to a form."""
    return browser.post(reverse(name, args=[of]) + query, {"submission_key": str(uuid4()), **fields})


def text_of(browser: Client, address: str) -> str:
    """The page as text."""
    return browser.get(address).content.decode()


def test_agreement_new(professional: User, colleague: User, stranger: User, client_of: Browser) -> None:
    """Text, who and before when; colleagues of the team read it, others do not."""
    day = days_ago(-20)
    browser = client_of(professional)
    fields = {"text": "Bellen met de woningbouw", "who": "Noor", "by_when_0": "pick", "by_when_1": day.isoformat()}
    answer = sent(browser, "agreement_new", "plans", "?scope=team:oost&period=2026-Q1", **fields)
    assert answer.status_code == 302
    assert answer.url == "/insights/plans/?scope=team:oost&period=2026-Q1#h-do"
    made = Agreement.objects.get()
    assert (made.text, made.who, made.by_when, made.team.key) == ("Bellen met de woningbouw", "Noor", day, "oost")
    for person, reads in ((professional, True), (colleague, True), (stranger, False)):
        assert ("Bellen met de woningbouw" in text_of(client_of(person), f"{PLANS}?scope=team")) is reads
    assert "Bellen met de woningbouw" not in text_of(browser, PLANS)


def test_own(professional: User, colleague: User, client_of: Browser) -> None:
    """What one agrees about one's own residents nobody else reads."""
    sent(client_of(professional), "agreement_new", "plans", "?scope=own", text="Vaker langsgaan")
    assert "Vaker langsgaan" in text_of(client_of(professional), PLANS)
    assert "Vaker langsgaan" not in text_of(client_of(professional), f"{PLANS}?scope=team")
    assert "Vaker langsgaan" not in text_of(client_of(colleague), PLANS)
    made = Agreement.objects.get()
    assert sent(client_of(colleague), "agreement_tick", made.pk).status_code == 404


def test_without_words(professional: User, client_of: Browser) -> None:
    """Nothing was agreed: the form says so, and shows what was typed."""
    answer = sent(client_of(professional), "agreement_new", "plans", who="Noor")
    assert answer.status_code == 422 and not Agreement.objects.exists()
    page = answer.content.decode()
    assert "Schrijf in een paar woorden op wat je gaat doen." in page and 'value="Noor"' in page
    assert page.count('class="wrong"') == 1


def test_other_team(professional: User, west: Team, client_of: Browser) -> None:
    """Nothing can be agreed for another team."""
    answer = sent(client_of(professional), "agreement_new", "plans", "?scope=team:west", text="Iets")
    assert answer.status_code == 404 and not Agreement.objects.exists()


def test_agreement_tick(agreement: Agreement, colleague: User, client_of: Browser) -> None:
    """A colleague of the team ticks it off; undo opens it again."""
    browser = client_of(colleague)
    answer = sent(browser, "agreement_tick", agreement.pk)
    assert answer.url == "/insights/plans/?scope=team:oost"
    agreement.refresh_from_db()
    assert agreement.done_by == colleague and agreement.done_at
    page = text_of(browser, answer.url)
    assert reverse("agreement_untick", args=[agreement.pk]) in page and "data-done" in page


def test_agreement_untick(agreement: Agreement, professional: User, client_of: Browser) -> None:
    """Open again."""
    browser = client_of(professional)
    sent(browser, "agreement_tick", agreement.pk)
    sent(browser, "agreement_untick", agreement.pk)
    agreement.refresh_from_db()
    assert agreement.done_at is None and agreement.done_by is None


def test_agreement_remove(agreement: Agreement, professional: User, client_of: Browser) -> None:
    """Out of sight, with a way back."""
    browser = client_of(professional)
    answer = sent(browser, "agreement_remove", agreement.pk)
    page = text_of(browser, answer.url)
    assert agreement.text not in page and reverse("agreement_put_back", args=[agreement.pk]) in page


def test_agreement_put_back(agreement: Agreement, professional: User, client_of: Browser) -> None:
    """In sight again."""
    browser = client_of(professional)
    sent(browser, "agreement_remove", agreement.pk)
    answer = sent(browser, "agreement_put_back", agreement.pk)
    assert agreement.text in text_of(browser, answer.url)


@pytest.mark.parametrize(
    ("quarters", "is_done", "where"),
    [
        (0, False, "below"),
        (0, True, "below"),
        (1, False, "above"),
        (1, True, "above"),
        (2, False, "above"),
        (2, True, ""),
    ],
)
def test_next_quarter(
    quarters: int, is_done: bool, where: str, agreement: Agreement, professional: User, client_of: Browser
) -> None:
    """In the quarter after, what was agreed stands on top; later only what is still open."""
    made = timezone.now()
    if quarters:
        quarter = Period.quarter_before(timezone.localdate())
        quarter = quarter if quarters == 1 else Period.quarter_before(quarter.start)
        made -= timezone.localdate() - quarter.start - timedelta(days=3)
    Agreement.objects.update(made_at=made, done_at=timezone.now() if is_done else None)
    page = text_of(client_of(professional), f"{PLANS}?scope=team")
    above, _heading, below = page.partition('id="h-do"')
    assert (agreement.text in above, agreement.text in below) == (where == "above", where == "below")
    assert ("Vorige keer spraken we af" in page) is (where == "above")


def test_question_that_went(agreement: Agreement, professional: User, client_of: Browser) -> None:
    """Of a page that there is no more one comes to all questions."""
    Agreement.objects.update(question="gone")
    assert sent(client_of(professional), "agreement_tick", agreement.pk).url == reverse("insights")
