"""Makers of meetings of professionals; more of `tests/makers.py`."""

import factory

from registration.models import AgreedAction, CaseDiscussion, CaseText
from tests.makers import WordedFactory
from tests.makers_people import days_ago


class DiscussionFactory(WordedFactory):
    """A case discussion of three days ago; `team` must be given."""

    kind = "case"
    held_on = factory.LazyFunction(lambda: days_ago(3))
    title = factory.Sequence(lambda n: f"Schulden en wonen {n}")
    learning_point = "Eerst rust, dan papieren."

    class Meta:
        model = CaseDiscussion


class CaseTextFactory(WordedFactory):
    """What was said about the case."""

    text = "Mevrouw durft de post niet open te maken."

    class Meta:
        model = CaseText


class AgreedActionFactory(WordedFactory):
    """Something agreed in a discussion."""

    text = factory.Sequence(lambda n: f"We nodigen de wijkagent uit {n}")

    class Meta:
        model = AgreedAction
