"""A plan with 5 goals and 25 actions against an empty view with the same middleware. Target: at most 40 times."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.clock import interleaved, row
from benchmarks.world import client_of, large_plan, passing, professional
from catalogue.models import Instrument

ROUNDS = 40


@passing()
def measure() -> list[dict[str, object]]:
    """Median, p95, ratio and number of queries of each page."""
    person, team = professional()
    plan, client = large_plan(person, team, goals=5, actions=25), client_of(person)
    matrix = Instrument.objects.get(key="zrm", is_on=True)
    pages = {
        "empty view": reverse("bench_empty"),
        "plan": reverse("plan", args=[plan.pk]),
        "kitchen table": reverse("table", args=[plan.pk]),
        "goal": reverse("goal", args=[plan.goals.all()[0].pk]),
        "sheet": reverse("sheet", args=[plan.pk]),
        "thirteen parts": reverse("assessment_new", args=[plan.pk, matrix.pk]),
        "residents": reverse("residents"),
        "home": reverse("home"),
    }
    taken = interleaved({name: lambda url=url: client.get(url) for name, url in pages.items()}, ROUNDS)
    rows = [row(name, taken[name], taken["empty view"]) for name in pages]
    for line, url in zip(rows, pages.values(), strict=True):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(url).status_code == 200
        line["queries"] = len(captured)
    return rows
