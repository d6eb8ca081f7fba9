"""Addresses of work outside."""

from django.urls import path

from signals.views import activities, attendances, offers, series

urlpatterns = [
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
]
