"""What failed: tried again later and later, given up, given another go."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from support.record import predict, rule

from core.clock import utc_now
from core.db import Database
from core.errors import NotFoundError
from core.retries import (
    WAITS,
    dead_letters,
    failed_work,
    forget_failures,
    note_failure,
    try_again,
)
from predictions.feeds.forms import NewFeed
from predictions.feeds.models import Feed
from predictions.feeds.service import subscribe as subscribe_to_feed
from reports.subscribers import NewSubscriber, subscribe

ROOT = Path(__file__).parents[2]
THEN = datetime(2024, 3, 1, 12, tzinfo=UTC)


def fail(
    database: Database, now: datetime = THEN, key: object = 7, *, for_good: bool = False
) -> None:
    with database.write() as session:
        note_failure(session, now, "feed", key, ValueError("no\x00 such\nhost"), for_good=for_good)


def jobs(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jobs", *arguments]
    env = os.environ | {"CALLEDIT_DATABASE_URL": url, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )


def test_each_attempt_waits_longer_and_the_last_is_given_up(database: Database) -> None:
    for attempt, wait in enumerate(WAITS, start=1):
        fail(database)
        with database.read() as session:
            (work,) = failed_work(session)
        assert (work.attempts, work.next_attempt_at - THEN, work.gave_up_at) == (
            attempt,
            wait,
            None,
        )
    fail(database)
    with database.read() as session:
        (work,) = dead_letters(session)
    assert (work.kind, work.key, work.gave_up_at) == ("feed", "7", THEN)
    assert work.last_error == "no such host"


def test_what_fails_for_good_is_given_up_at_once(database: Database) -> None:
    fail(database, for_good=True)
    fail(database, key="other")
    with database.read() as session:
        assert [work.key for work in dead_letters(session)] == ["7"]
        assert [work.key for work in failed_work(session)] == ["7", "other"]


def test_success_is_forgotten_and_another_go_begins_anew(database: Database) -> None:
    fail(database, for_good=True)
    with database.write() as session:
        again = try_again(session, THEN + timedelta(days=1), "feed", "7")
    assert (again.attempts, again.gave_up_at) == (0, None)
    fail(database, THEN + timedelta(days=1))
    with database.write() as session:
        assert failed_work(session)[0].attempts == 1
        forget_failures(session, "feed", [7])
    with database.write() as session:
        assert failed_work(session) == []
        with pytest.raises(NotFoundError, match=r"'feed'.*'7'"):
            try_again(session, THEN, "feed", "7")


def test_the_status_says_what_waits_and_what_failed(database: Database, database_url: str) -> None:
    with database.write() as session:
        rule(session, predict(session, "A", 0.7).event, "occurred")
        subscribe(session, THEN, NewSubscriber(email="ann@example.org", zone="UTC"))
    fail(database, for_good=True)
    shown = jobs(database_url, "status", "--json")
    assert shown.returncode == 0, shown.stderr
    data = json.loads(shown.stdout)
    assert data["status"] == "late"
    assert {job["name"]: job["last_tick"] for job in data["jobs"]}["score"] is None
    assert data["waiting"][0]["n"] == 1
    assert data["waiting"][0]["age_seconds"] > 0
    assert data["dead_letters"][0]["last_error"] == "no such host"
    people = jobs(database_url, "status").stdout
    assert "Job score (every 10 seconds): never ran" in people
    assert "Waiting: 1 events to be scored, the oldest for" in people
    assert "Dead letter: feed 7 failed 1 time: no such host (python -m jobs retry feed 7)" in people


def test_health_counts_what_failed(database: Database, client: FlaskClient) -> None:
    fail(database, for_good=True)
    fail(database, key="other")
    health = client.get("/healthz").get_json()
    assert (health["failing"], health["dead_letters"]) == (1, 1)
    assert set(health["jobs"]) >= {"score", "report"}
    assert health["waiting"]["events to be scored"] == 0


def test_a_dead_letter_is_given_another_go_by_command(
    database: Database, database_url: str
) -> None:
    fail(database, for_good=True)
    done = jobs(database_url, "retry", "feed", "7")
    assert (done.returncode, done.stdout) == (0, "feed 7 is tried again with the next tick.\n")
    with database.read() as session:
        assert dead_letters(session) == []


def test_a_feed_that_was_given_up_is_read_with_the_next_tick(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    wish = NewFeed(feed="https://example.org/feed", name="A feed")
    with database.write() as session:
        feed = subscribe_to_feed(session, THEN, "editor", wish)
        feed.next_check_at = utc_now() + timedelta(days=1)
    fail(database, key=feed.source_id, for_good=True)
    assert jobs(sqlite_url, "retry", "feed", str(feed.source_id)).returncode == 0
    with database.read() as session:
        assert session.get_one(Feed, feed.source_id).next_check_at <= utc_now()
    database.dispose()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("retry", "feed", "8"), "no 'feed' work with the key '8' has failed"),
        (("retry", "feed", ""), "empty"),
        (("retry", "feed", "a\nb"), "control"),
        (("retry", "feed"), "KEY"),
        (("retry", "feed", "7", "8"), "8"),
        (("dance",), "dance"),
        (("status", "--colour"), "--colour"),
        (("--once",), "--once"),
    ],
)
def test_bad_input_is_told_in_one_line(
    sqlite_url: str, arguments: tuple[str, ...], told: str
) -> None:
    done = jobs(sqlite_url, *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_database_that_is_away_is_told_in_one_line() -> None:
    done = jobs("postgresql://calledit@127.0.0.1:1/calledit", "status")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: database")
    assert len(done.stderr.splitlines()) == 1
