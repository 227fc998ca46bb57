"""An editor takes back their last decision: one more entry in the ledger, and nothing erased."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, NotFoundError
from core.ledger import Change, LedgerEntry, append
from predictions.changing.corrections import withdraw
from predictions.changing.forms import Withdrawal
from predictions.facts import decisions_of
from predictions.models import Candidate, Commentary
from predictions.reshaping import absorb
from predictions.review import decide

Touched = tuple[Candidate, ...]
"""The candidates that changed, the one to look at first."""

UNDONE = "decision undone"
MISTAKE = "put on record by mistake; its editor has undone that"
FAR_ENOUGH = 200  # entries of one editor; who decided more since has lost the thread


def last_decision(session: Session, actor: str, commentary_id: int) -> LedgerEntry | None:
    """Return what an editor decided last about a commentary and has not taken back."""
    sha256 = session.scalar(select(Commentary.sha256).where(Commentary.id == commentary_id))
    query = (
        select(LedgerEntry)
        .where(LedgerEntry.actor == actor, LedgerEntry.action.in_([*UNDOING, UNDONE]))
        .order_by(LedgerEntry.position.desc())
        .limit(FAR_ENOUGH)
    )
    undone: set[int] = set()
    for entry in session.scalars(query):
        facts = json.loads(entry.facts)
        if entry.action == UNDONE:
            undone.add(facts["undoes"])
        elif entry.position not in undone and facts.get("commentary") in (commentary_id, sha256):
            return entry
    return None


def undo_last(session: Session, now: datetime, actor: str, commentary_id: int) -> int:
    """Take back an editor's last decision about a commentary; return the candidate it was about.

    Raises:
        NotFoundError: if there is no such commentary.
        ConflictError: if there is none, or if something has been built on it since.
    """
    if session.get(Commentary, commentary_id) is None:
        raise NotFoundError(f"there is no commentary {commentary_id}")
    entry = last_decision(session, actor, commentary_id)
    if entry is None:
        raise ConflictError("there is no decision of yours here that could be undone")
    number = int(entry.subject.partition("/")[2])
    touched = UNDOING[entry.action](session, now, actor, number, json.loads(entry.facts))
    session.flush()
    facts = {
        "undoes": entry.position,
        "action": entry.action,
        "commentary": commentary_id,
        "decisions": decisions_of(*touched),
    }
    append(session, now, actor, Change("decision undone", f"candidate/{touched[0].id}", facts))
    return touched[0].id


def _reopen(candidate: Candidate) -> None:
    candidate.decision = candidate.decided_at = None
    candidate.rejected_as = candidate.merged_into_id = None
    candidate.decided_by = candidate.reason = ""
    candidate.version += 1


def _take_back_acceptance(
    session: Session, now: datetime, actor: str, number: int, facts: Mapping[str, Any]
) -> Touched:
    """The prediction is withdrawn, and stays visible; accepted again, it is reinstated."""
    prediction_id = facts.get("prediction", number)
    withdrawn = withdraw(session, now, actor, prediction_id, Withdrawal(reason=MISTAKE))
    candidate = session.get_one(Candidate, withdrawn.candidate_id)
    _reopen(candidate)
    return (candidate,)


def _take_back_rejection(
    session: Session, _now: datetime, _actor: str, number: int, _facts: Mapping[str, Any]
) -> Touched:
    candidate = session.get_one(Candidate, number)
    _reopen(candidate)
    return (candidate,)


def _take_back_merging(
    session: Session, _now: datetime, _actor: str, number: int, facts: Mapping[str, Any]
) -> Touched:
    kept = _still_open(session, number)
    _put_back(kept, facts["before"])
    other = session.get_one(Candidate, facts["other"])
    _reopen(other)
    return kept, other


def _take_back_splitting(
    session: Session, now: datetime, actor: str, number: int, facts: Mapping[str, Any]
) -> Touched:
    whole, other = _still_open(session, number), _still_open(session, facts["other"])
    _put_back(whole, facts["before"])
    absorb(now, actor, whole, other)
    return whole, other


def _take_back_marking(
    session: Session, now: datetime, actor: str, number: int, _facts: Mapping[str, Any]
) -> Touched:
    candidate = _still_open(session, number)
    decide(candidate, now, actor, "rejected", "marked by mistake")
    candidate.rejected_as = "other"
    return (candidate,)


def _still_open(session: Session, number: int) -> Candidate:
    candidate = session.get_one(Candidate, number)
    if candidate.decision is not None:
        raise ConflictError(
            f"candidate {number} has been {candidate.decision} since; undo that first"
        )
    return candidate


def _put_back(candidate: Candidate, before: Mapping[str, Any]) -> None:
    candidate.quote, candidate.claim = before["quote"], before["claim"]
    candidate.span_start, candidate.span_end = before["span"]
    candidate.version += 1


Undo = Callable[[Session, datetime, str, int, Mapping[str, Any]], Touched]
UNDOING: Mapping[str, Undo] = MappingProxyType(
    {
        "prediction recorded": _take_back_acceptance,
        "candidate accepted again": _take_back_acceptance,
        "candidate rejected": _take_back_rejection,
        "candidates merged": _take_back_merging,
        "candidate split": _take_back_splitting,
        "candidate marked": _take_back_marking,
    }
)
"""What an entry of the ledger says was done -> how it is taken back."""
