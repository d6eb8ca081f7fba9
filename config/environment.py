"""Reads the environment, and stops the start with one plain line where a setting is missing or wrong."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
LEAST_SECRET = 32


class StrictEnv(environ.Env):
    """django-environ, with one plain sentence for a value that cannot be read. No sentence repeats a secret."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        """The value of `var`; raises `SystemExit` with one line that names it and says why."""
        try:
            return super().get_value(var, *args, **kwargs)
        except (ImproperlyConfigured, ValueError):
            raise wrong(var, "is not set" if var not in self.ENVIRON else "cannot be read") from None

    def switch(self, var: str) -> bool:
        """On or off; off when not set. Anything else stops the start: HTTPS=ja must not mean "without"."""
        value = self.ENVIRON.get(var, "").strip().lower() or "0"
        if value not in SWITCH:
            raise wrong(var, "must be 1 or 0")
        return SWITCH[value]

    def whole(self, var: str, *, default: int, most: int, least: int = 1) -> int:
        """A whole number from `least` to `most`."""
        value = self.ENVIRON.get(var, "").strip() or str(default)
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            raise wrong(var, f"must be a whole number from {least} to {most}")
        return int(value)

    def secret(self, var: str) -> str:
        """A text that nobody can guess."""
        if var in self.ENVIRON and len(self.ENVIRON[var].strip()) < LEAST_SECRET:
            raise wrong(var, f"is too short: it takes at least {LEAST_SECRET} characters")
        # Not through `str`, which takes a value that begins with $ for the name of another setting.
        return self.ENVIRON[var] if var in self.ENVIRON else str(self.get_value(var))

    def former_secrets(self, var: str) -> list[str]:
        """Secrets that were used before, the newest first, with spaces or lines between; none when not set."""
        found: list[str] = self.ENVIRON.get(var, "").split()
        if any(len(one) < LEAST_SECRET for one in found):
            raise wrong(var, f"holds one that is too short: each takes at least {LEAST_SECRET} characters")
        return found

    def hosts(self, var: str) -> list[str]:
        """Names under which the site is reached; this machine alone when not set."""
        found: list[str] = [host.strip() for host in self.list(var, default=["localhost", "127.0.0.1", "[::1]"])]
        if not any(found):
            raise wrong(var, "names no host")
        return found

    def mail(self, var: str) -> dict[str, Any]:
        """Where mail goes; nothing when not set."""
        if not self.ENVIRON.get(var, "").strip():
            return {}
        try:
            return dict(self.email_url(var))
        except (ImproperlyConfigured, ValueError):
            raise wrong(var, "does not look like smtp+tls://name:password@host:587") from None


def wrong(var: str, reason: str) -> SystemExit:
    """What stops the start: one line that names the setting."""
    return SystemExit(f"Keukentafel cannot start: the setting {var} {reason}. See README.md, 'Settings'.")


def read_environment() -> StrictEnv:
    """The environment as a reader of typed settings."""
    return StrictEnv()


def database(env: StrictEnv) -> dict[str, Any]:
    """The database as the app role; as the owner where DATABASE_ROLE=owner (migrating, and nothing else).

    Connections come from a pool of at most ten per web process, because opening one costs ten times a page's queries.
    """
    role = env.str("DATABASE_ROLE", default="app")
    if role not in {"app", "owner"}:
        raise wrong("DATABASE_ROLE", "must be 'app' or 'owner'")
    settings = address(env, "DATABASE_URL" if role == "app" else "DATABASE_OWNER_URL")
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "client_encoding": "UTF8"}
    if role == "app" and not env.switch("TESTING"):
        settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 10, "timeout": 10}
        # Otherwise, after a restart of the database, every connection of the pool costs somebody an error page.
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def address(env: StrictEnv, var: str) -> dict[str, Any]:
    """The address of a database, as Django wants it."""
    expected = "does not look like postgres://role:password@host:5432/name"
    try:
        parts = urlsplit(env.str(var))
        whole = parts.scheme in {"postgres", "postgresql"} and parts.username and parts.path.strip("/")
        settings: dict[str, Any] = env.db_url(var) if whole and parts.port != 0 else {}
    except (ImproperlyConfigured, ValueError):
        raise wrong(var, expected) from None
    if not settings:
        raise wrong(var, expected)
    return settings
