"""One chunk of a file into the record, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from core.ledger import append
from predictions.models import Commentary, Event, Prediction
from scoring.exchange.chronicle import chronicled
from scoring.exchange.entries import Entry
from scoring.exchange.event_index import EventIndex
from scoring.exchange.event_rows import store_events, store_outcomes
from scoring.exchange.planning import Plan, plan
from scoring.exchange.refusals import Refusal
from scoring.exchange.staging import ACTOR, among, reserve_ids, store_staged, table_of

_LOCK = 0x1A7027  # an arbitrary number, the same on every node
# With its own defaults SQLite writes a page several times within a chunk, because 2 MB of cache
# hold too little of it, and once more after every chunk: 64 MiB of cache, 200 MB of log.
SQLITE_PRAGMAS = ("cache_size = -65536", "wal_autocheckpoint = 50000")

PunditIds = Callable[[Session, set[str]], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What one chunk did."""

    predictions: int
    events: int
    outcomes: int
    known: int
    refused: list[Refusal]


@dataclass(frozen=True, slots=True)
class Storing:
    """What the chunks of one file have in common."""

    now: datetime
    source: str
    index: EventIndex
    pundits: PunditIds

    def store(self, session: Session, entries: Sequence[Entry]) -> Stored:
        """Put on record what is new in `entries`; what it decides waits to be scored."""
        _prepare(session)
        known = _known(session, [entry.sha256 for entry in entries])
        states = self.index.states(session, {entry.event for entry in entries})
        planned = plan(entries, known, states)
        store_events(session, self.now, planned.new_events)
        outcomes = store_outcomes(session, self.now, self.source, planned.outcomes)
        made = self._store_predictions(session, planned)
        _mark(session, self.now, planned)
        if planned.predictions or planned.outcomes:
            change = chronicled(self.source, planned, made, outcomes)
            told = append(session, self.now, ACTOR, change)
            self.index.keep(planned, left_at=told.position)
        return Stored(
            predictions=len(planned.predictions),
            events=len(planned.new_events),
            outcomes=len(planned.outcomes),
            known=planned.known,
            refused=planned.refused,
        )

    def _store_predictions(self, session: Session, planned: Plan) -> Sequence[int]:
        """Store what was said, and return the ids of the predictions."""
        if not planned.predictions:
            return ()
        n = len(planned.predictions)
        said_in, made = (reserve_ids(session, table, n) for table in (Commentary, Prediction))
        whose = self.pundits(session, {entry.pundit for _, entry in planned.predictions})
        rows = [
            (commentary, prediction, whose[entry.pundit], state.id, *entry.stored)
            for commentary, prediction, (state, entry) in zip(
                said_in, made, planned.predictions, strict=True
            )
        ]
        store_staged(session, self.now, self.source, rows)
        return made


def _prepare(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        # Two imports at once would both miss the other's events; SQLite has one writer anyway.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    else:
        for pragma in SQLITE_PRAGMAS:
            session.connection().exec_driver_sql(f"PRAGMA {pragma}")


def _known(session: Session, digests: list[str]) -> set[str]:
    query = select(Commentary.sha256)
    known = query.where(among(session, Commentary.sha256, digests))
    return set(session.connection().scalars(known))


def _mark(session: Session, now: datetime, planned: Plan) -> None:
    """Have what was on record scored again if it has an outcome or a joiner now."""
    fresh = {state.id for state, _ in planned.new_events}
    changed = {state.id for state, _ in (*planned.outcomes, *planned.predictions) if state.ruling}
    if changed <= fresh:
        return
    joined = among(session, Event.id, sorted(changed - fresh))
    events = table_of(Event)
    unmarked = events.c.unscored_since.is_(None)
    change = update(events).where(joined, unmarked).values(unscored_since=now)
    session.connection().execute(change)
