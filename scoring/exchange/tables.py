"""What an export holds: the tables of the record as rows of plain values, streamed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from core.db import Base, UtcDateTime
from core.ledger import LedgerEntry
from predictions.models import Commentary, Event, Outcome, Prediction, Pundit
from scoring.exchange.staging import table_of
from scoring.models import Score, Tally
from scoring.queries import standings
from scoring.views import Standing

ROWS_AT_A_TIME = 10_000
ENTRIES_AT_A_TIME = 10  # an entry of the ledger may hold as much as 20,000 rows
MODELS: dict[str, type[Base]] = {
    "pundits": Pundit,
    "commentaries": Commentary,
    "events": Event,
    "predictions": Prediction,
    "outcomes": Outcome,
    "scores": Score,
    "tallies": Tally,
    "ledger": LedgerEntry,
}
# What a standing says; `recompute.py` works out all of it again.
STANDING: dict[str, type] = {
    "rank": int,
    "group": int,
    "n": int,
    "mean_brier": float,
    "brier_index": float,
    "index_low": float,
    "index_high": float,
    "skill": float,
    "skill_base_rate": float,
    "bias": float,
    "miscalibration": float,
    "discrimination": float,
    "shrunken_index": float,
}
# What of it is said against the others on the same events.
AGAINST: dict[str, type] = {
    "shared": int,
    "peer_score": float,
    "skill": float,
    "adjusted_brier": float,
    "adjusted_index": float,
    "component": int,
}

Rows = Iterator[list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its columns with the kind of their values, and its rows in portions."""

    name: str
    columns: dict[str, type]
    portions: Rows


def sheets(session: Session, *, with_text: bool) -> Iterator[Sheet]:
    """Give every table of an export; each is to be read before the next is asked for."""
    for name, model in MODELS.items():
        without = set() if with_text or model is not Commentary else {"text"}
        yield _stored(session, name, model, without)
    found = standings(session, against=True).rows
    yield _standings(found)
    yield _against(found)


def _stored(session: Session, name: str, model: type[Base], without: set[str]) -> Sheet:
    table = table_of(model)
    columns = [column for column in table.columns if column.name not in without]
    query = select(*columns).order_by(*table.primary_key.columns)
    at_a_time = ENTRIES_AT_A_TIME if model is LedgerEntry else ROWS_AT_A_TIME
    found = session.connection().execute(query.execution_options(yield_per=at_a_time))
    kinds = {column.name: _kind(column.type) for column in columns}
    return Sheet(name, kinds, ([tuple(row) for row in some] for some in found.partitions()))


def _kind(stored: TypeEngine[Any]) -> type:
    if isinstance(stored, UtcDateTime):
        return datetime
    python = stored.python_type
    return next((kind for kind in (bool, int, float, date) if issubclass(python, kind)), str)


def _standings(found: Sequence[Standing]) -> Sheet:
    rows = (
        (row.pundit.slug, row.pundit.name, *(getattr(row, name) for name in STANDING))
        for row in found
    )
    return Sheet("standings", {"slug": str, "name": str, **STANDING}, _portions(rows))


def _against(found: Sequence[Standing]) -> Sheet:
    rows = (
        (row.pundit.slug, *(getattr(row.against_others, name) for name in AGAINST)) for row in found
    )
    return Sheet("against_others", {"slug": str, **AGAINST}, _portions(rows))


def _portions(rows: Iterable[tuple[Any, ...]]) -> Rows:
    left = iter(rows)
    while some := list(islice(left, ROWS_AT_A_TIME)):
        yield some
