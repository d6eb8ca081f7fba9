"""Activities: the list, a new one, one more of the same, changing, removing; what nobody may send."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Question
from organisation.models import Team, User
from signals.models import Activity, HoursSpent, Partner, Series
from tests.makers_activities import ActivityFactory, OfferFactory, PartnerFactory, SeriesFactory
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory, MembershipFactory, days_ago
from tests.registration.pages import address, fill, form_to, forms, post, send, told, undo

ClientOf = Callable[[User], Client]
NEW = "/activities/new/"
# What is sent, and part of what the page says about it.
WRONG = [
    ({"title": ""}, "Zeg wat het was"),
    ({"title": "x" * 121}, "tekens lang"),
    ({"count": "10001"}, "Meer dan 10000 kan niet kloppen"),
    ({"count": "-1"}, "Minder dan 0 kan niet"),
    ({"count": "veel"}, "Typ een heel getal"),
    ({"volunteers": "1001"}, "Meer dan 1000"),
    ({"held_on": "31-2-2026"}, "geen datum"),
    ({"held_on": "2100-01-01"}, "heel ver weg"),
    ({"held_on": days_ago(-3).isoformat(), "count": "3"}, "moet nog komen"),
    ({"series": str(uuid4())}, "niet van jouw team"),
    ({"offer": str(uuid4())}, "niet van jouw team"),
    ({"partners": ",".join(f"p{n}" for n in range(21))}, "meer dan 20 partners"),
    ({"partners": "x" * 121}, "erg lang"),
    ({"hours_other": "lang"}, "Typ uren zoals"),
    ({"hours_other": "101"}, "meer dan 100 uur"),
    ({"area": "Nergensland"}, "Geen"),
    ({"theme": "nothing"}, ""),
]


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def activity(youth_worker: User) -> Activity:
    """Held by Sam a week ago."""
    made = ActivityFactory(by=youth_worker, title="Voetbal op het plein", own_words="Veel nieuwe gezichten.")
    made.partners.add(PartnerFactory(by=youth_worker, name="FC Bedacht"))
    return made


def test_activity_new_is_read_back(browser: Client, youth_worker: User, east: Team) -> None:
    """A name is enough; today, of the one team, by who is logged in. With an undo."""
    page = told(browser, fill(browser, "activity_new", title="Koken <samen>"))
    assert "Koken &lt;samen&gt;" in page and "Nog niet geteld" in page
    made = Activity.objects.get()
    assert (made.team, made.professional, made.held_on) == (east, youth_worker, timezone.localdate())
    assert (made.count, made.series, made.volunteers, made.version) == (None, None, None, 1)
    assert {"activity.title", "activity.count", "activity.hours"} < set(made.offered.keys)
    undo(browser, fill(browser, "activity_new", title="Verkeerd"))
    assert "Verkeerd" not in browser.get(address("activities")).content.decode()


def test_activity_new_with_everything(browser: Client) -> None:
    """Service of a group, area, theme, partners once each, volunteers, hours, own words, the first of a series."""
    service, area = ServiceFactory(scope="group"), AreaFactory(name="Verzonnen Oost")
    response = fill(
        browser, "activity_new", title="Koffieochtend", held_on=days_ago(2).isoformat(), count="23",
        service=service.pk, area=area.label, theme="finance", volunteers="3", begins_series="on",
        partners="De Kers, de  kers\nBuurthuis Één;  Buurthuis een", own_words="Gezellig.",
        hours_prevention="1,5", hours_carers="0:45",
    )  # fmt: skip
    page = told(browser, response)
    made = Activity.objects.get()
    assert (made.service, made.area, made.theme_id, made.count, made.volunteers) == (service, area, "finance", 23, 3)
    assert made.series.title == "Koffieochtend" and made.series.team == made.team
    assert [partner.name for partner in made.partners.all()] == ["Buurthuis Één", "De Kers"]
    assert dict(made.hours.values_list("kind", "minutes")) == {"prevention": 90, "carers": 45}
    for words in ("Er kwamen 23 mensen", "De Kers", "1:30 uur", "Gezellig.", "Verzonnen Oost", "Vrijwilligers"):
        assert words in page
    fill(browser, "activity_new", title="Nog een", partners="DE KERS")
    assert Partner.objects.count() == 2


def test_activity_new_of_nothing_or_too_much(browser: Client, youth_worker: User) -> None:
    """A plain sentence, what was typed stays, and nothing is saved, no partner and no series either."""
    SeriesFactory(by=youth_worker)
    OfferFactory(by=youth_worker)
    AreaFactory()
    begun = {"title": "Koken", "partners": "De Kers", "begins_series": "on"}
    for changes, says in WRONG:
        response = fill(browser, "activity_new", **{**begun, **changes})
        page = response.content.decode()
        assert (response.status_code, says in page, "De Kers" in page or "partners" in changes) == (422, True, True), (
            changes
        )
    assert (Activity.objects.count(), Partner.objects.count(), Series.objects.count()) == (0, 0, 1)


def test_activity_new_of_another_team(browser: Client, stranger: User) -> None:
    """A series or an offer of another team cannot be sent, and beginning from its activity begins from nothing."""
    theirs = ActivityFactory(by=stranger, series=SeriesFactory(by=stranger), offer=OfferFactory(by=stranger))
    for name, value in (("series", theirs.series_id), ("offer", theirs.offer_id)):
        fill(browser, "activity_new", title="Koken", **{name: str(value)})
    assert not Activity.objects.filter(title="Koken", series__isnull=False).exists()
    assert not Activity.objects.filter(title="Koken", offer__isnull=False).exists()
    assert theirs.title not in browser.get(f"{NEW}?like={theirs.pk}").content.decode()


def test_activity_new_planned_and_named_by_its_series(browser: Client, youth_worker: User) -> None:
    """A day within a year may be planned; without a name it is called as its series."""
    series = SeriesFactory(by=youth_worker, title="Eettafel")
    page = told(browser, fill(browser, "activity_new", series=str(series.pk), held_on=days_ago(-30).isoformat()))
    assert "Moet nog komen" in page
    assert Activity.objects.get().title == "Eettafel"


def test_activity_new_of_several_teams(browser: Client, youth_worker: User, west: Team) -> None:
    """Who works in two teams says for which, and takes no series of the other one."""
    MembershipFactory(user=youth_worker, team=west)
    series = SeriesFactory(by=youth_worker, team=west)
    assert fill(browser, "activity_new", title="Koken").status_code == 422
    other = Team.objects.get(key="oost")
    refused = fill(browser, "activity_new", title="Koken", team=str(other.pk), series=str(series.pk))
    assert "van een ander team" in refused.content.decode()
    fill(browser, "activity_new", title="Koken", team=str(west.pk), series=str(series.pk))
    assert Activity.objects.get().team == west


def test_same_as_last_time(browser: Client, youth_worker: User) -> None:
    """Everything but the day, the number and what was noticed goes along, also without opening the form."""
    area, service = AreaFactory(name="Verzonnen Oost"), ServiceFactory(scope="neighbourhood")
    last = ActivityFactory(
        by=youth_worker, series=SeriesFactory(by=youth_worker), offer=OfferFactory(by=youth_worker), area=area,
        service=service, theme_id="finance", volunteers=2, own_words="Koud.", held_on=days_ago(1),
    )  # fmt: skip
    last.partners.add(PartnerFactory(by=youth_worker))
    HoursSpent.objects.create(activity=last, kind="outreach", minutes=95)
    ActivityFactory(by=youth_worker, series=last.series, held_on=days_ago(8))
    page = browser.get(address("activities"))
    small = [form for form in forms(page) if form.action == NEW]
    assert len(small) == 1 and "held_on_chip" in small[0].fields
    assert post(browser, NEW, small[0].fields, count="9").status_code == 302
    made = Activity.objects.get(count=9)
    same = ("title", "team", "series", "offer", "service", "area", "theme", "volunteers")
    assert [getattr(made, name) for name in same] == [getattr(last, name) for name in same]
    assert list(made.partners.all()) == list(last.partners.all())
    assert (made.hours.get().minutes, made.held_on, made.own_words) == (95, timezone.localdate(), "")
    whole = form_to(browser.get(f"{NEW}?like={last.pk}"), NEW).fields
    along = {name: texts for name, texts in small[0].fields.items() if "key" not in name and "csrf" not in name}
    assert along == {name: whole[name] for name in along}


def test_same_as_last_time_of_what_is_gone(browser: Client, youth_worker: User) -> None:
    """An offer that ended and a service that is not offered any more do not come back."""
    gone = ServiceFactory(scope="group", until=days_ago(1))
    offer = OfferFactory(by=youth_worker, ended_on=days_ago(2))
    ActivityFactory(by=youth_worker, service=gone, offer=offer, theme_id="finance")
    [small] = [form for form in forms(browser.get(address("activities"))) if form.action == NEW]
    assert post(browser, NEW, small.fields, count="4").status_code == 302
    made = Activity.objects.get(count=4)
    assert (made.service, made.offer, made.theme_id) == (None, None, "finance")


def test_activities(browser: Client, activity: Activity, stranger: User, youth_worker: User) -> None:
    """Those of one's own teams, the last one first; found by words, without capitals and marks; by service."""
    ActivityFactory(by=stranger, title="Van West")
    planned = ActivityFactory(by=youth_worker, title="Kerstdiner", held_on=days_ago(-20), count=None)
    dinner = ActivityFactory(by=youth_worker, service=ServiceFactory(scope="group"), count=None)
    page = browser.get(address("activities")).content.decode()
    assert page.index(str(planned.pk)) < page.rindex(str(activity.pk)) and "Van West" not in page
    assert "2 activiteiten gehouden, 12 deelnemers (1 niet geteld), 1 partner" in page
    assert "niet geteld" in page and "gepland" in page
    found = send(browser, "activities", q="VÓÉTBAL").content.decode()
    assert activity.title in found and planned.title not in found
    assert "Niets gevonden" in send(browser, "activities", q="zwemmen").content.decode()
    of_service = browser.get(address("activities"), {"service": dinner.service_id}).content.decode()
    assert dinner.title in of_service and planned.title not in of_service
    Activity.objects.filter(pk=activity.pk).update(series=SeriesFactory(by=youth_worker, title="Pleinsport"))
    of_series = browser.get(address("activities")).content.decode().partition("?series=")[2][:36]
    page = browser.get(address("activities"), {"series": of_series}).content.decode()
    assert "Reeks: Pleinsport" in page and activity.title in page and dinner.title not in page
    for wrong in ({"series": "x"}, {"page": "-1"}, {"service": "<b>"}, {"series": str(uuid4())}):
        assert browser.get(address("activities"), wrong).status_code == 200


