"""Makers of what an organisation offers and asks with."""

import factory
from factory.django import DjangoModelFactory

from catalogue.models import Instrument, InstrumentPart, Service, ServiceCategory


class CategoryFactory(DjangoModelFactory):
    """A category that services stand under."""

    class Meta:
        model = ServiceCategory

    key = factory.Sequence(lambda number: f"category_{number}")
    name_nl = factory.Sequence(lambda number: f"Categorie {number}")


class ServiceFactory(DjangoModelFactory):
    """A service for one resident or household, under a category of its own."""

    class Meta:
        model = Service

    key = factory.Sequence(lambda number: f"service_{number}")
    name_nl = factory.Sequence(lambda number: f"Dienst {number}")
    category = factory.SubFactory(CategoryFactory)


class InstrumentFactory(DjangoModelFactory):
    """An own instrument with three levels and two parts, that is on."""

    class Meta:
        model = Instrument
        skip_postgeneration_save = True

    key = factory.Sequence(lambda number: f"own_{number}")
    edition = "1"
    name_nl = "Hoe slaap je"
    origin = "own"
    is_on = True
    holds_licence = True

    @factory.post_generation
    def parts(self, create: bool, extracted: object, **named: object) -> None:
        """Its scale and parts."""
        labels = [
            {"value": n, "nl": nl, "en": ""}
            for n, nl in enumerate(("te kort", "redelijk lang", "lang genoeg"), start=1)
        ]
        scale = self.scales.create(key="level", lowest=1, highest=3, direction="higher", labels=labels, low_to=1)
        for rank, name in enumerate(("Inslapen", "Doorslapen"), start=1):
            InstrumentPart.objects.create(instrument=self, scale=scale, key=name.lower(), name_nl=name, rank=rank)
