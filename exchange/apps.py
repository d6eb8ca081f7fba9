"""The app exchange."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Keukentafel's exchange."""

    name = "exchange"
