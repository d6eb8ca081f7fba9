"""Addresses of work outside."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
