"""Reads the environment, and stops the start with one plain line where a setting is missing or wrong."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured


class StrictEnv(environ.Env):
    """django-environ, with one plain sentence for a value that cannot be read."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        """The value of `var`; raises `SystemExit` with one line that names it and says why."""
        try:
            return super().get_value(var, *args, **kwargs)
        except (ImproperlyConfigured, ValueError) as error:
            reason = (
                "is not set" if var not in self.ENVIRON else f"cannot be read ({error})"
            )
            raise SystemExit(
                f"Keukentafel cannot start: the setting {var} {reason}. See README.md, 'Settings'."
            ) from None


def read_environment() -> StrictEnv:
    """The environment as a reader of typed settings."""
    return StrictEnv()


def database(env: StrictEnv) -> dict[str, Any]:
    """The database as the app role; as the owner where DATABASE_ROLE=owner (migrating, and nothing else).

    Connections come from a pool of at most ten per web process, because opening one costs ten times a page's queries.
    """
    role = env.str("DATABASE_ROLE", default="app")
    if role not in {"app", "owner"}:
        raise SystemExit(
            "Keukentafel cannot start: the setting DATABASE_ROLE is 'app' or 'owner'."
        )
    name = "DATABASE_URL" if role == "app" else "DATABASE_OWNER_URL"
    if urlsplit(env.str(name)).scheme not in {"postgres", "postgresql"}:
        raise SystemExit(
            f"Keukentafel cannot start: the setting {name} does not begin with postgres://."
        )
    settings = env.db_url(name)
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "client_encoding": "UTF8"}
    if role == "app" and not env.bool("TESTING", default=False):
        settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 10, "timeout": 10}
    return settings
