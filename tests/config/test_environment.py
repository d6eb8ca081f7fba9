"""Settings: what is taken, and the one line with which a wrong one stops the start."""

from typing import Any

import pytest

from config.environment import StrictEnv, address, database

ADDRESS = "postgres://role:password@localhost:5432/name"
SECRET = "s" * 32


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Reads a setting from an environment of its own; gives the value, or the line that stops the start."""

    def read(reader: str, value: str | None, **options: Any) -> Any:
        monkeypatch.setattr(StrictEnv, "ENVIRON", {} if value is None else {"IT": value})
        try:
            return address(StrictEnv(), "IT") if reader == "address" else getattr(StrictEnv(), reader)("IT", **options)
        except SystemExit as stop:
            line = str(stop)
            assert line.startswith("Keukentafel cannot start: the setting IT ")
            assert "\n" not in line
            return stop

    return read


@pytest.mark.parametrize(("value", "means"), [(None, False), ("", False), ("0", False), ("off", False), ("1", True)])
def test_switch(said: Any, value: str | None, means: bool) -> None:
    """On or off."""
    assert said("switch", value) is means


@pytest.mark.parametrize("value", ["ja", "2", "perhaps", "-1"])
def test_switch_is_no_guess(said: Any, value: str) -> None:
    """HTTPS=ja must not run without https."""
    assert isinstance(said("switch", value), SystemExit)


@pytest.mark.parametrize("value", ["abc", "0", "-5", "1.5", "1e3", "101", "9" * 5000, "٣"])
def test_numbers(said: Any, value: str) -> None:
    """Whole, and within reach."""
    assert isinstance(said("whole", value, default=5, most=100), SystemExit)
    assert said("whole", "0", default=1, least=0, most=5) == 0
    assert said("whole", None, default=5, most=100) == 5
    assert said("whole", " 7 ", default=5, most=100) == 7


@pytest.mark.parametrize("value", [None, "", "x", " " * 40])
def test_secrets_that_are_none(said: Any, value: str | None) -> None:
    """Not there, or easily guessed."""
    assert isinstance(said("secret", value), SystemExit)


def test_secret(said: Any) -> None:
    """Taken as it is, whatever it begins with, and never repeated."""
    assert said("secret", f"${SECRET}") == f"${SECRET}"
    assert "guess me" not in str(said("secret", "guess me"))


def test_former_secrets(said: Any) -> None:
    """None, one or more, whatever signs they hold; one that can be guessed is none, and is not repeated."""
    assert said("former_secrets", None) == said("former_secrets", " ") == []
    assert said("former_secrets", f"${SECRET},x \n{SECRET}") == [f"${SECRET},x", SECRET]
    assert "guess" not in str(said("former_secrets", f"{SECRET} guess"))
    assert isinstance(said("former_secrets", f"{SECRET} guess"), SystemExit)


def test_hosts(said: Any) -> None:
    """At least one."""
    assert isinstance(said("hosts", ""), SystemExit)
    assert said("hosts", "plan.example, www.plan.example") == ["plan.example", "www.plan.example"]
    assert "127.0.0.1" in said("hosts", None)


def test_mail(said: Any) -> None:
    """Off, or an address."""
    assert said("mail", None) == said("mail", "") == {}
    assert said("mail", "smtp+tls://me:secret@mail.example:587")["EMAIL_HOST"] == "mail.example"
    for value in ("junk", "smtp://me:secret@mail.example:port"):
        stop = said("mail", value)
        assert isinstance(stop, SystemExit)
        assert "secret" not in str(stop)


@pytest.mark.parametrize(
    "value",
    ["", "junk", "postgres://", "sqlite:///x", "postgres://a:secret@c:secret/x", "postgres://a:secret@[x/y", None]
    + [ADDRESS.replace("5432", "0"), ADDRESS.replace("/name", "/"), ADDRESS.replace("role:password@", "")],
)
def test_no_address_of_a_database(said: Any, value: str | None) -> None:
    """Says what it should look like, without the password that stands in it."""
    stop = said("address", value)
    assert isinstance(stop, SystemExit)
    assert "secret" not in str(stop)


def test_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application has a pool whose connections are looked at before use; who migrates has none."""
    urls = {"DATABASE_URL": ADDRESS, "DATABASE_OWNER_URL": ADDRESS.replace("role", "owner")}
    monkeypatch.setattr(StrictEnv, "ENVIRON", urls)
    served = database(StrictEnv())
    assert (served["USER"], served["OPTIONS"]["pool"]["max_size"], served["CONN_HEALTH_CHECKS"]) == ("role", 10, True)
    monkeypatch.setattr(StrictEnv, "ENVIRON", {**urls, "DATABASE_ROLE": "owner"})
    migrates = database(StrictEnv())
    assert migrates["USER"] == "owner"
    assert "pool" not in migrates["OPTIONS"]
    monkeypatch.setattr(StrictEnv, "ENVIRON", {**urls, "DATABASE_ROLE": "boss"})
    with pytest.raises(SystemExit, match="DATABASE_ROLE must be 'app' or 'owner'"):
        database(StrictEnv())
