"""Imported events and their outcomes as rows."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    MetaData,
    Table,
    Text,
    case,
    insert,
    literal,
    null,
)
from sqlalchemy.orm import Session

from core.db import UtcDateTime
from predictions.models import Event, Outcome
from predictions.outcomes import known_instant
from scoring.exchange.entries import Entry
from scoring.exchange.planning import ByRow, EventState
from scoring.exchange.rows import closes_at
from scoring.exchange.staging import ACTOR, fill, reserve_ids, staging, table_of

staged = Table(
    "staged_event",
    MetaData(),
    Column("id", BigInteger),
    Column("claim", Text),
    Column("criteria", Text),
    Column("deadline", Date),
    Column("zone", Text),
    Column("topic", Text),
    Column("closes_at", UtcDateTime),
    Column("ruled", Boolean),
    prefixes=["TEMPORARY"],
)


def store_events(session: Session, now: datetime, new: list[ByRow]) -> None:
    """Store new events, and tell each its id."""
    if not new:
        return
    for (state, _), event_id in zip(new, reserve_ids(session, Event, len(new)), strict=True):
        state.id = event_id
    spelled: Any = UtcDateTime().bind_processor(session.get_bind().dialect)
    rows = [
        (
            state.id,
            entry.claim,
            entry.criteria,
            entry.deadline,
            entry.zone,
            entry.topic,
            spelled(_closes_at(entry)),
            bool(state.ruling),
        )
        for state, entry in new
    ]
    c = staged.c
    at = literal(now, UtcDateTime)
    values: dict[str, Any] = {each.name: each for each in c if each is not c.ruled}
    values |= {
        "deadline_basis": case((c.deadline.is_(None), "none"), else_="stated"),
        "condition": "",
        "added_at": at,
        "unscored_since": case((c.ruled, at), else_=null()),
    }
    with staging(session, staged, rows) as connection:
        fill(connection, Event, values)


def store_outcomes(
    session: Session, now: datetime, source: str, ruled: list[ByRow]
) -> list[dict[str, Any]]:
    """Store the first outcomes of events, with the file and row that state them as evidence."""
    rows = [_outcome(now, source, state, entry) for state, entry in ruled]
    if rows:
        session.connection().execute(insert(table_of(Outcome)), rows)
    return rows


def _closes_at(entry: Entry) -> datetime | None:
    return closes_at(date.fromisoformat(entry.deadline), entry.zone) if entry.deadline else None


def _outcome(now: datetime, source: str, state: EventState, entry: Entry) -> dict[str, Any]:
    # A row with an outcome but without the day on which it became known is refused.
    known = date.fromisoformat(entry.known_at) if entry.known_at else now
    return {
        "event_id": state.id,
        "revision": 1,
        "ruling": entry.outcome,
        "known_at": known_instant(known, state.zone, now),
        "evidence_url": entry.evidence,
        "note": f"As stated in {source}, row {entry.number}.",
        "reason": "",
        "recorded_at": now,
        "recorded_by": ACTOR,
    }
