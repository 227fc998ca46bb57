"""Scheduler nodes that are killed and come back."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.processes import ROOT, wait_for

from core.config import Settings

READY = "The scheduler ticks"


class Node:
    """A `python -m jobs` of its own; what it prints goes into a file."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self._log = log
        self._env = os.environ | {
            "CALLEDIT_DATABASE_URL": settings.database_url,
            "CALLEDIT_SECRET_KEY": "k",
            "CALLEDIT_TICK_SECONDS": "1",
            "CALLEDIT_SMTP_PORT": str(settings.smtp_port),
            "CALLEDIT_SMTP_TIMEOUT_SECONDS": str(settings.smtp_timeout_seconds),
            "CALLEDIT_REPORT_HOUR": "0",
            "CALLEDIT_MAILS_PER_MINUTE": "0",
            "PYTHONUNBUFFERED": "1",
        }
        self._process = self._started()

    def kill(self) -> None:
        """Kill it with SIGKILL, wherever it is."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def start_again(self) -> None:
        """Start it anew."""
        self._process = self._started()

    def wait_until_it_ticks(self) -> None:
        """Return once it has said so."""
        wait_for(lambda: READY in self.said)

    @property
    def said(self) -> str:
        """What it has printed since it was started last."""
        return self._log.read_text()

    def stop(self) -> int:
        """Ask it to stop once it ticks; return its exit status."""
        self.wait_until_it_ticks()
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=60)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._log.open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "jobs"],
                cwd=ROOT,
                env=self._env,
                stdout=out,
                stderr=subprocess.STDOUT,
            )


@contextmanager
def running_nodes(settings: Settings, folder: Path, n: int = 2) -> Iterator[list[Node]]:
    """Run some nodes, and kill them in the end."""
    nodes = [Node(settings, folder / f"node-{number}.log") for number in range(n)]
    try:
        yield nodes
    finally:
        for node in nodes:
            node.kill()
