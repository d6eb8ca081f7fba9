"""Serves the application with gunicorn until somebody stops it. Standard library only."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

from tools.steps import BIN, ROOT, Steps, Stop, follow_parent


def free_port(port: int) -> None:
    """Stop early when something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise Stop(
                f"Port {port} is in use or not allowed: stop what listens there, or choose another with --port."
            ) from None


def serve(steps: Steps, port: int, reload: bool, accounts: str) -> int:
    """Serve with gunicorn; returns its exit code."""
    options = f"--bind 127.0.0.1:{port} --workers 2 --threads 4 --keep-alive 30 --log-level warning --no-control-socket"
    command = [BIN / "gunicorn", "config.wsgi:application", *options.split(), *(["--reload"] if reload else [])]
    server = subprocess.Popen(command, env=steps.env, cwd=ROOT, start_new_session=True, preexec_fn=follow_parent)
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
        opener.open(f"http://127.0.0.1:{port}/", timeout=20).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
