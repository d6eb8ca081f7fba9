"""Addresses of the home page and of what can be learned from the figures."""

from django.urls import path

from feedback.views import goals_now, home, questions_by_role

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/by-role/", questions_by_role.questions_by_role, name="questions_by_role"),
    path("insights/goals-now/", goals_now.goals_now, name="goals_now"),
    path("insights/goals-now/<slug:step>/", goals_now.goals_now_records, name="goals_now_records"),
]
