"""The template tags of the look."""

from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message

from organisation.templatetags.look import icon, stairs, submission_key, undo_path, voice


def flags(**levels):
    return {step["value"]: [kind for kind, _word in step["flags"]] for step in stairs(**levels)}


def test_begin_previous_and_now_stand_above_their_steps():
    assert flags(begin=1, previous=2, now=3) == {1: ["begin"], 2: ["previous"], 3: ["now"], 4: [], 5: ["goal"]}


def test_when_begin_is_now_only_now_is_said():
    assert flags(begin=2, previous=2, now=2) == {1: [], 2: ["now"], 3: [], 4: [], 5: ["goal"]}


def test_a_previous_step_that_is_the_begin_is_not_said_twice():
    assert flags(begin=1, previous=1, now=4)[1] == ["begin"]


def test_now_on_the_goal_says_both():
    assert flags(begin=1, now=5)[5] == ["goal", "now"]


def test_nothing_known_shows_only_the_goal():
    assert flags() == {1: [], 2: [], 3: [], 4: [], 5: ["goal"]}


def test_a_voice_is_a_shape_and_a_word():
    assert "triangle-filled" in voice("carer")
    assert "&lt;b&gt;" in voice("resident", "<b>")
    assert 'class="visually-hidden"' in voice("resident", "Sjaan", bare=True)


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("home")


def test_every_form_has_a_key_of_its_own():
    assert submission_key({}) != submission_key({})


def test_a_message_can_carry_the_way_back():
    assert undo_path(Message(SUCCESS, "x", extra_tags="undo:/actions/1/untick/")) == "/actions/1/untick/"
    assert undo_path(Message(SUCCESS, "x")) == ""
