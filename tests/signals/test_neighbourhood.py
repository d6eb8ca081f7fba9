"""Signals: sending, reading, looking for them, correcting and taking back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from catalogue.models import Theme
from organisation.actor import acting
from organisation.models import Area, Team, User
from signals.models import NeighbourhoodSignal, SignalText
from signals.operations.neighbourhood import Overtaken, Seen, correct_signal, take_back_signal
from tests.makers_people import AreaFactory, days_ago
from tests.people import somebody
from tests.registration.pages import address, fill, forms, post, send, told, undo
from tests.signals.makers_signals import SignalFactory, SignalReplyFactory

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


@pytest.fixture
def cherry(east: Team) -> Area:
    """The neighbourhood of Team Oost."""
    made = AreaFactory(name="Kanaleneiland", comparable_name="kanaleneiland")
    east.areas.add(made)
    return made


@pytest.fixture
def sent(professional: User) -> NeighbourhoodSignal:
    """A signal that Amir sent yesterday."""
    return SignalFactory(by=professional)


def page_of(browser: Client, signal: NeighbourhoodSignal) -> str:
    """The page of a signal, as text."""
    return browser.get(address("signal", signal)).content.decode()


class TestSignalNew:
    """What somebody saw."""

    def test_signal_new_with_a_theme_alone(self, browser: Client, team_lead: User, east: Team) -> None:
        """A theme is a signal already; it goes to the one who leads the team, within two weeks. With an undo."""
        response = fill(browser, "signal_new", theme="housing")
        assert "onderweg naar Els Bedacht" in told(browser, response)
        made = NeighbourhoodSignal.objects.get()
        assert (made.team, made.to_person, made.to_team, made.area, made.place) == (east, team_lead, None, None, "")
        assert (made.observed_on, (made.answer_by - timezone.localdate()).days) == (timezone.localdate(), 14)
        assert {"signal.words", "signal.theme"} < set(made.offered.keys)
        undo(browser, fill(browser, "signal_new", theme="finance"))
        assert "Geld" not in browser.get(address("signals")).content.decode().split('class="lines"')[1]

    def test_signal_new_with_everything(self, browser: Client, cherry: Area) -> None:
        """All of it is read back, and what was typed is shown as typed."""
        said = {"kind": "does_not_fit", "provision": "Taxipas", "seriousness": "3", "theme": "social_network"}
        day = days_ago(2).isoformat()
        words = "Ouderen komen <niet> weg."
        fill(browser, "signal_new", **said, words=words, area=str(cherry.pk), place="bij de kerk", observed_on=day)
        made = NeighbourhoodSignal.objects.get()
        assert (made.kind, made.provision, made.seriousness, made.theme_id) == (
            "does_not_fit", "Taxipas", 3, "social_network",
        )  # fmt: skip
        assert (made.area, made.place, made.words.text) == (cherry, "bij de kerk", words)
        page = page_of(browser, made)
        for text in ("Ouderen komen &lt;niet&gt; weg.", "Taxipas", "Kanaleneiland", "bij de kerk", "dringend"):
            assert text in page

    def test_signal_new_with_words_alone(self, browser: Client) -> None:
        """Without a theme it is about something else; a provision says that it does not fit."""
        fill(browser, "signal_new", words="Er is iets.", provision="Wmo-vervoer")
        made = NeighbourhoodSignal.objects.get()
        assert (made.theme_id, made.kind) == ("other", "does_not_fit")

    @pytest.mark.parametrize(
        "typed", ["Kanaleneiland", "kanaleneilnd", "de flat in Kanaleneiland", "KANALENEILAND, achter", "Kanaleneilan"]
    )
    def test_signal_new_finds_the_area(self, browser: Client, cherry: Area, typed: str) -> None:
        """By the name in the place, slips allowed."""
        fill(browser, "signal_new", theme="housing", place=typed)
        made = NeighbourhoodSignal.objects.get()
        assert (made.area, made.place) == (cherry, typed)

    def test_signal_new_of_a_suggestion(self, browser: Client, db: None) -> None:
        """What is chosen from the suggestions becomes its name; also outside one's own team."""
        far = AreaFactory(name="Verweg", comparable_name="verweg")
        fill(browser, "signal_new", theme="housing", place=far.label)
        made = NeighbourhoodSignal.objects.get()
        assert (made.area, made.place) == (far, "Verweg")

    def test_signal_new_where_no_area_is(self, browser: Client, cherry: Area) -> None:
        """The words are kept, the area is empty, and that is said."""
        page = told(browser, fill(browser, "signal_new", theme="housing", place="Zomaarhoek"))
        assert "kennen we geen buurt. De plek staat er" in page
        made = NeighbourhoodSignal.objects.get()
        assert (made.area, made.place) == (None, "Zomaarhoek")

    def test_signal_new_where_two_have_one_name(self, browser: Client, cherry: Area) -> None:
        """Nobody can tell which; that of one's own town is taken where there is just one."""
        AreaFactory(name="Centrum", comparable_name="centrum", code="BU88880001")
        AreaFactory(name="Centrum", comparable_name="centrum", code="BU77770001")
        fill(browser, "signal_new", theme="housing", place="Centrum")
        assert NeighbourhoodSignal.objects.get().area is None
        near = AreaFactory(name="Centrum", comparable_name="centrum", code="BU99997777")
        fill(browser, "signal_new", theme="finance", place="Centrum")
        assert NeighbourhoodSignal.objects.get(theme="finance").area == near

    @pytest.mark.parametrize(
        "changes",
        [
            {"theme": None},
            {"theme": "nothing"},
            {"theme": "housing", "observed_on": "2100-01-01"},
            {"theme": "housing", "observed_on": "31-2-2026"},
            {"theme": "housing", "area": "b3a0c5f2-0000-4000-8000-000000000000"},
            {"theme": "housing", "seriousness": "9"},
            {"theme": "housing", "kind": "gossip"},
            {"theme": "housing", "place": "x" * 121},
            {"theme": "housing", "provision": "x" * 121},
        ],
    )
    def test_signal_new_of_nothing_or_too_much(self, browser: Client, cherry: Area, changes: dict[str, str]) -> None:
        """A plain sentence, and nothing is saved."""
        assert fill(browser, "signal_new", **changes).status_code == 422
        assert not NeighbourhoodSignal.objects.exists()

    def test_signal_new_of_a_theme_that_is_gone(self, browser: Client) -> None:
        """It is not offered any more; a form of before gets a plain sentence."""
        Theme.objects.filter(key="justice").update(until=days_ago(1))
        assert "niet meer in de lijst" in fill(browser, "signal_new", theme="justice").content.decode()

    def test_signal_new_says_what_better_stays_out(self, browser: Client) -> None:
        """Without scripts too, with the way to wipe it; the message holds nothing of the text."""
        page = told(browser, fill(browser, "signal_new", words="Mevrouw Jansen, 06-12345678, geb. 3-4-1950"))
        made = NeighbourhoodSignal.objects.get()
        assert address("signal_wipe", made) in page
        assert all(word in page for word in ("een naam", "een telefoonnummer", "een geboortedatum"))

    def test_signal_new_for_one_of_two_teams(self, client_of: ClientOf, east: Team, west: Team) -> None:
        """Who works in two says for which; without it nothing is lost."""
        both = somebody("Tom Bedacht", "professional", east)
        both.memberships.create(team=west, role="professional", since=days_ago(9))
        browser = client_of(both)
        assert fill(browser, "signal_new", theme="housing").status_code == 422
        fill(browser, "signal_new", theme="housing", team=str(west.pk))
        assert NeighbourhoodSignal.objects.get().team == west


