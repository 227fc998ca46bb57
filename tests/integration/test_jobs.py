"""The scheduler and the service, as processes of their own."""

import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from support.mailing import join
from support.processes import PATIENCE_SECONDS, address, get, process, wait_for
from support.record import predict, rule

from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.errors import NotFoundError
from core.heartbeat import beat, last_beat, last_beats
from jobs.coming import coming
from jobs.schedule import TICK, jobs
from jobs.status import status_of
from jobs.telling import told_of
from jobs.worker import run_once
from predictions.feeds.forms import NewFeed
from predictions.feeds.service import subscribe
from reports.delivery import send_scheduled
from scoring.queries import standings


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


def test_two_nodes_note_a_job_for_the_first_time_at_once(
    postgresql_url: str, now: datetime
) -> None:
    database = Database(postgresql_url)

    def of_the_other() -> None:
        with database.write() as session:
            beat(session, now, "score", "the other")

    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            beat(session, now, "score", "the one")
            session.flush()
            other = pool.submit(of_the_other)
            wait_for(lambda: somebody_waits(database))
        other.result()
    with database.read() as session:
        assert last_beats(session)["score"].summary == "the other"
    database.dispose()


def somebody_waits(database: Database) -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with database.read() as session:
        return bool(session.scalar(text(waiting)))


def test_health_says_what_never_came_and_when_it_is_due(
    database: Database, settings: Settings
) -> None:
    now = datetime.fromisoformat("2020-11-13T12:00:00+00:00")
    with database.read() as session:
        first = coming(session, settings, now)
    assert [(each.last, each.due, each.n) for each in first] == [(None, None, 0)] * 3
    join(database, "ann", since=now)
    join(database, "tess", since=now, zone="Asia/Tokyo", weekday=6, hour=9)
    with database.write() as session:
        feed = NewFeed(feed="https://example.org/feed", name="The Lark", rule="everything")
        subscribe(session, now, "somebody", feed)
    with database.read() as session:
        report, mail, feeds = (told_of(each) for each in coming(session, settings, now))
    assert report == (
        "No weekly report has been made yet; the first is due on 14 November 2020, 00:00 UTC"
        " (2 subscriptions)."
    )
    assert mail == "No mail has been sent yet; none waits."
    assert feeds == (
        "No feed has been read yet; the first is due on 13 November 2020, 12:00 UTC (1 feed)."
    )
    send_scheduled(database, settings, now + timedelta(days=1))
    with database.read() as session:
        report, mail, _ = (
            told_of(each) for each in coming(session, settings, now + timedelta(days=1))
        )
    assert report == (
        "The newest weekly report was made on 14 November 2020, 12:00 UTC; the next is due on"
        " 16 November 2020, 08:00 UTC (2 subscriptions)."
    )
    assert mail.startswith("No mail has been sent yet; the first is due on 14 November 2020")


def test_health_tells_of_a_scheduler_that_stopped(database: Database, settings: Settings) -> None:
    with database.read() as session:
        never = status_of(session, settings, utc_now())
    assert (never.status, never.tick.last_tick) == ("late", None)
    run_once(database, settings, TICK)
    with database.read() as session:
        assert status_of(session, settings, utc_now()).status == "partly"
    for job in jobs(settings):
        run_once(database, settings, job.name)
    with database.read() as session:
        assert status_of(session, settings, utc_now()).status == "ok"
        later = status_of(session, settings, utc_now() + timedelta(hours=1))
        assert later.status == "late"
