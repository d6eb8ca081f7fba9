"""Parts of life that a goal can be about."""

from django.db import models

from catalogue.models.worded import Subject


class LifeDomain(Subject):
    """A life domain in the resident's words ("Mensen om mij heen"), with the icon that stands for it everywhere."""

    icon = models.CharField(max_length=40)

    class Meta(Subject.Meta):
        abstract = False
