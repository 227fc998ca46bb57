"""Stored disputes and replies. A dispute's text never changes; its answer is given once."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime
from predictions.disputes.views import ABOUT
from predictions.models import Event, Prediction, Pundit


class Dispute(Base):
    """What somebody with an account holds against an entry; `prediction_id` narrows it to one."""

    __tablename__ = "dispute"
    __table_args__ = (
        CheckConstraint(f"about IN ({', '.join(repr(word) for word in ABOUT)})", name="about"),
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint(
            "(answered_at IS NULL) = (upheld IS NULL) AND (upheld IS NULL) = (answer = '')",
            name="answered_with_a_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    prediction_id: Mapped[int | None] = mapped_column(ForeignKey("prediction.id"), index=True)
    about: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    filed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_by: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    speaks_for_id: Mapped[int | None] = mapped_column(ForeignKey("pundit.id"))
    upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    answered_by: Mapped[str] = mapped_column(Text, default="")

    event: Mapped[Event] = relationship()
    prediction: Mapped[Prediction | None] = relationship()
    speaks_for: Mapped[Pundit | None] = relationship()


class Reply(Base):
    """What a pundit's representative says about one of the pundit's predictions."""

    __tablename__ = "reply"
    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    prediction_id: Mapped[int] = mapped_column(ForeignKey("prediction.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    given_by: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    prediction: Mapped[Prediction] = relationship()
