"""What an editor has typed about a candidate and not decided yet, kept so that nothing is lost.

It is no part of the record: nothing of it stands in the ledger. Deciding leaves it where it is, so
that a decision that is undone gives it back.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, UtcDateTime
from core.errors import ConflictError
from predictions.candidates import undecided

FIELDS = (
    "claim", "probability", "deadline", "zone", "criteria", "condition", "topic", "event", "pundit",
)  # fmt: skip
LONGEST = 5_000


class UnfinishedReview(Base):
    """The fields of one candidate as an editor left them; `version` counts the savings."""

    __tablename__ = "unfinished_review"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    fields: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The same as a value; `version` 0 is that nobody has typed anything."""

    candidate_id: int
    fields: Mapping[str, str]
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""


def unfinished_of(session: Session, candidate_ids: Iterable[int]) -> dict[int, Unfinished]:
    """Return what stands unfinished, by candidate."""
    query = select(UnfinishedReview).where(UnfinishedReview.candidate_id.in_(list(candidate_ids)))
    return {row.candidate_id: _value(row) for row in session.scalars(query)}


def keep(
    session: Session,
    now: datetime,
    actor: str,
    typed: Unfinished,
) -> Unfinished:
    """Keep what was typed; its `version` is that which the editor's page was made from.

    Raises:
        NotFoundError: if there is no such candidate.
        ConflictError: if it is decided, or if somebody else has typed since.
    """
    candidate_id = typed.candidate_id
    undecided(session, candidate_id)
    refuse_if_changed(session, actor, candidate_id, typed.version)
    row = session.get(UnfinishedReview, candidate_id)
    if row is None:
        row = UnfinishedReview(candidate_id=candidate_id, version=0)
        session.add(row)
    kept = {name: typed.fields[name][:LONGEST] for name in FIELDS if name in typed.fields}
    row.fields = json.dumps(kept, ensure_ascii=False)
    row.version += 1
    row.saved_at, row.saved_by = now, actor
    session.flush()
    return _value(row)


def refuse_if_changed(session: Session, actor: str, candidate_id: int, version: int) -> None:
    """Tell an editor that another one has typed since their page was made.

    Raises:
        ConflictError: naming who, so that the two can talk; nothing is overwritten.
    """
    row = session.get(UnfinishedReview, candidate_id)
    if row is not None and row.version > version and row.saved_by != actor:
        raise ConflictError(
            f"{row.saved_by} has changed this candidate since you opened it; nothing of yours was"
            " stored over it. Load the page again to see it"
        )


def _value(row: UnfinishedReview) -> Unfinished:
    fields = json.loads(row.fields)
    return Unfinished(row.candidate_id, fields, row.version, row.saved_at, row.saved_by)
