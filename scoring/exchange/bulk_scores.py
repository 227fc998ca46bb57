"""Scores and tallies of imported events by a few statements, equal to those of the scheduler."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    case,
    cast,
    func,
    insert,
    literal,
    null,
    select,
    update,
)
from sqlalchemy.orm import Session

from core.db import UtcDateTime
from core.ledger import Change, append
from core.upserts import insert_into
from predictions.models import Event, Prediction
from scoring.editions import renew_edition
from scoring.exchange.staging import ACTOR, among, table_of
from scoring.exchange.waiting import ruled_row, waiting
from scoring.models import Score, Tally
from scoring.tallies import KEY

ruled = Table(
    "ruled_import",
    MetaData(),
    Column("event_id", BigInteger, primary_key=True, autoincrement=False),
    Column("outcome_id", BigInteger),
    Column("outcome_revision", BigInteger),
    Column("occurred", Boolean),
    Column("known_on", Date),
    Column("topic", Text),
    Column("conditional", Boolean),
    Column("deadline", Date),
    Column("closes_at", UtcDateTime),
    prefixes=["TEMPORARY"],
)
OF_OUTCOME = ("outcome_id", "outcome_revision", "topic", "conditional", "deadline", "occurred")
OF_PREDICTION = ("event_id", "pundit_id", "probability", "low", "high")


@dataclass(frozen=True, slots=True)
class BulkScored:
    """What one call did; no events means that nothing is left."""

    events: int = 0
    scores: int = 0


def score_imported(session: Session, now: datetime) -> BulkScored:
    """Score the next imported events that have no score yet; what else waits is the scheduler's."""
    events = waiting(session)
    if not events:
        return BulkScored()
    renew_edition(session)
    scores = _score(session, now, [row for event in events if (row := ruled_row(event))])
    ids = [event.id for event in events]
    done = update(table_of(Event)).where(among(session, Event.id, ids))
    session.connection().execute(done.values(unscored_since=None))
    facts = {"events": len(ids), "scores": scores, "first_event": ids[0], "last_event": ids[-1]}
    append(session, now, ACTOR, Change("scored", "import", facts))
    return BulkScored(len(ids), scores)


def _score(session: Session, now: datetime, rows: list[dict[str, Any]]) -> int:
    if not rows:
        return 0
    connection = session.connection()
    ruled.create(connection)
    connection.execute(insert(ruled), rows)
    # By their ids, because a database knows too little of a temporary table to begin with it.
    ids = [row["event_id"] for row in rows]
    values = _values(session.get_bind().dialect.name, now)
    taken = _scorable(session, ids, *values.values())
    into = insert(table_of(Score)).from_select(list(values), taken)
    made = connection.execute(into, execution_options={"preserve_rowcount": True})
    _tally(session, ids)
    ruled.drop(connection)
    return made.rowcount


def _scorable(session: Session, ids: list[int], *columns: Any) -> Select[Any]:
    """Select of each prediction that can be scored: not said too late, withdrawn or restated."""
    return (
        select(*columns)
        .join_from(Prediction, ruled, Prediction.event_id == ruled.c.event_id)
        .where(
            among(session, Prediction.event_id, ids),
            Prediction.said_on <= ruled.c.known_on,
            Prediction.withdrawn_at.is_(None),
            Prediction.restates_id.is_(None),
        )
    )


def _values(dialect: str, now: datetime) -> dict[str, Any]:
    """Return each column of a score with how the database makes it."""
    at = literal(now, UtcDateTime)
    # Of what is scored: `predictions.lifecycle.first_statements` in the database's words.
    said = (Prediction.said_on, Prediction.id)
    one_pundits = (Prediction.event_id, Prediction.pundit_id)
    first = func.row_number().over(partition_by=one_pundits, order_by=said) == 1
    occurred = case((ruled.c.occurred, 1.0), else_=0.0)
    return {
        **{name: ruled.c[name] for name in OF_OUTCOME},
        **{name: getattr(Prediction, name) for name in OF_PREDICTION},
        "prediction_id": Prediction.id,
        "horizon_days": _days_between(dialect, Prediction.said_on, ruled.c.deadline),
        "brier": _square(Prediction.probability - occurred),
        "brier_low": _square(Prediction.low - occurred),
        "brier_high": _square(Prediction.high - occurred),
        "scored_at": at,
        "counts_from": case((first, ruled.c.closes_at), else_=null()),
        "tallied_at": case((first & (ruled.c.closes_at <= at), at), else_=null()),
    }


def _days_between(dialect: str, start: Any, end: Any) -> Any:
    if dialect == "postgresql":
        return end - start
    return cast(func.julianday(end) - func.julianday(start), Integer)


def _square(error: ColumnElement[Any]) -> ColumnElement[float]:
    return cast(error * error, Float)


def _tally(session: Session, ids: list[int]) -> None:
    """Count the scores that entered just now, as `add_to_tallies` would one by one."""
    key = [getattr(Score, name) for name in KEY]
    counted = (
        select(*key, func.count())
        .where(among(session, Score.event_id, ids), Score.tallied_at.is_not(None))
        .group_by(*key)
        .order_by(*key)
    )
    into = insert_into(session, Tally).from_select([*KEY, "n"], counted)
    session.execute(
        into.on_conflict_do_update(index_elements=KEY, set_={"n": Tally.n + into.excluded.n})
    )
