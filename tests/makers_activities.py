"""Makers of activities, their series, who came, and offers for many; more of `tests/makers.py`."""

from decimal import Decimal

import factory

from signals.models import Activity, Attendance, CollectiveOffer, Partner, Series
from tests.makers import RecordedFactory, WordedFactory
from tests.makers_people import days_ago


class OutsideFactory(WordedFactory):
    """Recorded `by` somebody for the team where this person works."""

    professional = factory.SelfAttribute("by")
    team = factory.LazyAttribute(lambda made: made.by.memberships.exclude(team=None).latest("since").team)

    class Meta:
        abstract = True


class SeriesFactory(WordedFactory):
    """A series that goes on."""

    title = factory.Sequence(lambda n: f"Koffieochtend {n}")
    team = factory.LazyAttribute(lambda made: made.by.memberships.exclude(team=None).latest("since").team)

    class Meta:
        model = Series


class ActivityFactory(OutsideFactory):
    """Held a week ago, with twelve people."""

    title = factory.Sequence(lambda n: f"Koffie drinken {n}")
    held_on = factory.LazyFunction(lambda: days_ago(7))
    count = 12

    class Meta:
        model = Activity


class AttendanceFactory(WordedFactory):
    """A `resident` came to an `activity`."""

    state = "came"

    class Meta:
        model = Attendance


class PartnerFactory(RecordedFactory):
    """A partner."""

    name = factory.Sequence(lambda n: f"Buurthuis Bedacht {n}")
    comparable_name = factory.LazyAttribute(lambda made: made.name.lower())

    class Meta:
        model = Partner


class OfferFactory(OutsideFactory):
    """Made a month ago because of seven signals in a quarter, where two were usual."""

    title = factory.Sequence(lambda n: f"Spreekuur geld {n}")
    theme_id = "finance"
    figure = "signals"
    quarter = "2026-Q3"
    seen = 7
    expected = Decimal("2.1")
    begun_on = factory.LazyFunction(lambda: days_ago(30))

    class Meta:
        model = CollectiveOffer
