"""Stored scores and the counts that standings are read from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime, partial_index
from predictions.models import Outcome, Prediction


class Score(Base):
    """One squared error, 0 to 1, lower is better, under three readings of the words.

    `counts_from` is when the score enters the standings: an early "it occurred" waits for the
    deadline, because early news is more often yes than no. It is None for a restatement, which
    never enters. `tallied_at` is when it entered. Everything that standings are filtered and
    counted by is what was scored, so that a later edit of the event finds the tallies that it has
    to undo; `horizon_days` are those from the day it was said to the deadline.
    """

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("prediction_id", "outcome_revision"),
        CheckConstraint("brier >= 0 AND brier <= 1", name="brier_in_unit_interval"),
        partial_index("ix_score_not_tallied", "counts_from", where="tallied_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    prediction_id: Mapped[int] = mapped_column(ForeignKey("prediction.id"))
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id"))
    outcome_revision: Mapped[int]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    pundit_id: Mapped[int] = mapped_column(ForeignKey("pundit.id"), index=True)
    topic: Mapped[str] = mapped_column(Text)
    conditional: Mapped[bool]
    deadline: Mapped[date] = mapped_column(Date)
    horizon_days: Mapped[int]
    probability: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    occurred: Mapped[bool]
    brier: Mapped[float]
    brier_low: Mapped[float]
    brier_high: Mapped[float]
    scored_at: Mapped[datetime] = mapped_column(UtcDateTime)
    counts_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tallied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    prediction: Mapped[Prediction] = relationship()
    outcome: Mapped[Outcome] = relationship()


class Tally(Base):
    """How many predictions of one pundit and topic, of one number, turned out one way.

    The number is a probability with its lowest and highest reading. Conditional predictions are
    counted apart.
    """

    __tablename__ = "tally"
    __table_args__ = (
        CheckConstraint("n > 0", name="n_positive"),
        {"sqlite_with_rowid": False},  # the key is the row: one index to keep, one to read
    )

    pundit_id: Mapped[int] = mapped_column(ForeignKey("pundit.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    conditional: Mapped[bool] = mapped_column(primary_key=True)
    probability: Mapped[float] = mapped_column(primary_key=True)
    low: Mapped[float] = mapped_column(primary_key=True)
    high: Mapped[float] = mapped_column(primary_key=True)
    occurred: Mapped[bool] = mapped_column(primary_key=True)
    n: Mapped[int]


class Edition(Base):
    """Which state the scores and tallies are in: one row, whose word is new after every change."""

    __tablename__ = "edition"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(Text)
