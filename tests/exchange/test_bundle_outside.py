"""Groups, activities, signals and meetings of professionals in a bundle: they land equal, bad cells are named."""

from pathlib import Path

import pytest

from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import StandsInTheWay, undo_run
from exchange.models import ImportRun, RunState
from organisation.models import Team, User
from registration.models import CaseDiscussion, CaseText, Participant
from signals.models import (
    Activity,
    Attendance,
    Group,
    GroupMet,
    NeighbourhoodSignal,
    Partner,
    Route,
    SignalReply,
    SignalText,
)
from tests.exchange.bundles import OUTSIDE, RIGHT, WHOLE, written
from tests.exchange.faults import Fault, untold
from tests.exchange.test_bundle_beside import remarks

pytestmark = pytest.mark.django_db


def brought(folder: Path, **other: str) -> ImportRun:
    """A run of what stands around work outside and of that, with other texts for some files."""
    return import_bundle(written(folder, {**RIGHT, **OUTSIDE, **other}), dry_run=False, by=None)


def test_groups_land(tmp_path: Path) -> None:
    """With what was seen and done; one without a team is of who met it first, else of the team that nobody works in."""
    run = brought(tmp_path / "b")
    assert run.state == RunState.DONE and run.remark_count == 0, [*map(str, run.problems + run.remarks)]
    first, second = Group.objects.order_by("name").reverse()
    assert (first.team.key, first.colour, first.area.code) == ("oost", "orange", "BU99990001")
    assert (second.team.key, second.area, second.team.memberships.count()) == ("ingelezen", None, 0)
    later = GroupMet.objects.get(size=7)
    assert (later.replaces.size, later.professional.name, later.area.code) == (6, "Een Verzonnen", "BU99990001")
    assert {one.key for one in later.replaces.characteristics.all()} == {"nitrous_oxide", "music"}
    assert {one.key for one in later.replaces.interventions.all()} == {"contact", "walked"}
    gone = GroupMet.objects.get(is_taken_back=True)
    assert (gone.replaces.group, gone.team.key, gone.professional.is_active) == (second, "ingelezen", False)
    step = first.goals.get().steps.get(done_on=None)
    assert step.quarter is None and str(first.goals.get().steps.exclude(pk=step.pk).get().quarter) == "2025-04-01"


def test_activities_land(tmp_path: Path) -> None:
    """A partner that is spelled in three ways is one; series, offer, attendances and hours hang on them."""
    run = brought(tmp_path / "b")
    assert {one.name: one.activities.count() for one in Partner.objects.all()} == {
        "Buurthuis De Kers": 1,
        "Woonbond": 2,
    }
    first, second, party = Activity.objects.order_by("held_on")
    assert (first.count, first.volunteers, first.offer.title, first.series) == (14, 3, "Geldcafé", second.series)
    assert (first.offer.seen, float(first.offer.expected), first.series.team.key) == (12, 4.5, "oost")
    assert (party.team.key, party.professional.email) == ("ingelezen", "inlezen@keukentafel.invalid")
    states = {(one.activity.held_on.day, one.resident.first_name): one.state for one in Attendance.objects.all()}
    assert states == {(6, "Łucja"): "came", (6, "Sam"): "declined", (13, "Łucja"): "invited"}
    assert dict(first.hours.values_list("kind", "minutes")) == {"outreach": 90, "carers": 30}
    again = brought(tmp_path / "c", activities=OUTSIDE["activities"].replace("ac2,Koffie", "ac2,Thee"))
    assert again.counts["activities"] == {"new": 0, "changed": 1, "same": 2, "kept_ours": 0}, (again.problems, run)
    assert Partner.objects.count() == 2 and Activity.objects.filter(title="Thee").count() == 1


def test_signals_land(tmp_path: Path) -> None:
    """`answered_on` becomes an answer where no row of replies is one, and only once."""
    brought(tmp_path / "b")
    first = NeighbourhoodSignal.objects.get(words__text__startswith="Veel mensen")
    assert [(one.says, str(one.replied_on)) for one in first.replies.all()] == [("done", "2025-02-10")]
    assert str(first.answer_by) == "2025-02-17" and first.doubles.get().signal.place == "De brug"
    second = NeighbourhoodSignal.objects.get(provision="Loket")
    assert [one.says for one in second.replies.all()] == ["seen", "passed_on"]
    assert second.replaced_by.theme_id == "housing" and second.replaced_by.first == second
    assert SignalText.objects.count() == 4
    assert {(one.theme_id, one.answer_within_days) for one in Route.objects.all()} == {
        ("finance", 7),
        (None, 14),
    } and Route.objects.count() == 3
    answered = OUTSIDE["signals"].replace(
        "fit,3,2025-02-04,Het loket is te vroeg dicht.,,,", "fit,3,2025-02-04,X,,,2025-03-01"
    )
    again = brought(tmp_path / "c", signals=answered, signal_replies="reply,signal,replied_on,says\n")
    assert again.state == RunState.DONE, again.problems
    assert SignalReply.objects.count() == 4
    late = OUTSIDE["signals"].replace(",,,,De brug", ",,,2025-03-02,De brug")
    brought(tmp_path / "d", signals=late)
    # That it went elsewhere by a correction is no answer, and none is in the way of one.
    replies = NeighbourhoodSignal.objects.get(place="De brug").replies
    assert list(replies.values_list("says", "of_correction").order_by("says")) == [("done", False), ("passed_on", True)]
    assert SignalReply.objects.count() == 5


