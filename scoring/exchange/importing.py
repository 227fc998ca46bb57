"""A file of forecasts into the record, chunk by chunk."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from core.db import Database
from predictions.pundits import pundit_named
from scoring.exchange.bulk_scores import score_imported
from scoring.exchange.entries import Entry, entry_of
from scoring.exchange.event_index import EventIndex
from scoring.exchange.mapping import Mapping
from scoring.exchange.reading import Numbered, forecasts
from scoring.exchange.refusals import Refusal, Refusals
from scoring.exchange.storing import Stored, store_chunk
from scoring.exchange.table import open_table

# Another writer waits for a whole chunk: 10,000 rows hold SQLite for about half a second.
ROWS_AT_A_TIME = 10_000

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
        """Store what is new, a transaction per chunk, then score it; run again, it does nothing.

        Raises:
            InvalidInputError: if the file is no table that the mapping can read. What was stored
                before stays, and is known when the file is imported again.
        """
        done = ImportRun(self.file.name)
        with (
            open_table(self.file, self.mapping.delimiter) as table,
            EventIndex() as index,
            ThreadPoolExecutor(max_workers=1) as ahead,
        ):
            whose = PunditIds(self.now)
            rows = forecasts(table, self.mapping, self.now)
            # While the database works on one chunk, the next is read.
            coming = ahead.submit(_next_chunk, rows)
            while (chunk := coming.result()).rows:
                coming = ahead.submit(_next_chunk, rows)
                with self.database.write() as session:
                    stored = store_chunk(
                        session, self.now, table.name, chunk.entries, index=index, pundits=whose
                    )
                self._note(done, chunk, stored)
                self.progress(table.position(), table.size)
        self._score(done)
        return done

    def _note(self, done: ImportRun, chunk: "Chunk", stored: Stored) -> None:
        refused = [*chunk.refused, *([refusal] for refusal in stored.refused)]
        for refusals in sorted(refused, key=lambda some: some[0].row):
            self.refusals.add(refusals)
        done.rows += chunk.rows
        done.refused += len(refused)
        done.stored += stored.predictions
        done.known += stored.known
        done.events += stored.events
        done.outcomes += stored.outcomes

    def _score(self, done: ImportRun) -> None:
        while True:
            with self.database.write() as session:
                scored = score_imported(session, self.now)
            if not scored.events:
                return
            done.scores += scored.scores


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next rows of a file: what can be stored, and why the others cannot."""

    rows: int
    entries: list[Entry]
    refused: list[list[Refusal]]


def _next_chunk(rows: Iterator[Numbered | list[Refusal]]) -> Chunk:
    taken = list(islice(rows, ROWS_AT_A_TIME))
    refused = [each for each in taken if isinstance(each, list)]
    entries = [entry_of(*each) for each in taken if isinstance(each, tuple)]
    return Chunk(len(taken), entries, refused)


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
