"""Addresses of what is asked, and why."""

from django.urls import path

from catalogue.views import questions

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
]
