"""A plan to read at a visit where there is no network: its goals and actions, to be sealed on the device."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisation.access import allowed
from registration import queries, rules
from registration.models import Plan
from registration.overview import Card, overview
from shared.numbers import signed


@allowed(rules.own_open_plan)
@require_safe
def take_along(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The goals that are worked on and their actions, and where a tick or a step is sent. A look like any other."""
    cards = overview(queries.gather(plan)).cards
    return JsonResponse({"plan": str(plan.pk), "name": plan.called, "goals": [_goal(card) for card in cards]})


def _goal(card: Card) -> dict[str, Any]:
    values = card.stairs.values
    steps = [{"value": value, "number": signed(value, values[0])} for value in values]
    actions = [
        {
            "text": row.action.text,
            "who": row.who,
            "done": row.action.done_on is not None,
            "path": reverse("tick", args=[row.action.pk]),
        }
        for row in card.rows
    ]
    path = reverse("goal_score", args=[card.goal.pk])
    about = {"words": card.goal.own_words, "whose": card.whose, "now": card.stairs.now}
    return {**about, "path": path, "steps": steps, "actions": actions}
