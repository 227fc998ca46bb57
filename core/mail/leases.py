"""Leases on what waits in the outbox: one mail at a time is somebody's to send, for a while."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy.orm import Session

from core.mail.message import Letter
from core.mail.models import Delivery, MailBody, Picture
from core.mail.outbox import Ending, not_leased, settle, waiting

MINUTE = timedelta(minutes=1)
# A server that says "later" mostly means minutes; after an hour it means hours.
WAITS = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 180 * MINUTE, 360 * MINUTE)
# RFC 5321, section 4.5.4.1: a sender gives up after four or five days.
GIVE_UP_AFTER = timedelta(days=5)
# Mails that go out one after the other mostly say the same; what they say is read once.
BODIES_KEPT = 20
COLUMNS: tuple[Any, ...] = (
    Delivery.id,
    Delivery.kind,
    Delivery.attempts,
    Delivery.domain,
    Delivery.recipient,
    Delivery.message_id,
    Delivery.written_at,
    Delivery.headers,
    Delivery.postscript_text,
    Delivery.postscript_html,
    Delivery.body_id,
)


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says to everybody who gets it."""

    subject: str
    text: str
    html: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery that nobody else attempts until its lease ends, with what it is to say."""

    id: int
    kind: str
    attempt: int
    recipient: str
    message_id: str
    written_at: datetime
    headers: str
    postscript_text: str
    postscript_html: str
    body: Body

    @property
    def letter(self) -> Letter:
        """The mail.

        Raises:
            ValueError: if its headers cannot be read.
        """
        return Letter(
            recipient=self.recipient,
            message_id=self.message_id,
            written_at=self.written_at,
            subject=self.body.subject,
            text=self.body.text,
            html=self.body.html,
            picture=self.body.picture,
            headers=tuple((name, value) for name, value in json.loads(self.headers)),
            postscript_text=self.postscript_text,
            postscript_html=self.postscript_html,
        )


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that were read last: none is ever changed once a delivery names it."""

    kept: dict[int, Body] = field(default_factory=dict)

    def get(self, session: Session, body_id: int) -> Body:
        """Return a body, read unless it was read before."""
        if body_id not in self.kept:
            if len(self.kept) >= BODIES_KEPT:
                self.kept.clear()
            self.kept[body_id] = _body(session, body_id)
        return self.kept[body_id]


def claim_delivery(
    session: Session,
    now: datetime,
    lease: timedelta,
    rests: Callable[[Session, datetime, str], bool] = lambda *_: False,
    bodies: Bodies | None = None,
) -> ClaimedDelivery | None:
    """Lease the delivery that has waited longest for `lease`; None if none is due.

    Domains of which `rests` says so are passed over.
    """
    resting: set[str] = set()
    while (found := session.execute(_next_due(now, resting)).first()) is not None:
        if rests(session, now, found.domain):
            resting.add(found.domain)
            continue
        attempt = found.attempts + 1
        session.execute(
            update(Delivery)
            .where(Delivery.id == found.id)
            .values(leased_until=now + lease, attempted_at=now, attempts=attempt)
        )
        return _claimed(found, attempt, (bodies or Bodies()).get(session, found.body_id))
    return None


def mark_sent(session: Session, now: datetime, claimed: ClaimedDelivery) -> None:
    """Note that the server took the mail, even if somebody else leased it meanwhile."""
    taken = {"sent_at": now, "failed_at": None, "leased_until": None, "last_error": ""}
    session.execute(
        update(Delivery)
        .where(Delivery.id == claimed.id, Delivery.sent_at.is_(None))
        .values(ending=Ending.SENT, **taken)
    )


def mark_refused(session: Session, now: datetime, claimed: ClaimedDelivery, error: str) -> None:
    """Note that the other side does not take it, now or ever."""
    settle(session, now, Ending.REFUSED, error, *_own(claimed))


def mark_postponed(session: Session, now: datetime, claimed: ClaimedDelivery, error: str) -> None:
    """Note that it was not sent, and when to try again; after days of that, give up."""
    wait = WAITS[min(claimed.attempt, len(WAITS)) - 1]
    if now + wait > claimed.written_at + GIVE_UP_AFTER:
        settle(session, now, Ending.GAVE_UP, error, *_own(claimed))
        return
    session.execute(
        update(Delivery)
        .where(waiting(), *_own(claimed))
        .values(leased_until=None, last_error=error, next_attempt_at=now + wait)
    )


def leased_deliveries(session: Session, now: datetime) -> list[tuple[int, datetime]]:
    """Return the deliveries that a node has for itself, and until when."""
    query = select(Delivery.id, Delivery.leased_until).where(waiting(), Delivery.leased_until > now)
    rows = session.execute(query.order_by(Delivery.id))
    return [(key, until) for key, until in rows if until is not None]


def attempts_since(session: Session, start: datetime, domain: str) -> int:
    """Count the deliveries to a domain whose last attempt came after `start`."""
    recent = (Delivery.domain == domain, Delivery.attempted_at > start)
    return session.scalar(select(func.count()).where(*recent)) or 0


def _next_due(now: datetime, resting: set[str]) -> Select[Any]:
    return (
        select(*COLUMNS)
        .where(
            waiting(),
            Delivery.next_attempt_at <= now,
            not_leased(now),
            Delivery.domain.not_in(resting),
        )
        .order_by(Delivery.urgent.desc(), Delivery.next_attempt_at, Delivery.id)
        .limit(1)
        .with_for_update(of=Delivery, skip_locked=True)
    )


def _claimed(found: Row[Any], attempt: int, body: Body) -> ClaimedDelivery:
    return ClaimedDelivery(
        id=found.id,
        kind=found.kind,
        attempt=attempt,
        recipient=found.recipient,
        message_id=found.message_id,
        written_at=found.written_at,
        headers=found.headers,
        postscript_text=found.postscript_text,
        postscript_html=found.postscript_html,
        body=body,
    )


def _body(session: Session, body_id: int) -> Body:
    query = (
        select(MailBody.subject, MailBody.text, MailBody.html, Picture.png)
        .outerjoin(MailBody.picture)
        .where(MailBody.id == body_id)
    )
    return Body(*session.execute(query).one())


def _own(claimed: ClaimedDelivery) -> tuple[ColumnElement[bool], ...]:
    # Whose lease ended while they were busy has nothing to say any more.
    return Delivery.id == claimed.id, Delivery.attempts == claimed.attempt
