"""Stored mails: what they say, once for all who get it, and the sending to each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime


class Picture(Base):
    """A PNG that mails show; `drawn_from` names what it shows, so that it is drawn once."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    drawn_from: Mapped[str] = mapped_column(Text, unique=True)
    png: Mapped[bytes] = mapped_column(LargeBinary)


class MailBody(Base):
    """What a mail says to everybody who gets it; `html` is empty for a mail of text alone."""

    __tablename__ = "mail_body"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))

    picture: Mapped[Picture | None] = relationship()


class Delivery(Base):
    """The sending of one mail to one address: attempts are counted, its end is noted once.

    The postscripts are what its body says to this recipient alone. `ending` is empty while it
    waits; then `sent_at` or `failed_at` is set, and
    both if it was taken and came back. `domain` is the recipient's.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        Index("ix_delivery_waiting", "ending", "urgent", "next_attempt_at"),
        Index("ix_delivery_domain", "domain", "attempted_at"),
        Index("ix_delivery_recipient", "recipient", "written_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    dedupe_key: Mapped[str] = mapped_column(Text, unique=True)
    message_id: Mapped[str] = mapped_column(Text, unique=True)
    recipient: Mapped[str] = mapped_column(Text)
    domain: Mapped[str] = mapped_column(Text)
    body_id: Mapped[int] = mapped_column(ForeignKey("mail_body.id"), index=True)
    headers: Mapped[str] = mapped_column(Text, default="[]")
    postscript_text: Mapped[str] = mapped_column(Text, default="")
    postscript_html: Mapped[str] = mapped_column(Text, default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    attempted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ending: Mapped[str] = mapped_column(Text, default="")
    last_error: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[MailBody] = relationship()


class SuppressedAddress(Base):
    """An address that mail does not reach: nothing is sent there until an editor allows it."""

    __tablename__ = "suppressed_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)
