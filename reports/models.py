"""Stored subscribers with their subscriptions, weekly issues, and who got which."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime
from core.mail.models import Delivery, MailBody


class Subscriber(Base):
    """An address to which somebody had reports sent; they may have left since."""

    __tablename__ = "subscriber"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Subscription(Base):
    """One list that a subscriber is on: a scope, and when its reports come.

    `weekday` (1 is Monday) and `hour` are the service's own where they are None. `consent` says how
    we know that they want it.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "scope"),
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"))
    scope: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    weekday: Mapped[int | None]
    hour: Mapped[int | None]
    skip_quiet: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[str] = mapped_column(Text)
    subscribed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    unsubscribed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    subscriber: Mapped[Subscriber] = relationship()


class Issue(Base):
    """What the readers of one scope and zone are told about one stretch of time, as worded.

    It is `public` unless it was written for somebody in person.
    """

    __tablename__ = "issue"
    __table_args__ = (
        Index("ix_issue_scope", "scope", "zone", "covers_to"),
        Index("ix_issue_public", "public", "period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    covers_from: Mapped[datetime] = mapped_column(UtcDateTime)
    covers_to: Mapped[datetime] = mapped_column(UtcDateTime)
    quiet: Mapped[bool]
    public: Mapped[bool]
    body_id: Mapped[int] = mapped_column(ForeignKey("mail_body.id"))

    body: Mapped[MailBody] = relationship()


class Report(Base):
    """The issue that one subscription got in one period; not sent if it was quiet and unwanted."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("subscription_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id"))
    period: Mapped[str] = mapped_column(Text)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    subscription: Mapped[Subscription] = relationship()
    issue: Mapped[Issue] = relationship()
    delivery: Mapped[Delivery | None] = relationship()


class PastStanding(Base):
    """One pundit's standing as it was when a period began; `topic` is empty for all topics."""

    __tablename__ = "past_standing"
    __table_args__ = (
        UniqueConstraint("period", "topic", "pundit_id"),
        Index("ix_past_standing_topic", "topic", "taken_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pundit_id: Mapped[int] = mapped_column(ForeignKey("pundit.id"))
    n: Mapped[int]
    mean_brier: Mapped[float]
    index_low: Mapped[float | None]
    index_high: Mapped[float | None]
