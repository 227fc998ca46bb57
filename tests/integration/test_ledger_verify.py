"""Whatever is changed by hand is found and named; what was done in the open is not."""

import json
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from support.record import ACTOR, AFTER, DEADLINE, SAID, SAID_ON, amend, predict, rule
from support.tampering import tamper

from core.db import Database
from core.ledger import LedgerEntry, canonical, entry_hash, head
from predictions import review
from predictions.changing.corrections import edit_prediction, reinstate, withdraw
from predictions.changing.forms import (
    Link,
    Merge,
    Move,
    PredictionEdit,
    Reinstatement,
    Split,
    Unlinking,
    Withdrawal,
)
from predictions.changing.links import link, unlink
from predictions.changing.merging import merge
from predictions.changing.moving import move, split
from predictions.events import edit_event
from predictions.forms import EventEdit, NewCommentary, Rejection
from predictions.models import Candidate
from predictions.sources.forms import NewSource, RuleChange
from predictions.sources.items import take_in
from predictions.sources.service import add_source, change_rule
from scoring.audit.verify import Verdict, verify
from scoring.scorer import score_pending

WHY = "as the test wants it"
LATER = AFTER + timedelta(days=2)


@pytest.fixture
def full(database: Database) -> Database:
    """A record to which everything has happened once."""
    with database.write() as session:
        one = predict(session, "A", 0.7, topic="politics").event
        early = predict(session, "B", 0.4, event=one)
        again = predict(session, "B", 0.4, event=one, said_on=SAID_ON + timedelta(days=3))
        changed = predict(session, "B", 0.6, event=one, said_on=SAID_ON + timedelta(days=9))
        other = predict(session, "A", 0.2).event
        astray = predict(session, "C", 0.9, event=other)
        same = predict(session, "D", 0.3).event
        link(session, AFTER, ACTOR, again.id, Link(restates=early.id, reason=WHY))
        link(session, AFTER, ACTOR, changed.id, Link(restates=early.id, reason=WHY))
        unlink(session, AFTER, ACTOR, changed.id, Unlinking(reason=WHY))
        rule(session, one, "did_not_occur")
        rule(session, other, "occurred")
        score_pending(session, AFTER)
        amend(session, one, "occurred")
        move(session, AFTER, ACTOR, astray.id, Move(event=one.id, reason=WHY))
        merge(session, AFTER, ACTOR, same.id, Merge(into=other.id, reason=WHY))
        score_pending(session, AFTER)
        split(session, AFTER, ACTOR, one.id, Split(predictions=(astray.id,), reason=WHY))
        edit = PredictionEdit(probability=0.65, low=0.5, high=0.8, reason=WHY)
        edit_prediction(session, AFTER, ACTOR, early.id, edit)
        edit_prediction(session, AFTER, ACTOR, astray.id, PredictionEdit(pundit="E", reason=WHY))
        withdraw(session, AFTER, ACTOR, astray.id, Withdrawal(reason=WHY))
        reinstate(session, AFTER, ACTOR, astray.id, Reinstatement(reason=WHY))
        edit_event(session, AFTER, ACTOR, one.id, EventEdit(zone="Asia/Tokyo", reason=WHY))
        edit_event(session, AFTER, ACTOR, other.id, EventEdit(topic="sport", reason=WHY))
        add_source(session, SAID, ACTOR, NewSource(name="S", rule="sample", share=0.5, seed=1))
        change_rule(session, SAID, ACTOR, "S", RuleChange(reason=WHY))
        for words in ("It will likely rain by 1 May 2021.", "The bank will surely fail in 2022."):
            new = NewCommentary(text=words, pundit="F", said_on=SAID_ON, source="S")
            take_in(session, SAID, ACTOR, new)
        spare = session.scalars(select(Candidate).where(Candidate.decision.is_(None))).all()
        review.reject(session, AFTER, ACTOR, spare[0].id, Rejection(reason=WHY, kind="other"))
        score_pending(session, AFTER)
    return database


def verdict_on(database: Database, expected: str | None = None) -> Verdict:
    with database.read() as session:
        return verify(session, LATER, expected)


