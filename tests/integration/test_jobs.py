"""The scheduler and the service, as processes of their own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.record import predict, rule

from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.errors import NotFoundError
from core.heartbeat import last_beat
from jobs.schedule import TICK, jobs
from jobs.status import status_of
from jobs.worker import run_once
from scoring.queries import standings

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60


@contextmanager
def process(url: str, *arguments: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    settings = {
        "CALLEDIT_DATABASE_URL": url,
        "CALLEDIT_SECRET_KEY": "k",
        "CALLEDIT_TICK_SECONDS": "1",
        "CALLEDIT_PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    started = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | settings | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def address(service: subprocess.Popen[str]) -> str:
    assert service.stdout is not None
    for line in service.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return found[0]
    pytest.fail("the service never said where it is")


def wait_for(condition: Any) -> Any:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    pytest.fail("it did not happen in time")


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
        return json.load(answer)


def one_decided(url: str) -> None:
    database = Database(url)
    with database.write() as session:
        rule(session, predict(session, "A", 0.7).event, "occurred")
    database.dispose()


def test_the_service_scores_an_outcome_within_a_tick_and_stops_when_told(
    database_url: str,
) -> None:
    with process(database_url, "flask", "serve") as service:
        where = address(service)
        wait_for(lambda: get(f"{where}/healthz")["last_tick"])
        one_decided(database_url)
        shown = wait_for(lambda: get(f"{where}/api/v1/standings")["too_few"])
        assert shown[0]["n"] == 1
        service.send_signal(signal.SIGTERM)
        assert service.wait(timeout=PATIENCE_SECONDS) == 0


def test_a_scheduler_of_its_own_does_the_same(database_url: str) -> None:
    one_decided(database_url)
    database = Database(database_url)

    def scored() -> bool:
        with database.read() as session:
            return [row.n for row in standings(session).rows] == [1]

    with process(database_url, "jobs") as worker:
        wait_for(scored)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=PATIENCE_SECONDS) == 0
    database.dispose()


def test_a_port_in_use_is_told_in_one_line(sqlite_url: str) -> None:
    with process(sqlite_url, "flask", "serve") as first:
        port = address(first).rpartition(":")[2]
        with process(sqlite_url, "flask", "serve", CALLEDIT_PORT=port) as second:
            out, _ = second.communicate(timeout=PATIENCE_SECONDS)
            assert second.returncode == 2
            assert f"127.0.0.1:{port}" in out
            assert "CALLEDIT_PORT" in out


def test_one_job_once_by_name(sqlite_url: str) -> None:
    one_decided(sqlite_url)
    for expected in ("1 scored", "0 scored"):
        with process(sqlite_url, "jobs", "--once", "score") as once:
            out, _ = once.communicate(timeout=PATIENCE_SECONDS)
            assert once.returncode == 0
            assert out.startswith(expected)
    with process(sqlite_url, "jobs", "--once", "dust") as once:
        out, _ = once.communicate(timeout=PATIENCE_SECONDS)
        assert once.returncode == 2
        assert "'dust'" in out
        assert len(out.splitlines()) == 1


def test_every_job_leaves_a_heartbeat(database: Database, settings: Settings) -> None:
    for job in jobs(settings):
        run_once(database, settings, job.name)
        with database.read() as session:
            assert last_beat(session, job.name) is not None
    with pytest.raises(NotFoundError, match="dust"):
        run_once(database, settings, "dust")


def test_health_tells_of_a_scheduler_that_stopped(database: Database, settings: Settings) -> None:
    with database.read() as session:
        never = status_of(session, settings, utc_now())
    assert (never.status, never.tick.last_tick) == ("late", None)
    run_once(database, settings, TICK)
    with database.read() as session:
        assert status_of(session, settings, utc_now()).status == "ok"
        later = status_of(session, settings, utc_now() + timedelta(hours=1))
        assert later.status == "late"
