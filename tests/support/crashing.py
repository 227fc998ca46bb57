"""Report jobs that crash where they are told to."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Crasher:
    """A process that runs jobs which crash."""

    def __init__(self, process: "subprocess.Popen[str]", settings: dict[str, Any]) -> None:
        self._process = process
        self._settings = settings

    def run(self, now: datetime, failpoints: str = "") -> tuple[int, list[str]]:
        """Run the report job at `now`; return how it ended, as a process, and what it passed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = self._settings | {"failpoints": failpoints}
        request = json.dumps({"settings": asked, "now": now.isoformat()})
        self._process.stdin.write(request + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["ended"], answer["passed"]


@contextmanager
def crasher(settings: dict[str, Any]) -> Iterator[Crasher]:
    """Run such a process, with these settings for the jobs."""
    # As a module: a program's own folder is searched first, and `support` has names of ours in it.
    command = [sys.executable, "-m", "support.crash_server"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "tests")}
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Crasher(process, settings)
        finally:
            process.kill()
