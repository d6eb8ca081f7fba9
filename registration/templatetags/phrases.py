"""Which actions of the team stand under a goal."""

from django import template

from catalogue.models import LifeDomain
from registration.models import TeamPhrase
from registration.queries.phrases import offered

register = template.Library()


@register.simple_tag
def texts_for(phrases: list[TeamPhrase], life_domain: LifeDomain | None) -> list[str]:
    """The texts, those of this life domain first; empty on a page that brings no phrases."""
    return offered(phrases, life_domain.key if life_domain else None) if phrases else []
