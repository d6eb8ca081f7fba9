"""Template tags of the look (being filled)."""

from django import template

register = template.Library()
