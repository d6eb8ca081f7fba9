"""The same signal from two devices, or seen by two: shown as possibly the same, joined by a person, counted once."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation import scope
from organisation.models import User
from signals.models import NeighbourhoodSignal, SameSignal
from signals.queries.neighbourhood import risen, signal_of
from signals.queries.neighbourhood_doubles import may_be_same
from tests.makers_people import AreaFactory, days_ago
from tests.registration.pages import address, send, told, undo
from tests.signals.makers_signals import SignalFactory

ClientOf = Callable[[User], Client]
WORDS = "Jongeren hangen 's avonds rond bij de speeltuin."


@pytest.fixture
def two(professional: User, colleague: User) -> list[NeighbourhoodSignal]:
    """Amir and Noor saw the same."""
    first = SignalFactory(by=professional, text=WORDS, to_person=colleague)
    return [first, SignalFactory(by=colleague, text="Avonden lang hangen jongeren rond bij speeltuin")]


def found(signal: NeighbourhoodSignal, person: User) -> list[object]:
    """What may be the same as it, for somebody."""
    here = scope.outside(person)
    seen = signal_of(here, signal.pk)
    assert seen
    return [other.pk for other in may_be_same(here, seen)]


def test_may_be_the_same(two: list[NeighbourhoodSignal], professional: User, stranger: User) -> None:
    """Theme, team or area, a week, and words or place alike; and nothing that one may not read."""
    one, other = two
    assert found(one, professional) == [other.pk] and found(other, professional) == [one.pk]
    far = [
        {"theme_id": "finance", "text": WORDS},
        {"observed_on": days_ago(9), "text": WORDS},
        {"text": "Ouderen missen een bushalte."},
    ]
    for changes in far:
        assert found(SignalFactory(by=professional, **changes), professional) == [], changes
    SignalFactory(by=stranger, text=WORDS)
    assert found(one, professional) == [other.pk]


def test_may_be_the_same_by_place_and_by_silence(professional: User, colleague: User) -> None:
    """Two that say nothing but a theme; and two with other words at one place."""
    silent = SignalFactory.create_batch(2, by=professional, text="", theme_id="justice")
    assert found(silent[0], professional) == [silent[1].pk]
    placed = [SignalFactory(by=colleague, text=text, place="Kersenplein") for text in ("Vuilnis.", "Rommel overal?")]
    assert found(placed[0], professional) == [placed[1].pk]


def test_signal_join_and_signal_part(
    client_of: ClientOf, two: list[NeighbourhoodSignal], professional: User, colleague: User
) -> None:
    """Joined by a person, the later one counts with the earlier; once in the list; undone with one tap."""
    browser = client_of(professional)
    assert "Misschien hetzelfde" in browser.get(address("signal", two[0])).content.decode()
    told(browser, send(browser, "signal_join", *two))
    same = SameSignal.objects.get()
    assert (same.signal, same.other) == (two[1], two[0])
    shown = browser.get(address("signals")).content.decode()
    assert shown.count(address("signal", two[0])) == 1 and address("signal", two[1]) not in shown
    assert "Telt mee met een ander signaal" in browser.get(address("signal", two[1])).content.decode()
    assert "telt nog één signaal" in browser.get(address("signal", two[0])).content.decode()
    assert send(browser, "signal_join", *reversed(two)).status_code == 302
    assert SameSignal.objects.count() == 1
    response = send(browser, "signal_part", two[1])
    assert not SameSignal.objects.exists()
    undo(browser, response)
    assert SameSignal.objects.count() == 1
    send(client_of(colleague), "signal_reply", two[0], says="done", text="Er komt een hek.")
    assert "Er komt een hek." in browser.get(address("signal", two[1])).content.decode()


def test_signal_join_of_three(client_of: ClientOf, two: list[NeighbourhoodSignal], professional: User) -> None:
    """However they are joined, one counts."""
    third = SignalFactory(by=professional, text=WORDS)
    browser = client_of(professional)
    for pair in ((two[1], third), (two[0], third), (two[0], two[1])):
        told(browser, send(browser, "signal_join", *pair))
    joined = set(SameSignal.objects.values_list("signal", flat=True))
    assert joined == {two[1].pk, third.pk}


def test_signal_join_is_for_who_sent_or_must_act(
    client_of: ClientOf, two: list[NeighbourhoodSignal], former: User, stranger: User
) -> None:
    """Not with one that one may not read, not with itself."""
    assert send(client_of(stranger), "signal_join", *two).status_code == 404
    assert send(client_of(two[0].professional), "signal_join", two[0], two[0]).status_code == 404
    assert send(client_of(two[0].professional), "signal_part", two[0]).status_code == 404


def test_same_area_of_two_teams(client_of: ClientOf, professional: User, stranger: User) -> None:
    """Sent by another team to somebody here, in the same area: possibly the same."""
    area = AreaFactory()
    mine = SignalFactory(by=professional, text=WORDS, area=area)
    theirs = SignalFactory(by=stranger, text=WORDS, area=area, to_person=professional)
    assert found(mine, professional) == [theirs.pk]


def test_joining_hides_nothing_that_is_more(
    client_of: ClientOf, professional: User, colleague: User, team_lead: User, stranger: User
) -> None:
    """An urgent one, one that waits longer, one that is with somebody else: each stays in sight. The sender is told."""
    team = professional.memberships.get().team
    mine = SignalFactory(by=professional, text=WORDS, seriousness=1, to_team=team, answer_by=days_ago(-3))
    more = [
        SignalFactory(by=colleague, text=WORDS, to_team=team, seriousness=3, answer_by=days_ago(-3)),
        SignalFactory(by=colleague, text=WORDS, to_team=team, seriousness=1, answer_by=days_ago(1)),
        SignalFactory(by=colleague, text=WORDS, to_person=stranger, seriousness=1, answer_by=days_ago(-3)),
    ]
    less = SignalFactory(by=colleague, text=WORDS, to_team=team, seriousness=1, answer_by=days_ago(-3))
    browser, there = client_of(professional), client_of(team_lead)
    for one in [*more, less]:
        send(browser, "signal_join", mine, one)
    team_list = there.get(address("signals")).content.decode()
    shown = [address("signal", one) in team_list for one in [*more, less]]
    assert shown == [True, True, False, False]
    assert address("signal", more[2]) in client_of(stranger).get(f"{address('signals')}?show=for_me").content.decode()
    assert address("signal", more[1]) in there.get(f"{address('signals')}?state=late").content.decode()
    here = scope.outside(team_lead)
    assert here and [one.root for one in risen(here, set(here.team_ids), here.day)] == [more[1].pk]
    page = client_of(colleague).get(address("signal", more[0])).content.decode()
    assert "Samengevoegd door Amir Voorbeeld" in page and address("signal_part", more[0]) in page
