"""Counts of what was scored, kept in step with the scores."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, delete, update
from sqlalchemy.orm import Session

from core.upserts import insert_into
from scoring.models import Score, Tally

# What a score and its tally have in common.
KEY = ("pundit_id", "topic", "conditional", "probability", "low", "high", "occurred")


def add_to_tallies(session: Session, scores: Iterable[Mapping[str, Any]]) -> None:
    """Count each score once; it is given as its columns."""
    counted = Counter(tuple(score[name] for name in KEY) for score in scores)
    if not counted:
        return
    # In one order on every node, so that two of them never wait for each other in a circle.
    rows = [dict(zip(KEY, key, strict=True)) | {"n": n} for key, n in sorted(counted.items())]
    insert = insert_into(session, Tally)
    upsert = insert.on_conflict_do_update(
        index_elements=KEY, set_={"n": Tally.n + insert.excluded.n}
    )
    session.execute(upsert, rows)


def take_from_tallies(session: Session, score: Score | Row[Any]) -> None:
    """Undo the counting of one score."""
    same = [getattr(Tally, name) == getattr(score, name) for name in KEY]
    session.execute(delete(Tally).where(*same, Tally.n == 1))
    session.execute(update(Tally).where(*same).values(n=Tally.n - 1))
