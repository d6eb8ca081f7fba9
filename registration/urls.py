"""Addresses of residents and plans. Only unguessable ids stand in them."""

from django.urls import path

from registration.views import plans

urlpatterns = [
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
]
