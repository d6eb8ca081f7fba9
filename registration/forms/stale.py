"""Tells somebody that a text of a plan was changed meanwhile: see `organisation.forms.stale`."""

from organisation.forms.stale import mind

__all__ = ["mind"]
