"""The weekly run: reports are made, and sent with whatever else waits in the outbox."""

from dataclasses import asdict, dataclass
from datetime import datetime

from core import stopping
from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from core.mail.outbox import hurry
from core.mail.sending import SendingRun, send_outbox
from reports.making import make_reports, without_report
from reports.schedule import Schedule

REPORTS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class WeeklyRun(SendingRun):
    """What one run did: how many reports it made, and what it sent."""

    made: int = 0

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.made} made, {SendingRun.__str__(self)}"


def send_scheduled(database: Database, settings: Settings, now: datetime) -> WeeklyRun:
    """Make the reports whose hour has come, and send what is due. Run again: nothing."""
    schedule = Schedule(settings.report_weekday, settings.report_hour)
    return _run(database, settings, now, schedule)


def send_at_once(database: Database, settings: Settings, now: datetime) -> WeeklyRun:
    """Make this week's report for everybody who has none, and send all that is not sent."""
    with database.write() as session:
        hurry(session, now)
    return _run(database, settings, now, None)


def _run(
    database: Database, settings: Settings, now: datetime, schedule: Schedule | None
) -> WeeklyRun:
    made = _make(database, settings, now, schedule)
    return WeeklyRun(made=made, **asdict(send_outbox(database, settings, now)))


def _make(database: Database, settings: Settings, now: datetime, schedule: Schedule | None) -> int:
    letterhead = letterhead_of(settings)
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
