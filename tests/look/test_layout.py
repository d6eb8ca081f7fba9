"""The form pack: order of a field, words instead of stars, errors with links, a day by chips."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from organisation.forms.style import StyleForm
from shared.fields import PastDayField
from shared.layout import LATER, PICK, SOON, DayField, LaidOut


@pytest.fixture
def thursday(monkeypatch):
    """It is Thursday 19 November 2026."""
    monkeypatch.setattr("shared.layout.timezone", SimpleNamespace(localdate=lambda: date(2026, 11, 19)))


class DayForm(forms.Form):
    due = DayField(offers=SOON)


def drawn(form):
    return re.sub(r"\s+", " ", render_crispy_form(form))


def test_a_field_is_label_hint_reason_error_control():
    html = drawn(StyleForm({"goal": ""}))
    places = [
        html.index(sign)
        for sign in ('for="id_goal"', 'id="id_goal_helptext"', "Om samen te zien", 'id="id_goal_error"', 'id="id_goal"')
    ]
    assert places == sorted(places)
    assert 'aria-describedby="id_goal_helptext id_goal_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_is_needed_is_said_in_words_and_nothing_has_a_star():
    html = drawn(StyleForm())
    assert html.count("field__needed") == 1
    assert "*" not in re.sub(r"<[^>]+>", "", html)


def test_errors_stand_above_with_links_to_the_fields():
    html = drawn(StyleForm({"goal": "", "born": "x", "now": "9"}))
    assert 'role="alert"' in html
    assert {"#id_goal", "#id_born", "#id_now_0"} <= set(re.findall(r'href="(#[^"]+)"', html))


def test_an_error_of_the_whole_form_stands_above_without_a_link():
    form = StyleForm({"goal": "x"})
    form.add_error(None, "Kies één van beide.")
    assert "<li>Kies één van beide.</li>" in drawn(form)


def test_what_was_typed_stays_after_an_error_and_is_shown_as_typed():
    html = drawn(StyleForm({"goal": "", "notes": "<script>", "who": "both", "domains": ["housing"]}))
    assert "&lt;script&gt;" in html and "<script>" not in html
    assert re.search(r'value="both"[^>]*checked', html)
    assert re.search(r'value="housing"[^>]*checked', html)


def test_a_form_that_posts_carries_the_submission_key_and_one_that_asks_does_not():
    form = StyleForm()
    assert 'name="submission_key"' not in drawn(form)
    form.helper.form_method = "post"
    assert 'name="submission_key"' in drawn(form)


def test_a_form_has_no_inline_style_or_script():
    html = drawn(StyleForm())
    assert "style=" not in html and "onclick" not in html


def test_a_chip_means_a_day(thursday):
    assert DayForm({"due_0": "week"}).fields["due"].clean(["week", None]) == date(2026, 11, 22)
    assert DayField(offers=LATER).clean(["six_weeks", None]) == date(2026, 12, 31)


@pytest.mark.parametrize("chip", ["", PICK])
def test_a_picked_day_counts_with_and_without_its_chip(chip):
    form = DayForm({"due_0": chip, "due_1": "2026-12-03"})
    assert form.is_valid() and form.cleaned_data["due"] == date(2026, 12, 3)


def test_no_day_is_allowed():
    form = DayForm({})
    assert form.is_valid() and form.cleaned_data["due"] is None


def test_an_impossible_day_names_what_was_expected():
    form = DayForm({"due_0": PICK, "due_1": "2026-02-31"})
    assert not form.is_valid() and "3-12-2026" in form.errors["due"][0]


def test_a_known_day_shows_as_its_chip_or_as_the_day_itself(thursday):
    widget = DayField().widget
    assert widget.decompress(date(2026, 11, 22)) == ["week", None]
    assert widget.decompress(date(2026, 12, 4)) == [PICK, date(2026, 12, 4)]
    assert widget.decompress(None) == ["", None]


class PastForm(LaidOut, forms.Form):
    held_on = PastDayField()


TODAY, YESTERDAY = "2026-11-19", "2026-11-18"


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ({"held_on": "2026-11-03"}, date(2026, 11, 3)),
        ({"held_on": "3-11-2026"}, date(2026, 11, 3)),
        ({"held_on_chip": TODAY}, date(2026, 11, 19)),
        ({"held_on_chip": YESTERDAY, "held_on": ""}, date(2026, 11, 18)),
        ({"held_on_chip": YESTERDAY, "held_on": "2026-11-03"}, date(2026, 11, 3)),
        ({"held_on_chip": PICK, "held_on": "2026-11-03"}, date(2026, 11, 3)),
        ({"held_on_chip": "", "held_on": "2026-11-03"}, date(2026, 11, 3)),
    ],
)
def test_a_day_behind_us_by_a_chip_or_a_date(thursday, posted, day):
    form = PastForm(posted)
    assert form.is_valid() and form.cleaned_data["held_on"] == day


@pytest.mark.parametrize("posted", [{}, {"held_on_chip": PICK}, {"held_on_chip": "x"}, {"held_on": "2090-11-20"}])
def test_a_day_behind_us_that_is_none(thursday, posted):
    form = PastForm(posted)
    assert not form.is_valid()
    assert 'href="#id_held_on"' in drawn(form)
    assert re.search(r'value="pick" id="id_held_on_2" checked', drawn(form))


@pytest.mark.parametrize(
    ("value", "chosen", "date_value"),
    [
        (date(2026, 11, 19), TODAY, None),
        (YESTERDAY, YESTERDAY, None),
        (date(2026, 11, 3), PICK, "2026-11-03"),
        ("2026-11-20", PICK, "2026-11-20"),
        (None, None, None),
    ],
)
def test_a_day_behind_us_shows_as_its_chip_or_as_itself(thursday, value, chosen, date_value):
    html = drawn(PastForm(initial={"held_on": value}))
    assert re.findall(r'value="([^"]+)" id="[^"]+" checked', html) == ([chosen] if chosen else [])
    assert re.findall(r'type="date"[^>]*value="([^"]+)"', html) == ([date_value] if date_value else [])


class TilesForm(LaidOut, forms.Form):
    domain = forms.ChoiceField(choices=[(str(n), f"Choice {n}") for n in range(12)], widget=forms.RadioSelect)


@pytest.mark.parametrize(("chosen", "is_open"), [("", False), ("8", False), ("9", True), ("11", True)])
def test_at_most_nine_tiles_at_once_and_the_chosen_one_in_sight(chosen, is_open):
    html = drawn(TilesForm(initial={"domain": chosen}))
    shown, folded = html.split("<details")
    assert shown.count('type="radio"') == 9 and folded.count('type="radio"') == 3
    assert folded.startswith(' class="more" open>' if is_open else ' class="more">')


def test_nine_tiles_are_not_folded():
    form = TilesForm()
    form.fields["domain"].choices = form.fields["domain"].choices[:9]
    assert "<details" not in drawn(form)
