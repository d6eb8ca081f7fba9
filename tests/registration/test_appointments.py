"""One's appointments, and moving one."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisation.models import User
from registration.models import Appointment, Plan
from tests.makers import AppointmentFactory, ClosingFactory, PlanFactory
from tests.registration.pages import address, fill, send, stored, told, undo

NOON = {"hour": 12, "minute": 0, "second": 0, "microsecond": 0}


def noon(days: int) -> datetime:
    """Twelve o'clock on a day from today."""
    return timezone.localtime().replace(**NOON) + timedelta(days=days)


@pytest.fixture
def appointment(plan: Plan, professional: User) -> Appointment:
    """In three days, at noon, at home."""
    return AppointmentFactory(plan=plan, by=professional, starts_at=noon(3))


class TestAppointments:
    """appointments"""

    def test_appointments_in_three_parts(self, browser: Client, professional: User, stranger: User, plan: Plan) -> None:
        """Today with the cancelled ones, this week, later; not of others, not of closed plans, not of yesterday."""
        sunday = 6 - timezone.localdate().weekday()
        for days, place in ((0, "Vandaag"), (sunday + 1, "Volgende"), (-1, "Gisteren"), (40, "Ver")):
            AppointmentFactory(plan=plan, by=professional, starts_at=noon(days), place=place)
        if sunday:
            AppointmentFactory(plan=plan, by=professional, starts_at=noon(sunday), place="Zondag")
        AppointmentFactory(plan=plan, by=professional, starts_at=noon(0), place="Toch niet", cancelled_at=noon(0))
        AppointmentFactory(plan=plan, by=professional, starts_at=noon(2), place="Ook niet", cancelled_at=noon(0))
        AppointmentFactory(plan=PlanFactory(by=stranger), by=stranger, place="Van Bas")
        closed = PlanFactory(by=professional)
        ClosingFactory(plan=closed, by=professional)
        AppointmentFactory(plan=closed, by=professional, place="Afgesloten")
        page = browser.get(reverse("appointments"))
        parts = {str(name): [one.place for one in part] for name, part in page.context["parts"]}
        week = {"Deze week": ["Zondag"]} if sunday else {}
        assert parts == {"Vandaag": ["Vandaag", "Toch niet"], **week, "Later": ["Volgende", "Ver"]}
        text = page.content.decode()
        assert "gaat niet door" in text and f'href="/plans/{plan.pk}/"' in text

    def test_today_at_home_shows_what_stands(self, browser: Client, professional: User, plan: Plan) -> None:
        """On the first page a cancelled visit is no visit of today; there is a way to the whole week."""
        AppointmentFactory(plan=plan, by=professional, starts_at=noon(0), place="Toch niet", cancelled_at=noon(0))
        page = browser.get(reverse("home")).content.decode()
        assert "Toch niet" not in page and reverse("appointments") in page

    def test_pages_and_queries(self, browser: Client, professional: User) -> None:
        """Twenty-five on a page, and as many queries for many as for few."""
        spent = []
        for number in (30, 60):
            for _turn in range(number):
                AppointmentFactory(plan=PlanFactory(by=professional), by=professional)
            browser.get(reverse("appointments"))
            with CaptureQueriesContext(connection) as found:
                page = browser.get(reverse("appointments"))
            spent.append(len(found))
        assert spent[0] == spent[1] and len(page.context["page"]) == 25

    def test_none(self, browser: Client) -> None:
        """A first day."""
        assert "Nog geen afspraken" in browser.get(reverse("appointments")).content.decode()


class TestAppointmentEdit:
    """appointment_edit and appointment_move_back"""

    def test_appointment_edit(self, browser: Client, appointment: Appointment) -> None:
        """Another day and place; the message says when it was, and its undo brings that back."""
        before = appointment.starts_at
        day = noon(5).date()
        response = fill(browser, "appointment_edit", appointment, day=day.isoformat(), time="9:30", place="Buurthuis")
        appointment.refresh_from_db()
        assert timezone.localtime(appointment.starts_at).isoformat()[:16] == f"{day}T09:30"
        assert (appointment.place, appointment.version) == ("Buurthuis", 2)
        page = told(browser, response)
        assert "De afspraak is verzet. Het was" in page and "12.00" in page
        response = fill(browser, "appointment_edit", appointment, time="10:30")
        assert "oude moment" in told(browser, undo(browser, response))
        appointment.refresh_from_db()
        assert timezone.localtime(appointment.starts_at).isoformat()[:16] == f"{day}T09:30"
        assert before != appointment.starts_at

    def test_only_another_place(self, browser: Client, appointment: Appointment) -> None:
        """Nothing was moved, and nothing says so."""
        page = told(browser, fill(browser, "appointment_edit", appointment, place="Buurthuis"))
        assert "verzet" not in page and "Buurthuis" in page

    def test_a_cancelled_one_takes_place_again(self, browser: Client, appointment: Appointment) -> None:
        """Who gives it another time means that it takes place."""
        Appointment.objects.filter(pk=appointment.pk).update(cancelled_at=timezone.now())
        fill(browser, "appointment_edit", appointment, time="15:00")
        appointment.refresh_from_db()
        assert appointment.cancelled_at is None

    def test_two_at_the_same_moment(self, browser: Client, second: Client, appointment: Appointment) -> None:
        """The second is told, and can still save."""
        fill(second, "appointment_edit", appointment, time="15:00", place="Bij Noor")
        before = stored()
        page = fill(browser, "appointment_edit", appointment, time="16:00", place="Bij Amir", version="1")
        assert page.status_code == 422 and "Noor" in page.content.decode() and stored() == before

    @pytest.mark.parametrize(
        ("typed", "says"),
        [({"day": "2020-01-01"}, "Dit moment is al geweest."), ({"time": "25:00"}, "Typ het zo: 10:30.")],
    )
    def test_appointment_edit_refused(
        self, browser: Client, appointment: Appointment, typed: dict[str, str], says: str
    ) -> None:
        """A plain sentence, and nothing changes."""
        before = stored()
        page = fill(browser, "appointment_edit", appointment, **typed)
        assert page.status_code == 422 and says in page.content.decode() and stored() == before

    @pytest.mark.parametrize("to", ["", "x", "2026-13-45T99:99"])
    def test_appointment_move_back_to_nonsense(self, browser: Client, appointment: Appointment, to: str) -> None:
        """Changes nothing."""
        before = stored()
        answer = browser.post(
            address("appointment_move_back", appointment) + f"?to={to}", {"submission_key": str(appointment.pk)}
        )
        assert answer.status_code == 302 and stored() == before
        assert send(browser, "appointment_cancel", appointment).status_code == 302
