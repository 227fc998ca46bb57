"""Our own programs as processes of their own, and waiting for what they do."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60
FoundT = TypeVar("FoundT")


def start(url: str, *arguments: str, **env: str) -> subprocess.Popen[str]:
    """Start ``python -m ARGUMENTS`` on a database."""
    settings = {
        "CALLEDIT_DATABASE_URL": url,
        "CALLEDIT_SECRET_KEY": "k",
        "CALLEDIT_TICK_SECONDS": "1",
        "CALLEDIT_PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | settings | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def process(url: str, *arguments: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """The same, killed at the end."""
    started = start(url, *arguments, **env)
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def address(service: subprocess.Popen[str]) -> str:
    """Return where a service serves, once it says so."""
    assert service.stdout is not None
    for line in service.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return found[0]
    pytest.fail("the service never said where it is")


def wait_for(condition: Callable[[], FoundT], patience: float = PATIENCE_SECONDS) -> FoundT:
    """Return what `condition` finds as soon as that is anything."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    pytest.fail("it did not happen in time")


def get(url: str) -> Any:
    """Return the JSON at an address."""
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
        return json.load(answer)


def status_of(url: str, data: bytes | None = None) -> int:
    """Return the HTTP status of an address, posting `data` if given; 0 when nothing answers."""
    try:
        with urllib.request.urlopen(url, data, timeout=60) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def stop(started: subprocess.Popen[str]) -> int:
    """Ask a process to stop and return its exit status."""
    started.send_signal(signal.SIGTERM)
    return started.wait(timeout=PATIENCE_SECONDS)
