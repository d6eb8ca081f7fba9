"""Pages of notes and appointments."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import AccessEvent, User
from organisation.scope import own
from registration.models import Note, Plan
from registration.queries import notes as notes_in
from tests.makers import (
    AppointmentFactory,
    AssignmentFactory,
    ClosingFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
)
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, send, stored, told, undo


@pytest.fixture
def note(plan: Plan, professional: User) -> Note:
    """A note of yesterday."""
    return NoteFactory(plan=plan, by=professional)


class TestNoteNew:
    """note_new"""

    def test_note_new_of_an_earlier_day(self, browser: Client, plan: Plan) -> None:
        """The day of the talk is not the day of entry; the note stands on the plan by the day of the talk."""
        response = fill(
            browser, "note_new", plan, text="We belden.\n\nHet gaat beter.", held_on="2026-03-02", kind="phone"
        )
        assert response.url == f"{address('plan', plan)}#notes"
        note = plan.notes.get()
        assert note.held_on == date(2026, 3, 2) and timezone.localdate(note.recorded_at) == timezone.localdate()
        page = told(browser, response)
        assert "2 maart 2026" in page and "We belden.<br><br>Het gaat beter." in page and "bewaard" in page

    def test_note_new_is_of_today_unless_said_otherwise(self, browser: Client, plan: Plan) -> None:
        """The day stands in the form already."""
        fill(browser, "note_new", plan, text="Kort gesproken")
        assert plan.notes.get().held_on == timezone.localdate()

    def test_note_new_can_be_undone(self, browser: Client, plan: Plan) -> None:
        """Out of sight by the undo in the message, still stored."""
        page = told(browser, undo(browser, fill(browser, "note_new", plan, text="Verkeerd plan")))
        assert "Verkeerd plan" not in page
        assert plan.notes.get().removed_at is not None

    def test_note_new_stands_by_the_day_of_the_talk(self, browser: Client, plan: Plan) -> None:
        """The latest talk first, whenever it was written down."""
        for day, text in ((1, "gisteren"), (9, "eerder"), (4, "ertussen")):
            fill(browser, "note_new", plan, text=text, held_on=days_ago(day).isoformat())
        page = browser.get(address("plan", plan))
        assert [note.text for note in page.context["page"].notes] == ["gisteren", "ertussen", "eerder"]


class TestNoteOfSeveral:
    """One note for several people: in each plan, written down once."""

    @pytest.fixture
    def sister(self, plan: Plan, professional: User) -> Plan:
        """The plan of somebody of the same household, Amir's as well."""
        home = HouseholdFactory(by=professional)
        made = PlanFactory(by=professional, resident__first_name="Zusje")
        for one in (plan, made):
            HouseholdMemberFactory(household=home, resident=one.resident, by=professional)
        return made

    def test_note_new_of_a_household(self, browser: Client, plan: Plan, sister: Plan, stranger: User) -> None:
        """The others of the household are offered; one note, two plans, and a look in each file."""
        HouseholdMemberFactory(household=sister.resident.memberships.get().household, by=stranger)
        page = browser.get(address("note_new", plan))
        assert [str(name) for _id, name in page.context["form"].fields["also"].choices] == [sister.full_name]
        response = fill(browser, "note_new", plan, text="Samen gegeten.", also=[str(sister.pk)])
        assert Note.objects.count() == 1 and set(Note.objects.get().plans.all()) == {plan, sister}
        assert {look.resident for look in AccessEvent.objects.all()} == {plan.resident_id, sister.resident_id}
        assert f'Ook bij: <a class="link" href="/plans/{sister.pk}/"' in told(browser, response)
        assert "Samen gegeten." in browser.get(address("plan", sister)).content.decode()
        found = notes_in(own(plan.recorded_by), timezone.localdate())
        assert found.count() == 1

    def test_looking_for_somebody(self, browser: Client, plan: Plan, professional: User, stranger: User) -> None:
        """By name in one's own plans; what was typed stays, nothing is saved or judged, no name is in an address."""
        other = PlanFactory(by=professional, resident__first_name="Wolfgang")
        PlanFactory(by=stranger, resident__first_name="Wolfgang")
        closed = PlanFactory(by=professional, resident__first_name="Wolfgang")
        ClosingFactory(plan=closed, by=professional)
        before = stored()
        page = fill(browser, "note_new", plan, text="", kind="phone", somebody="wolfgan", look="1")
        assert page.status_code == 200 and stored() == before
        assert [id for id, _name in page.context["form"].fields["also"].choices] == [str(other.pk)]
        assert "Eén regel is goed" not in page.content.decode()
        fill(browser, "note_new", plan, text="Gebeld.", somebody="wolfgan", also=[str(other.pk)])
        assert set(Note.objects.get().plans.all()) == {plan, other}

    def test_nobody_found(self, browser: Client, plan: Plan) -> None:
        """Is said."""
        page = fill(browser, "note_new", plan, text="x", somebody="Nergenshuizen", look="1")
        assert "Niemand gevonden" in page.content.decode()

    @pytest.mark.parametrize("kind", ["of a stranger", "closed", "unknown"])
    def test_somebody_elses_plan(
        self, browser: Client, plan: Plan, professional: User, stranger: User, kind: str
    ) -> None:
        """A plain sentence that repeats no name and no number; nothing changes."""
        other = PlanFactory(by=stranger if kind == "of a stranger" else professional)
        if kind == "closed":
            ClosingFactory(plan=other, by=professional)
        id = plan.goals.all()[0].pk if kind == "unknown" else other.pk
        before = stored()
        page = fill(browser, "note_new", plan, text="Gebeld.", also=[str(id)])
        text = page.content.decode()
        assert page.status_code == 422 and "niet meer van jou" in text and stored() == before
        assert other.full_name not in text

    def test_who_has_one_of_the_plans(self, second: Client, browser: Client, plan: Plan, sister: Plan) -> None:
        """A colleague of one plan reads the note, and no name of the other; changing is for who has them all."""
        fill(browser, "note_new", plan, text="Samen gegeten.", also=[str(sister.pk)])
        note = Note.objects.get()
        page = second.get(address("plan", plan)).content.decode()
        assert "Samen gegeten." in page and "Zusje" not in page
        assert address("note_edit", note) not in page and "ook in een plan dat niet van jou is" in page
        before = stored()
        assert second.get(address("note_edit", note)).status_code == 404
        for name in ("note_edit", "note_remove", "note_put_back"):
            assert send(second, name, note, text="Overheen.", held_on="2026-01-05", version="1").status_code == 404
        assert stored() == before
        page = browser.get(address("plan", plan)).content.decode()
        assert address("note_edit", note) in page and "niet van jou" not in page

    def test_who_got_both(self, second: Client, browser: Client, plan: Plan, sister: Plan, colleague: User) -> None:
        """A colleague who walks along with both changes it for both."""
        fill(browser, "note_new", plan, text="Samen gegeten.", also=[str(sister.pk)])
        AssignmentFactory(plan=sister, by=colleague, since=days_ago(0), kind="co_worker")
        assert address("note_edit", Note.objects.get()) in second.get(address("plan", plan)).content.decode()
        fill(second, "note_edit", Note.objects.get(), text="Samen gekookt.")
        assert "Samen gekookt." in browser.get(address("plan", sister)).content.decode()


