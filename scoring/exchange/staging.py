"""The rows of a chunk in a temporary table, from which the database fills its own tables.

One statement that selects a whole chunk costs SQLite half of what one statement per row costs:
triggers and constraints are prepared once, and long texts are handed over once.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Double,
    Integer,
    MetaData,
    Table,
    Text,
    any_,
    case,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Session

from core.db import Base, UtcDateTime
from predictions.models import Candidate, Commentary, Prediction
from predictions.outcomes import IMPORTER
from scoring.exchange.entries import Entry

ACTOR = IMPORTER
RULE = "import"

staged = Table(
    "staged_import",
    MetaData(),
    Column("commentary_id", BigInteger),
    Column("candidate_id", BigInteger),
    Column("prediction_id", BigInteger),
    Column("pundit_id", BigInteger),
    Column("event_id", BigInteger),
    Column("said_on", Date),
    Column("text", Text),
    Column("sha256", Text),
    Column("quoted", Integer),
    Column("claim", Text),
    Column("probability", Double),
    Column("deadline", Date),
    Column("url", Text),
    Column("publication", Text),
    prefixes=["TEMPORARY"],
)
_c = staged.c

# What a candidate and its prediction say alike: one stated number, so that all readings agree.
_NUMBER: dict[str, Any] = {
    "commentary_id": _c.commentary_id,
    "quote": func.substr(_c.text, 1, _c.quoted, type_=Text),
    "span_start": 0,
    "span_end": _c.quoted,
    "probability": _c.probability,
    "low": _c.probability,
    "high": _c.probability,
    "basis": "stated",
    "phrase": "",
    "lexicon_version": "",
}
_COMMENTARY: dict[str, Any] = {
    "id": _c.commentary_id,
    "pundit_id": _c.pundit_id,
    "publication": _c.publication,
    "url": _c.url,
    "said_on": _c.said_on,
    "text": _c.text,
    "sha256": _c.sha256,
}
_CANDIDATE: dict[str, Any] = _NUMBER | {
    "id": _c.candidate_id,
    "rule": RULE,
    "cue": "",
    "claim": _c.claim,
    "polarity": "affirmed",
    "deadline": _c.deadline,
    "deadline_text": "",
    "deadline_basis": case((_c.deadline.is_(None), "none"), else_="stated"),
    "conditional": False,
    "condition": "",
    "speaker": "",
    "trace": "[]",
    "decision": "accepted",
    "decided_by": ACTOR,
    "reason": "",
}
_PREDICTION: dict[str, Any] = _NUMBER | {
    "id": _c.prediction_id,
    "pundit_id": _c.pundit_id,
    "event_id": _c.event_id,
    "candidate_id": _c.candidate_id,
    "said_on": _c.said_on,
    "recorded_by": ACTOR,
}


def among(session: Session, column: Any, values: list[Any]) -> ColumnElement[bool]:
    """Return the condition that a column has one of many values, handed over as one.

    Bound one by one, ten thousand of them cost more than what they look up.
    """
    if session.get_bind().dialect.name == "postgresql":
        return cast("ColumnElement[bool]", column == any_(literal(values, ARRAY(column.type))))
    listed = func.json_each(json.dumps(values)).table_valued("value")
    return cast("ColumnElement[bool]", column.in_(select(listed.c.value)))


def table_of(model: type[Base]) -> Table:
    """Return the table of a model; inserting into it takes rows as they are."""
    return cast("Table", model.__table__)


def reserve_ids(session: Session, model: type[Base], n: int) -> Sequence[int]:
    """Return `n` ids that nobody else will use for rows of `model`."""
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
        query = select(func.nextval(sequence)).select_from(func.generate_series(1, n))
        return list(session.scalars(query))
    # SQLite has one writer at a time, and that is us.
    last = session.scalar(select(func.max(table_of(model).c.id))) or 0
    return range(last + 1, last + n + 1)


def staged_row(
    ids: tuple[int, ...], pundit_id: int, event_id: int, entry: Entry
) -> tuple[object, ...]:
    """Return an entry as a row of `staged`; `ids` are those that its rows will have."""
    return (
        *ids,
        pundit_id,
        event_id,
        entry.said_on,
        entry.text,
        entry.sha256,
        entry.quoted,
        entry.claim,
        entry.probability,
        entry.deadline,
        entry.url,
        entry.publication,
    )


def store_staged(
    session: Session, now: datetime, source: str, rows: list[tuple[object, ...]]
) -> None:
    """Put commentaries, accepted candidates and predictions on record for `rows`."""
    at = literal(now, UtcDateTime)
    connection = session.connection()
    staged.create(connection)
    # Past SQLAlchemy, which would turn every row into a dictionary and back.
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(staged.c))
    connection.exec_driver_sql(f"INSERT INTO {staged.name} VALUES ({marks})", rows)  # noqa: S608 - ours
    for model, values in (
        (Commentary, _COMMENTARY | {"title": f"Imported from {source}", "added_at": at}),
        (Candidate, _CANDIDATE | {"decided_at": at}),
        (Prediction, _PREDICTION | {"recorded_at": at}),
    ):
        taken = select(*map(_column, values.values()))
        connection.execute(insert(table_of(model)).from_select(list(values), taken))
    staged.drop(connection)


def _column(value: Any) -> ColumnElement[Any]:
    return value if isinstance(value, ColumnElement) else literal(value)
