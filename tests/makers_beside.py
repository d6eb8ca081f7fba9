"""Makers of what stands beside a plan: referrals, applications and decisions; more of `tests/makers.py`."""

import factory
from django.utils import timezone

from registration.models import Application, Decision, Referral
from tests.makers import WordedFactory
from tests.makers_people import days_ago


class ReferralFactory(WordedFactory):
    """Referred to somebody close by a week ago."""

    to = factory.Sequence(lambda n: f"Buurthuis Bedacht {n}")
    referred_on = factory.LazyFunction(lambda: days_ago(7))

    class Meta:
        model = Referral


class ApplicationFactory(WordedFactory):
    """Applied for a month ago, and nothing decided yet."""

    provision = factory.Sequence(lambda n: f"Hulp bij het huishouden {n}")
    applied_on = factory.LazyFunction(lambda: days_ago(30))

    class Meta:
        model = Application


class DecisionFactory(WordedFactory):
    """Granted today on an application, without an end."""

    decided_on = factory.LazyFunction(timezone.localdate)
    outcome = "granted"

    class Meta:
        model = Decision
