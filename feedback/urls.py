"""Addresses of the home page and of what can be learned from the figures."""

from django.urls import path

from feedback.views import (
    agreements,
    answers_went,
    goals_now,
    home,
    insight_places,
    insights,
    neighbourhood,
    offers,
    question_use,
    questions_by_role,
    taking,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/by-role/", questions_by_role.questions_by_role, name="questions_by_role"),
    path("questions/use/", question_use.question_use, name="question_use"),
    path("questions/nowhere/", answers_went.answers_nowhere, name="answers_nowhere"),
    path("question/<str:question>/went/", answers_went.answers_went, name="answers_went"),
    path("question/<str:question>/talk/", question_use.question_talk_new, name="question_talk_new"),
    path("talks/<uuid:talk>/", question_use.question_talk, name="question_talk"),
    path("talks/<uuid:talk>/take-back/", question_use.question_talk_take_back, name="question_talk_take_back"),
    path("talks/<uuid:talk>/read/", question_use.question_talk_read, name="question_talk_read"),
    path("insights/goals-now/", goals_now.goals_now, name="goals_now"),
    path("insights/goals-now/<slug:step>/", goals_now.goals_now_records, name="goals_now_records"),
    path("offers/new/", offers.offer_new, name="offer_new"),
    path("offers/<uuid:offer>/", offers.offer, name="offer"),
    path("insights/", insights.insights, name="insights"),
    path("insights/file/<slug:form>/", taking.insights_file, name="insights_file"),
    path("insights/print/", taking.insights_print, name="insights_print"),
    path("insights/places/", insight_places.insight_places, name="insight_places"),
    path("neighbourhood/", neighbourhood.neighbourhood, name="neighbourhood"),
    path("insights/<slug:insight>/", insights.insight, name="insight"),
    path(
        "insights/<slug:insight>/records/<slug:figure>/<path:cell>/", insights.insight_records, name="insight_records"
    ),
    path("insights/<slug:insight>/agreements/new/", agreements.agreement_new, name="agreement_new"),
    path("agreements/<uuid:agreement>/tick/", agreements.agreement_tick, name="agreement_tick"),
    path("agreements/<uuid:agreement>/untick/", agreements.agreement_untick, name="agreement_untick"),
    path("agreements/<uuid:agreement>/remove/", agreements.agreement_remove, name="agreement_remove"),
    path("agreements/<uuid:agreement>/put-back/", agreements.agreement_put_back, name="agreement_put_back"),
]
