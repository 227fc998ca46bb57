"""Sending what waits in the outbox: one by one, each outside any transaction.

What became of a mail is noted in the transaction that leases the next one: half the commits, and
still nothing comes between a server's answer and the note of it.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core import stopping
from core.config import Settings
from core.db import Database
from core.mail.bounces import note_unreached
from core.mail.leases import (
    MINUTE,
    Bodies,
    ClaimedDelivery,
    attempts_since,
    claim_delivery,
    mark_postponed,
    mark_refused,
    mark_sent,
)
from core.mail.letterhead import Letterhead, letterhead_of
from core.mail.message import compose
from core.mail.smtp import Answer, Attempt, Envelope, Postman

log = logging.getLogger(__name__)

# After so many failures in a row that no message is to blame for, the server is left alone.
PATIENCE = 3
# One attempt is a dozen exchanges with the server, and each of them may take its whole time.
EXCHANGES = 20

Clock = Callable[[], datetime]
Claim = Callable[[Session, datetime], ClaimedDelivery | None]


@dataclass(frozen=True, slots=True)
class SendingRun:
    """What one run did; `trouble` is the last reason why a mail was not sent."""

    sent: int = 0
    failed: int = 0
    retry: int = 0
    trouble: str = ""

    def __str__(self) -> str:
        """One line for people."""
        counted = (
            f"{self.sent} sent, {self.failed} refused for good, {self.retry} to be tried again"
        )
        return f"{counted} ({self.trouble})" if self.trouble else counted


@dataclass(frozen=True, slots=True)
class Attempted:
    """A mail that the server was given, and its answer."""

    claimed: ClaimedDelivery
    attempt: Attempt


def send_outbox(database: Database, settings: Settings, now: datetime) -> SendingRun:
    """Send what is due. Run again: nothing."""
    letterhead, claim, clock = letterhead_of(settings), _claimer(settings), clock_from(now)
    run, in_a_row, last = SendingRun(), 0, None
    with Postman(settings) as postman:
        while claimed := _turn(database, clock, last, claim if _goes_on(in_a_row) else None):
            attempt = _attempt(postman, letterhead, claimed)
            last = Attempted(claimed, attempt)
            run = _counted(run, attempt)
            in_a_row = in_a_row + 1 if attempt.answer is Answer.TROUBLE else 0
    return run


def _goes_on(in_a_row: int) -> bool:
    return in_a_row < PATIENCE and not stopping.asked()


def clock_from(now: datetime) -> Clock:
    """Time goes on during a long run, and a lease counts from when it is taken."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def _claimer(settings: Settings) -> Claim:
    lease = timedelta(seconds=EXCHANGES * settings.smtp_timeout_seconds)
    pace, bodies = settings.mails_per_minute, Bodies()

    def rests(session: Session, now: datetime, domain: str) -> bool:
        return bool(pace) and attempts_since(session, now - MINUTE, domain) >= pace

    return lambda session, now: claim_delivery(session, now, lease, rests, bodies)


def _turn(
    database: Database, clock: Clock, last: Attempted | None, claim: Claim | None
) -> ClaimedDelivery | None:
    """Note what became of the last mail, and lease the next one unless this is to end."""
    if last is None and claim is None:
        return None
    with database.write() as session:
        if last is not None:
            _mark(session, clock(), last.claimed, last.attempt)
        return claim(session, clock()) if claim else None


def _attempt(postman: Postman, letterhead: Letterhead, claimed: ClaimedDelivery) -> Attempt:
    try:
        content = compose(claimed.letter, letterhead.sender)
    except ValueError as error:
        return Attempt(Answer.NEVER, f"the mail cannot be written: {error}")
    come_back = letterhead.return_path(claimed.id)
    return postman.post(Envelope(come_back, claimed.recipient, content))


def _mark(session: Session, now: datetime, claimed: ClaimedDelivery, attempt: Attempt) -> None:
    if attempt.answer is Answer.SENT:
        mark_sent(session, now, claimed)
        return
    never = attempt.answer is Answer.NEVER
    (mark_refused if never else mark_postponed)(session, now, claimed, attempt.reason)
    if never:
        note_unreached(session, now, claimed.recipient, attempt.reason)
    log.warning(
        "%s %d was not sent: %s",
        claimed.kind,
        claimed.id,
        attempt.reason,
        extra={"action": "mail-refused" if never else "mail-postponed"},
    )


def _counted(run: SendingRun, attempt: Attempt) -> SendingRun:
    if attempt.answer is Answer.SENT:
        return replace(run, sent=run.sent + 1)
    if attempt.answer is Answer.NEVER:
        return replace(run, failed=run.failed + 1, trouble=attempt.reason)
    return replace(run, retry=run.retry + 1, trouble=attempt.reason)
