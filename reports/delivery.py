"""The weekly run: reports are made, and sent with whatever else waits in the outbox."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from core import stopping
from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from core.mail.outbox import hurry
from core.mail.sending import SendingRun, send_outbox
from reports import chart
from reports.issues import Press
from reports.making import Due, draft_reports, due_reports, make_reports, unmade_reports
from reports.past import keep_standings, standings_are_kept, work_out_standings
from reports.reminders import remind
from reports.schedule import Schedule
from reports.subscribers import topics_in_use

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
    default = Schedule(settings.report_weekday, settings.report_hour)
    _keep_standings(database, settings, now)
    _remind(database, settings, now)
    with database.read() as session:
        due = due_reports(session, now, default)
    return _run(database, settings, now, due)


def send_at_once(database: Database, settings: Settings, now: datetime) -> WeeklyRun:
    """Make this week's report for everybody who has none, and send all that is not sent."""
    _keep_standings(database, settings, now)
    with database.write() as session:
        hurry(session, now)
        due = unmade_reports(session, now)
    return _run(database, settings, now, due)


def _keep_standings(database: Database, settings: Settings, now: datetime) -> None:
    with database.read() as session:
        topics = topics_in_use(session)
        if standings_are_kept(session, now, settings.zone, topics):
            return
        work_out_standings(session, topics)
    with database.write() as session:
        keep_standings(session, now, settings.zone, topics)


def _remind(database: Database, settings: Settings, now: datetime) -> None:
    letterhead = letterhead_of(settings)
    with database.write() as session:
        remind(session, now, letterhead, settings)


def _run(database: Database, settings: Settings, now: datetime, due: Sequence[Due]) -> WeeklyRun:
    press, made = Press(now, letterhead_of(settings)), 0
    if due:
        chart.load()
    for first in range(0, len(due), REPORTS_AT_A_TIME):
        if stopping.asked():
            break
        batch = due[first : first + REPORTS_AT_A_TIME]
        # Nobody's writing waits while the week is put into words.
        with database.read() as session:
            draft_reports(session, press, batch)
        with database.write() as session:
            made += make_reports(session, press, batch)
    return WeeklyRun(made=made, **asdict(send_outbox(database, settings, now)))
