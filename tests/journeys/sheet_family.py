"""The families whose sheets are printed in the tests."""

import os
from itertools import product

from organisation.models import User
from registration.models import Household, HouseholdMember, Plan, Resident
from tests.journeys.sheet_texts import OWN
from tests.makers import ResidentFactory
from tests.makers_people import days_ago

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# Where the family stands, beside where it begins: in between, and at the top, where the most words are.
FAMILIES = [
    (kind, language, number, now, script)
    for kind, language, number, now, script in product(["short", "longest"], OWN, [1, 3, 5], [2, 5], [True, False])
    if (PROVE and (now == 2 or number == 5))
    or (kind, language, number, now) == ("longest", "ar", 5, 2)
    or (kind, language, number, now, script) in {("longest", "nl", 5, 5, False), ("short", "nl", 3, 2, True)}
]


def family(plan: Plan, professional: User) -> list[Resident]:
    """Makes it the plan of seven people who live together."""
    by = {"recorded_by": professional}
    household = Household.objects.create(name="Familie Geheimnaam", changed_by=professional, **by)
    names = ("Sjaan", "Maximiliaan", "Ria", "Kees", "Wilhelmina", "Fatima", "Tom")
    people = [ResidentFactory(by=professional, first_name=name) for name in names]
    for person in people:
        HouseholdMember.objects.create(household=household, resident=person, since=days_ago(99), **by)
    Plan.objects.filter(pk=plan.pk).update(resident=None, household=household)
    return people
