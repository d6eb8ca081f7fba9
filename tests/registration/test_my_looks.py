"""Who looked, as a resident reads it on the own phone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from organisation.models import AccessEvent, User
from registration.models import Plan
from tests.codes import LOOKS, PLAN, code_for, text
from tests.makers import PlanFactory

NINE = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.django_db
class TestLooks:
    """Who may see what, and who looked."""

    def test_my_looks(self, phone: Client, plan: Plan, professional: User, glass: User, stranger: User) -> None:
        """Who walks along and the team, by name; the looks of each day, also one with a reason; nobody who did not."""
        look = {"resident": plan.resident_id, "plan": plan.pk, "what": "plan:read", "role": "professional"}
        AccessEvent.objects.create(user=glass, ground="broken glass", **look)
        AccessEvent.objects.create(user=professional, ground="assignment", **{**look, "what": "table:write"})
        other = PlanFactory(by=stranger)
        AccessEvent.objects.create(user=stranger, ground="assignment", **{**look, "resident": other.resident_id})
        page = text(phone, LOOKS)
        assert f"<strong><bdi>{professional.name}</bdi></strong> helpt jou." in page
        assert "Team Oost" in page and "schreef iets op" in page and "Jij, met je code" in page
        row = page[page.index(glass.name) :]
        assert "met een reden" in row[: row.index("</li>")]
        assert stranger.name not in page

    def test_dutch_beside_it(self, phone: Client, plan: Plan, professional: User) -> None:
        """In another language every sentence can be read in Dutch too, by who sits beside; in Dutch once is enough."""
        assert "<details" not in text(phone, LOOKS)
        arabic, _answer = code_for(plan=plan, by=professional, language="ar").phone()
        page = text(arabic, LOOKS)
        assert "Wie mag wat zien?" in page and "De gemeente ziet alleen aantallen. Nooit je naam." in page
        assert page.count('<details class="more" lang="nl" dir="ltr">') == 2

    def test_each_page_is_logged(self, phone: Client, plan: Plan) -> None:
        """By nobody of the organisation, in the role of the resident."""
        text(phone), text(phone, LOOKS)
        looks = AccessEvent.objects.filter(user__isnull=True).order_by("at")
        assert [look.what for look in looks] == ["my_plan:read", "my_looks:read"]
        assert {(look.role, look.ground, look.resident, look.plan) for look in looks} == {
            ("resident", "code and PIN", plan.resident_id, plan.pk)
        }

    def test_no_log_no_page(self, phone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        """A look that cannot be written down does not happen."""

        def broken(*_: object) -> None:
            raise RuntimeError("no log")

        monkeypatch.setattr(AccessEvent.objects, "bulk_create", broken)
        with pytest.raises(RuntimeError, match="no log"):
            phone.get(PLAN)
