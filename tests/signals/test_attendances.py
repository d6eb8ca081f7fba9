"""Who of one's own residents came to an activity: names for who may open the file, counts for the team."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation.models import AccessEvent, User
from registration.models import Plan
from signals.models import Activity, Attendance
from tests.makers import ClosingFactory, HouseholdFactory, HouseholdMemberFactory, PlanFactory, ResidentFactory
from tests.makers_activities import ActivityFactory, AttendanceFactory, SeriesFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, post, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, professional: User) -> Client:
    """Amir's, who coordinates `plan`."""
    return client_of(professional)


@pytest.fixture
def activity(colleague: User) -> Activity:
    """Held by Noor, of the same team, with twelve people."""
    return ActivityFactory(by=colleague)


def looks(what: str) -> list[object]:
    """Whose files were looked into so, by id."""
    return list(AccessEvent.objects.filter(what=what).values_list("resident", flat=True))


def test_attendance_new_is_read_back(browser: Client, plan: Plan, activity: Activity) -> None:
    """By a tap; came is chosen where the activity was. The look into the file is logged."""
    page = browser.get(address("attendance_new", activity)).content.decode()
    assert plan.resident.full_name in page and looks("activity:read") == []
    response = fill(browser, "attendance_new", activity, residents=[str(plan.resident_id)])
    assert looks("attendance_new:known") == [plan.resident_id]
    page = told(browser, response)
    assert plan.resident.full_name in page and "1 persoon staat op de lijst" in page
    assert (Attendance.objects.get().state, looks("activity:read")) == ("came", [plan.resident_id])
    assert plan.resident.full_name not in browser.get(address("attendance_new", activity)).content.decode()


def test_attendance_new_of_what_is_planned(browser: Client, plan: Plan, activity: Activity) -> None:
    """Of what is still to come people are invited."""
    Activity.objects.update(held_on=days_ago(-3), count=None)
    undo(browser, fill(browser, "attendance_new", activity, residents=[str(plan.resident_id)]))
    assert Attendance.objects.get().removed_at
    fill(browser, "attendance_new", activity, residents=[str(plan.resident_id)])
    made = Attendance.objects.get()
    assert (made.state, made.removed_at) == ("invited", None)


def test_attendance_new_by_name(browser: Client, plan: Plan, activity: Activity, professional: User) -> None:
    """A name with a typing error finds somebody; nobody is saved by looking, and what was ticked stays."""
    zoe = PlanFactory(
        by=professional, resident=ResidentFactory(by=professional, first_name="Zoë", last_name="Bijzonder")
    )
    ticked = str(plan.resident_id)
    response = fill(browser, "attendance_new", activity, residents=[ticked], somebody="zoe bijzondr", look="1")
    page = response.content.decode()
    assert response.status_code == 200 and not Attendance.objects.exists()
    assert page.index("Zoë van der Bijzonder") < page.index(plan.resident.full_name)
    assert f'value="{ticked}" id="id_residents_1" checked' in " ".join(page.split())
    fill(browser, "attendance_new", activity, residents=[ticked, str(zoe.resident_id)], somebody="zoe")
    assert Attendance.objects.count() == 2


def test_attendance_new_of_who_came_before_and_of_a_household(
    browser: Client, plan: Plan, professional: User, colleague: User
) -> None:
    """Who came to the series before stands first; of a family whoever belongs to it can come."""
    member = HouseholdMemberFactory(household=HouseholdFactory(by=professional), by=professional)
    PlanFactory(household=member.household, resident=None, by=professional)
    series = SeriesFactory(by=colleague)
    AttendanceFactory(activity=ActivityFactory(by=colleague, series=series), resident=member.resident, by=professional)
    next_time = ActivityFactory(by=colleague, series=series, held_on=days_ago(1))
    page = browser.get(address("attendance_new", next_time)).content.decode()
    assert page.index(str(member.resident_id)) < page.index(str(plan.resident_id))
    fill(browser, "attendance_new", next_time, residents=[str(member.resident_id)])
    assert Attendance.objects.count() == 2


def test_attendance_new_of_somebody_else(
    browser: Client, plan: Plan, activity: Activity, professional: User, stranger: User, colleague: User
) -> None:
    """A resident of a colleague, of another team, of a closed plan, an unknown one, or nobody: a plain sentence."""
    closed = PlanFactory(by=professional)
    ClosingFactory(plan=closed, by=professional)
    others = [PlanFactory(by=colleague).resident_id, PlanFactory(by=stranger).resident_id, closed.resident_id, plan.pk]
    for wrong in [[str(other)] for other in others] + [["x"], []]:
        refused = fill(browser, "attendance_new", activity, residents=wrong)
        assert refused.status_code == 422, wrong
    assert "Kies minstens" in refused.content.decode()
    assert fill(browser, "attendance_new", activity, residents=[str(plan.resident_id)], state="x").status_code == 422
    assert not Attendance.objects.exists()


