"""Addresses of signals, of where they go, and of what a team talks about."""

from django.urls import path

from signals.views import agenda, cleaning, neighbourhood, neighbourhood_doubles, replies, routes

urlpatterns = [
    path("signals/", neighbourhood.signals, name="signals"),
    path("signals/new/", neighbourhood.signal_new, name="signal_new"),
    path("signals/<uuid:signal>/", neighbourhood.signal, name="signal"),
    path("signals/<uuid:signal>/edit/", neighbourhood.signal_edit, name="signal_edit"),
    path("signals/<uuid:signal>/take-back/", neighbourhood.signal_take_back, name="signal_take_back"),
    path("signals/<uuid:signal>/put-back/", neighbourhood.signal_put_back, name="signal_put_back"),
    path("signals/<uuid:signal>/reply/", replies.signal_reply, name="signal_reply"),
    path("signals/<uuid:signal>/wipe/", cleaning.signal_wipe, name="signal_wipe"),
    path("signals/replies/<uuid:reply>/wipe/", cleaning.signal_reply_wipe, name="signal_reply_wipe"),
    path("signals/<uuid:signal>/same/<uuid:double>/", neighbourhood_doubles.signal_join, name="signal_join"),
    path("signals/<uuid:signal>/apart/", neighbourhood_doubles.signal_part, name="signal_part"),
    path("signals/<uuid:signal>/agenda/<uuid:team>/", agenda.agenda_signal, name="agenda_signal"),
    path("routes/", routes.routes, name="routes"),
    path("routes/new/", routes.route_new, name="route_new"),
    path("routes/<uuid:route>/edit/", routes.route_edit, name="route_edit"),
    path("routes/<uuid:route>/remove/", routes.route_remove, name="route_remove"),
    path("routes/<uuid:route>/put-back/", routes.route_put_back, name="route_put_back"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/print/", agenda.agenda_print, name="agenda_print"),
    path("agenda/<uuid:team>/new/", agenda.agenda_new, name="agenda_new"),
    path("agenda/points/<uuid:point>/handled/", agenda.agenda_handled, name="agenda_handled"),
    path("agenda/points/<uuid:point>/reopen/", agenda.agenda_reopen, name="agenda_reopen"),
    path("agenda/points/<uuid:point>/remove/", agenda.agenda_remove, name="agenda_remove"),
    path("agenda/points/<uuid:point>/wipe/", cleaning.agenda_wipe, name="agenda_wipe"),
    path("agenda/points/<uuid:point>/put-back/", agenda.agenda_put_back, name="agenda_put_back"),
]
