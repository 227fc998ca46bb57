"""Two editors at the same moment, on both databases: one is told, and nothing is half-written."""

import multiprocessing
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.record import ACTOR, AFTER, DEADLINE, predict, rule

from core.db import Database
from core.errors import CalleditError, ConflictError
from core.ledger import Change, LedgerEntry, append
from predictions.by_hand import mark_forecast
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
from predictions.forms import (
    Acceptance,
    Amendment,
    EventEdit,
    MarkedForecast,
    NewOutcome,
    Rejection,
)
from predictions.outcomes import amend_outcome, record_outcome
from predictions.review import accept, reject
from predictions.sources.forms import Closing, NewSource, RuleChange
from predictions.sources.service import add_source, change_rule, close_source
from scoring.audit.verify import verify
from scoring.scorer import score_pending

Work = Callable[[Session, str], Any]
CANDIDATE = 7


def record(database: Database) -> None:
    """Four predictions of one event, one of another, one of a decided one, and a candidate."""
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        predict(session, "A", 0.6, event=event)
        predict(session, "B", 0.5, event=event)
        predict(session, "C", 0.4)
        rule(session, predict(session, "D", 0.3).event, "occurred")
        predict(session, "B", 0.5, event=event, said_on=DEADLINE)
        marked = MarkedForecast(quote="So I wrote", probability=0.5)
        mark_forecast(session, AFTER, ACTOR, 1, marked)
        link(session, AFTER, ACTOR, 2, Link(restates=1, reason="first"))
        withdraw(session, AFTER, ACTOR, 4, Withdrawal(reason="first"))
        add_source(session, AFTER, ACTOR, NewSource(name="S"))


RULED: dict[str, Any] = {"ruling": "occurred", "known_at": DEADLINE, "note": "x"}
# The same change by two editors at once: with the version that both saw, one is told.
BY_VERSION: dict[str, Work] = {
    "edit": lambda s, who: edit_prediction(
        s, AFTER, who, 3, PredictionEdit(probability=len(who) / 10, reason=who, version=1)
    ),
    "withdraw": lambda s, who: withdraw(s, AFTER, who, 3, Withdrawal(reason=who, version=1)),
    "reinstate": lambda s, who: reinstate(s, AFTER, who, 4, Reinstatement(reason=who, version=2)),
    "link": lambda s, who: link(s, AFTER, who, 6, Link(restates=3, reason=who, version=1)),
    "unlink": lambda s, who: unlink(s, AFTER, who, 2, Unlinking(reason=who, version=2)),
    "move": lambda s, who: move(s, AFTER, who, 3, Move(event=2, reason=who, version=1)),
    "split": lambda s, who: split(
        s, AFTER, who, 1, Split(predictions=(3,), reason=who, version=1)
    ),
    "merge": lambda s, who: merge(s, AFTER, who, 1, Merge(into=2, reason=who, version=1)),
    "edit an event": lambda s, who: edit_event(
        s, AFTER, who, 1, EventEdit(topic=who, reason=who, version=1)
    ),
    "record": lambda s, who: record_outcome(s, AFTER, who, 1, NewOutcome(**RULED, version=1)),
    "amend": lambda s, who: amend_outcome(
        s, AFTER, who, 3,
        Amendment(**RULED | {"ruling": "annulled", "note": who}, reason=who, version=2),
    ),
    "accept": lambda s, who: accept(s, AFTER, who, CANDIDATE, Acceptance(claim=who, version=1)),
    "reject": lambda s, who: reject(s, AFTER, who, CANDIDATE, Rejection(reason=who, version=1)),
}  # fmt: skip
# Without a version, these exclude each other by what they say.
ONCE: dict[str, Work] = {
    "withdraw": lambda s, who: withdraw(s, AFTER, who, 3, Withdrawal(reason=who)),
    "reinstate": lambda s, who: reinstate(s, AFTER, who, 4, Reinstatement(reason=who)),
    "merge": lambda s, who: merge(s, AFTER, who, 1, Merge(into=2, reason=who)),
    "unlink": lambda s, who: unlink(s, AFTER, who, 2, Unlinking(reason=who)),
    "record": lambda s, who: record_outcome(s, AFTER, who, 1, NewOutcome(**RULED)),
    "accept": lambda s, who: accept(s, AFTER, who, CANDIDATE, Acceptance(claim=who)),
    "reject": lambda s, who: reject(s, AFTER, who, CANDIDATE, Rejection(reason=who)),
    "accept and reject": lambda s, who: (
        accept(s, AFTER, who, CANDIDATE, Acceptance())
        if who == "Ada"
        else reject(s, AFTER, who, CANDIDATE, Rejection(reason=who))
    ),
    "merge there and back": lambda s, who: (
        merge(s, AFTER, who, 1, Merge(into=2, reason=who))
        if who == "Ada"
        else merge(s, AFTER, who, 2, Merge(into=1, reason=who))
    ),
    "close a source": lambda s, who: close_source(s, AFTER, who, "S", Closing(reason=who)),
    "add a source": lambda s, who: add_source(s, AFTER, who, NewSource(name="T")),
    "change a rule": lambda s, who: change_rule(
        s, AFTER, who, "S", RuleChange(rule="sample", share=0.5, seed=1, reason=who)
    ),
}


