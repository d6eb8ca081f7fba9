"""Serves the application with gunicorn until somebody stops it. Standard library only."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

from tools.steps import BIN, ROOT, Steps, Stop, follow_parent


def taken(port: int) -> socket.socket:
    """The port, taken at once, so that a long preparation does not end in finding somebody else there."""
    until = time.monotonic() + 3  # a server that was just stopped may need a moment to be gone
    while True:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
            door.listen()
            return door
        except (OSError, OverflowError) as error:
            door.close()
            if time.monotonic() > until:
                raise Stop(f"Port {port} cannot be had ({error}): choose another with --port.") from None
        time.sleep(0.2)


def serve(steps: Steps, door: socket.socket, reload: bool, accounts: str) -> int:
    """Serve with gunicorn; returns its exit code."""
    port = door.getsockname()[1]
    options = (
        f"--bind fd://{door.fileno()} --workers 2 --threads 4 --keep-alive 30 --log-level warning --no-control-socket"
    )
    command = [BIN / "gunicorn", "config.wsgi:application", *options.split(), *(["--reload"] if reload else [])]
    server = subprocess.Popen(
        command,
        env=steps.env,
        cwd=ROOT,
        pass_fds=[door.fileno()],
        start_new_session=True,
        preexec_fn=follow_parent,
    )
    door.close()
    try:
        with steps.step("Web server"):
            while not answers(port):
                if server.poll() is not None:
                    raise Stop("The web server did not start; what it said stands above.")
                time.sleep(0.1)
        print(f"\nKeukentafel is on http://127.0.0.1:{port}/    (Ctrl-C stops it)\n\n{accounts}", flush=True)
        return server.wait()
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=15)


def answers(port: int) -> bool:
    """Whether a page comes from there, whichever."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
