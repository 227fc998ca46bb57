"""A program that runs one report job after the other, each in a fork that dies where it is told to.

It reads a request a line and answers each with a line: how the fork ended, as a status or the
negative number of a signal, and which failpoints it passed. Everything is imported once, so that a
crash costs a fork and not the start of an interpreter.
"""

import json
import logging
import os
import sys
import traceback
from datetime import datetime
from typing import Any

import scipy.stats  # noqa: F401 - what a fork would load otherwise, each time
import sqlalchemy.dialects.postgresql  # noqa: F401 - the same

from core import failpoints
from core.config import load_settings
from core.db import Database
from jobs.schedule import report
from reports import chart, rendering

# Two thirds of what a job costs that has nothing loaded, and half of the rest.
chart.load()
for part in (
    "weekly.subject.txt",
    "weekly.txt",
    "weekly.html",
    "postscript.txt",
    "postscript.html",
):
    rendering._ENVIRONMENT.get_template(part)


class Passed(logging.Handler):
    """Writes the names of the points that are passed into a pipe."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        """Write one."""
        if getattr(record, "action", "") == "failpoint":
            os.write(self._pipe, record.getMessage().split()[1].encode() + b"\n")


def run_job(request: dict[str, Any], pipe: int) -> None:
    """Run the report job as asked."""
    logging.getLogger("core.failpoints").addHandler(Passed(pipe))
    settings = load_settings(request["settings"])
    database = Database(settings.database_url)
    failpoints.arm(settings.failpoints)
    report(database, settings, datetime.fromisoformat(request["now"]))


def serve(line: str) -> dict[str, Any]:
    """Run one job in a fork and return how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            run_job(json.loads(line), writing)
        except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as passed:
        points = passed.read().split()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"ended": ended, "passed": points}


if __name__ == "__main__":
    for each in sys.stdin:
        sys.stdout.write(json.dumps(serve(each)) + "\n")
        sys.stdout.flush()
