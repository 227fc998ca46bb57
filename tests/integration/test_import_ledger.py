"""What an import enters in the ledger: enough to work the standings out from it alone."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.imports import NOW, mixed, row, take, write

from core.days import end_of_day
from core.db import Database
from core.ledger import LedgerEntry, canonical, entry_hash
from predictions.lifecycle import Statement, first_statements, why_not_scored
from predictions.models import Event, Outcome, Prediction
from scoring.exchange import importing
from scoring.models import Tally
from scoring.tallies import KEY

Facts = dict[str, Any]


def entries(session: Session) -> list[LedgerEntry]:
    query = select(LedgerEntry).where(LedgerEntry.action == "rows imported")
    return list(session.scalars(query.order_by(LedgerEntry.position)))


def listed(session: Session, name: str) -> list[list[Any]]:
    return [each for entry in entries(session) for each in json.loads(entry.facts)[name]]


@dataclass(frozen=True)
class Ruled:
    ruling: str
    known_at: datetime


@dataclass(frozen=True)
class Said:
    said_on: date
    withdrawn_at: None = None
    restates_id: None = None


@dataclass(frozen=True)
class Told:
    """An event as the ledger tells it, as the lifecycle asks for it."""

    topic: str
    zone: str
    closes_at: datetime | None
    outcome: Ruled | None
    merged_into_id: None = None


def events_told(session: Session) -> dict[int, Told]:
    rulings = {
        event: Ruled(ruling, datetime.fromisoformat(known_at))
        for event, _, ruling, known_at in listed(session, "outcomes")
    }
    return {
        event: Told(
            topic,
            zone,
            end_of_day(date.fromisoformat(deadline), zone) if deadline else None,
            rulings.get(event),
        )
        for event, _, deadline, zone, topic, _ in listed(session, "events")
    }


def tallies_told(session: Session, names: dict[str, int]) -> Counter[tuple[Any, ...]]:
    """The tallies that the ledger alone gives; pundits by the ids that the record gave them."""
    events = events_told(session)
    said: dict[int, list[Any]] = defaultdict(list)
    for made, name, event, said_on, *rest in listed(session, "predictions"):
        day = date.fromisoformat(said_on)
        if why_not_scored(events[event], Said(day)) is None:
            said[event].append((Statement(made, names[name], day), rest))
    counted: Counter[tuple[Any, ...]] = Counter()
    for event, statements in said.items():
        told = events[event]
        if told.closes_at is None or told.closes_at > NOW or told.outcome is None:
            continue
        first = first_statements([statement for statement, _ in statements])
        for statement, (probability, low, high, *_) in statements:
            if statement.id in first:
                numbers = (probability, low, high, told.outcome.ruling == "occurred")
                counted[statement.pundit_id, told.topic, False, *numbers] += 1
    return counted


def test_the_standings_follow_from_the_ledger_alone(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 130)
    take(database, write(tmp_path, mixed(900)))
    with database.read() as session:
        names = {p.pundit.name: p.pundit_id for p in session.scalars(select(Prediction))}
        stored = {tuple(getattr(t, k) for k in KEY): t.n for t in session.scalars(select(Tally))}
        assert len(stored) > 50
        assert tallies_told(session, names) == stored


def test_the_ledger_says_what_the_tables_say(database: Database, tmp_path: Path) -> None:
    said = row(
        claim='She said “no” \\ "yes"', pundit="Zoë Ñandú", topic="labour", zone="Asia/Tokyo"
    )
    take(database, write(tmp_path, [said, row(deadline="", outcome="", known_at="")]))
    with database.read() as session:
        assert listed(session, "events") == [
            [e.id, e.claim, e.deadline and e.deadline.isoformat(), e.zone, e.topic, e.condition]
            for e in session.scalars(select(Event).order_by(Event.id))
        ]
        assert listed(session, "predictions") == [
            [
                p.id, p.pundit.name, p.event_id, p.said_on.isoformat(), p.probability, p.low,
                p.high, p.basis, p.commentary.sha256,
            ]
            for p in session.scalars(select(Prediction).order_by(Prediction.id))
        ]  # fmt: skip
        assert listed(session, "outcomes") == [
            [o.event_id, o.revision, o.ruling, o.known_at.isoformat()]
            for o in session.scalars(select(Outcome).order_by(Outcome.id))
        ]


def test_the_entry_is_spelled_as_every_other(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 130)
    done = take(database, write(tmp_path, mixed(400)))
    with database.read() as session:
        found = entries(session)
        assert len(found) == 4
        for entry in found:
            assert entry.subject == "import/rows.csv"
            assert entry.facts == canonical(json.loads(entry.facts))
            assert entry.hash == entry_hash(entry)
            assert set(json.loads(entry.facts)) == {"format", "events", "predictions", "outcomes"}
            assert json.loads(entry.facts)["format"] == 1
        sizes = [len(listed(session, name)) for name in ("predictions", "events", "outcomes")]
        assert sizes == [done.stored, done.events, done.outcomes]


def test_what_a_later_file_adds_to_an_event_refers_to_it(
    database: Database, tmp_path: Path
) -> None:
    take(database, write(tmp_path, [row(outcome="", known_at="")]))
    take(database, write(tmp_path, [row(pundit="Ben Okoro")]))
    with database.read() as session:
        earlier, later = (json.loads(entry.facts) for entry in entries(session))
        event = earlier["events"][0][0]
        assert (later["events"], later["outcomes"][0][:3]) == ([], [event, 1, "occurred"])
        assert [each[2] for each in later["predictions"]] == [event]
