"""The form pack: order of a field, words instead of stars, errors with links, a day by chips."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from organisation.forms.style import StyleForm
from shared.layout import LATER, PICK, SOON, DayField


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
