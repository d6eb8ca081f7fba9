"""The app outcomes."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Keukentafel's outcomes."""

    name = "outcomes"
