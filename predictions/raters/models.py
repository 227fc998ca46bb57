"""Events that two people rule on, and what each of them said."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime, partial_index
from predictions.models import Event
from predictions.raters.agreement import RESULTS

OPEN = "settled_at IS NULL"


class SecondRuling(Base):
    """The wish that an event be ruled on by two people; `result` is empty until it is settled."""

    __tablename__ = "second_ruling"
    __table_args__ = (
        CheckConstraint(
            f"result IN ('', {', '.join(repr(result) for result in RESULTS)})", name="result"
        ),
        CheckConstraint("(settled_at IS NULL) = (result = '')", name="settled_with_a_result"),
        # One at a time.
        partial_index("uq_second_ruling_open", "event_id", unique=True, where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(Text, default="")

    event: Mapped[Event] = relationship()
    rulings: Mapped[list["RaterRuling"]] = relationship(
        back_populates="wish", order_by="RaterRuling.place"
    )


class RaterRuling(Base):
    """What one rater said: hidden until the wish is settled.

    `given` is the ruling as JSON; `commitment`, which stands in the ledger from the first, is the
    SHA-256 of `nonce` and `given`, so that nobody can have changed it when it is shown.
    """

    __tablename__ = "rater_ruling"
    __table_args__ = (
        UniqueConstraint("second_ruling_id", "place"),
        UniqueConstraint("second_ruling_id", "rater_key"),
        CheckConstraint("place BETWEEN 1 AND 3", name="place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    second_ruling_id: Mapped[int] = mapped_column(ForeignKey("second_ruling.id"))
    place: Mapped[int]
    rater: Mapped[str] = mapped_column(Text)
    rater_key: Mapped[str] = mapped_column(Text)
    ruling: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text)
    nonce: Mapped[str] = mapped_column(Text)
    commitment: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

    wish: Mapped[SecondRuling] = relationship(back_populates="rulings")
