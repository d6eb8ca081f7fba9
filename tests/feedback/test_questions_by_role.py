"""Questions beside figures: counted by hand, and no figure without somebody whom it comes back to."""

from collections.abc import Callable

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from catalogue.models import Question
from catalogue.operations.questions import hide_nice
from catalogue.queries.own_questions import ESSENTIAL
from feedback.coming_back import FOR_WHOM, OF_CASELOAD_AND_TEAM, RESIDENT, figures, lines
from organisation.models import Discipline, User
from organisation.roles import Role
from tests.makers_questions import OwnQuestionFactory, QuestionPlaceFactory

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
RESIDENTS = "Inwoner, over onze hulp"


def asked() -> dict[str, tuple[int, int]]:
    """(questions, of these needed) by the words of the row."""
    return {str(line.who): (line.asked.total, line.asked.needed) for line in lines(timezone.localdate())}


def test_every_figure_comes_back_to_somebody() -> None:
    """A new figure says to whom."""
    assert set(figures()) <= set(FOR_WHOM)
    assert all(whom and whom <= {*Role.values, RESIDENT} for whom in FOR_WHOM.values())


def test_figures_are_counted_where_they_are_seen(
    team_lead: User, privacy_officer: User, municipality_reader: User, professional: User, client_of: Browser
) -> None:
    """How often questions are filled in counts for whoever can open that page, and for nobody else."""
    rows = {str(line.who): line.figures for line in lines(timezone.localdate())}
    own = len(OF_CASELOAD_AND_TEAM)
    for user, role, number in ((team_lead, Role.TEAM_LEAD, own + 1), (privacy_officer, Role.PRIVACY_OFFICER, 1)):
        assert client_of(user).get(reverse("question_use")).status_code == 200
        assert rows[str(role.label)] == number
    assert client_of(municipality_reader).get(reverse("question_use")).status_code == 404
    assert rows[str(Role.MUNICIPALITY_READER.label)] == 0
    assert client_of(professional).get(reverse("goals_now")).status_code == 200
    assert rows[str(Discipline("support").label)] == own + 2


def test_questions_by_role_by_hand(information_manager: User) -> None:
    """Built-in ones for all who work with plans, own ones for whom they are meant, residents their own."""
    of_staff = Question.objects.exclude(asked_in="")
    built_in, needed = of_staff.count(), of_staff.filter(need="need").count()
    support, nursing = (str(Discipline(key).label) for key in ("support", "nursing"))
    residents, of_these = asked()[RESIDENTS]
    assert asked()[support] == asked()[nursing] == (built_in, needed)
    OwnQuestionFactory(need="need", disciplines=["nursing"])
    OwnQuestionFactory(since=None)
    both = OwnQuestionFactory(at="experience")
    QuestionPlaceFactory(question=both, moment="closing")
    OwnQuestionFactory(at="experience", need="need")
    rows = asked()
    assert rows[support] == (built_in + 1, needed) and rows[nursing] == (built_in + 2, needed + 1)
    assert rows[RESIDENTS] == (residents + 2, of_these + 1) and rows["Teamleider"] == (0, 0)
    hide_nice(hide=True, by=information_manager)
    rows = asked()
    kept = of_staff.filter(Q(need="need") | Q(key__in=ESSENTIAL)).count()
    assert rows[support] == (kept, needed) and rows[nursing] == (kept + 1, needed + 1)
    assert rows[RESIDENTS] == (of_these + 1, of_these + 1)


def test_questions_by_role(team_lead: User, client_of: Browser) -> None:
    """All rows are on the page, and the list of questions leads there."""
    client = client_of(team_lead)
    page = client.get(reverse("questions_by_role")).content.decode()
    assert all(escape(str(line.who)) in page for line in lines(timezone.localdate()))
    assert 'href="/questions/by-role/"' in client.get(reverse("questions")).content.decode()
