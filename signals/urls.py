"""Addresses of work outside."""

from django.urls import include, path

from signals.views import (
    activities,
    attendances,
    group_goals,
    group_met,
    group_steps,
    groups,
    offers,
    series,
    without_network,
)

urlpatterns = [
    # Empty forms that a device keeps for when there is no network
    path("offline/group-met/", without_network.offline_group_met, name="offline_group_met"),
    path("offline/activity/", without_network.offline_activity, name="offline_activity"),
    path("offline/signal/", without_network.offline_signal, name="offline_signal"),
    # Activities, their series, and who came
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path("activities/<uuid:activity>/", activities.activity, name="activity"),
    path("activities/<uuid:activity>/edit/", activities.activity_edit, name="activity_edit"),
    path("activities/<uuid:activity>/remove/", activities.activity_remove, name="activity_remove"),
    path("activities/<uuid:activity>/put-back/", activities.activity_put_back, name="activity_put_back"),
    path("activities/<uuid:activity>/who/", attendances.attendance_new, name="attendance_new"),
    path("attendances/<uuid:attendance>/remove/", attendances.attendance_remove, name="attendance_remove"),
    path("attendances/<uuid:attendance>/put-back/", attendances.attendance_put_back, name="attendance_put_back"),
    path("attendances/<uuid:attendance>/<slug:state>/", attendances.attendance_set, name="attendance_set"),
    path("plans/<uuid:plan>/activities/", attendances.plan_activities, name="plan_activities"),
    path("series/", series.all_series, name="all_series"),
    path("series/<uuid:series>/", series.series, name="series"),
    path("series/<uuid:series>/edit/", series.series_edit, name="series_edit"),
    path("series/<uuid:series>/end/", series.series_end, name="series_end"),
    path("series/<uuid:series>/reopen/", series.series_reopen, name="series_reopen"),
    # Offers for many; how one goes on is a page of figures
    path("offers/", offers.offers, name="offers"),
    path("offers/<uuid:offer>/edit/", offers.offer_edit, name="offer_edit"),
    path("offers/<uuid:offer>/end/", offers.offer_end, name="offer_end"),
    path("offers/<uuid:offer>/reopen/", offers.offer_reopen, name="offer_reopen"),
    path("offers/<uuid:offer>/remove/", offers.offer_remove, name="offer_remove"),
    path("offers/<uuid:offer>/put-back/", offers.offer_put_back, name="offer_put_back"),
    # Groups, groups met, and what is wanted with a group
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.group_new, name="group_new"),
    path("groups/<uuid:group>/", groups.group, name="group"),
    path("groups/<uuid:group>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<uuid:group>/end/", groups.group_end, name="group_end"),
    path("groups/<uuid:group>/reopen/", groups.group_reopen, name="group_reopen"),
    path("group-met/new/", group_met.group_met_new, name="group_met_new"),
    path("group-met/where/", group_met.group_met_where, name="group_met_where"),
    path("group-met/<uuid:group_met>/edit/", group_met.group_met_edit, name="group_met_edit"),
    path("group-met/<uuid:group_met>/take-back/", group_met.group_met_take_back, name="group_met_take_back"),
    path("group-met/<uuid:group_met>/put-back/", group_met.group_met_put_back, name="group_met_put_back"),
    path("group-goals/new/<uuid:whose>/", group_goals.group_goal_new, name="group_goal_new"),
    path("group-goals/<uuid:group_goal>/", group_goals.group_goal, name="group_goal"),
    path("group-goals/<uuid:group_goal>/edit/", group_goals.group_goal_edit, name="group_goal_edit"),
    path("group-goals/<uuid:group_goal>/end/", group_goals.group_goal_end, name="group_goal_end"),
    path("group-goals/<uuid:group_goal>/reopen/", group_goals.group_goal_reopen, name="group_goal_reopen"),
    path("group-goals/<uuid:group_goal>/remove/", group_goals.group_goal_remove, name="group_goal_remove"),
    path("group-goals/<uuid:group_goal>/put-back/", group_goals.group_goal_put_back, name="group_goal_put_back"),
    path("group-goals/<uuid:group_goal>/steps/new/", group_steps.group_step_new, name="group_step_new"),
    path("group-steps/<uuid:group_step>/edit/", group_steps.group_step_edit, name="group_step_edit"),
    path("group-steps/<uuid:group_step>/tick/", group_steps.group_step_tick, name="group_step_tick"),
    path("group-steps/<uuid:group_step>/remove/", group_steps.group_step_remove, name="group_step_remove"),
    path("group-steps/<uuid:group_step>/put-back/", group_steps.group_step_put_back, name="group_step_put_back"),
    # Signals, where they go, and the agenda of a team
    path("", include("signals.urls_for_signals")),
]
