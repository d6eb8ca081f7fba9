"""Actions that a team chooses from: arranging them, and where they are offered."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisation.models import Team, User
from registration.models import Goal, Plan, TeamPhrase
from registration.operations.phrases import AT_MOST
from registration.queries.phrases import offered
from tests.makers import TeamPhraseFactory

Browser = Callable[[User], Client]


def send(client: Client, name: str, *arguments: object, **typed: object) -> HttpResponse:
    """A form of one of these pages."""
    return client.post(reverse(name, args=arguments), {**typed, "submission_key": str(uuid4())})


def texts() -> list[str]:
    """What stands in the list, in order."""
    return list(TeamPhrase.objects.filter(removed_at=None).order_by("rank").values_list("text", flat=True))


class TestArranging:
    """phrases and what hangs on it"""

    def test_phrases_add(self, professional: User, east: Team, client_of: Browser) -> None:
        """At the end of the list, in one line, for the only team; with an undo."""
        client = client_of(professional)
        for text in ("Ik bel de bank.", "We gaan  samen\tnaar de markt."):
            assert send(client, "phrases", text=text, life_domain="finance").status_code == 302
        assert texts() == ["Ik bel de bank.", "We gaan samen naar de markt."]
        phrase = TeamPhrase.objects.order_by("rank")[0]
        assert (phrase.team, phrase.life_domain_id, phrase.recorded_by) == (east, "finance", professional)
        page = client.get(reverse("phrases")).content.decode()
        assert (
            "Ik bel de bank." in page and reverse("phrase_remove", args=[TeamPhrase.objects.latest("rank").pk]) in page
        )

    @pytest.mark.parametrize(
        ("text", "says"), [("", "Schrijf een kleine stap op"), ("x" * 71, "71"), ("IK BEL de bank.", "staan al in")]
    )
    def test_refused(self, professional: User, east: Team, text: str, says: str, client_of: Browser) -> None:
        """Nothing, too much or the same words: a plain sentence, what was typed, and nothing saved."""
        TeamPhraseFactory(team=east, by=professional, text="Ik bel de bank.")
        response = send(client_of(professional), "phrases", text=text, life_domain="")
        page = response.content.decode()
        assert response.status_code == 422 and says in page and text in page
        assert texts() == ["Ik bel de bank."]

    def test_at_most(self, professional: User, east: Team, client_of: Browser) -> None:
        """So many for a team; changing one is still possible then, and so is another team."""
        assert AT_MOST == 60
        made = TeamPhraseFactory.create_batch(AT_MOST, team=east, by=professional)
        client = client_of(professional)
        response = send(client, "phrases", text="Nog een", life_domain="")
        assert response.status_code == 422 and str(AT_MOST) in response.content.decode()
        assert send(client, "phrase_edit", made[0].pk, text="Anders", version=1, life_domain="").status_code == 302
        send(client, "phrase_remove", made[1].pk)
        assert send(client, "phrases", text="Nog een", life_domain="").status_code == 302
        send(client, "phrase_put_back", made[1].pk)
        assert len(texts()) == AT_MOST and made[1].text not in texts()

    def test_phrase_edit(self, professional: User, east: Team, client_of: Browser) -> None:
        """Other words; of two people at one time the second sees what the first made of it."""
        phrase, client = TeamPhraseFactory(team=east, by=professional), client_of(professional)
        send(client, "phrase_edit", phrase.pk, text="Ik loop mee.", version=1, life_domain="finance")
        response = send(client, "phrase_edit", phrase.pk, text="Ik fiets mee.", version=1, life_domain="")
        page = response.content.decode()
        assert response.status_code == 422 and "Ik loop mee." in page and "Ik fiets mee." in page
        assert texts() == ["Ik loop mee."]

    def test_phrase_move(self, professional: User, east: Team, client_of: Browser) -> None:
        """Up and down; the first stays first."""
        one, two, three = (TeamPhraseFactory(team=east, by=professional, text=text).pk for text in "abc")
        client = client_of(professional)
        for phrase, to, expected in [
            (three, "up", "acb"),
            (one, "up", "acb"),
            (one, "down", "cab"),
            (two, "down", "cab"),
        ]:
            send(client, "phrase_move", phrase, to=to)
            assert "".join(texts()) == expected

    def test_phrase_remove_and_phrase_put_back(self, professional: User, east: Team, client_of: Browser) -> None:
        """Taken away and back again, unless the same words came in its place."""
        phrase, client = TeamPhraseFactory(team=east, by=professional, text="Samen koken."), client_of(professional)
        send(client, "phrase_remove", phrase.pk)
        assert texts() == []
        send(client, "phrase_put_back", phrase.pk)
        assert texts() == ["Samen koken."]
        send(client, "phrase_remove", phrase.pk)
        send(client, "phrases", text="Samen koken.", life_domain="")
        send(client, "phrase_put_back", phrase.pk)
        assert texts() == ["Samen koken."]

    def test_of_another_team(self, stranger: User, professional: User, east: Team, client_of: Browser) -> None:
        """Nobody of another team sees or changes them; a team is not to be chosen by its id."""
        phrase, client = TeamPhraseFactory(team=east, by=professional), client_of(stranger)
        assert phrase.text not in client.get(reverse("phrases")).content.decode()
        for name in ("phrase_edit", "phrase_move", "phrase_remove", "phrase_put_back"):
            assert send(client, name, phrase.pk, text="Weg.", version=1).status_code == 404
        send(client, "phrases", text="Van een ander.", life_domain="", team=east.pk)
        assert not TeamPhrase.objects.filter(team=east, text="Van een ander.").exists()


class TestOffered:
    """At the kitchen table."""

    def test_order(self, east: Team, professional: User) -> None:
        """The goal's own part of life first, then those for every goal, then the rest; the same words once."""
        made = [
            TeamPhraseFactory.build(team=east, by=professional, text=text, life_domain_id=domain, rank=rank)
            for rank, (text, domain) in enumerate(
                [("thuis", "home"), ("elk", None), ("geld", "finance"), ("geld 2", "finance"), ("elk", None)]
            )
        ]
        assert offered(made, "finance") == ["geld", "geld 2", "elk", "thuis"]
        assert offered(made, None) == ["elk", "thuis", "geld", "geld 2"]
        assert offered([], "finance") == []

    def test_table_offers_four_and_more(
        self, professional: User, stranger: User, west: Team, east: Team, plan: Plan, client_of: Browser
    ) -> None:
        """Four chips, the rest behind "More"; nothing of another team."""
        TeamPhraseFactory.create_batch(11, team=east, by=professional)
        TeamPhraseFactory(team=west, by=stranger, text="Van Team West.")
        goal: Goal = plan.goals.all()[0]
        page = client_of(professional).get(reverse("table", args=[plan.pk])).content.decode()
        assert "Van Team West." not in page
        block = page[page.index(f'id="next-{goal.pk}"') :]
        shown, _summary, rest = block[block.index('role="group"') :].partition("<details")
        assert shown.count("data-starter=") == 4
        assert rest[: rest.index("</details>")].count("data-starter=") == 7 + 3

    def test_team_without_gets_beginnings(self, professional: User, plan: Plan, client_of: Browser) -> None:
        """As it was before: three starts of a sentence."""
        page = client_of(professional).get(reverse("table", args=[plan.pk])).content.decode()
        goal = plan.goals.all()[0]
        block = page[page.index(f'id="next-{goal.pk}"') :]
        assert block[: block.index("table__add")].count("data-starter=") == 3
