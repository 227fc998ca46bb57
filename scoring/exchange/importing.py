"""A file of forecasts into the record, chunk by chunk."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from core.db import LONGEST_TURN_SECONDS, Database
from predictions.pundits import pundit_named
from scoring.exchange.ahead import Coming, chunks_ahead
from scoring.exchange.bulk_scores import score_imported
from scoring.exchange.chunks import Chunk, Source
from scoring.exchange.event_index import EventIndex
from scoring.exchange.garbage import seldom_collected
from scoring.exchange.mapping import Mapping
from scoring.exchange.refusals import Refusals
from scoring.exchange.storing import Stored, Storing
from scoring.giving_way import UNDER_WAY, note_import
from scoring.scorer import score_pending

ROWS_AT_A_TIME = 20_000

# Told how many bytes are read, and of how many.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ImportRun:
    """What an import did, in rows but for events, outcomes and scores."""

    file: str
    rows: int = 0
    stored: int = 0
    known: int = 0
    refused: int = 0
    events: int = 0
    outcomes: int = 0
    scores: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """One import: where to, when, from which file, and who is told of refusals and progress."""

    database: Database
    now: datetime
    file: Path
    mapping: Mapping
    refusals: Refusals
    progress: Progress

    def run(self) -> ImportRun:
        """Store what is new, then score it; run again, it does nothing.

        Raises:
            InvalidInputError: if the file is no table that the mapping can read. What was stored
                before stays, and is known when the file is imported again.
        """
        done = ImportRun(self.file.name)
        source = Source(self.file, self.mapping, self.now, ROWS_AT_A_TIME)
        turns = Turns(self.database, self.now)
        with seldom_collected(), chunks_ahead(source) as coming, EventIndex() as index:
            storing = Storing(self.now, done.file, index, PunditIds(self.now))
            for chunk in coming:
                for one, stored in _store(turns, storing, chunk, coming):
                    self._note(done, one, stored)
                self.progress(one.position, source.size)
        _score(turns, done)
        return done

    def _note(self, done: ImportRun, chunk: Chunk, stored: Stored) -> None:
        refused = [*chunk.refused, *([refusal] for refusal in stored.refused)]
        for refusals in sorted(refused, key=lambda some: some[0].row):
            self.refusals.add(refusals)
        done.rows += chunk.rows
        done.refused += len(refused)
        done.stored += stored.predictions
        done.known += stored.known
        done.events += stored.events
        done.outcomes += stored.outcomes


class Turns:
    """The transactions of one import, each of which says that it is under way."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._began = time.monotonic()
        self.now = now

    @contextmanager
    def take(self, summary: str = UNDER_WAY) -> Iterator[Session]:
        """A session for one unit of work."""
        with self._database.write() as session:
            passed = timedelta(seconds=time.monotonic() - self._began)
            note_import(session, self.now + passed, summary)
            yield session


def _store(
    turns: Turns, storing: Storing, chunk: Chunk, coming: Coming
) -> list[tuple[Chunk, Stored]]:
    """Store a chunk, and what has come meanwhile, in one transaction.

    Digests are in no order, so that every transaction writes most of their index: the fewer, the
    faster. Another writer waits for a whole one, so none goes on for longer than others are asked
    to wait.
    """
    began = time.monotonic()
    with turns.take() as session:
        done = [(chunk, storing.store(session, chunk.entries))]
        while coming.ready() and time.monotonic() - began < LONGEST_TURN_SECONDS:
            chunk = next(coming)
            done.append((chunk, storing.store(session, chunk.entries)))
    return done


def _score(turns: Turns, done: ImportRun) -> None:
    """Score what is new, then what joined an event that has scores already."""
    left = True
    while left:
        with turns.take() as session:
            bulk = score_imported(session, turns.now)
            done.scores += bulk.scores
            left = bool(bulk.events)
    left = True
    while left:
        with turns.take() as session:
            run = score_pending(session, turns.now, importing=True)
            done.scores += run.scored
            left = bool(run.events)
    with turns.take(f"{done.rows} rows of {done.file}"):
        pass


class PunditIds:
    """Pundits by name, looked up once; entered where the record has none."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._ids: dict[str, int] = {}

    def __call__(self, session: Session, names: Iterable[str]) -> dict[str, int]:
        """Return the id of each name."""
        for name in sorted(set(names) - self._ids.keys()):
            self._ids[name] = pundit_named(session, self._now, name).id
        return self._ids
