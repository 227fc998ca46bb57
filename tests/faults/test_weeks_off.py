"""A scheduler that comes back after three weeks: one report, and no burst."""

from datetime import timedelta

from sqlalchemy import func, select
from support.figures import Figure, size
from support.mailing import MONDAY, WEEK, decide, join
from support.sink import Sink

from core.config import Settings
from core.db import Database
from jobs.schedule import report
from reports.models import Issue, Report

READERS = size(200, 5)


def test_three_weeks_off_bring_one_report_per_reader(
    database: Database, settings: Settings, sink: Sink, figure: Figure
) -> None:
    mailing = settings.model_copy(update={"smtp_port": sink.port, "mails_per_minute": 0})
    join(database, *(f"reader-{number}" for number in range(READERS)))
    report(database, mailing, MONDAY)
    assert sum(sink.accepted().values()) == READERS
    decide(database, now=MONDAY + WEEK)
    back = MONDAY + 3 * WEEK + timedelta(days=2, hours=5)
    for minutes in (0, 1, 2, 60, 600):
        report(database, mailing, back + timedelta(minutes=minutes))
    mails = sink.accepted()
    with database.read() as session:
        periods = session.scalar(select(func.count(Report.period.distinct())))
        begins = session.scalars(
            select(Issue.covers_from).join(Report).where(Report.made_at >= back)
        ).all()
    figure(
        f"three weeks off, {database.url.get_backend_name()}: {READERS} readers,"
        f" {sum(mails.values()) - READERS} mails after it, {periods} periods"
    )
    assert sum(mails.values()) == len(mails) == 2 * READERS
    assert set(begins) == {MONDAY}  # nothing of the weeks between is left out
