"""The app registration."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Keukentafel's registration."""

    name = "registration"