class TestNoteEdit:
    """note_edit"""

    def test_note_edit_keeps_the_former_words(self, browser: Client, plan: Plan, note: Note) -> None:
        """The former text stands on its page with date and author; the day may change as well."""
        former = note.text
        response = fill(browser, "note_edit", note, text="We dronken thee.", held_on=days_ago(3).isoformat())
        assert response.url == f"{address('plan', plan)}#notes"
        assert "We dronken thee." in told(browser, response)
        page = browser.get(address("note_edit", note)).content.decode()
        assert former in page and "Amir Voorbeeld" in page
        note.refresh_from_db()
        assert (note.held_on, note.version) == (days_ago(3), 2)

    def test_note_edit_of_a_note_on_several_plans(
        self, browser: Client, plan: Plan, note: Note, professional: User
    ) -> None:
        """Back is the open plan; a look is logged for each plan with this note."""
        closed = PlanFactory(by=professional, opened_on=days_ago(900))
        ClosingFactory(plan=closed, by=professional)
        note.plans.set([closed, plan])
        response = fill(browser, "note_edit", note, text="We dronken thee.")
        assert response.url == f"{address('plan', plan)}#notes"
        assert {look.resident for look in AccessEvent.objects.all()} == {plan.resident_id, closed.resident_id}

    def test_note_edit_needs_text(self, browser: Client, note: Note) -> None:
        """Removing goes by its own button."""
        before = stored()
        page = fill(browser, "note_edit", note, text="")
        assert page.status_code == 422 and "Eén regel is goed" in page.content.decode()
        assert stored() == before


