"""The URL list, flat, as the guard tests walk it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import unwrap
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.guards.tree import ARROW


@dataclass(frozen=True)
class Address:
    """One address: its route, its name, its view and the names of its arguments."""

    route: str
    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]

    @property
    def app(self) -> str:
        """The app that the view belongs to; the package's own name for views of packages."""
        return unwrap(self.view).__module__.split(".")[0]

    @property
    def is_ours(self) -> bool:
        """Whether the view is of this project."""
        return self.app in ARROW

    def url(self, things: dict[str, object]) -> str:
        """The address for these things; fails with a plain sentence when one is missing."""
        missing = set(self.arguments) - set(things)
        assert not missing, f"{self.name}: say in tests/things.py what {', '.join(missing)} is."
        return reverse(self.name, kwargs={name: str(things[name]) for name in self.arguments})


def addresses() -> list[Address]:
    """All addresses."""
    return list(_walk(get_resolver().url_patterns, "/"))


def own_addresses() -> list[Address]:
    """Those of views of this project."""
    return [address for address in addresses() if address.is_ours]


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            arguments = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
            yield Address(route, pattern.name or "", pattern.callback, arguments)
