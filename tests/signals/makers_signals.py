"""Makers of signals, what was answered, where they go, and points of an agenda; more of `tests/makers.py`."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from organisation.models import Team, User
from signals.models import AgendaPoint, NeighbourhoodSignal, Route, SameSignal, SignalReply, SignalText
from tests.makers import RecordedFactory
from tests.makers_people import days_ago


class SignalFactory(RecordedFactory):
    """Seen yesterday and sent `by` somebody to the own team, with two weeks to answer. `text` is what was said."""

    theme_id = "housing"
    professional = factory.SelfAttribute("by")
    team = factory.LazyAttribute(lambda made: made.by.memberships.exclude(team=None).latest("since").team)
    to_team = factory.LazyAttribute(lambda made: None if made.to_person else made.team)
    to_person = None
    observed_on = factory.LazyFunction(lambda: days_ago(1))
    answer_by = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))

    class Meta:
        model = NeighbourhoodSignal

    @classmethod
    def _create(cls, model_class: type[NeighbourhoodSignal], *args: object, **kwargs: object) -> NeighbourhoodSignal:
        text = kwargs.pop("text", "Steeds meer afval bij de speeltuin.")
        made = super()._create(model_class, *args, **kwargs)
        SignalText.objects.create(signal=made, text=str(text))
        return made


class SignalReplyFactory(RecordedFactory):
    """Somebody (`by`) is working on it since today."""

    says = "working"
    replied_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = SignalReply


class RouteFactory(DjangoModelFactory):
    """A route to a team or a person, for every theme and area unless said otherwise."""

    class Meta:
        model = Route


class AgendaPointFactory(RecordedFactory):
    """A few words on the agenda of a team."""

    words = factory.Sequence(lambda n: f"Openingstijden van het buurthuis, keer {n}")

    class Meta:
        model = AgendaPoint


def signalled(professional: User, team: Team) -> dict[str, object]:
    """What Amir saw twice and sent to his team, with his answer, a route, and a point on the agenda of the team."""
    first, second = SignalFactory.create_batch(2, by=professional)
    SameSignal.objects.create(signal=second, other=first, recorded_by=professional)
    return {
        "signal": second.pk,
        "double": first.pk,
        "reply": SignalReplyFactory(signal=second, by=professional, says="seen", text="Gezien.").pk,
        "route": RouteFactory(to_team=team).pk,
        "point": AgendaPointFactory(team=team, by=professional).pk,
        "team": team.pk,
    }