class TestNoteRemove:
    """note_remove and note_put_back"""

    def test_note_remove_and_note_put_back(self, browser: Client, note: Note) -> None:
        """Out of sight, and back by the undo in the message."""
        response = send(browser, "note_remove", note)
        assert note.text not in told(browser, response)
        response = undo(browser, send(browser, "note_remove", note))
        assert note.text in told(browser, response)

    def test_note_put_back_of_one_that_was_not_removed(self, browser: Client, note: Note) -> None:
        """Is no error."""
        assert send(browser, "note_put_back", note).status_code == 302


class TestAppointmentNew:
    """appointment_new"""

    @pytest.mark.parametrize("time", ["14:30", "14.30"])
    def test_appointment_new_on_the_plan(self, browser: Client, plan: Plan, time: str) -> None:
        """Day, time and place, in the time zone of the organisation."""
        day = timezone.localdate() + timedelta(days=40)
        response = fill(browser, "appointment_new", plan, day=day.isoformat(), time=time, place="Buurthuis")
        assert response.url == address("plan", plan)
        made = timezone.localtime(plan.appointments.get().starts_at)
        assert (made.date(), made.hour, made.minute) == (day, 14, 30)
        page = told(browser, response)
        assert "Buurthuis" in page and "bewaard" in page

    def test_appointment_new_can_be_undone(self, browser: Client, plan: Plan) -> None:
        """It is cancelled by the undo in the message."""
        day = timezone.localdate() + timedelta(days=2)
        undo(browser, fill(browser, "appointment_new", plan, day=day.isoformat(), time="9"))
        assert plan.appointments.get().cancelled_at is not None

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"day": "2020-01-01", "time": "10:00"}, "Dit moment is al geweest."),
            ({"day": "0001-01-01", "time": "00:00"}, "Deze dag is heel lang geleden."),
            ({"day": "9999-12-31", "time": "23:59"}, "meer dan tien jaar vooruit"),
            ({"day": "31-02-2027", "time": "10:00"}, "Typ bijvoorbeeld 3-12-2026."),
            ({"day": "2027-13-01", "time": "10:00"}, "Typ bijvoorbeeld 3-12-2026."),
            ({"day": "2027-03-01", "time": "25:00"}, "Typ het zo: 10:30."),
            ({"day": "2027-03-01", "time": "half drie"}, "Typ het zo: 10:30."),
            ({"day": "2027-03-01", "time": "10:00", "place": "x" * 61}, "Deze tekst is 61 tekens lang."),
        ],
    )
    def test_appointment_new_refused(self, browser: Client, plan: Plan, typed: dict[str, str], says: str) -> None:
        """A plain sentence; everything typed is still there; nothing changed."""
        before = stored()
        page = fill(browser, "appointment_new", plan, **typed, with_whom="Bas")
        text = page.content.decode()
        assert page.status_code == 422 and says in text
        for value in [*typed.values(), "Bas"]:
            assert f'value="{value}"' in text
        assert stored() == before


class TestAppointmentCancel:
    """appointment_cancel"""

    def test_appointment_cancel_leaves_the_plan(self, browser: Client, plan: Plan, professional: User) -> None:
        """It is no longer the next appointment; a second press changes nothing more."""
        made = AppointmentFactory(plan=plan, by=professional, place="Bij de bakker")
        for _time in range(2):
            response = send(browser, "appointment_cancel", made)
        assert response.url == address("plan", plan)
        assert "Bij de bakker" not in told(browser, response)

    def test_appointment_put_back(self, browser: Client, plan: Plan, professional: User) -> None:
        """By the undo in the message; of one that stands it is no error."""
        made = AppointmentFactory(plan=plan, by=professional, place="Bij de bakker")
        response = undo(browser, send(browser, "appointment_cancel", made))
        assert response.url == address("plan", plan)
        page = told(browser, response)
        assert "Bij de bakker" in page and "De afspraak staat er weer." in page
        assert send(browser, "appointment_put_back", made).status_code == 302
