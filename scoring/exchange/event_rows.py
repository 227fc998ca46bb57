"""Imported events and their outcomes as rows."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from predictions.models import Event, Outcome
from predictions.outcomes import known_instant
from scoring.exchange.entries import Entry
from scoring.exchange.planning import ByRow, EventState
from scoring.exchange.rows import closes_at
from scoring.exchange.staging import ACTOR, reserve_ids, table_of


def store_events(session: Session, now: datetime, new: list[ByRow]) -> None:
    """Store new events, and tell each its id."""
    for (state, _), event_id in zip(new, reserve_ids(session, Event, len(new)), strict=True):
        state.id = event_id
    if new:
        rows = [_event(now, state, entry) for state, entry in new]
        session.connection().execute(insert(table_of(Event)), rows)


def store_outcomes(
    session: Session, now: datetime, source: str, ruled: list[ByRow]
) -> list[dict[str, Any]]:
    """Store the first outcomes of events, with the file and row that state them as evidence."""
    rows = [_outcome(now, source, state, entry) for state, entry in ruled]
    if rows:
        session.connection().execute(insert(table_of(Outcome)), rows)
    return rows


def _event(now: datetime, state: EventState, first: Entry) -> dict[str, Any]:
    deadline = date.fromisoformat(first.deadline) if first.deadline else None
    return {
        "id": state.id,
        "claim": first.claim,
        "criteria": first.criteria,
        "deadline": deadline,
        "zone": first.zone,
        "deadline_basis": "stated" if deadline else "none",
        "condition": "",
        "topic": first.topic,
        "added_at": now,
        "closes_at": closes_at(deadline, first.zone) if deadline else None,
        "unscored_since": now if state.ruling else None,
    }


def _outcome(now: datetime, source: str, state: EventState, entry: Entry) -> dict[str, Any]:
    # A row with an outcome but without the day on which it became known is refused.
    known = date.fromisoformat(entry.known_at) if entry.known_at else now
    return {
        "event_id": state.id,
        "revision": 1,
        "ruling": entry.outcome,
        "known_at": known_instant(known, state.zone, now),
        "evidence_url": entry.evidence or entry.url,
        "note": f"As stated in {source}, row {entry.number}.",
        "reason": "",
        "recorded_at": now,
        "recorded_by": ACTOR,
    }
