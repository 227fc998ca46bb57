"""The rows of a chunk in a temporary table, from which the database fills its own tables.

One statement that selects a whole chunk costs SQLite half of what one statement per row costs:
triggers and constraints are prepared once, long texts are handed over once, and the index of words
is written once.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Double,
    Integer,
    MetaData,
    Table,
    Text,
    any_,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from core.db import Base, UtcDateTime
from predictions.models import Commentary, Prediction
from predictions.outcomes import IMPORTER

ACTOR = IMPORTER
Rows = Sequence[tuple[Any, ...]]

staged = Table(
    "staged_import",
    MetaData(),
    Column("commentary_id", BigInteger),
    Column("prediction_id", BigInteger),
    Column("pundit_id", BigInteger),
    Column("event_id", BigInteger),
    Column("said_on", Date),
    Column("text", Text),
    Column("sha256", Text),
    Column("quote_length", Integer),
    Column("quoted", Boolean),
    Column("probability", Double),
    Column("url", Text),
    Column("publication", Text),
    prefixes=["TEMPORARY"],
)
_c = staged.c

_COMMENTARY: dict[str, Any] = {
    "id": _c.commentary_id,
    "pundit_id": _c.pundit_id,
    "publication": _c.publication,
    "url": _c.url,
    "said_on": _c.said_on,
    "text": _c.text,
    "sha256": _c.sha256,
}
# One stated number, so that all readings agree; nobody reviewed it, so there is no candidate.
_PREDICTION: dict[str, Any] = {
    "id": _c.prediction_id,
    "pundit_id": _c.pundit_id,
    "event_id": _c.event_id,
    "commentary_id": _c.commentary_id,
    "quote": func.substr(_c.text, 1, _c.quote_length, type_=Text),
    "span_start": 0,
    "span_end": _c.quote_length,
    "quoted": _c.quoted,
    "probability": _c.probability,
    "low": _c.probability,
    "high": _c.probability,
    "basis": "stated",
    "phrase": "",
    "lexicon_version": "",
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


@contextmanager
def staging(session: Session, table: Table, rows: Rows) -> Iterator[Connection]:
    """Hold rows in a temporary table for as long as others are filled from it."""
    connection = session.connection()
    table.create(connection)
    # Past SQLAlchemy, which would turn every row into a dictionary and back.
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(table.c))
    connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", list(rows))  # noqa: S608 - ours
    yield connection
    table.drop(connection)


def fill(connection: Connection, model: type[Base], values: dict[str, Any]) -> None:
    """Insert a row for each staged one; `values` are columns of the staged or the same for all."""
    taken = select(*map(_column, values.values()))
    connection.execute(insert(table_of(model)).from_select(list(values), taken))


def store_staged(session: Session, now: datetime, source: str, rows: Rows) -> None:
    """Put commentaries and predictions on record for `rows` of `staged`."""
    at = literal(now, UtcDateTime)
    with staging(session, staged, rows) as connection:
        title = {"title": f"Imported from {source}", "added_at": at}
        fill(connection, Commentary, _COMMENTARY | title)
        fill(connection, Prediction, _PREDICTION | {"recorded_at": at})


def _column(value: Any) -> ColumnElement[Any]:
    return value if isinstance(value, ColumnElement) else literal(value)
