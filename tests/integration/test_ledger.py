"""The history: every change an entry, each chained to the one before, and no fork."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select
from support.record import ACTOR, AFTER, SAID, amend, predict, rule
from support.tampering import tamper

from core.db import Database
from core.ledger import GENESIS, Change, LedgerEntry, append, entry_hash, head, history
from predictions import review
from predictions.forms import Rejection
from predictions.models import Candidate, Event
from scoring.scorer import score_pending


def chain(database: Database) -> list[LedgerEntry]:
    with database.read() as session:
        return list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.position)))


def test_an_empty_record_has_a_head_of_zeros(database: Database) -> None:
    with database.read() as session:
        assert head(session) == GENESIS


def test_every_change_to_the_record_is_an_entry(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        rule(session, event, "occurred")
        score_pending(session, AFTER)
        amend(session, event, "did_not_occur")
        score_pending(session, AFTER)
        spare = session.scalars(select(Candidate).where(Candidate.decision.is_(None))).first()
        if spare is not None:
            review.reject(session, SAID, ACTOR, spare.id, Rejection(reason="said in passing"))
    actions = [entry.action for entry in chain(database)]
    expected = [
        "lexicon adopted",
        "commentary added",
        "candidate marked",
        "prediction recorded",
        "outcome recorded",
        "scored",
        "outcome amended",
        "scores replaced",
    ]
    assert actions[: len(expected)] == expected
    with database.read() as session:
        about = history(session, f"event/{event.id}")
    assert [entry.action for entry in about] == [
        "outcome recorded", "scored", "outcome amended", "scores replaced",
    ]  # fmt: skip
    assert about[2].reason == "misread the source"


def test_the_chain_holds_from_the_first_entry_to_the_head(database: Database) -> None:
    with database.write() as session:
        for step in range(5):
            now = AFTER + timedelta(microseconds=step)
            append(session, now, "Zoë", Change("noted", f"event/{step}", {"text": "naïve — “ok”"}))
    previous = GENESIS
    for entry in chain(database):
        assert entry.previous_hash == previous
        assert entry.hash == entry_hash(entry)
        previous = entry.hash
    with database.read() as session:
        assert head(session) == previous


@pytest.mark.parametrize(
    "edit",
    [
        "actor = 'nobody'",
        "facts = '{}'",
        "reason = 'other'",
        "recorded_at = '2001-01-01 00:00:00.000000'",
        "action = 'none'",
    ],
)
def test_history_edited_by_hand_no_longer_matches_its_hash(database: Database, edit: str) -> None:
    with database.write() as session:
        append(session, AFTER, ACTOR, Change("noted", "event/1", {"a": 1}, "why"))
    tamper(database, f"UPDATE ledger_entry SET {edit}")
    (entry,) = chain(database)
    assert entry.hash != entry_hash(entry)


def test_writers_at_once_do_not_fork_the_chain(database: Database) -> None:
    def write(name: str) -> None:
        for _ in range(10):
            with database.write() as session:
                append(session, AFTER, name, Change("noted", "event/1", {}))

    writers = [threading.Thread(target=write, args=(f"node {n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    entries = chain(database)
    assert [entry.position for entry in entries] == list(range(1, 41))
    assert all(b.previous_hash == a.hash for a, b in pairwise(entries))


def test_what_fails_leaves_no_entry(database: Database) -> None:
    def stop_half_way() -> None:
        with database.write() as session:
            predict(session, "A", 0.7)
            raise RuntimeError("the machine stops here")

    with pytest.raises(RuntimeError):
        stop_half_way()
    assert chain(database) == []
    with database.read() as session:
        assert session.scalars(select(Event)).all() == []
