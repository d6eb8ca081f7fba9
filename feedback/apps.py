"""The app feedback."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Keukentafel's feedback."""

    name = "feedback"
