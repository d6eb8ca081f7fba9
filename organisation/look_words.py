"""What every line of the log of looks is in words: one table, by the name of the view.

A view that opens a file gets its words here; `tests/registration/test_looks.py` finds those that lack them.
Short sentences without hard words: residents read them too.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Said:
    """The words for reading a page, for sending its form, and for what was learned of another file on the way."""

    read: Words = ""
    write: Words = ""
    known: Words = ""


GOAL_SEEN, GOAL_CHANGED = _("looked at a goal"), _("changed a goal")
ACTION_SEEN, ACTION_CHANGED = _("looked at an action"), _("changed an action")
NOTE_SEEN, NOTE_CHANGED = _("looked at a note"), _("changed a note")
FAMILY_SEEN, FAMILY_CHANGED = _("looked at the family"), _("changed who belongs to the family")
STRENGTH_CHANGED, NETWORK_CHANGED = _("changed what goes well"), _("changed who helps along")
GOAL_ORDER, ACTION_ORDER = _("changed the order of goals"), _("changed the order of actions")

BESIDE_SEEN = _("looked at referrals and applications")
REFERRAL_CHANGED, APPLICATION_CHANGED = _("changed a referral"), _("changed an application")
DECISION_CHANGED = _("changed what was decided on an application")

SAID: dict[str, Said] = {
    "plan": Said(_("looked at the plan")),
    "take_along": Said(_("took the plan along for a visit")),
    "plan_new": Said(known=_("heard that this person may be known already")),
    "plan_again": Said(_("looked at the end of the plan"), _("started a new plan")),
    "plan_edit": Said(_("looked at the Act and the neighbourhood"), _("changed the Act or the neighbourhood")),
    "plan_close": Said(_("looked at the plan"), _("closed the plan")),
    "plan_people": Said(_("looked at who walks along")),
    "assignment_new": Said(_("looked at who walks along"), _("let a colleague walk along")),
    "assignment_end": Said(_("looked at who walks along"), _("set the last day of who walks along")),
    "assignment_go_on": Said(write=_("set the last day of who walks along")),
    "assignment_remove": Said(write=_("took back that a colleague walks along")),
    "plan_hand_over": Said(_("looked at who walks along"), _("handed the plan over")),
    "hand_over_sheet": Said(_("looked at the hand-over sheet")),
    "caseload_hand_over_sheet": Said(_("looked at the hand-over sheet")),
    "plan_reopen": Said(_("looked at the end of the plan"), _("opened the plan again")),
    "closing_take_back": Said(write=_("opened the plan again")),
    "opening_questions": Said(_("looked at questions and answers"), _("wrote down answers to questions")),
    "answer_edit": Said(_("looked at questions and answers"), _("corrected an answer")),
    "answer_take_back": Said(write=_("took back an answer")),
    "experience_new": Said(_("opened the questions about our help"), _("chose when to ask about our help")),
    "talk_experience": Said(_("put the questions about our help to you"), _("kept what you think of our help")),
    "table": Said(_("looked at the kitchen-table page"), _("wrote on the kitchen-table page")),
    "looks": Said(_("looked at who looked")),
    "glass": Said(known=_("opened the file with a reason")),
    "sheet": Said(_("looked at the sheet for the fridge")),
    "sheet_choice": Said(write=_("chose what stands on the sheet")),
    "sheet_printed": Said(write=_("printed the sheet")),
    "household_new": Said(known=_("heard that this person may be known already")),
    "household_around": Said(
        _("began a plan for the family"),
        _("started a plan for the family"),
        _("heard that this person may be known already"),
    ),
    "household": Said(_("looked at the page of the family")),
    "household_plan_new": Said(_("looked at the page of the family"), _("started a new plan")),
    "household_edit": Said(FAMILY_SEEN, FAMILY_CHANGED),
    "household_member_new": Said(FAMILY_SEEN, FAMILY_CHANGED, _("heard that this person may be known already")),
    "household_member_leave": Said(FAMILY_SEEN, FAMILY_CHANGED),
    "household_member_stay": Said(write=FAMILY_CHANGED),
    "strength_new": Said(_("looked at what goes well"), STRENGTH_CHANGED),
    "strength_edit": Said(_("looked at what goes well"), STRENGTH_CHANGED),
    "strength_remove": Said(write=STRENGTH_CHANGED),
    "strength_put_back": Said(write=STRENGTH_CHANGED),
    "network_new": Said(_("looked at who helps along"), NETWORK_CHANGED),
    "network_edit": Said(_("looked at who helps along"), NETWORK_CHANGED),
    "network_remove": Said(write=NETWORK_CHANGED),
    "network_put_back": Said(write=NETWORK_CHANGED),
    "beside": Said(BESIDE_SEEN),
    "referral_new": Said(BESIDE_SEEN, _("wrote down a referral")),
    "referral_edit": Said(BESIDE_SEEN, REFERRAL_CHANGED),
    "referral_remove": Said(write=REFERRAL_CHANGED),
    "referral_put_back": Said(write=REFERRAL_CHANGED),
    "application_new": Said(BESIDE_SEEN, _("wrote down an application")),
    "application_edit": Said(BESIDE_SEEN, APPLICATION_CHANGED),
    "application_remove": Said(write=APPLICATION_CHANGED),
    "application_put_back": Said(write=APPLICATION_CHANGED),
    "decision_new": Said(BESIDE_SEEN, _("wrote down what was decided on an application")),
    "decision_edit": Said(BESIDE_SEEN, DECISION_CHANGED),
    "decision_remove": Said(write=DECISION_CHANGED),
    "decision_put_back": Said(write=DECISION_CHANGED),
    "activity": Said(_("looked at who came to an activity")),
    "attendance_new": Said(known=_("wrote down who came to an activity")),
    "attendance_set": Said(write=_("wrote down who came to an activity")),
    "attendance_remove": Said(write=_("wrote down who came to an activity")),
    "attendance_put_back": Said(write=_("wrote down who came to an activity")),
    "plan_activities": Said(_("looked at the activities you were asked for")),
    "resident_edit": Said(_("looked at name and birth date"), _("changed name, birth date or language")),
    "note_new": Said(_("began a note"), _("wrote a note"), _("wrote a note about several people")),
    "note_edit": Said(NOTE_SEEN, NOTE_CHANGED),
    "note_remove": Said(write=_("removed a note")),
    "note_put_back": Said(write=_("put a note back")),
    "appointment_new": Said(_("began an appointment"), _("made an appointment")),
    "appointment_edit": Said(_("looked at an appointment"), _("moved an appointment")),
    "appointment_move_back": Said(write=_("moved an appointment back")),
    "appointment_cancel": Said(write=_("cancelled an appointment")),
    "appointment_put_back": Said(write=_("put an appointment back")),
    "goal": Said(GOAL_SEEN),
    "goal_edit": Said(GOAL_SEEN, GOAL_CHANGED),
    "goal_score": Said(GOAL_SEEN, _("wrote down a step of the stairs")),
    "goal_end": Said(GOAL_SEEN, _("finished a goal")),
    "goal_reopen": Said(write=_("took up a goal again")),
    "goal_move": Said(write=GOAL_ORDER),
    "goal_order": Said(write=ACTION_ORDER),
    "goal_remove": Said(write=_("removed a goal")),
    "goal_put_back": Said(write=_("put a goal back")),
    "score_take_back": Said(write=_("took back a step of the stairs")),
    "tick": Said(write=_("ticked an action")),
    "action_edit": Said(ACTION_SEEN, ACTION_CHANGED),
    "action_move": Said(write=ACTION_ORDER),
    "action_remove": Said(write=_("removed an action")),
    "action_put_back": Said(write=_("put an action back")),
    "doubles": Said(_("looked whether somebody is there twice")),
    "double": Said(_("looked whether somebody is there twice"), _("merged two files of one person")),
    "double_apart": Said(write=_("said that two residents are two people")),
    "merge_undo": Said(write=_("made two files of one again")),
    "move_out": Said(write=_("took the file out with all others")),
    "access_log": Said(_("read the log of looks")),
    "access_asked": Said(_("read the log of looks"), _("looked for a file"), _("looked up who looked")),
    "access_file": Said(_("looked at who looked")),
    "access_glasses": Said(_("read which files were opened with a reason")),
    "assessment": Said(_("looked at an instrument that was filled in")),
    "assessment_new": Said(_("began filling in an instrument"), _("filled in an instrument")),
    "assessment_edit": Said(_("looked at an instrument that was filled in"), _("corrected an instrument")),
    "assessment_take_back": Said(write=_("took back what was filled in of an instrument")),
    "assessment_put_back": Said(write=_("put back what was filled in of an instrument")),
    "assessment_goal": Said(write=_("made a goal of a part of an instrument")),
    "goal_scale": Said(GOAL_SEEN, _("chose a scale for a goal")),
    "talk": Said(_("looked together with the resident"), _("began looking together with the resident")),
    "talk_tick": Said(write=_("ticked an action together with the resident")),
    "talk_score": Said(write=_("wrote down a step together with the resident")),
    "talk_score_back": Said(write=_("took back a step together with the resident")),
    "phone_code_new": Said(_("looked at the codes for the phone"), _("made a code for the phone")),
    "phone_code": Said(_("looked at a code for the phone")),
    "phone_code_withdraw": Said(write=_("withdrew a code for the phone")),
    "my_plan": Said(_("read the plan on a phone")),
    "my_looks": Said(_("read on a phone who looked")),
}
# Views after which there is paper.
PRINTS = {"sheet_printed"}


def in_words(what: str) -> Words:
    """The words of a line of the log ("goal_edit:write"); of a view that is gone only whether it read or wrote."""
    view, _between, way = what.partition(":")
    said = getattr(SAID.get(view, Said()), way, "") if way in {"read", "write", "known"} else ""
    if way == "try":
        return _("filled in a form that was not saved")
    return said or (_("changed something in the file") if way == "write" else _("looked at a part of the file"))
