"""The number on the home of a team lead, and the list that it opens."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from organisation.models import Team, User
from tests.makers import AssignmentFactory, ClosingFactory
from tests.makers_people import days_ago
from tests.registration.test_residents import somebody

Browser = Callable[[User], Client]


def test_who_covers_stands_in_the_list(
    client_of: Browser, team_lead: User, professional: User, colleague: User
) -> None:
    """With the last day; and the link that hands over everything of a person says so."""
    plan = somebody(professional, "Gewoon")
    AssignmentFactory(plan=plan, by=colleague, kind="cover", since=days_ago(1), until=days_ago(-2))
    page = client_of(team_lead).get(reverse("team_residents")).content.decode()
    assert f"{colleague} vervangt tot en met {date_format(days_ago(-2), 'j F')}" in page
    assert f">Alle plannen van {professional} overdragen</a>" in page


class TestWithoutCoordinator:
    """Plans that nobody coordinates who can, for who leads the team."""

    def test_list_and_number(
        self, client_of: Browser, team_lead: User, professional: User, colleague: User, former: User, east: Team
    ) -> None:
        """Whoever stopped, has no account any more, or left the team; the number at home opens just these."""
        somebody(professional, "Gewoon")
        stopped = somebody(professional, "Gestopt", coordinated_since=days_ago(20))
        stopped.assignments.update(until=days_ago(1))
        somebody(colleague, "Inactief")
        somebody(former, "Vertrokken")
        User.objects.filter(pk=colleague.pk).update(is_active=False)
        former.memberships.update(until=days_ago(1))
        ending = somebody(professional, "Morgen", coordinated_since=days_ago(20))
        ending.assignments.update(until=days_ago(0))
        over = somebody(colleague, "Voorbij")
        ClosingFactory(plan=over, by=colleague)
        lead = client_of(team_lead)
        page = lead.get(reverse("home")).content.decode()
        assert "3 open plannen zonder coördinator" in page
        link = re.search(r'href="([^"]+show=without)"', page)
        assert link is not None
        listed = lead.get(link[1]).content.decode().split("<main")[1]
        names = [name.strip().split()[0] for name in re.findall(r'<th scope="row">([^<]+)</th>', listed)]
        assert names == ["Gestopt", "Inactief", "Vertrokken"]
        assert f"/plans/{stopped.pk}/hand-over/" in listed and "(3)" in listed

    def test_none(self, client_of: Browser, team_lead: User) -> None:
        """No line at home, and words in the list."""
        lead = client_of(team_lead)
        assert "zonder coördinator" not in lead.get(reverse("home")).content.decode()
        assert (
            "Elk open plan heeft een coördinator"
            in lead.get(reverse("team_residents"), {"show": "without"}).content.decode()
        )

    def test_a_professional_has_the_names_alone(self, browser: Client, professional: User, colleague: User) -> None:
        """No filter and nothing to hand over of others."""
        somebody(colleague, "Vervang")
        page = browser.get(reverse("team_residents"), {"show": "without"}).content.decode()
        assert "Vervang" in page and "hand-over" not in page.split("<main")[1]
