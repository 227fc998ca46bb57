"""Standings from the database: 10,000 pundits, 1,000,000 predictions, counted in tallies.

    python -m benchmarks.standings_db

Makes a database of its own in a temporary folder. With CALLEDIT_BENCH_POSTGRESQL set to the address
of an empty PostgreSQL database (postgresql+psycopg://...), the same is measured there too. Read the
ratios; the milliseconds are those of the machine.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine, insert, text
from support.record import predict, rule

from core import migrations
from core.db import Base, Database
from predictions.models import Pundit
from scoring.counting import counted
from scoring.editions import renew_edition
from scoring.forms import EVERYTHING, Selection
from scoring.measures import standings as from_memory
from scoring.models import Score, Tally
from scoring.queries import standings
from scoring.scorer import score_pending
from scoring.tallies import KEY

Table = NDArray[np.int64]
Rows = Iterator[dict[str, Any]]

PUNDITS = 10_000
PREDICTIONS = 1_000_000
EVENTS = 100_000
FIRST_ID = 10_000_000  # what the record adds by itself counts from 1
TOPICS = ("politics", "economy", "sport", "science")
NOW = datetime(2024, 3, 1, tzinfo=UTC)
READS = 2_000
OUTCOMES = 100
ROWS_AT_A_TIME = 20_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{Path(folder) / 'benchmark.db'}")
    elsewhere = os.environ.get("CALLEDIT_BENCH_POSTGRESQL")
    if elsewhere:
        measure(elsewhere)


def measure(url: str) -> None:
    database = Database(url)
    migrations.upgrade(database)
    fill(database, np.random.default_rng(20190501))
    print(f"\n{database.engine.dialect.name}: {PUNDITS:,} pundits, {PREDICTIONS:,} predictions")
    with database.read() as session:
        bare = times(lambda: session.execute(text("SELECT 1")).all(), READS)
        cold = once(lambda: standings(session))
        outright, _ = counted(session, EVERYTHING)
        assert outright is not None
        tallies = outright.tallies("middle")
        memory = once(lambda: from_memory(tallies))
        warm = times(lambda: standings(session), READS)
        topic = once(lambda: standings(session, Selection(topic="sport")))
        longest = once(lambda: standings(session, Selection(horizon="year")))
        others = once(lambda: standings(session, against=True))
    scored = outcomes(database)
    tell("a bare SELECT 1", bare, bare)
    tell("standings, as read until scores change", warm, bare)
    tell("an outcome scored and tallied", scored, bare)
    print(f"one reading from arrays in memory {memory:9.0f} ms")
    for name, took in (
        ("standings worked out anew (three readings)", cold),
        ("the same of one topic", topic),
        ("the same of one horizon, from the scores", longest),
        ("the same with everybody against the others", others),
    ):
        print(f"{name:45}{took:9.0f} ms {took / memory:8.1f} times that")
    database.dispose()


def fill(database: Database, rng: np.random.Generator) -> None:
    """Store pundits, scores and tallies; every hundredth prediction is made in words.

    What scores point to is left out: nothing that is measured looks there.
    """
    pundit = np.repeat(np.arange(FIRST_ID, FIRST_ID + PUNDITS), PREDICTIONS // PUNDITS)
    event = rng.permuted(np.tile(np.arange(EVENTS), PREDICTIONS // EVENTS))
    chance = rng.integers(1, 100, EVENTS)
    percent = np.clip(chance[event] + rng.integers(-20, 21, PREDICTIONS), 0, 100)
    worded = np.where(rng.integers(0, 100, PREDICTIONS) == 0, 15, 0)
    low, high = np.maximum(percent - worded, 0), np.minimum(percent + worded, 100)
    occurred = (rng.integers(0, 100, EVENTS) < chance)[event]
    said = np.column_stack((pundit, event % len(TOPICS), percent, low, high, occurred))
    with without_references(database) as connection:
        store(connection, Pundit, people())
        store(connection, Score, score_rows(said, event))
        store(connection, Tally, tally_rows(said))
    with database.write() as session:
        renew_edition(session)


def people() -> Rows:
    for i in range(FIRST_ID, FIRST_ID + PUNDITS):
        yield {"id": i, "slug": f"p{i}", "name": f"P{i}", "added_at": NOW}


def number_of(row: tuple[int, ...]) -> dict[str, Any]:
    pundit, topic, percent, low, high, occurred = row
    number = (percent / 100, low / 100, high / 100, bool(occurred))
    return dict(zip(KEY, (pundit, TOPICS[topic], False, *number), strict=True))


def score_rows(said: Table, event: Table) -> Rows:
    for i, (row, about) in enumerate(zip(said.tolist(), event.tolist(), strict=True), FIRST_ID):
        key = number_of(row)
        y = int(key["occurred"])
        errors = {f"brier_{end}": (key[end] - y) ** 2 for end in ("low", "high")}
        yield (
            key
            | errors
            | {
                "brier": (key["probability"] - y) ** 2,
                "prediction_id": i,
                "outcome_id": about + FIRST_ID,
                "outcome_revision": 1,
                "event_id": about + FIRST_ID,
                "deadline": date(2023, 12, 31),
                "horizon_days": i % 1000,
                "scored_at": NOW,
                "counts_from": NOW,
                "tallied_at": NOW,
            }
        )


def tally_rows(said: Table) -> Rows:
    rows, n = np.unique(said, axis=0, return_counts=True)
    for row, size in zip(rows.tolist(), n.tolist(), strict=True):
        yield number_of(row) | {"n": size}


def store(connection: Connection, table: type[Base], rows: Rows) -> None:
    while batch := list(islice(rows, ROWS_AT_A_TIME)):
        connection.execute(insert(table), batch)


@contextmanager
def without_references(database: Database) -> Iterator[Connection]:
    """A connection that does not look whether what rows point to is there."""
    engine = create_engine(database.url)  # SQLite looks only if it is told to
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def outcomes(database: Database) -> list[float]:
    """Milliseconds of scoring one outcome and counting it, each in a transaction of its own."""
    took = []
    for step in range(OUTCOMES):
        with database.write() as session:
            event = predict(session, f"Newcomer {step % 7}", step / 100, topic="sport").event
            rule(session, event, "occurred")
        start = perf_counter()
        with database.write() as session:
            assert score_pending(session, NOW).entered == 1
        took.append(1000 * (perf_counter() - start))
    return took


def times(work: Callable[[], object], n: int) -> list[float]:
    return [once(work) for _ in range(n)]


def once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def tell(name: str, took: list[float], unit: list[float]) -> None:
    middle, worst = np.percentile(took, [50, 99])
    ratio = middle / np.median(unit)
    print(f"{name:40} median {middle:7.3f} ms, p99 {worst:7.3f} ms, {ratio:6.1f} times SELECT 1")


if __name__ == "__main__":
    main()
