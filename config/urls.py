"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("organisation.urls")),
    path("", include("registration.urls")),
    path("", include("signals.urls")),
    path("", include("catalogue.urls")),
    path("", include("feedback.urls")),
    path("", include("exchange.urls")),
]

handler400 = "organisation.views.errors.bad_request"
handler404 = "organisation.views.errors.page_not_found"
handler500 = "organisation.views.errors.server_error"
