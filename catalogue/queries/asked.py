"""What is asked and offered on a day, and why."""

from datetime import date

from django.db.models import Exists, Q, QuerySet

from catalogue.models import Asking, InstrumentPart, LifeDomain, Question, SheetLanguage, Theme


def life_domains(day: date) -> QuerySet[LifeDomain]:
    """The life domains in use on a day, in order."""
    return LifeDomain.objects.filter(Q(until__isnull=True) | Q(until__gt=day))


def sensitive_subjects() -> frozenset[str]:
    """The keys of life domains and themes about which also nobody and everybody say something about people."""
    keys = (model.objects.filter(is_sensitive=True).values_list("key", flat=True) for model in (LifeDomain, Theme))
    return frozenset().union(*keys)


def sensitive_parts() -> frozenset[str]:
    """The parts of instruments that are about one of these, as `instrument:edition:part`."""
    parts = InstrumentPart.objects.filter(life_domain__in=sensitive_subjects())
    named = parts.values_list("instrument__key", "instrument__edition", "key")
    return frozenset(":".join(names) for names in named)


def questions(day: date) -> QuerySet[Question]:
    """The questions asked on a day, in the order of the conversation."""
    return Question.objects.live_on(day)


def reasons(*keys: str) -> dict[str, Question]:
    """The questions with these keys, by key; one query for a whole form. `hides_nice` says whether nice ones hide."""
    hides = Exists(Asking.objects.filter(hides_nice=True))
    return Question.objects.annotate(hides_nice=hides).in_bulk(keys)


def sheet_languages() -> list[SheetLanguage]:
    """The languages of residents that are on, in order; one query."""
    return list(SheetLanguage.objects.filter(is_on=True))
