"""Two editors on one thing: the second is told who was first, and nothing is overwritten."""

from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError
from core.ledger import LedgerEntry

# What the scheduler enters about an event is no change that an editor could have missed.
BY_THE_SCHEDULER = ("scored", "scores replaced")


class Versioned(Protocol):
    """A row that counts how often an editor has changed it."""

    id: int
    version: int

    @property
    def __tablename__(self) -> str: ...


def check_version(session: Session, row: Versioned, seen: int | None) -> None:
    """Refuse a change by somebody who has not seen the row as it is now.

    Without `seen`, the change is made to whatever stands: its own rules still hold.

    Raises:
        ConflictError: if it was changed since, saying by whom, when, what and why.
    """
    if seen is None or seen == row.version:
        return
    subject = f"{row.__tablename__}/{row.id}"
    what = f"{row.__tablename__} {row.id}"
    if seen > row.version:
        raise ConflictError(f"{what} is at version {row.version}; there is no version {seen} yet")
    last = _last_change(session, subject)
    how = f": {last.actor}, {last.recorded_at:%Y-%m-%d %H:%M} UTC, {last.action}" if last else ""
    why = f" ({last.reason})" if last and last.reason else ""
    raise ConflictError(
        f"{what} was changed since you saw it{how}{why}. You saw version {seen}, it is at version"
        f" {row.version} now; nothing was overwritten. Look at it again"
    )


def _last_change(session: Session, subject: str) -> LedgerEntry | None:
    query = select(LedgerEntry).where(
        LedgerEntry.subject == subject, LedgerEntry.action.not_in(BY_THE_SCHEDULER)
    )
    return session.scalars(query.order_by(LedgerEntry.position.desc()).limit(1)).first()
