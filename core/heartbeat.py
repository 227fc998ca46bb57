"""When each recurring job last ran, so that a silent scheduler is seen."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, UtcDateTime
from core.upserts import upsert


class Heartbeat(Base):
    """The latest run of one job."""

    __tablename__ = "heartbeat"

    job: Mapped[str] = mapped_column(Text, primary_key=True)
    beaten_at: Mapped[datetime] = mapped_column(UtcDateTime)
    summary: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Beat:
    """When a job last ran, and what it said it did."""

    at: datetime
    summary: str


def beat(session: Session, now: datetime, job: str, summary: str) -> None:
    """Note that `job` ran at `now`."""
    # Two nodes that start on a new database note a job for the first time at the same moment.
    upsert(session, Heartbeat, "job", {"job": job, "beaten_at": now, "summary": summary})


def last_beat(session: Session, job: str) -> datetime | None:
    """Return when `job` last ran, or None if it never did."""
    return session.scalar(select(Heartbeat.beaten_at).where(Heartbeat.job == job))


def last_beats(session: Session) -> dict[str, Beat]:
    """Return the latest run of every job that ever ran, by its name."""
    rows = session.scalars(select(Heartbeat).order_by(Heartbeat.job))
    return {row.job: Beat(row.beaten_at, row.summary) for row in rows}
