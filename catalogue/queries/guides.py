"""Reads of the seven steps."""

from django.db.models import Count, Q, QuerySet

from catalogue.models import SetupGuide, WantedResult


def guides() -> QuerySet[SetupGuide]:
    """The walks through the steps, the one changed last on top, with `wanted`: how many results they name."""
    wanted = Count("results", filter=Q(results__removed_at__isnull=True))
    return SetupGuide.objects.filter(removed_at__isnull=True).annotate(wanted=wanted)


def results_of(guide: SetupGuide) -> QuerySet[WantedResult]:
    """The wanted results in order, with the questions made from them."""
    return guide.results.filter(removed_at__isnull=True).prefetch_related("questions").order_by("rank", "pk")
