"""Stored subscriptions to feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime
from predictions.sources.models import Source


class Feed(Base):
    """A feed of one source; `etag` and `last_modified` are what its server gave us to ask with.

    `next_check_at` is also what lets one scheduler at a time read it.
    """

    __tablename__ = "feed"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    url: Mapped[str] = mapped_column(Text, unique=True)
    pundit: Mapped[str] = mapped_column(Text)
    etag: Mapped[str] = mapped_column(Text)
    last_modified: Mapped[str] = mapped_column(Text)
    next_check_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    source: Mapped[Source] = relationship()
