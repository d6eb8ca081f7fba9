"""Addresses of residents and plans. Only unguessable ids stand in them."""

from django.urls import path

from registration.views import actions, goals, notes, plans, resident, residents, sheet, table

urlpatterns = [
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/new/alike/", plans.plan_alike, name="plan_alike"),
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
    path("plans/<uuid:plan>/table/", table.table, name="table"),
    path("plans/<uuid:plan>/close/", plans.plan_close, name="plan_close"),
    path("plans/<uuid:plan>/sheet/", sheet.sheet, name="sheet"),
    path("plans/<uuid:plan>/sheet/choice/", sheet.sheet_choice, name="sheet_choice"),
    path("plans/<uuid:plan>/sheet/printed/", sheet.sheet_printed, name="sheet_printed"),
    path("plans/<uuid:plan>/notes/new/", notes.note_new, name="note_new"),
    path("plans/<uuid:plan>/appointments/new/", notes.appointment_new, name="appointment_new"),
    path("closings/<uuid:closing>/take-back/", plans.closing_take_back, name="closing_take_back"),
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
    path("appointments/<uuid:appointment>/cancel/", notes.appointment_cancel, name="appointment_cancel"),
]
