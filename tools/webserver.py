"""Serves the application with gunicorn until somebody stops it. Standard library only."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from tools.steps import BIN, PYTHON, ROOT, Steps, Stop, follow_parent

WORK = [PYTHON, "manage.py", "work"]
# A worker that dies is started again after so many seconds, and is given so many to end its work.
AGAIN, LAST = 2, 15


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
        with working(steps):
            return server.wait()
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=15)


@contextlib.contextmanager
def working(steps: Steps) -> Iterator[None]:
    """Beside the server: a process that does what takes longer than a page; started again when it dies."""
    ended, current = threading.Event(), Worker(steps)

    def watch() -> None:
        while not ended.is_set():
            current.start()
            current.process.wait()
            ended.wait(AGAIN)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        current.stop()
        watcher.join(timeout=LAST)


class Worker:
    """The process that works off the queue."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.process: subprocess.Popen[bytes]
        self.started = threading.Event()

    def start(self) -> None:
        """Begins; it ends when we end, however hard we end."""
        self.process = subprocess.Popen(
            WORK, env=self.steps.env, cwd=ROOT, start_new_session=True, preexec_fn=follow_parent
        )
        self.started.set()

    def stop(self) -> None:
        """Asks it to end; what it was doing is done first, or comes to nothing."""
        if not self.started.wait(timeout=1):
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=LAST)
        except subprocess.TimeoutExpired:
            self.process.kill()


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
