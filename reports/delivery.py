"""The weekly run: reports are made, then sent one by one, outside any transaction."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import stopping
from core.config import Settings
from core.db import Database
from reports.letterhead import Letterhead, letterhead_of
from reports.making import make_reports, without_report
from reports.message import compose
from reports.outbox import ClaimedDelivery, claim_delivery, hurry, mark_failed, mark_sent
from reports.schedule import Schedule
from reports.smtp import Answer, Attempt, post

log = logging.getLogger(__name__)

REPORTS_AT_A_TIME = 50
# After so many failures in a row that no message is to blame for, the server is left alone.
PATIENCE = 3
# One attempt is a dozen exchanges with the server, and each of them may take its whole time.
EXCHANGES = 20

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class SendingRun:
    """What one run did; `trouble` is the last reason why a mail was not sent."""

    made: int = 0
    sent: int = 0
    failed: int = 0
    retry: int = 0
    trouble: str = ""

    def __str__(self) -> str:
        """One line for people."""
        counted = (
            f"{self.made} made, {self.sent} sent, {self.failed} refused for good,"
            f" {self.retry} to be tried again"
        )
        return f"{counted} ({self.trouble})" if self.trouble else counted


def send_scheduled(database: Database, settings: Settings, now: datetime) -> SendingRun:
    """Make the reports whose hour has come, and send what is due. Run again: nothing."""
    schedule = Schedule(settings.report_weekday, settings.report_hour)
    return _run(database, settings, now, schedule)


def send_at_once(database: Database, settings: Settings, now: datetime) -> SendingRun:
    """Make this week's report for everybody who has none, and send all that is not sent."""
    with database.write() as session:
        hurry(session, now)
    return _run(database, settings, now, None)


def _run(
    database: Database, settings: Settings, now: datetime, schedule: Schedule | None
) -> SendingRun:
    letterhead = letterhead_of(settings)
    made = _make(database, now, letterhead, schedule)
    clock, run, in_a_row = _clock_from(now), SendingRun(made=made), 0
    while _goes_on(in_a_row) and (claimed := _claim(database, settings, clock)):
        attempt = _attempt(settings, letterhead, claimed)
        _mark(database, clock(), claimed, attempt)
        run = _counted(run, attempt)
        in_a_row = in_a_row + 1 if attempt.answer is Answer.TROUBLE else 0
    return run


def _goes_on(in_a_row: int) -> bool:
    return in_a_row < PATIENCE and not stopping.asked()


def _make(
    database: Database, now: datetime, letterhead: Letterhead, schedule: Schedule | None
) -> int:
    with database.read() as session:
        waiting = without_report(session, now, schedule)
    made = 0
    for first in range(0, len(waiting), REPORTS_AT_A_TIME):
        if stopping.asked():
            break
        with database.write() as session:
            batch = waiting[first : first + REPORTS_AT_A_TIME]
            made += make_reports(session, now, letterhead, batch)
    return made


def _claim(database: Database, settings: Settings, clock: Clock) -> ClaimedDelivery | None:
    lease = timedelta(seconds=EXCHANGES * settings.smtp_timeout_seconds)
    with database.write() as session:
        return claim_delivery(session, clock(), lease)


def _attempt(settings: Settings, letterhead: Letterhead, claimed: ClaimedDelivery) -> Attempt:
    link = letterhead.unsubscribe_url(claimed.subscriber_id)
    try:
        message = compose(claimed.letter, letterhead.sender, link)
    except ValueError as error:
        return Attempt(Answer.NEVER, f"the mail cannot be written: {error}")
    return post(settings, message)


def _mark(database: Database, now: datetime, claimed: ClaimedDelivery, attempt: Attempt) -> None:
    with database.write() as session:
        if attempt.answer is Answer.SENT:
            mark_sent(session, now, claimed)
            return
        permanent = attempt.answer is Answer.NEVER
        mark_failed(session, now, claimed, attempt.reason, permanent=permanent)
    log.warning(
        "the report for subscriber %d was not sent: %s",
        claimed.subscriber_id,
        attempt.reason,
        extra={"action": "mail-refused" if permanent else "mail-postponed"},
    )


def _counted(run: SendingRun, attempt: Attempt) -> SendingRun:
    if attempt.answer is Answer.SENT:
        return replace(run, sent=run.sent + 1)
    if attempt.answer is Answer.NEVER:
        return replace(run, failed=run.failed + 1, trouble=attempt.reason)
    return replace(run, retry=run.retry + 1, trouble=attempt.reason)


def _clock_from(now: datetime) -> Clock:
    """Time goes on during a long run, and a lease counts from when it is taken."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)
