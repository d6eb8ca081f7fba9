"""Addresses of residents and plans. Only unguessable ids stand in them."""

from django.urls import path

from registration.views import (
    access_log,
    actions,
    answers,
    applications,
    appointments,
    assessments,
    beside,
    experience,
    glass,
    goal_scale,
    goals,
    hand_over,
    households,
    looks,
    my,
    notes,
    people,
    phone_code,
    phrases,
    plans,
    referrals,
    resident,
    residents,
    resources,
    sheet,
    table,
    talk,
)

urlpatterns = [
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/new/alike/", plans.plan_alike, name="plan_alike"),
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
    path("plans/<uuid:plan>/table/", table.table, name="table"),
    path("plans/<uuid:plan>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<uuid:plan>/close/", plans.plan_close, name="plan_close"),
    path("plans/<uuid:plan>/reopen/", plans.plan_reopen, name="plan_reopen"),
    path("plans/<uuid:plan>/sheet/", sheet.sheet, name="sheet"),
    path("plans/<uuid:plan>/sheet/choice/", sheet.sheet_choice, name="sheet_choice"),
    path("plans/<uuid:plan>/sheet/printed/", sheet.sheet_printed, name="sheet_printed"),
    path("plans/<uuid:plan>/glass/", glass.glass, name="glass"),
    path("plans/<uuid:plan>/looks/", looks.looks, name="looks"),
    path("plans/<uuid:plan>/notes/new/", notes.note_new, name="note_new"),
    path("plans/<uuid:plan>/appointments/new/", notes.appointment_new, name="appointment_new"),
    path("plans/<uuid:plan>/people/", people.plan_people, name="plan_people"),
    path("plans/<uuid:plan>/people/new/", people.assignment_new, name="assignment_new"),
    path("assignments/<uuid:assignment>/end/", people.assignment_end, name="assignment_end"),
    path("assignments/<uuid:assignment>/go-on/", people.assignment_go_on, name="assignment_go_on"),
    path("assignments/<uuid:assignment>/remove/", people.assignment_remove, name="assignment_remove"),
    path("plans/<uuid:plan>/hand-over/", hand_over.plan_hand_over, name="plan_hand_over"),
    path("plans/<uuid:plan>/hand-over/sheet/", hand_over.hand_over_sheet, name="hand_over_sheet"),
    path("caseloads/<uuid:person_id>/hand-over/", hand_over.caseload_hand_over, name="caseload_hand_over"),
    path("caseloads/sheet/<slug:which>/", hand_over.caseload_hand_over_sheet, name="caseload_hand_over_sheet"),
    path("hand-overs/<uuid:act>/take-back/", hand_over.hand_over_take_back, name="hand_over_take_back"),
    path("closings/<uuid:closing>/take-back/", plans.closing_take_back, name="closing_take_back"),
    path("plans/<uuid:plan>/strengths/new/", resources.strength_new, name="strength_new"),
    path("plans/<uuid:plan>/network/new/", resources.network_new, name="network_new"),
    path("strengths/<uuid:strength>/edit/", resources.strength_edit, name="strength_edit"),
    path("strengths/<uuid:strength>/remove/", resources.strength_remove, name="strength_remove"),
    path("strengths/<uuid:strength>/put-back/", resources.strength_put_back, name="strength_put_back"),
    path("network/<uuid:person>/edit/", resources.network_edit, name="network_edit"),
    path("network/<uuid:person>/remove/", resources.network_remove, name="network_remove"),
    path("network/<uuid:person>/put-back/", resources.network_put_back, name="network_put_back"),
    path("households/new/", households.household_new, name="household_new"),
    path("households/<uuid:household>/", households.household, name="household"),
    path("households/<uuid:household>/edit/", households.household_edit, name="household_edit"),
    path("households/<uuid:household>/members/new/", households.household_member_new, name="household_member_new"),
    path("households/<uuid:household>/plans/new/", households.household_plan_new, name="household_plan_new"),
    path("members/<uuid:member>/leave/", households.household_member_leave, name="household_member_leave"),
    path("members/<uuid:member>/stay/", households.household_member_stay, name="household_member_stay"),
    path("residents/<uuid:resident>/household/new/", households.household_around, name="household_around"),
    path("residents/", residents.residents, name="residents"),
    path("residents/team/", residents.team_residents, name="team_residents"),
    path("actions/open/", residents.open_actions, name="open_actions"),
    path("goals/obstacles/", residents.obstacles, name="obstacles"),
    path("residents/<uuid:resident>/edit/", resident.resident_edit, name="resident_edit"),
    path("residents/<uuid:resident>/plans/new/", plans.plan_again, name="plan_again"),
    path("goals/<uuid:goal>/", goals.goal, name="goal"),
    path("goals/<uuid:goal>/edit/", goals.goal_edit, name="goal_edit"),
    path("goals/<uuid:goal>/score/", goals.goal_score, name="goal_score"),
    path("goals/<uuid:goal>/end/", goals.goal_end, name="goal_end"),
    path("goals/<uuid:goal>/reopen/", goals.goal_reopen, name="goal_reopen"),
    path("goals/<uuid:goal>/move/", goals.goal_move, name="goal_move"),
    path("goals/<uuid:goal>/order/", goals.goal_order, name="goal_order"),
    path("goals/<uuid:goal>/remove/", goals.goal_remove, name="goal_remove"),
    path("goals/<uuid:goal>/put-back/", goals.goal_put_back, name="goal_put_back"),
    path("scores/<uuid:score>/take-back/", goals.score_take_back, name="score_take_back"),
    path("actions/<uuid:action>/tick/", actions.tick, name="tick"),
    path("actions/<uuid:action>/edit/", actions.action_edit, name="action_edit"),
    path("actions/<uuid:action>/move/", actions.action_move, name="action_move"),
    path("actions/<uuid:action>/remove/", actions.action_remove, name="action_remove"),
    path("actions/<uuid:action>/put-back/", actions.action_put_back, name="action_put_back"),
    path("notes/<uuid:note>/edit/", notes.note_edit, name="note_edit"),
    path("notes/<uuid:note>/remove/", notes.note_remove, name="note_remove"),
    path("notes/<uuid:note>/put-back/", notes.note_put_back, name="note_put_back"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/<uuid:appointment>/edit/", appointments.appointment_edit, name="appointment_edit"),
    path(
        "appointments/<uuid:appointment>/move-back/", appointments.appointment_move_back, name="appointment_move_back"
    ),
    path("appointments/<uuid:appointment>/cancel/", notes.appointment_cancel, name="appointment_cancel"),
    path("appointments/<uuid:appointment>/put-back/", notes.appointment_put_back, name="appointment_put_back"),
]

# Beside a plan: referrals, applications and what was decided on them.
urlpatterns += [
    path("plans/<uuid:plan>/beside/", beside.beside, name="beside"),
    path("plans/<uuid:plan>/referrals/new/", referrals.referral_new, name="referral_new"),
    path("referrals/<uuid:referral>/edit/", referrals.referral_edit, name="referral_edit"),
    path("referrals/<uuid:referral>/remove/", referrals.referral_remove, name="referral_remove"),
    path("referrals/<uuid:referral>/put-back/", referrals.referral_put_back, name="referral_put_back"),
    path("plans/<uuid:plan>/applications/new/", applications.application_new, name="application_new"),
    path("applications/<uuid:application>/edit/", applications.application_edit, name="application_edit"),
    path("applications/<uuid:application>/remove/", applications.application_remove, name="application_remove"),
    path("applications/<uuid:application>/put-back/", applications.application_put_back, name="application_put_back"),
    path("applications/<uuid:application>/decisions/new/", applications.decision_new, name="decision_new"),
    path("decisions/<uuid:decision>/edit/", applications.decision_edit, name="decision_edit"),
    path("decisions/<uuid:decision>/remove/", applications.decision_remove, name="decision_remove"),
    path("decisions/<uuid:decision>/put-back/", applications.decision_put_back, name="decision_put_back"),
]

# Instruments that are filled in for a plan.
urlpatterns += [
    path("plans/<uuid:plan>/instruments/<uuid:instrument>/", assessments.assessment, name="assessment"),
    path("plans/<uuid:plan>/instruments/<uuid:instrument>/new/", assessments.assessment_new, name="assessment_new"),
    path("assessments/<uuid:assessment>/edit/", assessments.assessment_edit, name="assessment_edit"),
    path("assessments/<uuid:assessment>/take-back/", assessments.assessment_take_back, name="assessment_take_back"),
    path("assessments/<uuid:assessment>/put-back/", assessments.assessment_put_back, name="assessment_put_back"),
    path("assessments/<uuid:assessment>/goal/<uuid:part>/", assessments.assessment_goal, name="assessment_goal"),
    path("goals/<uuid:goal>/scale/", goal_scale.goal_scale, name="goal_scale"),
]

# Actions that a team chooses from.
urlpatterns += [
    path("phrases/", phrases.phrases, name="phrases"),
    path("phrases/<uuid:phrase>/edit/", phrases.phrase_edit, name="phrase_edit"),
    path("phrases/<uuid:phrase>/move/", phrases.phrase_move, name="phrase_move"),
    path("phrases/<uuid:phrase>/remove/", phrases.phrase_remove, name="phrase_remove"),
    path("phrases/<uuid:phrase>/put-back/", phrases.phrase_put_back, name="phrase_put_back"),
]

# Who looked at what, for the privacy officer.
urlpatterns += [
    path("access/", access_log.access_log, name="access_log"),
    path("access/glasses/", access_log.access_glasses, name="access_glasses"),
    path("access/asked/", access_log.access_asked, name="access_asked"),
    path("access/files/<uuid:resident>/", access_log.access_file, name="access_file"),
]

# Own questions: those of the beginning, a correction, and those about our help.
urlpatterns += [
    path("plans/<uuid:plan>/opening/", answers.opening_questions, name="opening_questions"),
    path("answers/<uuid:answer>/edit/", answers.answer_edit, name="answer_edit"),
    path("answers/<uuid:answer>/take-back/", answers.answer_take_back, name="answer_take_back"),
    path("plans/<uuid:plan>/experience/", experience.experience_new, name="experience_new"),
]

# What residents look at: at the table, and on their own phones.
urlpatterns += [
    path("plans/<uuid:plan>/talk/", talk.talk, name="talk"),
    path("plans/<uuid:plan>/talk/actions/<uuid:action>/tick/", talk.talk_tick, name="talk_tick"),
    path("plans/<uuid:plan>/talk/goals/<uuid:goal>/score/", talk.talk_score, name="talk_score"),
    path("plans/<uuid:plan>/talk/scores/<uuid:score>/take-back/", talk.talk_score_back, name="talk_score_back"),
    path("plans/<uuid:plan>/talk/experience/", experience.talk_experience, name="talk_experience"),
    path("talk/unlock/", talk.talk_unlock, name="talk_unlock"),
    path("plans/<uuid:plan>/phone/", phone_code.phone_code_new, name="phone_code_new"),
    path("phone-codes/<uuid:phone_code>/", phone_code.phone_code, name="phone_code"),
    path("phone-codes/<uuid:phone_code>/withdraw/", phone_code.phone_code_withdraw, name="phone_code_withdraw"),
    path("my/", my.my, name="my"),
    path("my/plan/", my.my_plan, name="my_plan"),
    path("my/looks/", my.my_looks, name="my_looks"),
    path("my/close/", my.my_close, name="my_close"),
]
