"""The app signals."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Keukentafel's signals."""

    name = "signals"
