"""Two scheduler nodes, killed again and again while they score and mail."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select
from support.figures import Figure, size
from support.large import audit, decide, fill
from support.nodes import running_nodes
from support.processes import wait_for
from support.sink import Sink

from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.errors import UnavailableError
from core.mail.models import Delivery
from jobs.schedule import report
from predictions.models import Event
from reports.models import Subscriber
from reports.subscribers import NewSubscriber, subscribe

KILLS = size(200, 3)
PREDICTIONS = size(20_000, 200)
READERS_A_KILL = 5
TRIES = 20
MAILING = {"smtp_timeout_seconds": 1, "report_hour": 0, "mails_per_minute": 0}
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def mailing(settings: Settings, sink: Sink) -> Settings:
    # A mail that a dead node had in hand is free again after twenty of these seconds.
    return settings.model_copy(update=MAILING | {"smtp_port": sink.port})


def test_nothing_is_lost_and_nothing_scored_twice(
    database: Database, mailing: Settings, sink: Sink, tmp_path: Path, figure: Figure
) -> None:
    rng = random.Random(KILLS)  # noqa: S311 - when to kill is no secret
    events = fill(database, tmp_path, PREDICTIONS)
    share = -(-len(events) // KILLS)
    with running_nodes(mailing, tmp_path) as nodes:
        begun = time.monotonic()
        nodes[0].wait_until_it_ticks()
        # A slow machine takes longer to get to work, and is given longer before it is killed.
        pace = time.monotonic() - begun
        for kill in range(KILLS):
            node = nodes[kill % len(nodes)]
            node.wait_until_it_ticks()
            persist(partial(subscribe_some, database, kill))
            for event in events[kill * share : (kill + 1) * share]:
                persist(partial(decide, database, [event]))
            time.sleep(rng.uniform(0.2, 1.5) * pace)
            node.kill()
            node.start_again()
        wait_for(lambda: nothing_waits(database), patience=120)
        statuses = [node.stop() for node in nodes]
    wait_for(lambda: everything_sent(database, mailing), patience=120)
    books, mails = audit(database), sink.accepted()
    twice = sum(mails.values()) - len(mails)
    name = database.url.get_backend_name()
    figure(
        f"kill -9 over two nodes, {name}: {KILLS} kills, {books.predictions:,} predictions:"
        f" {books.lost} lost, {books.twice} scored twice; {len(mails):,} mails, {twice} sent twice"
        " under one Message-ID"
    )
    assert statuses == [0, 0]
    assert books.clean, books
    assert twice <= KILLS
    assert all(len(ids) == 1 for ids in sink.recipients().values())
    assert len(mails) == KILLS * READERS_A_KILL


def persist(write: Callable[[], None]) -> None:
    """Do what an editor does who is told 503: try again in a moment."""
    for _ in range(TRIES):
        try:
            return write()
        except UnavailableError:
            time.sleep(1)
    pytest.fail("the database was away for too long")


def subscribe_some(database: Database, number: int) -> None:
    with database.write() as session:
        for reader in range(READERS_A_KILL):
            new = NewSubscriber(email=f"reader-{number}-{reader}@example.org", zone="UTC")
            subscribe(session, LONG_AGO, new)


def nothing_waits(database: Database) -> bool:
    with database.read() as session:
        query = select(func.count(Event.id)).where(Event.unscored_since.is_not(None))
        return session.scalar(query) == 0


def everything_sent(database: Database, mailing: Settings) -> bool:
    """Do what a node does once the leases of the dead have ended."""
    report(database, mailing, utc_now() + timedelta(minutes=2))
    with database.read() as session:
        readers = session.scalar(select(func.count(Subscriber.id)))
        sent = select(func.count(Delivery.id)).where(Delivery.sent_at.is_not(None))
        return session.scalar(sent) == readers
