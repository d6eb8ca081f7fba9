"""The app catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Keukentafel's catalogue."""

    name = "catalogue"
