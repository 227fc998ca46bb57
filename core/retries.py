"""What failed and is tried again, each time later, until it is given up: the dead letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ColumnElement,
    ColumnExpressionArgument,
    Text,
    and_,
    delete,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, UtcDateTime
from core.errors import NotFoundError

MINUTE = timedelta(minutes=1)
# What failed by chance succeeds within minutes; what fails for a day needs a person.
WAITS = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 180 * MINUTE, 360 * MINUTE, 720 * MINUTE)
LONGEST_ERROR = 500


class Retry(Base):
    """One piece of work that failed: `kind` is the job's word for it, `key` says which.

    It is due again at `next_attempt_at`; once `gave_up_at` is set it is a dead letter, which waits
    for somebody to give it another go.
    """

    __tablename__ = "retry"
    __table_args__ = (CheckConstraint("attempts >= 0", name="attempts_not_negative"),)

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    attempts: Mapped[int]
    first_failed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_failed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gave_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class FailedWork:
    """A piece of work that failed, as a value."""

    kind: str
    key: str
    attempts: int
    first_failed_at: datetime
    next_attempt_at: datetime
    gave_up_at: datetime | None
    last_error: str


def note_failure(
    session: Session,
    now: datetime,
    kind: str,
    key: object,
    error: object,
    *,
    for_good: bool = False,
    waits: tuple[timedelta, ...] = WAITS,
) -> FailedWork:
    """Note that this work failed, and when it is tried again: after each of `waits` in turn.

    After the last of them, or at once where it failed `for_good`, it becomes a dead letter.
    """
    row = session.get(Retry, (kind, str(key)), with_for_update=True)
    if row is None:
        row = Retry(kind=kind, key=str(key), attempts=0, first_failed_at=now)
        session.add(row)
    row.attempts += 1
    given_up = for_good or row.attempts > len(waits)
    row.last_failed_at, row.last_error = now, _told(error)
    row.next_attempt_at = now if given_up else now + waits[row.attempts - 1]
    row.gave_up_at = now if given_up else None
    session.flush()
    return _value(row)


def forget_failures(session: Session, kind: str, keys: Iterable[object]) -> None:
    """Note that this work succeeded, or that there is no such work any more."""
    named = [str(key) for key in keys]
    if not named:
        return
    session.execute(delete(Retry).where(Retry.kind == kind, Retry.key.in_(named)))


def held_back(
    kind: str,
    key: ColumnElement[str],
    now: datetime | BindParameter[datetime],
    wanted_since: ColumnExpressionArgument[datetime | None],
) -> ColumnElement[bool]:
    """Return an SQL condition: this work failed and is not to be tried at `now`.

    Work that was asked for anew after its last failure (`wanted_since`) is not held back: what
    made it fail may have been put right.
    """
    waits = or_(Retry.gave_up_at.is_not(None), Retry.next_attempt_at > now)
    mine = and_(Retry.kind == kind, Retry.key == key)
    return exists().where(mine, waits, Retry.last_failed_at >= wanted_since)


def has_failed(kind: str, key: ColumnElement[str]) -> ColumnElement[bool]:
    """Return an SQL condition: this work failed and has not succeeded since."""
    return exists().where(Retry.kind == kind, Retry.key == key)


def failed_work(session: Session) -> list[FailedWork]:
    """Return all work that failed and has not succeeded since: dead letters first, oldest first."""
    rows = session.scalars(select(Retry).order_by(Retry.first_failed_at, Retry.kind, Retry.key))
    return sorted(map(_value, rows), key=lambda work: work.gave_up_at is None)


def dead_letters(session: Session) -> list[FailedWork]:
    """Return the work that was given up, oldest first."""
    return [work for work in failed_work(session) if work.gave_up_at is not None]


def try_again(session: Session, now: datetime, kind: str, key: str) -> FailedWork:
    """Let failed work be due now, as if it had never been tried.

    Raises:
        NotFoundError: if no such work has failed.
    """
    row = session.get(Retry, (kind, key), with_for_update=True)
    if row is None:
        raise NotFoundError(
            f"no {kind!r} work with the key {key!r} has failed; `python -m jobs status` lists"
            " what has"
        )
    row.attempts, row.gave_up_at, row.next_attempt_at = 0, None, now
    session.flush()
    return _value(row)


def _value(row: Retry) -> FailedWork:
    return FailedWork(
        row.kind,
        row.key,
        row.attempts,
        row.first_failed_at,
        row.next_attempt_at,
        row.gave_up_at,
        row.last_error,
    )


def _told(error: object) -> str:
    text = str(error) or type(error).__name__
    # An error may quote anything; PostgreSQL does not store a NUL.
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_ERROR]
