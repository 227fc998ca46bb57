"""Scores, tallies and standings against those that the ledger alone gives."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from math import fsum, isclose
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from predictions.models import Event, Pundit
from scoring.audit.expected import ExpectedScore, Key, expected_scores
from scoring.audit.findings import Findings
from scoring.audit.state import State
from scoring.models import Score, Tally
from scoring.ranking import standings
from scoring.tallies import KEY

ROWS_AT_A_TIME = 1_000
ROUNDING = 1e-12
SAYS = ("event", "outcome_revision", "deadline", "horizon_days", "counts_from", "key")
BRIERS = ("brier", "brier_low", "brier_high")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What the ledger alone gives: how many scores, and who stands where, by pundit."""

    scores: int
    standings: dict[str, tuple[int, float]]
    waiting_events: int
    waiting_scores: int


def compare_scores(session: Session, state: State, now: datetime, findings: Findings) -> Recomputed:
    """Work out every score and standing from the state, and compare them with the tables.

    What waits for the scheduler is counted, and compared after the next tick.
    """
    expected = expected_scores(state)
    waiting = set(session.scalars(select(Event.id).where(Event.unscored_since.is_not(None))))
    stored = _stored(session)
    counted: Counter[Key] = Counter()
    waits = 0
    for prediction_id, row in stored.items():
        told = expected.get(prediction_id)
        said = row
        if not {row.event, _event_of(state, prediction_id)} & waiting:
            _compare(findings, prediction_id, told, row)
            said = row if told is None else _with(told, row)
        if row.tallied_at is not None:
            counted[said.key] += 1
            if row.counts_from is None or row.counts_from > now:
                findings.add(f"score of prediction {prediction_id}: it counts before its time")
        elif row.counts_from is not None and row.counts_from <= now:
            waits += 1
    for prediction_id, told in expected.items():
        if prediction_id not in stored and told.event not in waiting:
            findings.add(f"prediction {prediction_id} should have a score, and has none")
    findings.checked["scores"] = len(stored)
    _compare_tallies(session, counted, findings)
    standing = _standings(counted)
    _compare_standings(session, standing, findings)
    return Recomputed(len(expected), standing, len(waiting), waits)


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A row of the scores, in the same words as an expected one."""

    event: int
    outcome_revision: int
    deadline: Any
    horizon_days: int
    counts_from: datetime | None
    key: Key
    brier: float
    brier_low: float
    brier_high: float
    tallied_at: datetime | None


def _stored(session: Session) -> dict[int, StoredScore]:
    columns = [getattr(Score, name) for name in (*KEY[1:], *BRIERS)]
    query = select(
        Score.prediction_id, Score.event_id, Score.outcome_revision, Score.deadline,
        Score.horizon_days, Score.counts_from, Score.tallied_at, Pundit.name, *columns,
    ).join(Pundit, Pundit.id == Score.pundit_id)  # fmt: skip
    rows = session.execute(query.execution_options(yield_per=ROWS_AT_A_TIME))
    return {
        row.prediction_id: StoredScore(
            event=row.event_id,
            outcome_revision=row.outcome_revision,
            deadline=row.deadline,
            horizon_days=row.horizon_days,
            counts_from=row.counts_from,
            key=(row.name, *(getattr(row, name) for name in KEY[1:])),
            **{name: getattr(row, name) for name in BRIERS},
            tallied_at=row.tallied_at,
        )
        for row in rows
    }


def _event_of(state: State, prediction_id: int) -> int | None:
    prediction = state.predictions.get(prediction_id)
    return prediction.event if prediction else None


def _with(told: ExpectedScore, row: StoredScore) -> StoredScore:
    """A stored score with what it should say, so that one fault is not found twice."""
    return StoredScore(
        row.event, row.outcome_revision, row.deadline, row.horizon_days, row.counts_from,
        told.key, row.brier, row.brier_low, row.brier_high, row.tallied_at,
    )  # fmt: skip


def _compare(
    findings: Findings, prediction_id: int, told: ExpectedScore | None, row: StoredScore
) -> None:
    what = f"score of prediction {prediction_id}"
    if told is None:
        findings.add(f"{what}: by the ledger there should be none")
        return
    findings.compare(what, {n: getattr(told, n) for n in SAYS}, {n: getattr(row, n) for n in SAYS})
    for name in BRIERS:
        if not isclose(getattr(told, name), getattr(row, name), abs_tol=ROUNDING):
            findings.compare(what, {name: getattr(told, name)}, {name: getattr(row, name)})


def _compare_tallies(session: Session, counted: Counter[Key], findings: Findings) -> None:
    columns = [getattr(Tally, name) for name in KEY[1:]]
    query = select(Pundit.name, *columns, Tally.n).join(Pundit, Pundit.id == Tally.pundit_id)
    stored = {tuple(row[:-1]): row[-1] for row in session.execute(query)}
    findings.checked["tallies"] = len(stored)
    for key in sorted(counted.keys() | stored.keys()):
        if counted.get(key, 0) != stored.get(key, 0):
            findings.add(
                f"tally {key}: {stored.get(key, 0)} in the database, by the ledger"
                f" {counted.get(key, 0)}"
            )


def _standings(counted: Counter[Key]) -> dict[str, tuple[int, float]]:
    """Each pundit's n and mean Brier score, from the counts."""
    errors: dict[str, list[float]] = {}
    sizes: Counter[str] = Counter()
    for (pundit, _, _, probability, _, _, occurred), n in counted.items():
        sizes[pundit] += n
        errors.setdefault(pundit, []).append(n * (probability - occurred) ** 2)
    return {name: (sizes[name], fsum(parts) / sizes[name]) for name, parts in errors.items()}


def _compare_standings(
    session: Session, told: dict[str, tuple[int, float]], findings: Findings
) -> None:
    shown = {row.pundit.name: (row.n, row.mean_brier) for row in standings(session).rows}
    for name in sorted(told.keys() | shown.keys()):
        n, mean = told.get(name, (0, 0.0))
        shown_n, shown_mean = shown.get(name, (0, 0.0))
        if n != shown_n or not isclose(mean, shown_mean, abs_tol=ROUNDING, rel_tol=1e-9):
            findings.add(
                f"standing of {name}: n = {shown_n}, mean Brier {shown_mean:.6f}; by the ledger"
                f" n = {n}, mean Brier {mean:.6f}"
            )
