"""Who PostgreSQL takes to be at work, and the pages with every filter of Python out of the way."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from organisation.actor import acting, as_system, told
from organisation.models import User
from registration.models import Action, Goal, Note, Plan
from registration.models.scoped import OfPlan


class TestActing:
    """The setting itself."""

    def now(self) -> str:
        """Who is at work now."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.actor', true)")
            return str(cursor.fetchone()[0])

    def test_the_former_actor_returns(self, professional: User, stranger: User) -> None:
        """Also within one transaction, also after an error."""
        with acting(professional):
            with acting(stranger):
                assert self.now() == str(stranger.pk)
            assert self.now() == str(professional.pk)
            with pytest.raises(ZeroDivisionError), acting(stranger):
                raise ZeroDivisionError
            assert self.now() == str(professional.pk)
            with acting(stranger, reading=True):
                assert self.now() == str(stranger.pk)
            assert self.now() == str(professional.pk)
        assert self.now() == "system"

    def test_system_needs_a_reason(self, db: None) -> None:
        """An empty one is refused."""
        with pytest.raises(ValueError, match="reason"), as_system(""):
            pass
        with told(""), as_system("a test"):
            assert self.now() == "system"

    @pytest.mark.django_db(transaction=True)
    def test_it_ends_with_the_transaction(self, professional: User) -> None:
        """A connection that goes back to the pool knows nobody."""
        with told(""):
            pass
        with acting(professional):
            pass
        assert self.now() == "system"


class TestWithoutPython:
    """With every scope of Python taken away, the pages still show nothing of others."""

    @pytest.fixture(autouse=True)
    def no_scopes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """`within(scope)` lets everything through."""
        monkeypatch.setattr(OfPlan, "within", lambda found, scope: found.all())

    @pytest.mark.parametrize("who", ["stranger", "information_manager"])
    def test_pages_of_a_plan(
        self, full_plan: Plan, who: str, client_of: Callable[..., Client], request: pytest.FixtureRequest
    ) -> None:
        """The lock alone keeps them shut."""
        client = client_of(request.getfixturevalue(who))
        goal, action, note = Goal.objects.all()[0], Action.objects.all()[0], Note.objects.all()[0]
        urls = [reverse("plan", args=[full_plan.pk]), reverse("sheet", args=[full_plan.pk])]
        urls += [reverse("goal", args=[goal.pk]), reverse("action_edit", args=[action.pk])]
        urls += [reverse("note_edit", args=[note.pk]), reverse("table", args=[full_plan.pk])]
        assert [client.get(url).status_code for url in urls] == [404] * len(urls)

    def test_the_own_plan_still_opens(
        self, full_plan: Plan, professional: User, client_of: Callable[..., Client]
    ) -> None:
        """What was planted is the missing filter, and not a page that is broken."""
        assert client_of(professional).get(reverse("plan", args=[full_plan.pk])).status_code == 200
