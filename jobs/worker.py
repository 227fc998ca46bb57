"""The scheduler: it only ticks. What is due, and when, stands in the database."""

import logging
import os
import threading
import time
from datetime import timedelta

from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.errors import NotFoundError, UnavailableError
from jobs.schedule import Job, jobs
from jobs.watchdog import Watch

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
# Whoever stops a container kills it ten seconds later, and a server wants some of them.
LONGEST_GOODBYE_SECONDS = 5.0


def run_once(database: Database, settings: Settings, name: str) -> str:
    """Run one job now and return what it did.

    Raises:
        NotFoundError: if no job goes by that name.
    """
    schedule = {job.name: job for job in jobs(settings)}
    if name not in schedule:
        raise NotFoundError(f"there is no job {name!r}; the jobs are {', '.join(schedule)}")
    return schedule[name].run(database, settings, utc_now())


class Ticker:
    """Runs every job at its interval in threads of its own, from `start` to `stop`.

    A watchdog with a clock that nobody can set brings back ticks which the wall clock has lost.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        from apscheduler.schedulers import background  # noqa: PLC0415 - only a scheduler needs it

        self._database, self._settings = database, settings
        self._jobs = jobs(settings)
        self._watch = Watch({job.name: job.every_seconds for job in self._jobs}, time.monotonic())
        self._scheduler = background.BackgroundScheduler(timezone="UTC", daemon=True)
        self._stopped = threading.Event()
        self._watchdog = threading.Thread(target=self._watch_over, name="watchdog", daemon=True)

    def start(self) -> None:
        """Let it tick, the first time at once."""
        for job in self._jobs:
            self._scheduler.add_job(
                self._tick,
                "interval",
                args=(job,),
                id=job.name,
                seconds=job.every_seconds,
                next_run_time=utc_now() + timedelta(seconds=1),
                # A late tick is better than none, and two at once do nothing that one does not.
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        self._watchdog.start()

    def stop(self) -> bool:
        """Begin nothing more and wait for the work at hand; tell whether it ended in time."""
        self._stopped.set()
        self._watchdog.join()
        self._scheduler.shutdown(wait=False)
        end = time.monotonic() + LONGEST_GOODBYE_SECONDS
        while self._watch.running and time.monotonic() < end:
            time.sleep(0.05)
        if self._watch.running:
            log.warning(
                "stopped in the midst of %s; nothing is lost, another run takes it up",
                ", ".join(self._watch.running),
                extra={"action": "stopped-at-work"},
            )
        return not self._watch.running

    def leave(self) -> None:
        """Stop, and end the process if work at hand would keep it alive."""
        if not self.stop():
            logging.shutdown()
            os._exit(0)

    def bring_back(self) -> tuple[str, ...]:
        """Let the jobs that missed their tick begin now; return their names."""
        late = self._watch.overdue(time.monotonic())
        for name in late:
            log.warning("%s missed its tick: the clock was set", name, extra={"action": "late"})
            self._scheduler.modify_job(name, next_run_time=utc_now())
        return late

    def _watch_over(self) -> None:
        while not self._stopped.wait(LOOK_EVERY_SECONDS):
            self.bring_back()

    def _tick(self, job: Job) -> None:
        """Run a job; an error is told and the next tick tries again."""
        self._watch.began(job.name, time.monotonic())
        try:
            done = job.run(self._database, self._settings, utc_now())
        except UnavailableError as error:
            log.warning("%s: %s", job.name, error, extra={"action": "job-postponed"})
        except Exception:  # the scheduler must outlive any error
            log.exception("%s failed", job.name, extra={"action": "job-failed"})
        else:
            log.debug("%s: %s", job.name, done, extra={"action": "job-done"})
        finally:
            self._watch.ended(job.name)
