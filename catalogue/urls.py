"""Addresses of what is asked, and why."""

from django.urls import path

from catalogue.views import languages, questions

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("languages/", languages.languages, name="languages"),
    path("languages/<slug:code>/", languages.language, name="language"),
    path("languages/<slug:code>/on/", languages.language_on, name="language_on"),
    path("languages/<slug:code>/off/", languages.language_off, name="language_off"),
]