def test_meetings_land(tmp_path: Path) -> None:
    """With themes, plans, who joined and what was said, which stands apart."""
    brought(tmp_path / "b")
    made = CaseDiscussion.objects.get(kind="case")
    assert {one.key for one in made.themes.all()} == {"finance", "housing"} and made.plans.count() == 2
    assert CaseText.objects.get().discussion == made and made.agreed.get().who == "Een"
    said = {(one.role, one.user and one.user.name, one.how_many) for one in Participant.objects.all()}
    assert said == {("professional", "Een Verzonnen", 1), ("police", None, 2)}


FIVE = {
    "groups": "group,name,area,place\ng,Groep,BU99990001,Plein\n",
    "groups_met": "met,group,met_on,size,characteristics,interventions,person,team\nm,g,2025-01-05,4,alcohol,talk,,\n",
    "activities": "activity,title,service,area,held_on,count,theme,partners,person,team\n"
    "a,Koffie,,,2025-01-05,,,A;B,,\n",
    "attendances": "activity,resident,state\na,r1,came\n",
    "signals": "signal,area,theme,kind,seriousness,observed_on,text,person,team,answered_on\n"
    "s,BU99990001,finance,,,2025-01-05,,,,2025-01-06\n",
}


def test_as_the_format_says(tmp_path: Path) -> None:
    """The five files with no more columns than the format names, in a bundle without people or teams; and back."""
    around = {name: RIGHT[name] for name in ("areas", "households", "residents")}
    run = import_bundle(written(tmp_path / "b", {**around, **FIVE}), dry_run=False, by=None)
    assert run.state == RunState.DONE and run.remark_count == 0, (run.problems, run.remarks)
    assert GroupMet.objects.get().area == Group.objects.get().area == NeighbourhoodSignal.objects.get().area
    assert {Group.objects.get().team, Activity.objects.get().team} == {Team.objects.get()}
    again = import_bundle(written(tmp_path / "c", {**around, **FIVE}), dry_run=False, by=None)
    assert all(one["new"] + one["changed"] + one["kept_ours"] == 0 for one in again.counts.values()), again.counts
    counts = undo_run(run, by=None)
    assert {name: counts[name] for name in FIVE} == dict.fromkeys(FIVE, 1)
    for model in (Group, GroupMet, Activity, Attendance, Partner, NeighbourhoodSignal, SignalReply, SignalText):
        assert not model.objects.exists(), model


def test_events_stay_as_they_were(tmp_path: Path) -> None:
    """A row of an event that says something else is told and left; what was written since stops taking back."""
    run = brought(tmp_path / "b")
    other = {"groups_met": OUTSIDE["groups_met"].replace("2025-03-01,6", "2025-03-01,9"),
             "signals": OUTSIDE["signals"].replace("worry,2", "worry,3")}  # fmt: skip
    again = brought(tmp_path / "c", **other)
    assert remarks(again) == {("groups_met.csv", 2, "kept_event"), ("signals.csv", 2, "kept_event")}
    assert not GroupMet.objects.filter(size=9).exists()
    signal, by = NeighbourhoodSignal.objects.get(provision="Loket"), User.objects.get(name="Een Verzonnen")
    SignalReply.objects.create(signal=signal, replied_on="2025-05-01", says="done", recorded_by=by)
    with pytest.raises(StandsInTheWay) as stopped:
        undo_run(run, by=None)
    said = {(one.code, one.file, one.table) for one in stopped.value.obstacles}
    assert said == {("hangs", "people", "signal_replies"), ("hangs", "signals", "signal_replies")}


def test_other_words_of_a_signal_are_told(tmp_path: Path) -> None:
    """What was said, or when it was answered, in a later bundle: a remark as of other events, and it stays as is."""
    brought(tmp_path / "b")
    for turn, (was, now, column) in enumerate(
        (
            ("Veel mensen openen hun post niet.", "Iets heel anders.", "signal"),
            ("2025-02-10", "2025-02-11", "answered_on"),
        )
    ):
        assert was in OUTSIDE["signals"]
        run = brought(tmp_path / f"c{turn}", signals=OUTSIDE["signals"].replace(was, now))
        found = [(one["file"], one["line"], one["column"], one["code"]) for one in run.remarks]
        assert (run.state, found) == (RunState.DONE, [("signals.csv", 2, column, "kept_event")])
    assert SignalText.objects.filter(text="Veel mensen openen hun post niet.").count() == 1
    assert not brought(tmp_path / "d").remark_count


