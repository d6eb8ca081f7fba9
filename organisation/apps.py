"""The app organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Keukentafel's organisation."""

    name = "organisation"
