"""The whole check: the chain, the record, the scores; nothing is written."""

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.chain import Chain
from core.ledger import LedgerEntry
from scoring.audit.findings import Findings
from scoring.audit.records import compare_records
from scoring.audit.replay import Told, replay
from scoring.audit.scores import Recomputed, compare_scores
from scoring.audit.state import State

ENTRIES_AT_A_TIME = 20  # that of an import holds as much as ten thousand rows say
COLUMNS = (
    "position", "recorded_at", "actor", "action", "subject", "facts", "reason", "previous_hash",
    "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. All is well if nothing is `broken` and nothing differs.

    `recomputed` is None where early entries say too little: `recomputable_from` is then the first
    position from which on every entry says enough.
    """

    entries: int
    head: str
    broken: tuple[str, ...]
    differences: tuple[str, ...]
    n_differences: int
    checked: dict[str, int]
    recomputed: Recomputed | None
    recomputable_from: int
    lexicon: str

    @property
    def holds(self) -> bool:
        """Whether all is well."""
        return not self.broken and not self.n_differences


def verify(session: Session, now: datetime, expected: str | None = None) -> Verdict:
    """Walk the ledger, replay it, and compare the record, scores and standings with it.

    Args:
        session: for reading; it sees one state of the database throughout.
        now: the present, by which scores have entered the standings.
        expected: the head that was published at some time, which the chain has to contain.
    """
    with _one_state(session):
        chain, state = read_ledger(session, expected)
        findings = Findings()
        compare_records(session, state, findings)
        recomputed = None if state.thin else compare_scores(session, state, now, findings)
    return Verdict(
        entries=chain.length,
        head=chain.head,
        broken=tuple(chain.broken),
        differences=tuple(findings.shown),
        n_differences=findings.n,
        checked=findings.checked,
        recomputed=recomputed,
        recomputable_from=max(state.thin, default=0) + 1,
        lexicon=state.lexicon,
    )


def read_ledger(session: Session, expected: str | None = None) -> tuple[Chain, State]:
    """Walk the ledger once: whether it is a chain, and the state that it tells of."""
    chain, state = Chain(expected), State()
    columns = [getattr(LedgerEntry, name) for name in COLUMNS]
    query = select(*columns).order_by(LedgerEntry.position)
    for row in session.execute(query.execution_options(yield_per=ENTRIES_AT_A_TIME)):
        chain.take(row)
        told = _told(row)
        if told is None:
            chain.broken.append(f"entry {row.position}: its facts cannot be read")
        else:
            replay(state, told)
    chain.end()
    return chain, state


def _told(row: Any) -> Told | None:
    try:
        facts = json.loads(row.facts)
    except ValueError:
        return None
    number = row.subject.rpartition("/")[2]
    about = int(number) if number.isascii() and number.isdigit() else 0
    if not isinstance(facts, dict):
        return None
    return Told(row.position, row.recorded_at, row.action, about, facts)


def _one_state(session: Session) -> AbstractContextManager[None]:
    """SQLite's readers always see one state."""
    if session.get_bind().dialect.name != "postgresql":
        return nullcontext()
    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    from core.patient import unhurried  # noqa: PLC0415 - loads PostgreSQL's driver

    return unhurried(session)
