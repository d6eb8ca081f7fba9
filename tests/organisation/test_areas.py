"""Finding areas: the suggestions, and the field in which an area is typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from organisation.forms.area_field import AreaField, Wanted
from organisation.models import Area, User
from organisation.queries.areas import areas_like
from shared.text import comparable
from tests.makers_people import AreaFactory


class PlaceForm(forms.Form):
    """A form with an area."""

    place = AreaField(required=False)


class NeededForm(forms.Form):
    """A form that needs an area."""

    place = AreaField(error_messages={"required": "Waar?"})


def area(code: str, name: str, level: str = "BU", **rest: Any) -> Area:
    """An area as loading makes it."""
    return AreaFactory(code=code, name=name, level=level, comparable_name=comparable(name), **rest)


@pytest.fixture
def town(db: None) -> Area:
    """A municipality with a district and three neighbourhoods, and another with one of the same name."""
    town = area("GM9998", "Bedachtstad", "GM")
    district = area("WK999801", "Wijk 01", "WK", parent=town)
    area("BU99980101", "Centrum", parent=district)
    area("BU99980102", "Centrum-Noord", parent=district)
    area("BU9998010A", "'t Zandt (brt)", parent=district)
    area("BU99970101", "Centrum", parent=area("GM9997", "Verzonnendam", "GM"))
    return town


def labels(found: list[Area]) -> list[str]:
    """How areas are told apart."""
    return [one.label for one in found]


class TestFinding:
    """areas_like"""

    def test_exact_names_come_first(self, town: Area) -> None:
        """Then those that begin so; a name that is there twice names its municipality."""
        assert labels(areas_like("centrum")) == [
            "Centrum, Verzonnendam (BU99970101)",
            "Centrum, Bedachtstad (BU99980101)",
            "Centrum-Noord, Bedachtstad (BU99980102)",
        ]

    @pytest.mark.parametrize("typed", ["T ZANDT", "zandt (b", "bu9998010a", "Zandt, ergens (BU9998010A)"])
    def test_as_people_type(self, town: Area, typed: str) -> None:
        """Without regard for capitals, marks and brackets; or by code, wherever it stands."""
        assert labels(areas_like(typed)) == ["'t Zandt (brt), Bedachtstad (BU9998010A)"]

    @pytest.mark.parametrize("typed", ["", "  ", "nergens", "BU00000000", "%"])
    def test_nothing(self, town: Area, typed: str) -> None:
        """What is not there is not found, and a sign of the database is only a sign."""
        assert areas_like(typed) == []

    def test_newest_year(self, town: Area) -> None:
        """An area that was loaded for two years is found once."""
        area("BU99980101", "Centrum Nieuw", year=2026)
        assert labels(areas_like("BU99980101")) == ["Centrum Nieuw (BU99980101)"]
        assert "Centrum, Bedachtstad (BU99980101)" not in labels(areas_like("centrum"))

    def test_at_most_nine(self, db: None) -> None:
        """A choice of more is no choice."""
        for number in range(12):
            area(f"BU999900{number:02d}", f"Buurt {number}")
        assert len(areas_like("buurt")) == 9


class TestAreas:
    """areas"""

    def test_areas_as_a_page(self, client_of: Callable[[User], Client], professional: User, town: Area) -> None:
        """Works without JavaScript, and shows what was typed as typed."""
        page = client_of(professional).get(reverse("areas"), {"q": "centrum-noord"}).content.decode()
        assert "Centrum-Noord, Bedachtstad" in page
        assert "<html" in page
        page = client_of(professional).get(reverse("areas"), {"q": '"><script>'}).content.decode()
        assert "<script>" not in page.split("<main")[1]

    def test_areas_as_options(self, client_of: Callable[[User], Client], professional: User, town: Area) -> None:
        """For htmx: the options alone, by the name of the box."""
        answer = client_of(professional).get(
            reverse("areas"), {"field": "place", "place": "zandt"}, headers={"HX-Request": "true"}
        )
        assert answer.content.decode().strip() == (
            '<option value="&#x27;t Zandt (brt), Bedachtstad (BU9998010A)"></option>'
        )


class TestField:
    """AreaField"""

    def test_one(self, town: Area) -> None:
        """A whole name, a suggestion as it stands in the list, or a code."""
        for typed in ("Centrum-Noord", "Centrum-Noord, Bedachtstad (BU99980102)", " bu99980102 "):
            form = PlaceForm({"place": typed})
            assert form.is_valid()
            assert form.cleaned_data["place"].code == "BU99980102"

    def test_empty(self, town: Area) -> None:
        """Nothing typed is no area; where one is needed that is said."""
        assert PlaceForm({}).is_valid()
        assert PlaceForm({"place": " "}).is_valid()
        assert NeededForm({"place": ""}).errors == {"place": ["Waar?"]}

    def test_unknown(self, town: Area) -> None:
        """Says what was expected and keeps what was typed."""
        form = PlaceForm({"place": "Nergens & <b>"})
        assert not form.is_valid()
        assert "Typ een deel van de naam" in form.errors["place"][0]
        assert 'value="Nergens &amp; &lt;b&gt;"' in str(form["place"])

    def test_several(self, town: Area) -> None:
        """Offers what can be meant; the choice then counts."""
        form = PlaceForm({"place": "centrum"})
        assert not form.is_valid()
        drawn = " ".join(str(form["place"]).split())
        assert drawn.count('type="radio"') == 3
        assert 'name="place_offered_for" value="centrum"' in drawn
        chosen = Area.objects.get(code="BU99970101")
        again = PlaceForm({"place": "centrum", "place_offered_for": "centrum", "place_chosen": str(chosen.pk)})
        assert again.is_valid()
        assert again.cleaned_data["place"] == chosen

    @pytest.mark.parametrize("chosen", ["geen id", "01890000-0000-7000-8000-000000000000", ""])
    def test_forged_choice(self, town: Area, chosen: str) -> None:
        """What was not offered cannot be chosen."""
        form = PlaceForm({"place": "centrum", "place_offered_for": "centrum", "place_chosen": chosen})
        assert not form.is_valid()

    def test_choice_for_another_text(self, town: Area) -> None:
        """Who changes the text after a choice means the new text."""
        chosen = Area.objects.get(code="BU99970101")
        form = PlaceForm({"place": "Centrum-Noord", "place_offered_for": "centrum", "place_chosen": str(chosen.pk)})
        assert form.is_valid()
        assert form.cleaned_data["place"].code == "BU99980102"
        form = PlaceForm({"place": "centru", "place_offered_for": "centrum", "place_chosen": str(chosen.pk)})
        assert not form.is_valid()

    def test_initial(self, town: Area) -> None:
        """An area or its id stands in the box by name, place and code, and leaves the form unchanged when sent back."""
        known = Area.objects.get(code="BU99980102")
        for initial in (known, known.pk):
            form = PlaceForm({"place": known.label}, initial={"place": initial})
            assert 'value="Centrum-Noord, Bedachtstad (BU99980102)"' in str(PlaceForm(initial={"place": initial}))
            assert form.is_valid()
            assert not form.has_changed()
        assert PlaceForm({"place": "centrum"}, initial={"place": known}).has_changed()
        assert PlaceForm({"place": "centrum"}).has_changed()
        assert not AreaField().has_changed(None, None)

    def test_box(self, town: Area) -> None:
        """The box asks for suggestions by itself, and says so to no browser extension."""
        drawn = str(PlaceForm()["place"])
        assert f'hx-get="{reverse("areas")}?field=place"' in drawn
        assert 'list="id_place_list"' in drawn
        assert 'autocomplete="off"' in drawn
        assert "onc" not in drawn
        widget = AreaField().widget
        assert widget.value_omitted_from_data(QueryDict(""), None, "place")
        assert widget.format_value(None) == ""
        assert widget.format_value(Wanted("x")) == "x"
