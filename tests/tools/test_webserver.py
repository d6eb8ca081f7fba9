"""The worker beside the web server: started, started again when it dies, and ended with the server."""

import os
import sys
from pathlib import Path

import pytest

from tools import webserver
from tools.steps import Steps

SAYS = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(float(sys.argv[2]))"


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Through which a worker says its number; reading waits for one."""
    made = tmp_path / "pipe"
    os.mkfifo(made)
    return made


def works(monkeypatch: pytest.MonkeyPatch, pipe: Path, seconds: float) -> None:
    """A worker that says its number and dies after some seconds."""
    monkeypatch.setattr(webserver, "WORK", [sys.executable, "-c", SAYS, str(pipe), str(seconds)])
    monkeypatch.setattr(webserver, "AGAIN", 0)


def test_started_again_when_it_dies(monkeypatch: pytest.MonkeyPatch, pipe: Path) -> None:
    """Another number each time."""
    works(monkeypatch, pipe, 0)
    with webserver.working(Steps(1, os.environ)):
        assert pipe.read_text() != pipe.read_text()


def test_ends_with_the_server(monkeypatch: pytest.MonkeyPatch, pipe: Path) -> None:
    """When the server ends, so does the worker, in the middle of its work."""
    works(monkeypatch, pipe, 60)
    with webserver.working(Steps(1, os.environ)):
        number = int(pipe.read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
