"""Choosing the service that a plan is about."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Service
from catalogue.queries import lists as queries


class ByCategory(ModelChoiceIterator):
    """Services under the names of their categories."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for heading in queries.headings(list(self.queryset)):
            yield (str(heading.category or _("Without a category")), [self.choice(each) for each in heading.services])


class ServiceField(forms.ModelChoiceField):
    """One of the services for a resident or household that are offered today, or none."""

    iterator = ByCategory

    def __init__(self) -> None:
        super().__init__(Service.objects.none(), required=False, empty_label=gettext_lazy("Not said"))


def offer_services(form: Any, name: str, also: Service | None = None) -> None:
    """Fills the field with what is offered today, and with `also`; without any service there is nothing to ask."""
    field = form.fields[name]
    field.queryset = queries.services(timezone.localdate(), also=also)
    if not field.queryset.exists():
        del form.fields[name]
