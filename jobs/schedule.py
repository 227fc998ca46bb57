"""What runs by itself, how often, and why just so often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core import stopping
from core.config import Settings
from core.db import Database
from core.heartbeat import beat
from core.mail.sending import send_outbox
from predictions.feeds.polling import poll
from predictions.fetching.fetch import Fetcher
from reports.delivery import send_scheduled
from scoring.ranking import work_ahead
from scoring.scorer import EVENTS_AT_A_TIME, ScoringRun, score_pending

TICK = "score"


@dataclass(frozen=True, slots=True)
class Job:
    """One unit of recurring work; `run` does it once and says what it did."""

    name: str
    every_seconds: int
    run: Callable[[Database, Settings, datetime], str]


def score(database: Database, _settings: Settings, now: datetime) -> str:
    """Score everything that waits, a batch per transaction, and note that the tick came.

    What readers of this process's pages will ask for after a change is worked out for them.
    """
    total = ScoringRun()
    while True:
        with database.write() as session:
            run = score_pending(session, now)
            total = total + run
            beat(session, now, TICK, str(total))
        if run.events < EVENTS_AT_A_TIME or stopping.asked():
            break
    if not stopping.asked():
        with database.read() as session:
            work_ahead(session)
    return str(total)


def report(database: Database, settings: Settings, now: datetime) -> str:
    """Make the weekly reports whose hour has come, and send what has not been sent."""
    # What was decided a moment ago must not go out without its scores.
    score(database, settings, now)
    run = send_scheduled(database, settings, now)
    with database.write() as session:
        beat(session, now, "report", str(run))
    return str(run)


def mail(database: Database, settings: Settings, now: datetime) -> str:
    """Send what waits in the outbox."""
    run = send_outbox(database, settings, now)
    with database.write() as session:
        beat(session, now, "mail", str(run))
    return str(run)


def feeds(database: Database, _settings: Settings, now: datetime) -> str:
    """Read the feeds whose time has come; each item goes through the rule of its source."""
    run = poll(database, now, Fetcher())
    with database.write() as session:
        beat(session, now, "feeds", str(run))
    return str(run)


def jobs(settings: Settings) -> tuple[Job, ...]:
    """Return the schedule."""
    return (
        # An editor who has entered an outcome waits in front of the page for its score.
        Job(TICK, settings.tick_seconds, score),
        # Reports are due by the hour; a minute late is on time.
        Job("report", 60, report),
        # Somebody who subscribes waits for the link; retries ride along.
        Job("mail", 10, mail),
        # Each feed says by itself when it is due: every half hour, later where it fails.
        Job("feeds", 60, feeds),
    )
