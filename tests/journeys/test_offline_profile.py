"""What a stolen or copied browser profile tells of what was typed on a device: nothing that can be read."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from organisation.models import User
from registration.models import Goal, Plan
from tests.journeys.browser import program
from tests.journeys.conftest import NO_OTHER_ADDRESS, cookies
from tests.journeys.device import Device
from tools.browser import FLAGS

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# So many pieces of text, none of which may be found; five go into each form.
MARKERS = 200 if PROVE else 10
# What a thief can try: every key that lies in the store, and what the office says to who is logged in on this copy.
TRY = """async () => {
  const vault = await import("/static/js/vault.js");
  const rows = [...await vault.every("outbox"), ...await vault.every("drafts"), ...await vault.every("along")];
  const people = await vault.every("people");
  const lying = people.flatMap(Object.values).filter((one) => one instanceof CryptoKey);
  const keys = [...lying, ...await Promise.all(people.map((one) => vault.readingKey(one)))].filter(Boolean);
  const told = await vault.session(people[0].device).catch(() => null);
  for (const secret of told?.secrets ?? []) {
    const raw = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
    const { iv, text } = people[0].key;
    await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, text).then(() => keys.push("opened"), () => {});
  }
  let read = 0;
  for (const row of rows) for (const key of keys) {
    await vault.unseal(key, row.key ?? row.id, row.box).then(() => { read += 1; }, () => {});
  }
  return { rows: rows.length, keys: keys.length, read };
}"""
PLAIN = """async (text) => {
  localStorage.setItem("plain", text);
  const { put } = await import("/static/js/vault.js");
  await put("along", { id: "plain", person: "", at: Date.now(), text });
}"""


@pytest.fixture
def opened(browser: Browser, live_server: Any) -> Callable[..., Any]:
    """`opened(folder, client)`: a browser that keeps its profile in a folder, for who is logged in (or nobody)."""

    @contextmanager
    def opening(folder: Path, client: Client | None = None) -> Iterator[Device]:
        context = browser.browser_type.launch_persistent_context(
            str(folder),
            executable_path=program(),
            args=[*(flag for flag in FLAGS if flag != "--headless"), NO_OTHER_ADDRESS],
            viewport={"width": 390, "height": 844},
            has_touch=True,
        )
        context.clear_cookies()
        context.add_cookies(cookies(live_server.url, "nl", client))
        device = Device(context, live_server.url)
        yield device
        context.close()
        assert device.problems == []

    return opening


def found(folder: Path, texts: list[str]) -> dict[str, set[str]]:
    """Which of these texts stand in the files below, in one or two bytes a sign: {text: names of files}."""
    hits: dict[str, set[str]] = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for text in texts:
            if text.encode() in content or text.encode("utf-16-le") in content:
                hits.setdefault(text, set()).add(path.relative_to(folder).as_posix())
    return hits


def write(device: Device, markers: list[str]) -> None:
    """Forms that wait, five pieces of text in each; the last one is typed and left."""
    forms = [markers[start : start + 5] for start in range(0, len(markers), 5)]
    for first, goal, *actions in forms[:-1]:
        device.new_plan(first, goal, "\n".join(actions))
    first, goal, *actions = forms[-1]
    device.go("/offline/signal/")
    device.page.locator("#id_words").fill(" ".join([first, goal, *actions]))
    device.page.wait_for_timeout(1500)


def test_profile_tells_nothing(
    opened: Callable[..., Any],
    tmp_path: Path,
    plan: Plan,
    professional: User,
    colleague: User,
    client_of: Callable[[User], Client],
) -> None:
    """Texts that wait, half a form and a plan that was taken along; before and after logging out; and on a copy."""
    markers = [f"Merk{secrets.token_hex(8)}" for _number in range(MARKERS)]
    taken, control = f"Merk{secrets.token_hex(8)}", f"Klaar{secrets.token_hex(8)}"
    Goal.objects.filter(plan=plan).update(own_words=taken)
    home = tmp_path / "profile"
    with opened(home, client_of(professional)) as device:
        fill(device, plan, taken, markers)
        device.page.evaluate(PLAIN, control)
        device.page.wait_for_timeout(500)
        # The search sees what is there in plain text.
        assert set(found(home, [*markers, taken, control])) == {control}
        if not PROVE:
            leave(device)
    assert found(home, [*markers, taken]) == {}
    # What lies there still, locked: what waits and what was planted; before logging out half a form and a plan as well.
    rows = MARKERS // 5
    if PROVE:
        tried(opened, home, [None, client_of(colleague)], client_of(professional), rows + 2)
        with opened(home, client_of(professional)) as device:
            leave(device)
        assert found(home, [*markers, taken]) == {}
    tried(opened, home, [client_of(colleague)], client_of(professional), rows)


def fill(device: Device, plan: Plan, taken: str, markers: list[str]) -> None:
    """Takes a plan along and writes forms, without a network."""
    device.ready(f"/plans/{plan.pk}/")
    device.page.get_by_role("button", name="Meenemen voor bezoek").tap()
    device.page.wait_for_url("**/offline/visit/")
    expect(device.page.get_by_text(taken).first).to_be_visible()
    device.offline()
    write(device, markers)


def leave(device: Device) -> None:
    """Logs out, and leaves what waits on the device: the office takes nothing in meanwhile."""
    device.page.route("**/plans/new/", lambda route: route.abort())
    device.offline(False)
    device.go("/account/logout/")
    device.page.locator("main").get_by_role("button", name="Uitloggen").tap()
    device.page.get_by_role("button", name="Op slot laten staan en uitloggen").tap()
    device.page.wait_for_url("**/account/login/**")
    device.page.wait_for_timeout(500)


def tried(opened: Callable[..., Any], home: Path, thieves: list[Client | None], owner: Client, rows: int) -> None:
    """What others can open of a copy of this profile: nothing; and its owner, who is logged in: everything."""
    copy = home.with_name(f"copy-{rows}")
    shutil.copytree(home, copy)
    for thief in thieves:
        with opened(copy, thief) as device:
            device.go("/outbox/")
            assert device.page.evaluate(TRY) == {"rows": rows, "keys": 0, "read": 0}
    # With the secret of the office everything can be read: it is there, and only locked.
    with opened(copy, owner) as device:
        device.page.route("**/plans/new/", lambda route: route.abort())
        device.go("/outbox/")
        assert device.page.evaluate(TRY)["read"] >= rows - 1