def test_a_record_to_which_everything_happened_in_the_open_holds(full: Database) -> None:
    verdict = verdict_on(full)
    assert verdict.broken == ()
    assert verdict.differences == ()
    assert verdict.holds
    assert verdict.recomputable_from == 1
    assert verdict.checked["predictions"] == 7
    assert verdict.recomputed is not None
    assert verdict.recomputed.standings.keys() == {"A", "B", "D"}
    assert verdict.lexicon
    with full.read() as session:
        assert verdict.head == head(session)


def test_an_empty_record_holds(database: Database) -> None:
    assert verdict_on(database).holds


BY_HAND = {
    "a probability": (
        "UPDATE prediction SET probability = 0.69, low = 0.69 WHERE id = 1",
        r"prediction 1: probability is 0\.69, by the ledger 0\.7",
    ),
    "a score that fits the probability": (
        "UPDATE score SET probability = 0.8, brier = 0.04 WHERE prediction_id = 1",
        r"score of prediction 1: ",
    ),
    "a score alone": ("UPDATE score SET brier = 0 WHERE prediction_id = 1", "prediction 1: brier"),
    "an outcome": (
        "UPDATE outcome SET ruling = 'did_not_occur' WHERE event_id = 2",
        r"outcome of event 2, revision 1: ruling is 'did_not_occur'",
    ),
    "when it became known": (
        "UPDATE outcome SET known_at = '2020-10-05 00:00:00' WHERE event_id = 2",
        r"outcome of event 2, revision 1: known_at",
    ),
    "an outcome that is gone": (
        "DELETE FROM outcome WHERE event_id = 1 AND revision = 1",
        r"outcome of event 1, revision 1, is on the ledger and no longer",
    ),
    "a quote": (
        "UPDATE prediction SET quote = 'A gives it 0.9.' WHERE id = 1",
        "prediction 1: quote is 'A gives it 0.9.', by the ledger 'A gives it 0.7.'",
    ),
    "a text": (
        "UPDATE commentary SET text = replace(text, 'news', 'olds') WHERE id = 1",
        "commentary 1: its text is not the one of its SHA-256",
    ),
    "the day it was said": (
        "UPDATE prediction SET said_on = '2020-09-01' WHERE id = 1",
        "prediction 1: said_on is 2020-09-01",
    ),
    "whose it is": ("UPDATE prediction SET pundit_id = 2 WHERE id = 1", "prediction 1: pundit is"),
    "a name": ("UPDATE pundit SET name = 'Z' WHERE name = 'A'", "prediction 1: pundit is 'Z'"),
    "what it is about": (
        "UPDATE prediction SET event_id = 2 WHERE id = 1",
        "prediction 1: event_id is 2, by the ledger 1",
    ),
    "a link": ("UPDATE prediction SET restates_id = NULL", "prediction 3: restates_id is None"),
    "a withdrawal": (
        "UPDATE prediction SET withdrawn_at = '2020-11-10', withdrawn_reason = 'x' WHERE id = 1",
        "prediction 1: withdrawn_at",
    ),
    "a claim": ("UPDATE event SET claim = 'It does not happen' WHERE id = 1", "event 1: claim is"),
    "criteria": ("UPDATE event SET criteria = 'ask me' WHERE id = 1", "event 1: criteria is"),
    "a deadline": (
        "UPDATE event SET deadline = '2020-11-04' WHERE id = 1",
        "event 1: deadline is 2020-11-04",
    ),
    "a topic": ("UPDATE event SET topic = 'x' WHERE id = 2", "event 2: topic is 'x'"),
    "a merger": (
        "UPDATE event SET merged_into_id = NULL WHERE id = 3",
        "event 3: merged_into_id is None, by the ledger 2",
    ),
    "a tally": ("UPDATE tally SET n = 7 WHERE pundit_id = 1 AND topic = 'sport'", "tally .*: 7 in"),
    "a tally that is gone": ("DELETE FROM tally", "standing of A: n = 0"),
    "a score that is gone": (
        "DELETE FROM score WHERE prediction_id = 1",
        "prediction 1 should have a score, and has none",
    ),
    "a decision": (
        "UPDATE candidate SET decision = 'rejected', reason = 'x' WHERE id = 1",
        "candidate 1: decision is 'rejected', by the ledger 'accepted'",
    ),
    "a rule": ("UPDATE intake_rule SET seed = 2 WHERE version = 1", "the rules of source 1"),
    "a fate": ("UPDATE seen_item SET fate = 'duplicate'", "the fate of item"),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_whatever_is_changed_by_hand_is_found_and_named(full: Database, what: str) -> None:
    change, named = BY_HAND[what]
    tamper(full, change)
    verdict = verdict_on(full)
    assert not verdict.holds
    assert verdict.broken == ()
    assert any(re.search(named, line) for line in verdict.differences), verdict.differences


def test_an_added_row_is_found(full: Database) -> None:
    tamper(
        full,
        "INSERT INTO outcome (id, event_id, revision, ruling, known_at, evidence_url, note, reason,"
        " recorded_at, recorded_by) VALUES (99, 2, 2, 'did_not_occur', '2020-11-03 12:00:00', 'x',"
        " '', 'x', '2020-11-10 12:00:00', 'x')",
    )
    assert any("outcome of event 2, revision 2 is in" in d for d in verdict_on(full).differences)


def test_a_prediction_that_is_gone_with_all_its_traces_is_found(full: Database) -> None:
    tamper(
        full,
        "DELETE FROM score WHERE prediction_id = 7",
        "DELETE FROM prediction WHERE id = 7",
    )
    assert any("prediction 7 is on the ledger" in d for d in verdict_on(full).differences)


CHAIN = {
    "facts": ("UPDATE ledger_entry SET facts = '{}' WHERE position = 4", "entry 4 .*its hash says"),
    "an actor": ("UPDATE ledger_entry SET actor = 'x' WHERE position = 5", "entry 5 .*its hash"),
    "an instant": (
        "UPDATE ledger_entry SET recorded_at = '2001-01-01 00:00:00.000000' WHERE position = 6",
        "entry 6 .*its hash says",
    ),
    "a hash": (
        f"UPDATE ledger_entry SET hash = '{'a' * 64}' WHERE position = 7",
        "entry 7 .*is not what its hash says",
    ),
    "a link": (
        f"UPDATE ledger_entry SET previous_hash = '{'b' * 64}' WHERE position = 8",
        "entry 8 .*does not follow entry 7",
    ),
    "a deletion": ("DELETE FROM ledger_entry WHERE position = 9", "entry 9 is missing"),
    "the beginning": ("DELETE FROM ledger_entry WHERE position = 1", "entry 1 is missing"),
    "no facts at all": (
        "UPDATE ledger_entry SET facts = 'x' WHERE position = 4",
        "entry 4.*its hash says",
    ),
}


@pytest.mark.parametrize("what", CHAIN)
def test_the_first_broken_link_is_named(full: Database, what: str) -> None:
    change, named = CHAIN[what]
    tamper(full, change)
    broken = verdict_on(full).broken
    assert broken
    assert re.search(named, broken[0]), broken


def test_entries_that_changed_places_are_found(full: Database) -> None:
    tamper(
        full,
        "UPDATE ledger_entry SET position = -1 WHERE position = 4",
        "UPDATE ledger_entry SET position = 4 WHERE position = 5",
        "UPDATE ledger_entry SET position = 5 WHERE position = -1",
    )
    assert "does not follow entry 3" in verdict_on(full).broken[0]


def test_an_end_that_was_cut_off_shows_by_the_published_head(full: Database) -> None:
    with full.read() as session:
        published = head(session)
    tamper(full, "DELETE FROM ledger_entry WHERE position > 5")
    assert "that was published" in verdict_on(full, published).broken[0]


def test_a_ledger_written_anew_shows_by_the_published_head(full: Database) -> None:
    with full.read() as session:
        published = head(session)
    tamper(full, "UPDATE prediction SET recorded_by = recorded_by")
    with full.write() as session:
        previous = "0" * 64
        for entry in session.scalars(select(LedgerEntry).order_by(LedgerEntry.position)).all():
            if entry.action == "outcome recorded":
                facts = json.loads(entry.facts) | {"note": "as it was all along"}
                entry.facts = canonical(facts)
            entry.previous_hash = previous
            entry.hash = previous = entry_hash(entry)
    verdict = verdict_on(full, published)
    assert "written anew" in verdict.broken[0]
    assert len(verdict.broken) == 1  # the chain itself holds


def test_an_earlier_head_is_found_in_the_chain(full: Database) -> None:
    with full.read() as session:
        hashes = list(session.scalars(select(LedgerEntry.hash)))
    assert verdict_on(full, hashes[3]).holds


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET reason = 'other'",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_entry WHERE position = 1",
    ],
)
def test_the_database_itself_refuses_to_change_history(database: Database, sql: str) -> None:
    with database.write() as session:
        predict(session, "A", 0.7)
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        database.engine.begin() as connection,
    ):
        connection.execute(text(sql))
    assert verdict_on(database).holds


