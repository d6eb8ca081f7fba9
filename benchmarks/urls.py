"""The addresses of the product, and one empty page with the same middleware to compare with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from organisation.access import allowed
from organisation.rules import logged_in


@allowed(logged_in)
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all, behind the same door."""
    return HttpResponse("")


urlpatterns = [path("bench/empty/", empty, name="bench_empty"), path("", include("config.urls"))]
