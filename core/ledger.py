"""The append-only history: each entry carries the hash of the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, UtcDateTime
from core.hashing import GENESIS, canonical, entry_hash

__all__ = [
    "GENESIS", "Change", "LedgerEntry", "append", "append_all", "canonical", "entry_hash",
    "first_hash", "head", "history",
]  # fmt: skip

_LOCK = 0x0CA11ED17  # an arbitrary number, the same on every node


class LedgerEntry(Base):
    """One change to the record: who, when, what and why."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("previous_hash"), UniqueConstraint("hash"))

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, index=True)
    facts: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be entered: `subject` is a kind and an id such as ``event/7``."""

    action: str
    subject: str
    facts: dict[str, Any]
    reason: str = ""


def append(session: Session, now: datetime, actor: str, change: Change) -> LedgerEntry:
    """Add one entry to the end of the chain, in the caller's transaction."""
    return append_all(session, now, actor, [change])[0]


def append_all(
    session: Session, now: datetime, actor: str, changes: Sequence[Change]
) -> list[LedgerEntry]:
    """Add an entry for each change to the end of the chain, in the caller's transaction."""
    if not changes:
        return []
    _hold_the_end(session)
    # Not the whole entry: that of an import holds as much as twenty thousand rows say.
    end = select(LedgerEntry.position, LedgerEntry.hash)
    last = session.execute(end.order_by(LedgerEntry.position.desc()).limit(1)).first()
    position, previous = (last.position, last.hash) if last else (0, GENESIS)
    entries = []
    for change in changes:
        position += 1
        entry = LedgerEntry(
            position=position,
            recorded_at=now,
            actor=actor,
            action=change.action,
            subject=change.subject,
            facts=canonical(change.facts),
            reason=change.reason,
            previous_hash=previous,
        )
        entry.hash = previous = entry_hash(entry)
        entries.append(entry)
    session.add_all(entries)
    session.flush()
    return entries


def head(session: Session) -> str:
    """Return the hash of the newest entry; 64 zeros when nothing is on record."""
    return session.scalar(select(newest_hash())) or GENESIS


def newest_hash() -> ScalarSelect[str]:
    """Return the newest entry's hash as a part of a statement; NULL when nothing is on record."""
    newest = select(func.max(LedgerEntry.position)).scalar_subquery()
    return select(LedgerEntry.hash).where(LedgerEntry.position == newest).scalar_subquery()


def first_hash(session: Session) -> str:
    """Return the hash of the oldest entry, which no other record has; 64 zeros before it."""
    found = session.scalar(select(LedgerEntry.hash).where(LedgerEntry.position == 1))
    return found or GENESIS


def history(session: Session, subject: str) -> list[LedgerEntry]:
    """Return every entry about `subject`, oldest first."""
    query = select(LedgerEntry).where(LedgerEntry.subject == subject)
    return list(session.scalars(query.order_by(LedgerEntry.position)))


def _hold_the_end(session: Session) -> None:
    """Let one transaction at a time append; SQLite writers already go one by one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
