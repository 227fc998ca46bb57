"""A wall clock that jumps two days forth and back."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from support.figures import Figure, size
from support.mailing import MONDAY, WEEK, join
from support.processes import ROOT, wait_for
from support.sink import Sink

from core.config import Settings
from core.db import Database
from core.heartbeat import last_beat
from jobs.schedule import TICK, report
from reports.models import Report
from reports.schedule import period_of

TWO_DAYS = timedelta(days=2)
STEPS = size(1_000, 60)
WEEKS = 6
ZONES = ("UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati")
BEFORE = MONDAY - 2 * WEEK


def test_exactly_one_report_per_period(
    database: Database, settings: Settings, sink: Sink, figure: Figure
) -> None:
    rng = random.Random(STEPS)  # noqa: S311 - when to jump is no secret
    mailing = settings.model_copy(update={"smtp_port": sink.port, "mails_per_minute": 0})
    for number, zone in enumerate(ZONES):
        join(database, f"reader-{number}", since=BEFORE, zone=zone)
    jumps = 0
    for step in range(STEPS):
        now = MONDAY + step * WEEKS * WEEK / STEPS
        jump = rng.choice((None, TWO_DAYS, -TWO_DAYS, TWO_DAYS))
        for instant in (now, now + jump, now) if jump else (now,):
            report(database, mailing, instant)
        jumps += jump is not None
    made = periods_made(database)
    mails = sink.accepted()
    figure(
        f"clock two days forth and back, {database.url.get_backend_name()}: {jumps} jumps in"
        f" {WEEKS} weeks, {len(ZONES)} zones: {len(made)} periods, {max(made.values())} report"
        f" each, {sum(mails.values()) - len(mails)} mails twice"
    )
    assert set(made.values()) == {1}
    assert sum(mails.values()) == len(mails) == len(made)
    wanted = {
        (number + 1, period_of(MONDAY + week * WEEK + timedelta(days=1), zone))
        for number, zone in enumerate(ZONES)
        for week in range(WEEKS)
    }
    assert wanted <= made.keys()


def periods_made(database: Database) -> Counter[tuple[int, str]]:
    with database.read() as session:
        rows = session.execute(select(Report.subscription_id, Report.period))
        return Counter((row.subscription_id, row.period) for row in rows)


def test_a_scheduler_whose_clock_jumps_goes_on_ticking(
    sqlite_url: str, tmp_path: Path, figure: Figure
) -> None:
    database = Database(sqlite_url)
    ahead = tmp_path / "ahead"
    ahead.write_text("0")
    waited = []
    with subprocess.Popen(
        [sys.executable, "-m", "support.jumping_clock", str(ahead)],
        cwd=ROOT,
        env=os.environ | {
            "PYTHONPATH": str(ROOT / "tests"),
            "CALLEDIT_DATABASE_URL": sqlite_url,
            "CALLEDIT_TICK_SECONDS": "1",
        },
    ) as node:  # fmt: skip
        wait_for(lambda: beat(database) is not None)
        for seconds in (TWO_DAYS.total_seconds(), 0.0):
            ahead.write_text(str(seconds))
            begun = time.monotonic()
            wait_for_ticks(database, seconds)
            waited.append(time.monotonic() - begun)
        node.terminate()
        assert node.wait(timeout=60) == 0
    database.dispose()
    figure(
        "clock two days forth and back: a running scheduler"
        f" ticks on after {waited[0]:.0f} s and {waited[1]:.0f} s"
    )


def wait_for_ticks(database: Database, ahead: float) -> None:
    """Wait for two ticks by the new clock: the first could have been under way."""
    for _ in range(2):
        seen = beat(database)
        wait_for(lambda seen=seen: beat(database) != seen and near(database, ahead))  # type: ignore[misc]


def beat(database: Database) -> datetime | None:
    with database.read() as session:
        return last_beat(session, TICK)


def near(database: Database, ahead: float) -> bool:
    """Tell whether the last tick was noted by a clock that is so many seconds ahead."""
    last = beat(database)
    shown = datetime.now().astimezone() + timedelta(seconds=ahead)
    return last is not None and abs(shown - last) < timedelta(hours=1)
