"""List and search of a caseload of 20 plans, with 200 and with 10,000 residents in all. Target: 1.5 times at most."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.clock import interleaved, row
from benchmarks.world import client_of, lasting, professional
from organisation.actor import as_system
from organisation.models import Team, User
from registration.models import Assignment, Plan, Resident

SMALL, LARGE, OWN, ROUNDS = 200, 10_000, 20, 25
FIRST = ["Sjaan", "Amir", "Toos", "Wouter", "Fatma", "Kees", "Ria", "Henk", "Noor", "Bas"]
LAST = ["Meetlat", "van der Proef", "Verzonnen", "Voorbeeld", "de Zomaar", "Fantasie", "Bedacht", "Denkbeeldig"]


def measure() -> list[dict[str, object]]:
    """Median, p95 and ratio of list and search: first with one team's residents, then with those of fifty teams."""
    with lasting() as owner:
        with as_system("the people of a measurement are hired by nobody"):
            person, team = professional()
            other, _team = professional("Ander Meetlat")
        client = client_of(person)
        fill(person, team, OWN, 0)
        fill(other, team, SMALL - OWN, OWN)
        owner.execute("ANALYZE")
        taken = {f"{name}, {SMALL} residents": times for name, times in timed(client).items()}
        for number in range(SMALL, LARGE, SMALL):
            fill(other, Team.objects.create(key=f"bench-{number}", name=f"Team {number}"), SMALL, number)
        owner.execute("ANALYZE")
        taken |= {f"{name}, {LARGE} residents": times for name, times in timed(client).items()}
    return [row(name, times, taken[name.split(",")[0] + f", {SMALL} residents"]) for name, times in taken.items()]


def timed(client: Client) -> dict[str, list[float]]:
    """Milliseconds of list and search."""
    return interleaved(
        {
            "list": lambda: client.get(reverse("residents")),
            "search": lambda: client.post(reverse("residents"), {"q": "Toos van der Proof"}),
        },
        ROUNDS,
    )


def fill(person: User, team: Team, number: int, already: int) -> None:
    """So many residents with an open plan each, coordinated by `person`."""
    today = timezone.localdate()
    stamps = {"recorded_by": person, "changed_by": person}
    residents = [
        Resident(first_name=FIRST[n % 10], last_name=f"{LAST[n % 8]} {n}", comparable_name=named(n), **stamps)
        for n in range(already, already + number)
    ]
    plans = [Plan(resident=resident, opened_on=today, **stamps) for resident in residents]
    assigned = [Assignment(plan=p, professional=person, team=team, since=today, recorded_by=person) for p in plans]
    with as_system("many residents at once, for a measurement"):
        Resident.objects.bulk_create(residents)
        Plan.objects.bulk_create(plans)
        Assignment.objects.bulk_create(assigned)


def named(number: int) -> str:
    """The comparable name of the resident of this number."""
    return f"{FIRST[number % 10]} {LAST[number % 8]} {number}".lower()
