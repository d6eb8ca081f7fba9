"""Who moved what and when, for the privacy officer."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange import queries, rules
from organisation.access import allowed

ON_A_PAGE = 50


@allowed(rules.reads_moves)
@require_safe
def moves_log(request: HttpRequest) -> HttpResponse:
    """Every act, the last one first, without a name of a resident."""
    page = Paginator(queries.acts(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/moves_log.html", {"page": page})