WRONG = [
    ("characteristics", "characteristic", 2, "music,M", "mu sic,M", "slug"),
    ("groups", "area", 2, "BU99990001", "BU99990002", "unknown_near"),
    ("groups", "colour", 2, "orange", "purple", "choice"),
    ("groups_met", "size", 2, ",6,", ",0,", "whole"),
    ("groups_met", "size", 2, ",6,", ",10000,", "whole"),
    ("groups_met", "characteristics", 2, "nitrous_oxide;", "nitrous_oxyde;", "unknown_near"),
    ("groups_met", "interventions", 2, "walked", "wolked", "unknown_near"),
    ("groups_met", "group", 2, "m1,gr1", "m1,gr9", "unknown"),
    ("groups_met", "met_on", 2, "2025-03-01", "", "needed"),
    ("groups_met", "replaces", 3, ",m1,", ",m2,", "cycle"),
    ("groups_met", "replaces", 5, "m3,yes", "m1,yes", "replaced_twice"),
    ("groups_met", "taken_back", 5, "m3,yes", ",yes", "goes_with"),
    ("offers", "expected", 2, "4.5", "veel", "number"),
    ("offers", "quarter", 2, "2025-Q1", "2025-1", "quarter"),
    ("partners", "name", 3, "De Kers,B", "De Kers,Buurthuis de Kers\nx,B", "one_name"),
    ("activities", "count", 2, ",14,", ",10001,", "whole"),
    ("activities", "count", 2, ",14,", ",veel,", "whole"),
    ("activities", "service", 2, "steun", "steum", "unknown_near"),
    ("activities", "series", 2, "se1", "se9", "unknown"),
    ("attendances", "resident", 2, "ac1,r1", "ac1,r9", "unknown"),
    ("attendances", "activity", 3, "ac1,r2", "ac1,r1", "double"),
    ("attendances", "state", 3, "declined", "weg", "choice"),
    ("hours", "minutes", 2, "90", "9000", "whole"),
    ("group_goals", "group", 2, "gr1,,", "gr1,se1,", "either"),
    ("group_goals", "group", 3, ",,se1", ",,", "either"),
    ("group_steps", "quarter", 2, "2025-Q2", "2025-Q7", "quarter"),
    ("routes", "to_person", 2, "p1,,7", "p1,oost,7", "either"),
    ("routes", "theme", 3, "ro2,,", "ro2,finance,BU99990001", "one_route"),
    ("signal_replies", "to_team", 3, "passed_on", "working", "empty_then"),
    ("signal_replies", "of_correction", 4, "passed_on,,p1,,,yes", "done,,,,,yes", "empty_then"),
    ("signals", "area", 2, "BU99990001", "", "needed"),
    ("signals", "theme", 2, "finance", "finnance", "unknown_near"),
    ("signals", "seriousness", 2, "worry,2", "worry,4", "choice"),
    ("signals", "answered_on", 2, "2025-02-10", "2025-02-01", "before"),
    ("signal_replies", "says", 2, "seen", "gezien", "choice"),
    ("same_signals", "other", 2, "si4,si1", "si4,si4", "not_itself"),
    ("same_signals", "other", 2, "si4,si1", "si3,si2", "not_itself"),
    ("same_signals", "signal", 3, "si4,si1", "si4,si1\nsi4,si2", "one_other"),
    ("same_signals", "signal", 3, "si4,si1", "si2,si1\nsi3,si4", "one_other"),
    ("same_signals", "other", 2, "si4,si1", "si4,si1\nsi1,si4", "cycle"),
    ("agenda_points", "team", 2, "oost", "west", "unknown_near"),
    ("discussions", "themes", 2, "finance housing", "finance house", "unknown_near"),
    ("discussions", "kind", 2, "case", "chat", "choice"),
    ("case_texts", "discussion", 3, "Wat gezegd is", "Wat gezegd is\nct2,di1,Nog iets", "one_text"),
    ("participants", "how_many", 2, "p1,", "p1,3", "one_person"),
    ("agreed_actions", "text", 2, "We bellen de woningbouw", "x" * 201, "longer"),
]


def spoiled(fault: Fault) -> str:
    """The text of a file with a fault in it, on the first line where that can be."""
    file, _column, line, right, wrong, _code = fault
    rows = WHOLE[file].split("\n")
    first = min(line, len(rows) - 1) - 1
    at = next(place for place, text in enumerate(rows) if place >= min(first, 1) and right in text)
    return "\n".join([*rows[:at], "\n".join(rows[at:]).replace(right, wrong, 1)])


def test_every_error(tmp_path: Path) -> None:
    """File, line, column and kind; and nothing is written."""
    assert list(untold(WRONG, tmp_path, spoiled, brought)) == []
    assert not Group.objects.exists() and not NeighbourhoodSignal.objects.exists()