class TestSignals:
    """The list."""

    def test_signals_of_everybody_who_may(
        self, client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, stranger: User
    ) -> None:
        """The own team sees it, another team does not."""
        assert "Steeds meer afval" in client_of(colleague).get(address("signals")).content.decode()
        assert "Steeds meer afval" not in client_of(stranger).get(address("signals")).content.decode()

    def test_signals_by_whose_and_state(self, browser: Client, sent: NeighbourhoodSignal, colleague: User) -> None:
        """For me, sent by me, of my team; open first; answered ones apart; narrowed by theme."""
        done = SignalFactory(by=colleague, theme_id="finance", to_person=colleague, text="Schulden.")
        SignalReplyFactory(signal=done, by=colleague, says="done")
        here = address("signals")
        assert "Schulden." not in browser.get(here).content.decode()
        assert "Schulden." in browser.get(f"{here}?state=ended").content.decode()
        assert "Schulden." not in browser.get(f"{here}?state=all&show=mine").content.decode()
        assert "Schulden." not in browser.get(f"{here}?state=all&show=for_me").content.decode()
        assert "Steeds meer" in browser.get(f"{here}?show=for_me").content.decode()
        assert "Steeds meer" not in browser.get(f"{here}?state=all&theme=finance").content.decode()
        assert browser.get(f"{here}?state=odd&show=odd&theme=odd&page=99").status_code == 200

    def test_signals_with_words(self, browser: Client, sent: NeighbourhoodSignal) -> None:
        """A word of what was said, without marks; never in the address."""
        for words, seen in (("AFVAL speeltuin", True), ("áfval", True), ("wonen", True), ("kermis", False)):
            page = send(browser, "signals", q=words).content.decode()
            assert ("Steeds meer afval" in page) is seen, words

    def test_signals_asks_little(
        self, browser: Client, professional: User, django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        """As many questions for 20 as for one."""
        SignalFactory.create_batch(20, by=professional)
        browser.get(address("signals"))
        with django_assert_max_num_queries(20):
            browser.get(address("signals"))


class TestSignal:
    """One of them."""

    def test_signal_of_another_team(self, client_of: ClientOf, sent: NeighbourhoodSignal, stranger: User) -> None:
        """Looks like one that does not exist, until it is sent or passed on there."""
        there = client_of(stranger)
        assert there.get(address("signal", sent)).status_code == 404
        SignalReplyFactory(signal=sent, by=stranger, says="passed_on", to_person=stranger)
        assert there.get(address("signal", sent)).status_code == 200

    def test_signal_behind_the_second_lock(self, sent: NeighbourhoodSignal, stranger: User, colleague: User) -> None:
        """PostgreSQL shows it to the team alone, and to whom it was passed on; nobody changes it."""

        def seen(person: User) -> int:
            with acting(person):
                return NeighbourhoodSignal.objects.count() + SignalText.objects.count()

        assert (seen(colleague), seen(stranger)) == (2, 0)
        SignalReplyFactory(signal=sent, by=colleague, says="passed_on", to_team=stranger.memberships.get().team)
        assert seen(stranger) == 2
        changing = "UPDATE signals_neighbourhoodsignal SET theme_id = 'finance'"
        with acting(colleague), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(changing)


class TestCorrecting:
    """Other words, taking back, putting back."""

    def test_signal_edit(self, browser: Client, sent: NeighbourhoodSignal) -> None:
        """What was said before stays behind it; answers stay with it; the address stays."""
        SignalReplyFactory(signal=sent, by=sent.professional, text="We kijken ernaar.")
        fill(browser, "signal_edit", sent, words="Minder afval nu.")
        page = page_of(browser, sent)
        assert "Minder afval nu." in page and "We kijken ernaar." in page and "Steeds meer" not in page
        fill(browser, "signal_edit", sent, words="Geen afval nu.")
        assert "Geen afval nu." in page_of(browser, sent)
        sent.refresh_from_db()
        assert sent.words.text == "Steeds meer afval bij de speeltuin."
        assert NeighbourhoodSignal.objects.count() == 3
        assert set(NeighbourhoodSignal.objects.values_list("first", flat=True)) == {None, sent.pk}

    def test_signal_edit_on_two_devices(self, browser: Client, sent: NeighbourhoodSignal) -> None:
        """The second is told what stands there now; saved again it counts."""
        here = address("signal_edit", sent)
        read = next(form.fields["event"] for form in forms(browser.get(here)) if "event" in form.fields)
        fields = {"submission_key": [str(uuid4())], "event": read, "theme": ["housing"], "words": ["Een."]}
        assert post(browser, here, fields).status_code == 302
        refused = post(browser, here, {**fields, "submission_key": [str(uuid4())], "words": ["Twee."]})
        assert refused.status_code == 422
        assert "Een." in refused.content.decode() and "Twee." in refused.content.decode()

    def test_signal_edit_is_for_who_sent_it(
        self, client_of: ClientOf, sent: NeighbourhoodSignal, colleague: User, team_lead: User
    ) -> None:
        """Not for colleagues, not for the lead."""
        for person in (colleague, team_lead):
            assert client_of(person).get(address("signal_edit", sent)).status_code == 404

    def test_signal_take_back_and_signal_put_back(self, browser: Client, sent: NeighbourhoodSignal) -> None:
        """Gone from every list, and back with one tap, as it was; twice does no harm."""
        send(browser, "signal_take_back", sent)
        assert browser.get(address("signal", sent)).status_code == 404
        assert "Steeds meer afval" not in browser.get(address("signals")).content.decode()
        undo(browser, send(browser, "signal_put_back", sent) and send(browser, "signal_take_back", sent))
        assert "Steeds meer afval" in page_of(browser, sent)
        assert send(browser, "signal_put_back", sent).status_code == 302
        assert NeighbourhoodSignal.objects.count() == 5

    def test_two_at_the_same_moment(self, sent: NeighbourhoodSignal, professional: User) -> None:
        """The second is told, and nothing is overwritten."""
        correct_signal(signal=sent, seen=Seen.of(sent), by=professional)
        with pytest.raises(Overtaken):
            take_back_signal(signal=sent, by=professional)
        assert NeighbourhoodSignal.objects.count() == 2

    def test_signal_take_back_is_overtaken(
        self, browser: Client, sent: NeighbourhoodSignal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A plain sentence, no error."""

        def overtaken(**_values: object) -> None:
            raise Overtaken

        monkeypatch.setattr("signals.views.neighbourhood.take_back_signal", overtaken)
        assert "op hetzelfde moment" in told(browser, send(browser, "signal_take_back", sent))