def test_activities_of_nobody(browser: Client) -> None:
    """An empty place says what will come here."""
    assert "Nog geen activiteiten" in browser.get(address("activities")).content.decode()


def test_activity(browser: Client, activity: Activity, client_of: ClientOf, stranger: User) -> None:
    """The page of the team; for another team it does not exist."""
    page = browser.get(address("activity", activity)).content.decode()
    for words in ("Er kwamen 12 mensen", "FC Bedacht", "Veel nieuwe gezichten.", "Sam Bedacht"):
        assert words in page
    other = client_of(stranger)
    for name in ("activity", "activity_edit", "attendance_new"):
        assert other.get(address(name, activity)).status_code == 404
    assert send(other, "activity_remove", activity).status_code == 404


def test_activity_edit(browser: Client, activity: Activity) -> None:
    """Other words stand there and the former stay readable; of two at the same moment the second is told."""
    here = address("activity_edit", activity)
    fields = form_to(browser.get(here)).fields
    assert fields["partners"] == ["FC Bedacht"]
    page = told(browser, post(browser, here, fields, count="15", partners="FC Bedacht, De Kers"))
    assert "Er kwamen 15 mensen" in page and "Hoe het er eerder stond" in page and "De Kers" in page
    again = post(browser, here, fields, submission_key=str(uuid4()), title="Anders")
    assert again.status_code == 422 and "Voetbal op het plein" in again.content.decode()
    only_partners = post(browser, here, fields, submission_key=str(uuid4()), partners="Een ander", count="15")
    assert only_partners.status_code == 422
    activity.refresh_from_db()
    assert (activity.title, activity.count, activity.version, activity.partners.count()) == (
        "Voetbal op het plein",
        15,
        2,
        2,
    )