def test_attendance_set(browser: Client, plan: Plan, activity: Activity, professional: User) -> None:
    """One tap, with an undo; to come after declining is fine and said, also when added once more."""
    made = AttendanceFactory(activity=activity, resident=plan.resident, by=professional, state="declined")
    response = send(browser, "attendance_set", made, "came")
    page = told(browser, response)
    assert f"{plan.resident.called} had afgezegd, kwam toch." in page
    undo(browser, send(browser, "attendance_set", made, "came"))
    made.refresh_from_db()
    assert made.state == "came"
    send(browser, "attendance_set", made, "declined")
    made.refresh_from_db()
    assert made.state == "declined" and looks("attendance_set:write")
    page = " ".join(browser.get(address("activity", activity)).content.decode().split())
    assert f"Eerder: gekomen ({made.changed_by.name}, " in page and "afgezegd (" in page
    assert list(made.former_wordings.order_by("pgh_id").values_list("state", flat=True)) == ["declined", "came"]
    fields = {"submission_key": ["0190f9aa-0000-7000-8000-000000000001"], "residents": [str(plan.resident_id)]}
    here = address("attendance_new", activity)
    page = told(browser, post(browser, here, {**fields, "state": ["came"]}))
    assert "had afgezegd, kwam toch" in page
    send(browser, "attendance_set", made, "invited")
    assert send(browser, "attendance_set", made, "flew").status_code == 404


def test_attendance_remove_and_attendance_put_back(
    browser: Client, plan: Plan, activity: Activity, professional: User
) -> None:
    """Off the list and on it again."""
    made = AttendanceFactory(activity=activity, resident=plan.resident, by=professional)
    response = send(browser, "attendance_remove", made)
    assert "van de lijst af" in told(browser, response)
    assert "Niemand met naam" in browser.get(address("activity", activity)).content.decode()
    assert "staat weer op de lijst" in told(browser, send(browser, "attendance_put_back", made))
    undo(browser, send(browser, "attendance_remove", made))
    made.refresh_from_db()
    assert made.removed_at is None


def test_attendance_of_a_colleague(
    client_of: ClientOf, plan: Plan, activity: Activity, professional: User, colleague: User, stranger: User
) -> None:
    """The team sees how many; the name is seen by nobody else, and nobody else changes anything."""
    made = AttendanceFactory(activity=activity, resident=plan.resident, by=professional)
    AttendanceFactory(
        activity=activity, resident=PlanFactory(by=professional).resident, by=professional, state="declined"
    )
    noor = client_of(colleague)
    page = noor.get(address("activity", activity)).content.decode()
    assert "2 inwoners van collega" in page and "1 gekomen, 0 uitgenodigd, 1 afgezegd" in page
    assert plan.resident.full_name not in page and looks("activity:read") == []
    for browser in (noor, client_of(stranger)):
        for name, more in (("attendance_set", ["declined"]), ("attendance_remove", []), ("attendance_put_back", [])):
            assert send(browser, name, made, *more).status_code == 404
    ClosingFactory(plan=plan, by=professional)
    page = client_of(professional).get(address("activity", activity)).content.decode()
    assert plan.resident.full_name in page and f"/attendances/{made.pk}/" not in page


def test_participants_are_the_larger_of_two(browser: Client, plan: Plan, professional: User, colleague: User) -> None:
    """Head count or those who came by name, whichever is more; who declined or was taken off counts not."""
    activity = ActivityFactory(by=colleague, count=1)
    for state in ("came", "came", "declined", "invited"):
        AttendanceFactory(
            activity=activity, resident=PlanFactory(by=professional).resident, by=professional, state=state
        )
    page = browser.get(address("activity", activity)).content.decode()
    assert "Er kwamen 2 mensen" in page and "1 geteld, 2 met naam" in page
    for count, says in ((0, "Er kwamen 2 mensen"), (None, "Er kwamen 2 mensen"), (30, "Er kwamen 30 mensen")):
        Activity.objects.update(count=count)
        assert says in browser.get(address("activity", activity)).content.decode()
    Attendance.objects.update(state="declined")
    for count, says in ((0, "Er kwamen 0 mensen"), (None, "Nog niet geteld")):
        Activity.objects.update(count=count)
        assert says in browser.get(address("activity", activity)).content.decode()


def test_plan_activities(
    browser: Client, client_of: ClientOf, plan: Plan, activity: Activity, professional: User, colleague: User
) -> None:
    """On the plan stands to which activities somebody was asked; a look into the file, and nothing for a colleague."""
    here = address("plan_activities", plan)
    assert here in browser.get(address("plan", plan)).content.decode()
    assert "Nog niet gevraagd" in browser.get(here).content.decode()
    AttendanceFactory(activity=activity, resident=plan.resident, by=professional)
    page = browser.get(here).content.decode()
    assert activity.title in page and "gekomen" in page
    assert looks("plan_activities:read") == [plan.resident_id] * 2
    assert client_of(colleague).get(here).status_code == 404
