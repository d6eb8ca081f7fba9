"""Who says something: a shape and a word, never a colour alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Voice(models.TextChoices):
    """The voice behind a goal, a step or an action."""

    RESIDENT = "resident", _("resident")
    PROFESSIONAL = "professional", _("professional")
    CARER = "carer", _("carer")
