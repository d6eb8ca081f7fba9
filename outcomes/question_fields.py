"""Where the answer to each built-in question is kept, for counting how often it is filled in.

A new built-in question gets its line here, or its reason under `NOT_COUNTED`; a test walks both. The records and their
columns are those of the function `question_use` in the migrations of this app.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.builtin_asked_outside import ASKED_OUTSIDE
from catalogue.builtin_discussions import DISCUSSIONS


@dataclass(frozen=True)
class Kept:
    """In which column of which record an answer stands; empty or missing there is not filled in."""

    record: str
    column: str


def _same(record: str, *columns: str) -> dict[str, Kept]:
    """Questions that are called as the columns that keep them."""
    return {f"{record}.{column}": Kept(record, column) for column in columns}


COUNTED: dict[str, Kept] = {
    **{f"resident.{name}": Kept("plan", name) for name in ("first_name", "last_name", "known_as", "language", "area")},
    "resident.birth_date": Kept("plan", "birth_year"),
    "household.name": Kept("plan", "household"),
    "household.members": Kept("plan", "member"),
    "plan.service": Kept("plan", "service"),
    "help_request.own_words": Kept("story", "own_words"),
    "goal.own_words": Kept("goal", "own_words"),
    "goal.life_domain": Kept("goal", "life_domain_id"),
    **_same("action", "text", "who", "due_on"),
    **_same("strength", "own_words"),
    **_same("network_person", "name", "relation", "helps_with", "phone"),
    **_same("appointment", "starts_at"),
    **_same("note", "text", "held_on"),
    **_same("closing", "closed_on", "reason", "helped_resident", "helped_professional", "continues_independently"),
    **_same("assessment", "voice"),
    **_same("referral", "to", "referred_on", "line", "reason", "could_have_been_ours"),
    "referral.theme": Kept("referral", "theme_id"),
    **_same("application", "provision", "applied_on"),
    **_same("decision", "outcome", "decided_on", "valid_from", "valid_until", "explanation"),
    **_same("group_met", "met_on", "size", "mood", "own_words"),
    "group.area": Kept("group_met", "area_id"),
    "group_met.group": Kept("group_met", "group_id"),
    "group_met.characteristics": Kept("group_met", "characteristic"),
    "group_met.interventions": Kept("group_met", "intervention"),
    **_same("activity", "title", "held_on", "count", "volunteers", "own_words"),
    **{f"activity.{name}": Kept("activity", f"{name}_id") for name in ("service", "area", "theme")},
    "activity.partners": Kept("activity", "partner"),
    "activity.hours": Kept("activity", "spent"),
    **_same("signal", "words", "place", "seriousness", "kind", "provision", "observed_on"),
    "signal.area": Kept("signal", "area_id"),
    "signal.team": Kept("signal", "team_id"),
}

_EVERYBODY = _("Choosing nobody means everybody in the household: that cannot be told from an empty answer.")
_LATER = _("It is asked when something that is there already is changed, and that keeps no list of what was asked.")
_NO_LIST = _("It is asked in a form that keeps no list of what was asked.")
_MEETING = _("It is about a meeting of professionals; how often it is filled in is not counted.")
NOT_COUNTED: dict[str, Promise] = {
    **dict.fromkeys((builtin.key for builtin in ASKED_OUTSIDE if builtin.key not in COUNTED), _NO_LIST),
    **dict.fromkeys((builtin.key for builtin in DISCUSSIONS), _MEETING),
    "signal.theme": _("Choosing none means something else: that cannot be told from an empty answer."),
    "goal.resident": _EVERYBODY,
    "beside.resident": _EVERYBODY,
    "goal.score": _LATER,
    "goal.result": _LATER,
    "goal.importance": _LATER,
    "goal.obstacle": _LATER,
    "plan.law": _LATER,
    "household.until": _LATER,
}