def race(database: Database, work: Work) -> list[str | CalleditError]:
    """Let two editors do it at once; return what each was told."""
    told: list[str | CalleditError] = []
    together = threading.Barrier(2)

    def editor(name: str) -> None:
        try:
            together.wait()
            with database.write() as session:
                work(session, name)
        except CalleditError as error:
            told.append(error)
        else:
            told.append(name)

    editors = [threading.Thread(target=editor, args=(name,)) for name in ("Ada", "Benjamin")]
    for each in editors:
        each.start()
    for each in editors:
        each.join()
    return told


def entries(database: Database) -> int:
    with database.read() as session:
        return len(session.scalars(select(LedgerEntry.position)).all())


def check_one_was_told(database: Database, work: Work) -> None:
    record(database)
    before = entries(database)
    told = race(database, work)
    winners = [each for each in told if isinstance(each, str)]
    losers = [each for each in told if not isinstance(each, str)]
    assert len(winners) == len(losers) == 1, told
    assert isinstance(losers[0], ConflictError)
    assert entries(database) == before + 1
    with database.write() as session:
        score_pending(session, AFTER)
    with database.read() as session:
        verdict = verify(session, AFTER)
    assert verdict.holds, verdict.differences


@pytest.mark.parametrize("what", BY_VERSION)
def test_with_a_version_the_second_is_told(database: Database, what: str) -> None:
    check_one_was_told(database, BY_VERSION[what])


@pytest.mark.parametrize("what", ONCE)
def test_without_a_version_nothing_is_done_twice(database: Database, what: str) -> None:
    check_one_was_told(database, ONCE[what])


def test_editors_who_change_different_things_of_one_event_do_not_wait_in_a_circle(
    database: Database,
) -> None:
    record(database)
    todo: dict[str, Work] = {
        "Ada": lambda s, who: move(s, AFTER, who, 3, Move(event=2, reason=who)),
        "Benjamin": lambda s, who: merge(s, AFTER, who, 2, Merge(into=1, reason=who)),
    }
    told = race(database, lambda session, who: todo[who](session, who))
    assert any(isinstance(each, str) for each in told)
    with database.read() as session:
        assert verify(session, AFTER).holds


def _write_from_a_process(url: str, name: str, n: int) -> None:
    database = Database(url)
    for number in range(n):
        with database.write() as session:
            append(session, AFTER, name, Change("noted", f"event/{number}", {}))
    database.dispose()


def test_processes_that_write_at_once_do_not_fork_the_chain(
    database: Database, database_url: str
) -> None:
    start = multiprocessing.get_context("spawn")
    writers = [
        start.Process(target=_write_from_a_process, args=(database_url, f"node {n}", 8))
        for n in range(3)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    with database.read() as session:
        chain = list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.position)))
    with database.read() as session:
        assert verify(session, AFTER).holds
    assert len(chain) == 24
    assert all(b.previous_hash == a.hash for a, b in pairwise(chain))
