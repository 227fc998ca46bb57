"""The tables of the record against what the ledger tells."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from predictions.models import Candidate, Commentary, Event, Outcome, Prediction, Pundit
from predictions.sources.models import IntakeRule, SeenItem
from scoring.audit.findings import Findings
from scoring.audit.state import State

ROWS_AT_A_TIME = 1_000
IMPORT = "import"  # the rule of candidates that imports made once, and told the ledger nothing of
OF_PREDICTION = (
    "event_id", "said_on", "probability", "low", "high", "basis", "quote", "phrase",
    "lexicon_version", "candidate_id", "restates_id", "withdrawn_at",
)  # fmt: skip
OF_EVENT = ("claim", "criteria", "deadline", "zone", "topic", "condition", "closes_at")
OF_OUTCOME = ("ruling", "known_at", "evidence_url", "note", "condition_occurred")
# What the ledger calls them, where the tables have another name.
TOLD_AS = {"event_id": "event", "candidate_id": "candidate", "evidence_url": "evidence"}
# What an import does not tell of; in anything else, None is a value like any other.
UNTOLD = frozenset(
    {"quote", "phrase", "lexicon_version", "candidate", "criteria", "evidence", "note"}
)


def compare_records(session: Session, state: State, findings: Findings) -> None:
    """Compare every table of the record with the state; where that is thin, only what it knows."""
    for check in (_commentaries, _candidates, _events, _outcomes, _predictions, _sources):
        check(session, state, findings)


def _commentaries(session: Session, state: State, findings: Findings) -> None:
    columns = (Commentary.id, Commentary.sha256, Commentary.text, Commentary.said_on)
    query = select(*columns, Commentary.publication, Pundit.name).join(Pundit)
    left = set(state.commentaries)
    for row in _rows(session, query.order_by(Commentary.id)):
        what = f"commentary {row.id}"
        findings.checked["commentaries"] = findings.checked.get("commentaries", 0) + 1
        if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
            findings.add(f"{what}: its text is not the one of its SHA-256 {row.sha256}")
        told = state.commentaries.get(row.sha256)
        if told is None:
            _extra(state, findings, f"{what} ({row.sha256})")
            continue
        left.discard(row.sha256)
        stored = {"pundit": row.name, "said_on": row.said_on, "publication": row.publication}
        known = {name: getattr(told, name) for name in stored}
        findings.compare(what, {n: v for n, v in known.items() if v is not None}, stored)
    findings.missing("commentary", sorted(left))


def _candidates(session: Session, state: State, findings: Findings) -> None:
    columns = (Candidate.id, Candidate.decision, Candidate.rule)
    query = select(*columns).where(Candidate.decision.is_not(None)).order_by(Candidate.id)
    left = dict(state.decisions)
    for row in _rows(session, query):
        told = left.pop(row.id, None)
        if told is None:
            if row.rule != IMPORT:
                _extra(state, findings, f"the decision about candidate {row.id}")
        elif told != row.decision:
            findings.compare(f"candidate {row.id}", {"decision": told}, {"decision": row.decision})
    findings.missing("the decision about candidate", sorted(left))


def _events(session: Session, state: State, findings: Findings) -> None:
    columns = [getattr(Event, name) for name in (*OF_EVENT, "merged_into_id")]
    left = set(state.events)
    for row in _rows(session, select(Event.id, *columns).order_by(Event.id)):
        told = state.events.get(row.id)
        findings.checked["events"] = findings.checked.get("events", 0) + 1
        if told is None:
            _extra(state, findings, f"event {row.id}")
            continue
        left.discard(row.id)
        _compare(findings, f"event {row.id}", (*OF_EVENT, "merged_into_id"), told, row)
    findings.missing("event", sorted(left))


def _outcomes(session: Session, state: State, findings: Findings) -> None:
    columns = [getattr(Outcome, name) for name in OF_OUTCOME]
    query = select(Outcome.event_id, Outcome.revision, *columns)
    told_of = {(id_, o.revision): o for id_, e in state.events.items() for o in e.outcomes}
    left = set(told_of)
    for row in _rows(session, query.order_by(Outcome.event_id, Outcome.revision)):
        what = f"outcome of event {row.event_id}, revision {row.revision}"
        findings.checked["outcomes"] = findings.checked.get("outcomes", 0) + 1
        told = told_of.get((row.event_id, row.revision))
        if told is None:
            _extra(state, findings, what)
            continue
        left.discard((row.event_id, row.revision))
        _compare(findings, what, OF_OUTCOME, told, row)
    for event_id, revision in sorted(left):
        findings.missing("outcome of event", [f"{event_id}, revision {revision},"])


def _predictions(session: Session, state: State, findings: Findings) -> None:
    columns = [getattr(Prediction, name) for name in OF_PREDICTION]
    query = (
        select(Prediction.id, *columns, Pundit.name.label("pundit"), Commentary.sha256)
        .join(Pundit, Pundit.id == Prediction.pundit_id)
        .join(Commentary, Commentary.id == Prediction.commentary_id)
        .order_by(Prediction.id)
    )
    left = set(state.predictions)
    for row in _rows(session, query):
        what = f"prediction {row.id}"
        findings.checked["predictions"] = findings.checked.get("predictions", 0) + 1
        told = state.predictions.get(row.id)
        if told is None:
            _extra(state, findings, what)
            continue
        left.discard(row.id)
        _compare(findings, what, (*OF_PREDICTION, "pundit"), told, row)
        findings.compare(what, {"commentary": told.commentary}, {"commentary": row.sha256})
    findings.missing("prediction", sorted(left))


def _sources(session: Session, state: State, findings: Findings) -> None:
    rules: dict[int, list[tuple[str, float | None, int | None]]] = {}
    columns = (IntakeRule.source_id, IntakeRule.kind, IntakeRule.share, IntakeRule.seed)
    for row in _rows(session, select(*columns).order_by(IntakeRule.source_id, IntakeRule.version)):
        rules.setdefault(row.source_id, []).append((row.kind, row.share, row.seed))
    _compare_all(findings, "the rules of source", state.rules, rules)
    query = select(SeenItem.source_id, SeenItem.identity, SeenItem.fate)
    items = {(row.source_id, row.identity): row.fate for row in _rows(session, query)}
    _compare_all(findings, "the fate of item", state.items, items)


def _compare_all(
    findings: Findings, what: str, told: dict[Any, Any], stored: dict[Any, Any]
) -> None:
    for key in sorted(told.keys() | stored.keys()):
        if told.get(key) != stored.get(key):
            findings.add(f"{what} {key} is {stored.get(key)}, by the ledger {told.get(key)}")


def _compare(findings: Findings, what: str, names: tuple[str, ...], told: object, row: Any) -> None:
    known, stored = {}, {}
    for name in names:
        told_as = TOLD_AS.get(name, name)
        value = getattr(told, told_as)
        if value is None and told_as in UNTOLD:
            continue
        known[name], stored[name] = value, getattr(row, name)
    findings.compare(what, known, stored)


def _extra(state: State, findings: Findings, what: str) -> None:
    """Where an early entry says too little, what it told of is not known to be extra."""
    if not state.thin:
        findings.unknown(what)


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    return iter(session.execute(query.execution_options(yield_per=ROWS_AT_A_TIME)))
