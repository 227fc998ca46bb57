"""Reading what standings are made from: counts, what is held, and who shares which event."""

from collections import Counter
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from predictions.models import Commentary, Prediction, Pundit
from predictions.views import PunditRef
from scoring.counts import Counted, OneByOne
from scoring.forms import HORIZONS, Reading, Selection
from scoring.measures.checks import FloatArray
from scoring.models import Score, Tally
from scoring.tallies import KEY

COUNTED = ("pundit_id", "conditional", "probability", "low", "high", "occurred")
Query = Select[tuple[Any, ...]]
ROWS_AT_A_TIME = 10_000
READ_AS: dict[Reading, str] = {"low": "low", "middle": "probability", "high": "high"}


def counted(
    session: Session, selection: Selection, pundit_id: int | None = None
) -> tuple[Counted | None, Counted | None]:
    """Return the counts of everything, and of what was said on a condition that came about."""
    source = _from_tallies if selection.in_tallies else _from_scores
    rows = _matrix(session, source(selection, pundit_id))
    on_condition = rows[:, COUNTED.index("conditional")] == 1
    return _counted(rows), _counted(rows[on_condition])


def held(session: Session, selection: Selection, pundit_id: int | None = None) -> dict[int, int]:
    """Return how many scores of each pundit wait for their deadline."""
    waits = (Score.tallied_at.is_(None), Score.counts_from.is_not(None))
    # Counted here: grouping by pundit would lead the database through every score there is.
    return Counter(
        session.scalars(select(Score.pundit_id).where(*waits, *_meets(selection, pundit_id)))
    )


def one_by_one(session: Session, selection: Selection) -> OneByOne | None:
    """Return the predictions that count, by event and pundit; None if none does."""
    number = getattr(Score, READ_AS[selection.reading])
    query = select(Score.pundit_id, Score.event_id, number, Score.occurred).where(
        Score.tallied_at.is_not(None), *_meets(selection)
    )
    rows = _matrix(session, query)
    if not len(rows):
        return None
    # Sorted here: through an index, the database would jump from row to row for seconds.
    rows = rows[np.lexsort((rows[:, 0], rows[:, 1]))]
    pundit, event, occurred = (rows[:, column].astype(np.int64) for column in (0, 1, 3))
    return OneByOne(pundit, event, rows[:, 2], occurred)


def names(session: Session) -> dict[int, PunditRef]:
    """Return how pages name everybody, by id."""
    query = select(Pundit.id, Pundit.slug, Pundit.name)
    return {pundit: PunditRef(slug, name) for pundit, slug, name in session.execute(query)}


def _from_tallies(selection: Selection, pundit_id: int | None) -> Query:
    columns = [getattr(Tally, name) for name in (*COUNTED, "n")]
    query = select(*columns).order_by(*(getattr(Tally, name) for name in KEY))
    wished = ((selection.topic, Tally.topic), (pundit_id, Tally.pundit_id))
    return query.where(*(column == value for value, column in wished if value is not None))


def _from_scores(selection: Selection, pundit_id: int | None) -> Query:
    columns = [getattr(Score, name) for name in COUNTED]
    return (
        select(*columns, func.count())
        .where(Score.tallied_at.is_not(None), *_meets(selection, pundit_id))
        .group_by(*columns)
        .order_by(*columns)
    )


def _meets(selection: Selection, pundit_id: int | None = None) -> list[ColumnElement[bool]]:
    published = (
        select(Prediction.id)
        .join(Commentary)
        .where(Commentary.publication == selection.publication)
    )
    shortest, longest = HORIZONS[selection.horizon or "week"]
    wished: tuple[tuple[object, ColumnElement[bool]], ...] = (
        (pundit_id, Score.pundit_id == pundit_id),
        (selection.topic, Score.topic == selection.topic),
        (selection.publication, Score.prediction_id.in_(published)),
        (selection.first, Score.deadline >= (selection.first or date.min)),
        (selection.last, Score.deadline <= (selection.last or date.max)),
        (selection.horizon, Score.horizon_days.between(shortest, longest)),
    )
    return [condition for value, condition in wished if value is not None]


def _matrix(session: Session, query: Query) -> FloatArray:
    """Read numbers only, a part at a time to spare memory; ids stay exact up to 2^53.

    Straight from the driver: of a million rows, making SQLAlchemy's out of them takes three
    quarters of the time.
    """
    columns = len(query.selected_columns)
    with session.connection().execute(query) as found:
        cursor = found.cursor
        parts = [
            np.fromiter(chain.from_iterable(rows), np.float64, columns * len(rows))
            for rows in iter(lambda: cursor.fetchmany(ROWS_AT_A_TIME), [])
        ]
    flat = np.concatenate(parts) if parts else np.empty(0)
    return flat.reshape(-1, columns)


def _counted(rows: FloatArray) -> Counted | None:
    if not len(rows):
        return None
    column = dict(zip((*COUNTED, "n"), rows.T, strict=True))
    return Counted(
        pundit=column["pundit_id"].astype(np.int64),
        probabilities={reading: column[name] for reading, name in READ_AS.items()},
        occurred=column["occurred"].astype(np.int64),
        n=column["n"].astype(np.int64),
    )
