"""Two schedulers that race over the same due rows, each in a process of its own."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from support.crashing import crasher
from support.figures import Figure, size
from support.large import audit, decide, fill
from support.sink import Sink

from core.db import Database
from core.mail.models import Delivery
from reports.subscribers import NewSubscriber, subscribe

EVENTS = size(10_000, 200)
READERS = size(2_000, 40)
NODES = 2
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MONDAY = datetime(2024, 3, 4, 9, tzinfo=UTC)


def test_no_due_row_is_taken_twice(
    database: Database, database_url: str, sink: Sink, tmp_path: Path, figure: Figure
) -> None:
    events = fill(database, tmp_path, EVENTS, per_event=1)
    decide(database, events)
    with database.write() as session:
        for number in range(READERS):
            new = NewSubscriber(email=f"reader-{number}@example.org", zone="UTC")
            subscribe(session, LONG_AGO, new)
    settings = {"database_url": database_url, "secret_key": "k", "smtp_port": sink.port,
                "mails_per_minute": 0}  # fmt: skip
    start, ended = threading.Barrier(NODES), []

    def race() -> None:
        with crasher(settings) as node:
            start.wait()
            ended.append(node.run(MONDAY))

    nodes = [threading.Thread(target=race) for _ in range(NODES)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join()
    books, mails = audit(database), sink.accepted()
    with database.read() as session:
        again = select(func.count(Delivery.id)).where(Delivery.attempts > 1)
        retaken = session.scalar(again)
    figure(
        f"two schedulers racing, {database.url.get_backend_name()}: {len(events):,} due events,"
        f" {books.twice} scored twice, {books.lost} lost; {READERS:,} due mails,"
        f" {sum(mails.values()) - len(mails)} sent twice"
    )
    assert ended == [(0, []), (0, [])]
    assert books.clean, books
    assert retaken == 0
    assert (len(mails), sum(mails.values())) == (READERS, READERS)