def test_what_waits_for_the_scheduler_is_told_and_not_mistaken(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        rule(session, event, "occurred")
        score_pending(session, AFTER)
        amend(session, event, "did_not_occur")
    verdict = verdict_on(database)
    assert verdict.holds, verdict.differences
    assert verdict.recomputed is not None
    assert verdict.recomputed.waiting_events == 1
    with database.write() as session:
        score_pending(session, AFTER)
    assert verdict_on(database).holds


def test_an_early_outcome_waits_for_its_deadline(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7, deadline=DEADLINE + timedelta(days=400)).event
        rule(session, event, "occurred")
        score_pending(session, AFTER)
    verdict = verdict_on(database)
    assert verdict.holds, verdict.differences
    assert verdict.recomputed is not None
    assert verdict.recomputed.standings == {}


def test_a_ledger_from_before_says_from_where_on_it_can_be_replayed(database: Database) -> None:
    with database.write() as session:
        predict(session, "A", 0.7)
    tamper(database)
    with database.write() as session:
        previous = "0" * 64
        for entry in session.scalars(select(LedgerEntry).order_by(LedgerEntry.position)).all():
            facts = json.loads(entry.facts)
            if entry.action == "prediction recorded":
                facts = {"pundit": "A", "event": 1, "claim": "It happens", "probability": 0.7}
            entry.facts, entry.previous_hash = canonical(facts), previous
            entry.hash = previous = entry_hash(entry)
    with database.write() as session:
        rule(session, predict(session, "B", 0.4).event, "occurred")
        score_pending(session, AFTER)
    verdict = verdict_on(database)
    assert verdict.holds, (verdict.broken, verdict.differences)
    assert verdict.recomputed is None
    assert verdict.recomputable_from == 5


def test_by_command(runner: FlaskCliRunner, full: Database) -> None:
    with full.read() as session:
        published = head(session)
    assert runner.invoke(args=["ledger", "head"]).stdout.strip() == published
    told = runner.invoke(args=["ledger", "verify", "--expect", published])
    assert told.exit_code == 0, told.output
    assert "All is well." in told.stdout
    assert "Recomputed from the ledger alone" in told.stdout
    as_json = json.loads(runner.invoke(args=["ledger", "verify", "--json"]).stdout)
    assert as_json["holds"] is True
    tamper(full, "UPDATE prediction SET probability = 0.69, low = 0.69 WHERE id = 1")
    told = runner.invoke(args=["ledger", "verify"])
    assert told.exit_code == 1
    assert "DIFFERS: prediction 1: probability is 0.69, by the ledger 0.7" in told.stdout
    as_json = runner.invoke(args=["ledger", "verify", "--json"])
    assert (as_json.exit_code, json.loads(as_json.stdout)["holds"]) == (1, False)


@pytest.mark.parametrize("given", ["", "abc", "g" * 64, "A" * 64, "0" * 65])
def test_a_head_that_is_none_is_refused(runner: FlaskCliRunner, given: str) -> None:
    told = runner.invoke(args=["ledger", "verify", "--expect", given])
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert "64 digits" in told.stderr
