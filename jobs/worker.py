"""The scheduler: it only ticks. What is due, and when, stands in the database."""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.schedulers.base import BaseScheduler

from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.errors import NotFoundError
from jobs.schedule import Job, jobs

log = logging.getLogger(__name__)


def run_once(database: Database, settings: Settings, name: str) -> str:
    """Run one job now and return what it did.

    Raises:
        NotFoundError: if no job goes by that name.
    """
    schedule = {job.name: job for job in jobs(settings)}
    if name not in schedule:
        raise NotFoundError(f"there is no job {name!r}; the jobs are {', '.join(schedule)}")
    return schedule[name].run(database, settings, utc_now())


def add_ticks(scheduler: "BaseScheduler", database: Database, settings: Settings) -> None:
    """Let `scheduler` run every job at its interval, the first time at once."""
    for job in jobs(settings):
        scheduler.add_job(
            _tick,
            "interval",
            args=(job, database, settings),
            id=job.name,
            seconds=job.every_seconds,
            next_run_time=utc_now() + timedelta(seconds=1),
            # A late tick is better than none, and two at once do nothing that one does not.
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )


def background_scheduler(database: Database, settings: Settings) -> "BackgroundScheduler":
    """Return a scheduler for a process that also serves pages; the caller starts it."""
    from apscheduler.schedulers import background  # noqa: PLC0415 - only a server needs it

    scheduler = background.BackgroundScheduler(timezone="UTC", daemon=True)
    add_ticks(scheduler, database, settings)
    return scheduler


def _tick(job: Job, database: Database, settings: Settings) -> None:
    """Run a job; an error is told and the next tick tries again."""
    try:
        done = job.run(database, settings, utc_now())
    except Exception:  # the scheduler must outlive a database that is away
        log.exception("%s failed", job.name, extra={"action": "job-failed"})
    else:
        log.debug("%s: %s", job.name, done, extra={"action": "job-done"})