def test_activity_edit_of_partners_and_hours_alone(browser: Client, activity: Activity) -> None:
    """It counts as changed, so that a second person is told; and it can become the first of a series."""
    fill(browser, "activity_edit", activity, partners="")
    fill(browser, "activity_edit", activity, hours_other="2")
    activity.refresh_from_db()
    assert (activity.version, activity.partners.count(), activity.hours.get().minutes) == (3, 0, 120)
    fill(browser, "activity_edit", activity, begins_series="on", hours_other="")
    activity.refresh_from_db()
    assert activity.series.title == activity.title and not activity.hours.exists()


def test_activity_without_hours(browser: Client, activity: Activity) -> None:
    """Where an organisation does not ask for hours there are no fields, and what was spent stays."""
    HoursSpent.objects.create(activity=activity, kind="other", minutes=60)
    Question.objects.filter(key="activity.hours").update(until=days_ago(1))
    assert "hours_prevention" not in browser.get(NEW).content.decode()
    fill(browser, "activity_edit", activity, count="3")
    assert activity.hours.get().minutes == 60


def test_activity_remove_and_activity_put_back(browser: Client, activity: Activity) -> None:
    """Out of sight and out of the sums, and back with one tap."""
    assert "Nog geen activiteiten" in told(browser, send(browser, "activity_remove", activity))
    assert browser.get(address("activity", activity)).status_code == 404
    page = told(browser, send(browser, "activity_put_back", activity))
    assert "Voetbal op het plein" in page
    undo(browser, send(browser, "activity_remove", activity))
    assert browser.get(address("activity", activity)).status_code == 200
