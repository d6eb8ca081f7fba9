"""Forms that were begun and not finished: what each is called, and which ask that a plan is one's own."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from organisation.models import Draft

# Forms that only somebody who works on the plan can open: of a plan that is no longer one's own they lead nowhere.
OF_OWN_PLANS = {
    "appointment_new", "assessment_new", "network_new", "note_new", "plan_close", "plan_edit", "plan_reopen",
    "strength_new", "table", "opening_questions",
    "referral_new", "application_new",
}  # fmt: skip
# What a form is called where it waits to be finished, by the name of its page.
FORMS = {
    "note_new": gettext_lazy("note"),
    "note_edit": gettext_lazy("note"),
    "table": gettext_lazy("kitchen table"),
    "opening_questions": gettext_lazy("questions at the beginning"),
    "answer_edit": gettext_lazy("answer to a question"),
    "plan_new": gettext_lazy("new plan"),
    "household_new": gettext_lazy("new plan"),
    "household_around": gettext_lazy("new plan"),
    "household_edit": gettext_lazy("details of a family"),
    "household_member_new": gettext_lazy("details of a family"),
    "household_member_leave": gettext_lazy("details of a family"),
    "strength_new": gettext_lazy("what goes well"),
    "strength_edit": gettext_lazy("what goes well"),
    "network_new": gettext_lazy("who helps along"),
    "network_edit": gettext_lazy("who helps along"),
    "plan_again": gettext_lazy("new plan"),
    "household_plan_new": gettext_lazy("new plan"),
    "plan_edit": gettext_lazy("Act, neighbourhood and service"),
    "plan_close": gettext_lazy("closing of a plan"),
    "goal_edit": gettext_lazy("goal"),
    "goal_end": gettext_lazy("goal"),
    "goal_score": gettext_lazy("step of the ladder"),
    "action_edit": gettext_lazy("action"),
    "appointment_new": gettext_lazy("appointment"),
    "appointment_edit": gettext_lazy("appointment"),
    "plan_reopen": gettext_lazy("going on with a closed plan"),
    "assessment_new": gettext_lazy("instrument"),
    "assessment_edit": gettext_lazy("instrument"),
    "goal_scale": gettext_lazy("goal"),
    "assignment_new": gettext_lazy("somebody more who walks along"),
    "assignment_end": gettext_lazy("last day of walking along"),
    "plan_hand_over": gettext_lazy("hand-over"),
    "caseload_hand_over": gettext_lazy("hand-over"),
    "resident_edit": gettext_lazy("details of a resident"),
    "glass": gettext_lazy("reason to open a file"),
    "question_new": gettext_lazy("question"),
    "question_edit": gettext_lazy("question"),
    "question_talk": gettext_lazy("talk about a question"),
    "guide_step": gettext_lazy("from results to questions"),
    "result_edit": gettext_lazy("from results to questions"),
    "referral_new": gettext_lazy("referral"),
    "referral_edit": gettext_lazy("referral"),
    "application_new": gettext_lazy("application"),
    "application_edit": gettext_lazy("application"),
    "decision_new": gettext_lazy("decision"),
    "decision_edit": gettext_lazy("decision"),
    "group_met_new": gettext_lazy("group met"),
    "group_met_edit": gettext_lazy("group met"),
    "group_new": gettext_lazy("group"),
    "group_edit": gettext_lazy("group"),
    "group_end": gettext_lazy("group"),
    "group_goal_new": gettext_lazy("goal of a group"),
    "group_goal_edit": gettext_lazy("goal of a group"),
    "group_goal_end": gettext_lazy("goal of a group"),
    "group_step_new": gettext_lazy("goal of a group"),
    "group_step_edit": gettext_lazy("goal of a group"),
    "activity_new": gettext_lazy("activity"),
    "activity_edit": gettext_lazy("activity"),
    "attendance_new": gettext_lazy("who came"),
    "series_edit": gettext_lazy("series of activities"),
    "offer_new": gettext_lazy("offer for many"),
    "offer_edit": gettext_lazy("offer for many"),
    "discussion_new": gettext_lazy("meeting"),
    "discussion_edit": gettext_lazy("meeting"),
    "signal_new": gettext_lazy("signal"),
    "signal_edit": gettext_lazy("signal"),
}


@dataclass(frozen=True)
class OpenForm:
    """A form that somebody did not finish: what kind of form, and nothing of what stands in it."""

    kind: str | Promise
    draft: Draft
    # The plan, of a form that asks that it is one's own.
    plan: UUID | None = None

    @classmethod
    def of(cls, draft: Draft) -> "OpenForm | None":
        """By the page it stands on; None when there is no such page any more."""
        try:
            page = resolve(draft.path)
        except Resolver404:
            return None
        name = page.url_name or ""
        plan = page.kwargs.get("plan") if name in OF_OWN_PLANS else None
        return cls(FORMS.get(name, gettext_lazy("form")), draft, plan)
