"""Groups met: recorded at a known and at a new place, corrected, taken back; what nobody may send; where a phone is."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from catalogue.models import Characteristic
from organisation import scope
from organisation.models import Team, User
from signals.models import Group, GroupMet
from signals.queries.groups import standing
from signals.queries.places import holds
from tests.makers_groups import GroupFactory, GroupMetFactory
from tests.makers_people import AreaFactory, MembershipFactory, days_ago
from tests.registration.pages import address, fill, form_to, post, send, told, undo

ClientOf = Callable[[User], Client]
NEW = "/group-met/new/"
SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]
# What is sent, and part of what the page says about it.
WRONG = [
    ({"size": "0"}, "minstens één persoon"),
    ({"size": "10000"}, "Meer dan 500 is geen groep"),
    ({"size": "veel"}, "Typ een heel getal"),
    ({"met_on": "2100-01-01"}, "moet nog komen"),
    ({"met_on": "31-2-2026"}, "geen datum"),
    ({"group": ""}, "Kies een plek"),
    ({"group": "plein"}, "Kies een plek"),
    ({"group": "new"}, "Zeg hoe de plek heet"),
    ({"group": "new", "place": "x" * 121}, "tekens lang"),
    ({"group": "new", "place": "Plein", "area": "Nergensland"}, "Geen"),
    ({"characteristics": ["nothing"]}, "niet meer in de lijst"),
    ({"mood": "furious"}, ""),
    ({"own_words": "x" * 20_001}, "tekens lang"),
]


def all_rows() -> dict[str, list[dict[str, object]]]:
    """Everything that is stored of work outside, to compare before and after."""
    models = apps.get_app_config("signals").get_models(include_auto_created=True)
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def standing_of(user: User) -> list[GroupMet]:
    """What stands for somebody, after corrections."""
    return list(standing(scope.outside(user)))


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def met(youth_worker: User) -> GroupMet:
    """Six people, yesterday at the playground: alcohol and noise."""
    group = GroupFactory(by=youth_worker, name="Speeltuin")
    return GroupMetFactory(by=youth_worker, group=group, size=6, mood="calm", seen=["alcohol", "noise"], done=["talk"])


def test_group_met_new_at_a_known_place(browser: Client, met: GroupMet, youth_worker: User) -> None:
    """The last place is chosen, with what was seen there last; today, for the team of the group. With an undo."""
    form = form_to(browser.get(NEW), NEW)
    assert (form.fields["group"], sorted(form.fields["characteristics"])) == ([str(met.group_id)], ["alcohol", "noise"])
    response = fill(browser, "group_met_new", size="", size_chip="10", mood="good", interventions=["contact"])
    assert "Speeltuin" in told(browser, response)
    made = GroupMet.objects.exclude(pk=met.pk).get()
    assert (made.group, made.met_on, made.size, made.mood) == (met.group, timezone.localdate(), 10, "good")
    assert (made.team, made.professional, made.recorded_by) == (met.team, youth_worker, youth_worker)
    assert {one.pk for one in made.characteristics.all()} == {"alcohol", "noise"}
    assert {one.pk for one in made.interventions.all()} == {"contact"}
    assert {"group_met.size", "group_met.mood", "group_met.characteristics"} < set(made.offered.keys)
    undo(browser, fill(browser, "group_met_new", own_words="Vergissing"))
    assert "Vergissing" not in browser.get(address("group", met.group)).content.decode()
    assert GroupMet.objects.count() == 4


def test_group_met_new_of_nothing_but_the_place(browser: Client, met: GroupMet) -> None:
    """Half filled saves: what was not said is empty, and a number that was typed counts before one that was tapped."""
    assert send(browser, "group_met_new", group=str(met.group_id)).status_code == 302
    made = GroupMet.objects.exclude(pk=met.pk).get()
    assert (made.size, made.mood, made.own_words, made.characteristics.count()) == (None, "", "", 0)
    send(browser, "group_met_new", group=str(met.group_id), size="7", size_chip="10")
    assert GroupMet.objects.latest("recorded_at").size == 7


def test_group_met_new_at_a_new_place(browser: Client, youth_worker: User, east: Team) -> None:
    """The group and the meeting in one; the area where the place names one; the same name is the same group."""
    area = AreaFactory(name="Kersenbuurt", comparable_name="kersenbuurt")
    east.areas.add(area)
    assert form_to(browser.get(NEW), NEW).fields["group"] == ["new"]
    fill(browser, "group_met_new", place="Park Kersenbuurt", size="4")
    group = Group.objects.get()
    assert (group.name, group.place, group.area, group.team) == ("Park Kersenbuurt", "Park Kersenbuurt", area, east)
    assert (group.times_met.get().area, group.times_met.get().size) == (area, 4)
    send(browser, "group_met_new", group="new", place="park kersenbuurt ")
    assert (Group.objects.count(), group.times_met.count()) == (1, 2)
    send(browser, "group_met_new", group="new", place="Nieuw plein", area=area.label)
    assert Group.objects.get(name="Nieuw plein").area == area


def test_group_met_new_same_form_twice(browser: Client) -> None:
    """One group and one meeting; the second answer is that of the first."""
    fields = {"group": "new", "place": "Station", "key": str(uuid4())}
    answers = [send(browser, "group_met_new", **fields) for _turn in range(2)]
    assert answers[0].url == answers[1].url
    assert (Group.objects.count(), GroupMet.objects.count()) == (1, 1)


@pytest.mark.parametrize(("changes", "says"), WRONG)
def test_group_met_new_of_too_much(browser: Client, met: GroupMet, changes: dict[str, object], says: str) -> None:
    """A plain sentence, what was typed stays, and nothing changes."""
    before = all_rows()
    page = send(browser, "group_met_new", **{"group": str(met.group_id), "own_words": "Dit blijft staan", **changes})
    assert page.status_code == 422 and says in page.content.decode()
    assert "own_words" in changes or "Dit blijft staan" in page.content.decode()
    assert all_rows() == before


def test_group_met_new_with_what_is_retired(browser: Client, met: GroupMet) -> None:
    """Not offered any more and refused in words; what was on offer on the day itself counts, also when sent late."""
    Characteristic.objects.filter(pk="alcohol").update(until=timezone.localdate())
    fields = {"group": str(met.group_id), "characteristics": ["alcohol"]}
    page = send(browser, "group_met_new", **fields)
    assert page.status_code == 422 and "“Alcohol” staat sinds" in page.content.decode()
    assert send(browser, "group_met_new", **fields, met_on=days_ago(1).isoformat()).status_code == 302


def test_group_met_new_of_another_team(browser: Client, met: GroupMet, stranger: User) -> None:
    """A group of Team West is as if it did not exist, also in the address of the page; what was typed comes back."""
    foreign, before = GroupFactory(by=stranger, name="Verborgen plein"), all_rows()
    for group in (foreign.pk, uuid4()):
        page = send(browser, "group_met_new", group=str(group), own_words="Dit blijft staan")
        said = page.content.decode()
        assert page.status_code == 422 and "staat niet meer in de lijst" in said and "Dit blijft staan" in said
        assert "Verborgen plein" not in said
    page = browser.get(f"{NEW}?group={foreign.pk}")
    assert "Verborgen plein" not in page.content.decode()
    assert form_to(page, NEW).fields["group"] == [str(met.group_id)]
    assert all_rows() == before


def test_group_met_new_for_two_teams(browser: Client, youth_worker: User, west: Team) -> None:
    """Of a new place it is asked for which team; of a known one that is known."""
    MembershipFactory(user=youth_worker, team=west)
    page = send(browser, "group_met_new", group="new", place="Station")
    assert page.status_code == 422 and "voor welk van je teams" in page.content.decode()
    send(browser, "group_met_new", group="new", place="Station", team=str(west.pk))
    assert Group.objects.get().team == west
    assert send(browser, "group_met_new", group=str(Group.objects.get().pk)).status_code == 302


def test_group_met_new_after_the_group_ended(browser: Client, met: GroupMet) -> None:
    """It is not offered any more; what was sent late is not lost."""
    Group.objects.update(ended_on=timezone.localdate())
    assert form_to(browser.get(NEW), NEW).choices["group"] == ["new"]
    assert send(browser, "group_met_new", group=str(met.group_id)).status_code == 302


def test_group_met_new_chooses_what_was_asked_for(browser: Client, met: GroupMet, youth_worker: User) -> None:
    """The group in the address stands in front; what is chosen stands in sight, nine of the others as well."""
    other = GroupMetFactory(by=youth_worker, seen=["open_to_talk", "bored"])
    page = browser.get(f"{NEW}?group={met.group_id}")
    form = page.context["form"]
    assert [place["value"] for place in form.where["large"]] == [str(met.group_id), str(other.group_id)]
    assert [len(part["at_once"]) for part in form.chips()] == [9, 6]
    seen = browser.get(NEW).context["form"].chips()[0]
    assert [one["value"] for one in seen["at_once"]][-2:] == ["bored", "open_to_talk"] and len(seen["at_once"]) == 9


def test_group_met_new_nudges(browser: Client, met: GroupMet) -> None:
    """What looks like a phone number is said, with a way to take it out."""
    page = told(browser, fill(browser, "group_met_new", own_words="Bel 06 12345678"))
    assert "telefoonnummer" in page and "/edit/" in page


def test_group_met_edit(browser: Client, met: GroupMet, youth_worker: User) -> None:
    """A new event in place of the former one, which stays; with an undo that says the former once more."""
    before = GroupMet.objects.filter(pk=met.pk).values().get()
    response = fill(browser, "group_met_edit", met, size="9", characteristics=["sport"], own_words="Toch voetbal")
    page = told(browser, response)
    assert "Toch voetbal" in page and "Lawaai" not in page.split("h-met")[1]
    made = met.replaced_by
    assert (made.size, made.mood, made.met_on) == (9, "calm", met.met_on)
    assert GroupMet.objects.filter(pk=met.pk).values().get() == before
    undo(browser, fill(browser, "group_met_edit", made, size="12"))
    assert [one.size for one in standing_of(youth_worker)] == [9]


def test_group_met_edit_in_two_windows(browser: Client, met: GroupMet) -> None:
    """The second is told, keeps what was typed, and nothing changes."""
    here = address("group_met_edit", met)
    fields = form_to(browser.get(here)).fields
    assert post(browser, here, fields, submission_key=str(uuid4()), size="8").status_code == 302
    page = post(browser, here, fields, submission_key=str(uuid4()), own_words="De tweede")
    assert page.status_code == 422
    assert all(words in page.content.decode() for words in ("ander venster gewijzigd", "De tweede"))
    assert GroupMet.objects.count() == 2


def test_group_met_edit_keeps_what_is_retired(browser: Client, met: GroupMet) -> None:
    """What was tapped then stays where it was tapped."""
    Characteristic.objects.filter(pk="alcohol").update(until=days_ago(30))
    assert fill(browser, "group_met_edit", met, size="5").status_code == 302
    assert {one.pk for one in met.replaced_by.characteristics.all()} == {"alcohol", "noise"}


def test_group_met_take_back_and_group_met_put_back(browser: Client, met: GroupMet, youth_worker: User) -> None:
    """Gone from the history by an event of its own, and back with one tap, as it was."""
    response = send(browser, "group_met_take_back", met)
    assert standing_of(youth_worker) == []
    assert "Nog niet gezien" in told(browser, response)
    # A second time, from another window: nothing is taken back twice.
    assert "intussen gewijzigd" in told(browser, send(browser, "group_met_take_back", met))
    send(browser, "group_met_put_back", met)
    [back] = standing_of(youth_worker)
    assert (back.size, back.mood, {one.pk for one in back.characteristics.all()}) == (6, "calm", {"alcohol", "noise"})
    send(browser, "group_met_put_back", back)
    assert standing_of(youth_worker) == [back] and GroupMet.objects.count() == 3


def test_group_met_of_somebody_else(client_of: ClientOf, colleague: User, stranger: User, met: GroupMet) -> None:
    """A colleague reads it and changes nothing; for another team it is not there."""
    before = all_rows()
    assert client_of(colleague).get(address("group", met.group)).status_code == 200
    for person in (colleague, stranger):
        for verb in ("edit", "take_back", "put_back"):
            assert send(client_of(person), f"group_met_{verb}", met, size="1").status_code == 404
    assert client_of(stranger).get(address("group", met.group)).status_code == 404
    assert all_rows() == before


def test_group_met_where(browser: Client, youth_worker: User, east: Team) -> None:
    """The area that holds the point, the smallest first, with the groups there; the point itself is kept nowhere."""
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    area = AreaFactory(name="Kersenbuurt", code="BU99990001", outline=outline)
    AreaFactory(name="Hele stad", code="GM9999", level="GM", outline=outline)
    AreaFactory(name="Elders", code="BU88880001", outline=outline)
    east.areas.add(area)
    GroupFactory(by=youth_worker, name="Speeltuin", area=area)
    before = all_rows()
    inside = browser.post(address("group_met_where"), {"longitude": "5.05", "latitude": "52.05"}).content.decode()
    assert "Je bent in Kersenbuurt" in inside and "Speeltuin" in inside
    nowhere = browser.post(address("group_met_where"), {"longitude": "6", "latitude": "53"}).content.decode()
    assert "We kennen geen buurt op deze plek" in nowhere
    assert browser.post(address("group_met_where"), {"longitude": "oost"}).status_code == 400
    assert browser.get(address("group_met_where")).status_code == 405
    assert all_rows() == before


def test_group_met_where_of_a_team_without_areas(browser: Client) -> None:
    """Nothing is near; that is said."""
    answer = browser.post(address("group_met_where"), {"longitude": "5.05", "latitude": "52.05"})
    assert "We kennen geen buurt" in answer.content.decode()


@pytest.mark.parametrize(
    ("at", "inside"), [((5.05, 52.05), True), ((5.02, 52.02), False), ((6.05, 52.05), True), ((5.5, 52.05), False)]
)
def test_holds(at: tuple[float, float], inside: bool) -> None:
    """Several shapes, one of them with a hole."""
    hole = [[5.01, 52.01], [5.03, 52.01], [5.03, 52.03], [5.01, 52.03]]
    beside = [[x + 1, y] for x, y in SQUARE]
    outline = {"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [beside], []]}
    assert holds(outline, *at) == inside
