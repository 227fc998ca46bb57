"""A crash before and after each commit, and at each step of handing over a mail."""

import signal
from datetime import UTC, datetime, timedelta
from itertools import groupby

from support.crashing import crasher
from support.figures import FULL, Figure
from support.large import audit
from support.record import predict, rule
from support.sink import Sink

from core.db import Database
from core.failpoints import POINTS, TRACE
from reports.subscribers import NewSubscriber, subscribe

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MONDAY = datetime(2024, 3, 4, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SOME = 6  # a short run crashes at each kind of point, and at one point in so many


def test_nothing_is_lost_wherever_it_crashes(
    database: Database, database_url: str, sink: Sink, figure: Figure
) -> None:
    mailing = {"database_url": database_url, "secret_key": "k", "smtp_port": sink.port,
               "smtp_timeout_seconds": 1, "mails_per_minute": 0}  # fmt: skip
    now = MONDAY
    with crasher(mailing) as crash:
        stage(database, 0)
        assert crash.run(now) == (0, [])
        stage(database, 1)
        ended, passed = crash.run(now + MINUTE, TRACE)
        assert ended == 0
        points = passed if FULL else some_of(passed)
        for number, point in enumerate(points, start=2):
            now = MONDAY + number * MINUTE
            stage(database, number)
            assert crash.run(now, point)[0] == -signal.SIGKILL, point
            # By then the lease of the mail in hand has ended.
            assert crash.run(now + MINUTE / 2) == (0, [])
            books = audit(database)
            assert books.clean, (point, books)
            assert f"reader-{number}@example.org" in sink.recipients(), point
    mails = sink.accepted()
    twice = sum(mails.values()) - len(mails)
    figure(
        f"crash at every commit and SMTP step, {database.url.get_backend_name()}:"
        f" {len(points)} of {len(passed)} points, each recovered: 0 lost, 0 scored twice,"
        f" {len(mails)} mails, {twice} sent twice under one Message-ID"
    )
    assert {point.partition(":")[0] for point in passed} == set(POINTS)
    assert max(mails.values()) <= 2
    assert all(len(ids) == 1 for ids in sink.recipients().values())
    assert len(mails) == len(points) + 2


def stage(database: Database, number: int) -> None:
    """One more event to score, and one more reader to write to."""
    with database.write() as session:
        rule(session, predict(session, f"Pundit {number}", 0.7).event, "occurred")
    with database.write() as session:
        new = NewSubscriber(email=f"reader-{number}@example.org", zone="UTC")
        subscribe(session, LONG_AGO, new)


def some_of(passed: list[str]) -> list[str]:
    by_name = sorted(passed, key=lambda point: point.partition(":")[0])
    first = {next(group) for _, group in groupby(by_name, key=lambda p: p.partition(":")[0])}
    return [p for number, p in enumerate(passed) if p in first or number % SOME == 0]
